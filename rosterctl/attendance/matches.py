"""A division as values: a :class:`Match` for each unit, and the unrostered list (2.1, 2.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rosterctl.attendance.events import SHIFT, Ints, Punches
from rosterctl.attendance.marks import Marks, make_marks
from rosterctl.attendance.matching import Matched, match
from rosterctl.domain.attendance import DEFAULTS, Event, Mark, Match, MatchParams, Stray, Stretch, Unit, Unrostered


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
        return tuple(_unrostered(self.matched))


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
    doubt = marks.doubt.get(row)
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
        marks=_marks(matched, marks, row, inner),
        doubt=None if doubt is None else event(doubt),
    )


def meals(inner: Sequence[Event], *, one: bool = False) -> tuple[Stretch, ...] | None:
    """Inner events in pairs: from the last instant of the first to the first of the second (2.6).

    ``one``: they all count as one event, which has no other to pair with.
    """
    if inner and (one or len(inner) % 2):
        return None
    pairs = zip(inner[::2], inner[1::2], strict=True)
    return tuple(Stretch(leaving.last, back.first) for leaving, back in pairs)


def _marks(matched: Matched, marks: Marks, row: int, inner: tuple[Event, ...]) -> tuple[Mark, ...]:
    roles = matched.division.roles
    return tuple(
        mark
        for mark, holds in (
            (Mark.ODD_LATE, marks.odd_late[row]),
            (Mark.ODD_EARLY, marks.odd_early[row]),
            (Mark.PRESENCE_ONLY, roles.deep[row]),
            (Mark.UNROSTERED_WORK, roles.out[row]),
            (Mark.ODD_MEALS, meals(inner, one=bool(roles.merged[row])) is None),
            (Mark.EARLY_BIRD, marks.early_bird[row]),
            (Mark.LATE_BIRD, marks.late_bird[row]),
            (Mark.DOUBTFUL_ABSENCE, row in marks.doubt),
        )
        if holds
    )


def _unrostered(matched: Matched) -> Iterator[Unrostered]:
    """Events out of every reach, taken out by 2.4, left out for want of order, or made while on leave (1.1)."""
    division = matched.division
    events, chains = division.events, division.chains
    holder = np.full(len(events), -1, np.int64)
    size = division.b - division.a
    within = np.repeat(np.arange(len(size)), size)
    index = np.arange(len(within)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(division.a, size)
    holder[index] = within
    reached = np.zeros(len(events) + 1, np.int64)
    np.add.at(reached, chains.low, 1)
    np.add.at(reached, chains.high, -1)
    in_reach = np.cumsum(reached[:-1]) > 0
    free = (holder < 0) | division.roles.out[holder] if len(size) else np.ones(len(events), np.bool_)
    on_leave = _on_leave(matched)
    for number in np.flatnonzero(free).tolist():
        row, event = int(holder[number]), events.event(number)
        employee = matched.people[int(events.person[number])]
        unit = matched.all_units[int(matched.rows[row])] if row >= 0 else on_leave.get(number)
        if row >= 0:
            why = Stray.TAKEN_OUT
        elif unit is not None:
            why = Stray.ON_LEAVE
        else:
            why = Stray.OUT_OF_ORDER if in_reach[number] else Stray.OUT_OF_REACH
        yield Unrostered(employee, event, why, unit)


def _on_leave(matched: Matched) -> dict[int, Unit]:
    """Events in reach of a unit that takes none: the unit whose scheduled times are nearest."""
    events = matched.division.events
    numbers = {who: number for number, who in enumerate(matched.people)}
    key = events.person * SHIFT + events.first
    found: dict[int, tuple[int, int, Unit]] = {}
    for unit in matched.all_units:
        if unit.takes_punches:
            continue
        base = numbers[unit.employee] * SHIFT
        low, high = (
            np.searchsorted(key, base + unit.reach_start),
            np.searchsorted(key, base + unit.reach_end, "right"),
        )
        for number in range(int(low), int(high)):
            off = max(0, unit.start - int(events.first[number]), int(events.first[number]) - unit.end)
            if number not in found or (off, unit.start) < found[number][:2]:
                found[number] = (off, unit.start, unit)
    return {number: unit for number, (_, _, unit) in found.items()}
