"""A division as values: a :class:`Match` for each unit, and the unrostered list (2.1, 2.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rosterctl.attendance.choices import ranges
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
        unit = int(matched.rows[row]) if row >= 0 else int(on_leave[number])
        if row >= 0:
            why = Stray.TAKEN_OUT
        elif unit >= 0:
            why = Stray.ON_LEAVE
        else:
            why = Stray.OUT_OF_ORDER if in_reach[number] else Stray.OUT_OF_REACH
        yield Unrostered(employee, event, why, matched.all_units[unit] if unit >= 0 else None)


def _on_leave(matched: Matched) -> Ints:
    """The unit that takes no punches in whose reach each event is, the nearest by scheduled times; -1: none."""
    events, at = matched.division.events, matched.all_units.columns
    found = np.full(len(events), -1, np.int64)
    rows = np.flatnonzero(~at.takes).astype(np.int64)
    base, key = matched.numbers[at.employee[rows]] * SHIFT, events.person * SHIFT + events.first
    low = np.searchsorted(key, base + at.reach_start[rows]).astype(np.int64)
    high = np.searchsorted(key, base + at.reach_end[rows], "right").astype(np.int64)
    which, event = ranges(low, np.maximum(low, high))
    row, first = rows[which], events.first[event]
    off = np.maximum(np.maximum(at.start[row] - first, first - at.end[row]), 0)
    order = np.lexsort((row, at.start[row], off, event))[::-1]  # the nearest of each event is written last
    found[event[order]] = row[order]
    return found
