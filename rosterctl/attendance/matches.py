"""A division as values: a :class:`Match` for each unit, and the unrostered list (2.1, 2.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rosterctl.attendance.events import Ints, Punches
from rosterctl.attendance.marks import Marks, make_marks
from rosterctl.attendance.matching import Matched, match
from rosterctl.attendance.strays import REASONS, Strays, make_strays
from rosterctl.domain.attendance import DEFAULTS, Event, Mark, Match, MatchParams, Stretch, Unit, Unrostered


@dataclass(frozen=True)
class Matches:
    """Matches in the order of the units given; each is made when it is asked for."""

    matched: Matched

    def __len__(self) -> int:
        return len(self.matched.all_units)

    def __iter__(self) -> Iterator[Match]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> Match:
        """The match of a unit, by its number."""
        row = int(self._row_of[number])
        unit = self.matched.all_units[number]
        return Match(unit) if row < 0 else _match(self.matched, self.marks, row, unit)

    @cached_property
    def marks(self) -> Marks:
        """The findings, as columns."""
        return make_marks(self.matched.division, self.matched.params)

    @cached_property
    def _row_of(self) -> Ints:
        rows = np.full(len(self), -1, np.int64)
        rows[self.matched.rows] = np.arange(len(self.matched.rows))
        return rows

    @cached_property
    def unrostered(self) -> tuple[Unrostered, ...]:
        """Every event that is in no unit, by person and time."""
        strays, events = self.strays, self.matched.division.events
        rows = zip(strays.event.tolist(), strays.why.tolist(), strays.unit.tolist(), strict=True)
        return tuple(
            Unrostered(
                self.matched.people[int(events.person[event])],
                events.event(event),
                REASONS[why],
                self.matched.all_units[unit] if unit >= 0 else None,
            )
            for event, why, unit in rows
        )

    @cached_property
    def strays(self) -> Strays:
        """The same as columns."""
        return make_strays(self.matched)


def match_all(units: Sequence[Unit], punches: Punches, params: MatchParams = DEFAULTS) -> Matches:
    """Matches punches to units (2.1 to 2.8)."""
    return Matches(match(units, punches, params))


def _match(matched: Matched, marks: Marks, row: int, unit: Unit) -> Match:
    division = matched.division
    roles, event = division.roles, division.events.event
    a, b = int(division.a[row]), int(division.b[row])
    events = tuple(event(index) for index in range(a, b))
    out = bool(roles.out[row])
    opens = events[int(roles.opens_from[row]) - a : int(roles.opens_until[row]) - a]
    closes = events[int(roles.closes_from[row]) - a : int(roles.closes_until[row]) - a]
    pinned_start, pinned_end = unit.pinned_start is not None, unit.pinned_end is not None
    inner = events[int(marks.inner_from[row]) - a : int(marks.inner_until[row]) - a]
    doubt = int(marks.doubt[row])
    return Match(
        unit=unit,
        events=() if out else events,
        arrival=int(roles.arrival[row]) if roles.has_arrival[row] else None,
        departure=int(roles.departure[row]) if roles.has_departure[row] else None,
        arrival_events=() if pinned_start else opens,
        departure_events=() if pinned_end else closes,
        shared_start=bool(division.shared_start[row]),
        shared_end=bool(division.shared_end[row]),
        judged_start=bool(division.judged_start[row]),
        judged_end=bool(division.judged_end[row]),
        inner=inner,
        meals=meals(inner, one=bool(roles.merged[row])),
        taken_out=events if out else (),
        replaced=(*(opens if pinned_start else ()), *(closes if pinned_end else ())),
        marks=_marks(matched, marks, row),
        doubt=event(doubt) if doubt >= 0 else None,
    )


def meals(inner: Sequence[Event], *, one: bool = False) -> tuple[Stretch, ...] | None:
    """Inner events in pairs: from the last instant of the first to the first of the second (2.6).

    ``one``: they all count as one event, which has no other to pair with.
    """
    if inner and (one or len(inner) % 2):
        return None
    pairs = zip(inner[::2], inner[1::2], strict=True)
    return tuple(Stretch(leaving.last, back.first) for leaving, back in pairs)


def _marks(matched: Matched, marks: Marks, row: int) -> tuple[Mark, ...]:
    roles = matched.division.roles
    return tuple(
        mark
        for mark, holds in (
            (Mark.ODD_LATE, marks.odd_late[row]),
            (Mark.ODD_EARLY, marks.odd_early[row]),
            (Mark.PRESENCE_ONLY, roles.deep[row]),
            (Mark.UNROSTERED_WORK, roles.out[row]),
            (Mark.ODD_MEALS, marks.odd_meals[row]),
            (Mark.EARLY_BIRD, marks.early_bird[row]),
            (Mark.LATE_BIRD, marks.late_bird[row]),
            (Mark.DOUBTFUL_ABSENCE, marks.doubt[row] >= 0),
        )
        if holds
    )
