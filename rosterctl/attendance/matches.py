"""A division as values: a :class:`Match` for each unit, and the unrostered list (2.1, 2.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

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
        """All of them: columns become lists once, which is several times quicker than one row after the other."""
        units, events = self.matched.all_units, self.matched.division.events.events()
        fields = zip(*(column.tolist() for column in self._columns), strict=True)
        rows = list(map(_Row._make, fields))
        for number, row in enumerate(self._row_of.tolist()):
            yield Match(units[number]) if row < 0 else _match(rows[row], units[number], events.__getitem__)

    def __getitem__(self, number: int) -> Match:
        """The match of a unit, by its number."""
        row = int(self._row_of[number])
        unit = self.matched.all_units[number]
        if row < 0:
            return Match(unit)
        return _match(
            _Row._make(column[row].item() for column in self._columns), unit, self.matched.division.events.event
        )

    @cached_property
    def _columns(self) -> _Row:
        """The columns that a match is made of, each a row for a unit that takes punches."""
        division, marks = self.matched.division, self.marks
        roles = division.roles
        return _Row(
            division.a, division.b, roles.out, roles.merged, roles.deep,
            roles.arrival, roles.has_arrival, roles.departure, roles.has_departure,
            roles.opens_from, roles.opens_until, roles.closes_from, roles.closes_until,
            division.shared_start, division.shared_end, division.judged_start, division.judged_end,
            marks.inner_from, marks.inner_until, marks.odd_late, marks.odd_early, marks.odd_meals,
            marks.early_bird, marks.late_bird, marks.doubt,
        )  # fmt: skip

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


class _Row(NamedTuple):
    """What a match is made of: one unit's values, or a column of each."""

    a: Any
    b: Any
    out: Any
    merged: Any
    deep: Any
    arrival: Any
    has_arrival: Any
    departure: Any
    has_departure: Any
    opens_from: Any
    opens_until: Any
    closes_from: Any
    closes_until: Any
    shared_start: Any
    shared_end: Any
    judged_start: Any
    judged_end: Any
    inner_from: Any
    inner_until: Any
    odd_late: Any
    odd_early: Any
    odd_meals: Any
    early_bird: Any
    late_bird: Any
    doubt: Any


def _match(row: _Row, unit: Unit, event: Callable[[int], Event]) -> Match:
    a = row.a
    events = tuple(event(index) for index in range(a, row.b))
    opens = events[row.opens_from - a : row.opens_until - a]
    closes = events[row.closes_from - a : row.closes_until - a]
    pinned_start, pinned_end = unit.pinned_start is not None, unit.pinned_end is not None
    inner = events[row.inner_from - a : row.inner_until - a]
    return Match(
        unit=unit,
        events=() if row.out else events,
        arrival=row.arrival if row.has_arrival else None,
        departure=row.departure if row.has_departure else None,
        arrival_events=() if pinned_start else opens,
        departure_events=() if pinned_end else closes,
        shared_start=row.shared_start,
        shared_end=row.shared_end,
        judged_start=row.judged_start,
        judged_end=row.judged_end,
        inner=inner,
        meals=meals(inner, one=row.merged),
        taken_out=events if row.out else (),
        replaced=(*(opens if pinned_start else ()), *(closes if pinned_end else ())),
        marks=_marks(row),
        doubt=event(row.doubt) if row.doubt >= 0 else None,
    )


def meals(inner: Sequence[Event], *, one: bool = False) -> tuple[Stretch, ...] | None:
    """Inner events in pairs: from the last instant of the first to the first of the second (2.6).

    ``one``: they all count as one event, which has no other to pair with.
    """
    if not inner:
        return ()
    if one or len(inner) % 2:
        return None
    pairs = zip(inner[::2], inner[1::2], strict=True)
    return tuple(Stretch(leaving.last, back.first) for leaving, back in pairs)


def _marks(row: _Row) -> tuple[Mark, ...]:
    """The findings about a unit, in the order of the marks."""
    holds = (
        row.odd_late, row.odd_early, row.deep, row.out,
        row.odd_meals, row.early_bird, row.late_bird, row.doubt >= 0,
    )  # fmt: skip
    if not any(holds):
        return ()
    return tuple(mark for mark, yes in zip(_MARKS, holds, strict=True) if yes)


_MARKS = (
    Mark.ODD_LATE, Mark.ODD_EARLY, Mark.PRESENCE_ONLY, Mark.UNROSTERED_WORK,
    Mark.ODD_MEALS, Mark.EARLY_BIRD, Mark.LATE_BIRD, Mark.DOUBTFUL_ABSENCE,
)  # fmt: skip
