"""Facts: what matching says about every unit, as columns (see :class:`rosterctl.domain.facts.Facts`).

The functions of :mod:`judging` say the same about one match; tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.events import Flags, Ints
from rosterctl.attendance.lengths import Seen, behind_midnight, missed, on_dates, unapproved, worked
from rosterctl.attendance.matches import Matches
from rosterctl.attendance.plans import make_plans
from rosterctl.domain.arrays import ranges
from rosterctl.domain.facts import Facts, Meals
from rosterctl.domain.wall import Wall


def make_facts(matches: Matches, people: Sequence[str], wall: Wall, opened: Flags, no_data: Flags) -> Facts:
    """The facts of all units.

    ``people`` are numbered even where they have no unit; ``wall`` is the clock of the zone that the units were made
    in; ``opened`` and ``no_data`` are flags per unit (1.3, 2.9: see :mod:`waiting`).
    """
    matched, marks = matches.matched, matches.marks
    table, division, roles = matched.all_units, matched.division, matched.division.roles
    at, names = table.columns, table.names
    ids, employee = _people(names.people, people, at.employee)
    spread = _Spread(len(table), matched.rows)
    seen = _seen(matches, spread, wall)
    plans = seen.plans
    has_arrival, has_departure = spread.flags(roles.has_arrival), spread.flags(roles.has_departure)
    judged_start, judged_end = spread.flags(division.judged_start, True), spread.flags(division.judged_end, True)
    late, early = has_arrival & judged_start & ~at.overtime, has_departure & judged_end & ~at.overtime
    raw_late = np.where(late, np.maximum(seen.arrival - at.expected_start, 0), 0)
    raw_early = np.where(early, np.maximum(at.expected_end - seen.departure, 0), 0)
    missed_late = missed(seen, raw_late, at.expected_start, seen.arrival)
    missed_early = missed(seen, raw_early, seen.departure, at.expected_end)
    work = worked(seen, wall)
    return Facts(
        people=ids,
        shifts=names.shifts,
        posts=names.posts,
        employee=employee,
        date=at.date,
        number=at.number,
        assignment=at.assignment,
        shift=at.shift,
        post=at.post,
        overtime_unit=at.overtime,
        start=at.start,
        end=at.end,
        expected_start=at.expected_start,
        expected_end=at.expected_end,
        midnight=seen.midnight,
        arrive_early=at.arrive_early,
        takes_punches=at.takes,
        absent=spread.flags(roles.absent),
        has_arrival=has_arrival,
        has_departure=has_departure,
        arrival=seen.arrival,
        departure=seen.departure,
        pinned_start=at.has_pin_start,
        pinned_end=at.has_pin_end,
        shared_start=spread.flags(division.shared_start),
        shared_end=spread.flags(division.shared_end),
        judged_start=judged_start,
        judged_end=judged_end,
        raw_late=raw_late,
        raw_early=raw_early,
        missed_late=missed_late.seconds,
        missed_early=missed_early.seconds,
        missed_late_next=missed_late.following,
        missed_early_next=missed_early.following,
        paid=plans.paid.seconds[at.plan],
        expected=plans.expected.seconds[at.plan],
        expected_next=behind_midnight(seen, plans.expected),
        leave=plans.leave.seconds[at.plan],
        leave_next=behind_midnight(seen, plans.leave),
        outing=plans.outing.seconds[at.plan],
        overtime=plans.overtime.seconds[at.plan],
        presence=np.where(seen.both, np.maximum(seen.departure - seen.arrival, 0), 0),
        worked_known=seen.known,
        worked=work.regular + work.overtime,
        regular=work.regular,
        regular_next=work.following,
        overtime_worked=work.overtime,
        night=work.night,
        unapproved=spread(unapproved(matched, marks, plans)),
        odd_late=spread.flags(marks.odd_late),
        odd_early=spread.flags(marks.odd_early),
        presence_only=spread.flags(roles.deep),
        unrostered_work=spread.flags(roles.out),
        odd_meals=spread.flags(marks.odd_meals),
        early_bird=spread.flags(marks.early_bird),
        late_bird=spread.flags(marks.late_bird),
        doubtful=spread.flags(marks.doubt >= 0),
        open=opened,
        no_data=no_data,
        meals=_meals(matches),
    )


def _people(known: tuple[str, ...], more: Sequence[str], employee: Ints) -> tuple[tuple[str, ...], Ints]:
    """The ids of all, in their order, and the units' numbers among them."""
    ids = tuple(sorted({*known, *more}))
    if ids == known:
        return known, employee
    place = {who: number for number, who in enumerate(ids)}
    return ids, np.array([place[who] for who in known], np.int64)[employee]


@dataclass(frozen=True)
class _Spread:
    """Columns of the units that take punches, as columns of all units."""

    count: int
    rows: Ints

    def __call__(self, values: Ints) -> Ints:
        if len(self.rows) == self.count and (np.diff(self.rows) > 0).all():
            return values
        found = np.zeros(self.count, np.int64)
        found[self.rows] = values
        return found

    def flags(self, values: Flags, other: bool = False) -> Flags:
        """The same of flags; those who take no punches get ``other``."""
        found = np.full(self.count, other)
        found[self.rows] = values
        return found


def _seen(matches: Matches, spread: _Spread, wall: Wall) -> Seen:
    """Arrivals and departures of all units, 0 where there is none."""
    table, roles = matches.matched.all_units, matches.matched.division.roles
    both = spread.flags(roles.has_arrival & roles.has_departure)
    absent = spread.flags(roles.absent)
    return Seen(
        columns=table.columns,
        plans=make_plans(table),
        arrival=spread(np.where(roles.has_arrival, roles.arrival, 0)),
        departure=spread(np.where(roles.has_departure, roles.departure, 0)),
        both=both,
        there=both & ~absent,
        known=both | absent | ~table.columns.takes,
        midnight=on_dates(wall, table.columns.date, 24 * 60),
    )


def _meals(matches: Matches) -> Meals:
    """Inner events in pairs (2.6)."""
    division, marks = matches.matched.division, matches.marks
    low, high = marks.inner_from, np.where(marks.odd_meals, marks.inner_from, marks.inner_until)
    row, number = ranges(np.zeros(len(low), np.int64), (high - low) // 2)
    leaves = low[row] + 2 * number
    unit = matches.matched.rows[row]
    order = np.argsort(unit, kind="stable")
    events = division.events
    return Meals(unit[order], events.last[leaves[order]], events.first[leaves[order] + 1])
