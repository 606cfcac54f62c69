"""Facts from one match at a time: a second reading of ``attendance/facts.py``, which works on columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np

from rosterctl.domain.attendance import Mark, Match, Stretch, Unit, UnitKind
from rosterctl.domain.facts import Facts, Flags, Ints, Meals
from rosterctl.domain.stretches import Stretches, common, minus, seconds, union
from rosterctl.domain.time import Span
from rosterctl.domain.wall import Wall
from tests.attendance import judging_by_value as judging

_FAR = 1 << 40
_NIGHTS = (Span(0, 360), Span(1320, 1800), Span(2760, 3240))


def facts_by_value(
    matches: Iterable[Match], people: Sequence[str], wall: Wall, opened: Flags, no_data: Flags
) -> Facts:
    """The facts of all matches, by the functions of ``judging``; flags as :func:`make_facts` has them."""
    found = list(matches)
    units = [match.unit for match in found]
    ids = tuple(sorted({*people, *(unit.employee for unit in units)}))
    shifts = tuple(sorted({"", *(unit.shift for unit in units)}))
    posts = tuple(sorted({"", *(unit.post for unit in units)}))
    midnight = [wall.at(unit.date + dt.timedelta(days=1), 0) for unit in units]
    behind = [(Stretch(at, _FAR),) for at in midnight]
    there = [_there(match) for match in found]
    known = [judging.worked(match) is not None for match in found]
    regular = [_regular(match, where) if yes else () for match, where, yes in zip(found, there, known, strict=True)]
    extra = [
        minus(common(unit.overtime, where), union([*(unit.expected if segment(unit) else ()), *unit.outing]))
        for unit, where in zip(units, there, strict=True)
    ]
    late = [_missed(m, early=False) for m in found]
    early = [_missed(m, early=True) for m in found]
    first_of: dict[tuple[object, ...], int] = {}
    assignment = [
        first_of.setdefault(
            (unit.employee, unit.date, unit.shift, unit.post, unit.reach_start, unit.kind, unit.number)
            if unit.kind is UnitKind.OVERTIME
            else (unit.employee, unit.date, unit.shift, unit.post, unit.reach_start),
            row,
        )
        for row, unit in enumerate(units)
    ]
    meals = [(row, one) for row, match in enumerate(found) for one in match.meals or ()]

    def ints(values: Sequence[int]) -> Ints:
        return np.array(values, np.int64)

    def flags(values: Sequence[bool]) -> Flags:
        return np.array(values, np.bool_)

    def mark(which: Mark) -> Flags:
        return flags([which in match.marks for match in found])

    def next_day(stretches: Sequence[Stretches]) -> Ints:
        return ints([seconds(common(one, after)) for one, after in zip(stretches, behind, strict=True)])

    worked_ = [union([*a, *b]) for a, b in zip(regular, extra, strict=True)]
    return Facts(
        people=ids,
        shifts=shifts,
        posts=posts,
        employee=ints([ids.index(unit.employee) for unit in units]),
        date=ints([unit.date.toordinal() for unit in units]),
        number=ints([unit.number for unit in units]),
        assignment=ints(assignment),
        shift=ints([shifts.index(unit.shift) for unit in units]),
        post=ints([posts.index(unit.post) for unit in units]),
        overtime_unit=flags([unit.kind is UnitKind.OVERTIME for unit in units]),
        start=ints([unit.start for unit in units]),
        end=ints([unit.end for unit in units]),
        expected_start=ints([unit.expected_start for unit in units]),
        expected_end=ints([unit.expected_end for unit in units]),
        midnight=ints(midnight),
        arrive_early=ints([unit.arrive_early for unit in units]),
        takes_punches=flags([unit.takes_punches for unit in units]),
        absent=flags([match.absent for match in found]),
        has_arrival=flags([match.arrival is not None for match in found]),
        has_departure=flags([match.departure is not None for match in found]),
        arrival=ints([match.arrival or 0 for match in found]),
        departure=ints([match.departure or 0 for match in found]),
        pinned_start=flags([unit.pinned_start is not None for unit in units]),
        pinned_end=flags([unit.pinned_end is not None for unit in units]),
        shared_start=flags([match.shared_start for match in found]),
        shared_end=flags([match.shared_end for match in found]),
        judged_start=flags([match.judged_start for match in found]),
        judged_end=flags([match.judged_end for match in found]),
        raw_late=ints([judging.raw_late(match) for match in found]),
        raw_early=ints([judging.raw_early(match) for match in found]),
        missed_late=ints([seconds(one) for one in late]),
        missed_early=ints([seconds(one) for one in early]),
        missed_late_next=next_day(late),
        missed_early_next=next_day(early),
        paid=ints([seconds(unit.paid) for unit in units]),
        expected=ints([seconds(unit.expected) for unit in units]),
        expected_next=next_day([unit.expected for unit in units]),
        leave=ints([seconds(unit.leave) for unit in units]),
        leave_next=next_day([unit.leave for unit in units]),
        outing=ints([seconds(unit.outing) for unit in units]),
        overtime=ints([seconds(unit.overtime) for unit in units]),
        presence=ints([seconds(one) for one in there]),
        worked_known=flags(known),
        worked=ints([seconds(one) for one in worked_]),
        regular=ints([seconds(one) for one in regular]),
        regular_next=next_day(regular),
        overtime_worked=ints([seconds(one) for one in extra]),
        night=ints([seconds(common(w, _nights(m, wall))) for w, m in zip(worked_, found, strict=True)]),
        unapproved=ints([seconds(judging.unapproved(match)) for match in found]),
        odd_late=mark(Mark.ODD_LATE),
        odd_early=mark(Mark.ODD_EARLY),
        presence_only=mark(Mark.PRESENCE_ONLY),
        unrostered_work=mark(Mark.UNROSTERED_WORK),
        odd_meals=mark(Mark.ODD_MEALS),
        early_bird=mark(Mark.EARLY_BIRD),
        late_bird=mark(Mark.LATE_BIRD),
        doubtful=mark(Mark.DOUBTFUL_ABSENCE),
        open=opened,
        no_data=no_data,
        meals=Meals(
            ints([row for row, _ in meals]),
            ints([one.start for _, one in meals]),
            ints([one.end for _, one in meals]),
        ),
    )


def segment(unit: Unit) -> bool:
    return unit.kind is UnitKind.SEGMENT


def _there(match: Match) -> Stretches:
    found = judging.presence(match)
    return () if found is None else (found,)


def _regular(match: Match, there: Stretches) -> Stretches:
    """Expected time inside presence, and outings; an overtime unit's time is overtime only."""
    unit = match.unit
    if unit.kind is UnitKind.OVERTIME:
        return ()
    if match.absent or not unit.takes_punches:
        return unit.outing
    return union([*common(unit.expected, there), *unit.outing])


def _missed(match: Match, *, early: bool) -> Stretches:
    unit = match.unit
    if early:
        if not judging.raw_early(match) or match.departure is None:
            return ()
        return common(unit.expected, (Stretch(match.departure, _FAR),))
    if not judging.raw_late(match) or match.arrival is None:
        return ()
    return common(unit.expected, (Stretch(-_FAR, match.arrival),))


def _nights(match: Match, wall: Wall) -> Stretches:
    """22:00–06:00 on the wall around a unit."""
    day = match.unit.date
    return union(
        [
            *(wall.stretch(day - dt.timedelta(days=1), one) for one in _NIGHTS),
            *(wall.stretch(day, one) for one in _NIGHTS),
        ]
    )
