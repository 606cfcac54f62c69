"""Which seconds of one match are worked (3.3): facts say how many, pay cuts them at midnight and at 22:00."""

from __future__ import annotations

import datetime as dt

from rosterctl.domain.attendance import Match, Stretch, Unit, UnitKind
from rosterctl.domain.stretches import Stretches, common, minus, union
from rosterctl.domain.time import Span
from rosterctl.domain.wall import Wall

_DAY = dt.timedelta(days=1)
_NIGHT = Span(1320, 1800)


def presence(match: Match) -> Stretches:
    """From arrival to departure; nothing while one of them is missing."""
    if match.arrival is None or match.departure is None or match.departure <= match.arrival:
        return ()
    return (Stretch(match.arrival, match.departure),)


def regular(match: Match) -> Stretches:
    """Expected time inside presence, and outings; nothing while a boundary of somebody present is missing.

    Somebody absent, or away all the time, has the outings only; overtime of its own is no regular time.
    """
    unit = match.unit
    if unit.kind is UnitKind.OVERTIME or match.missing:
        return ()
    if match.absent or not unit.takes_punches:
        return union(unit.outing)
    return union([*common(unit.expected, presence(match)), *unit.outing])


def worked(match: Match) -> Stretches:
    """Regular time and approved overtime inside presence; no second twice."""
    return union([*regular(match), *common(match.unit.overtime, presence(match))])


def breaks(unit: Unit) -> Stretches:
    """The unpaid breaks inside a segment."""
    return minus((Stretch(unit.start, unit.end),), unit.paid)


def nights(day: dt.date, wall: Wall) -> Stretches:
    """22:00–06:00 on the wall, of the evening before a date to that of the day after it (4.9)."""
    return union(wall.stretch(day + n * _DAY, _NIGHT) for n in (-1, 0, 1))
