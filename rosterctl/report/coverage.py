"""How many people are there, against how many are wanted: for people to look at, not for judging.

This is a reading of its own, a counter for every minute of the month; the rule about coverage does not use it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter, demand_on
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.domain.time import Span

Minutes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Cover:
    """One demand row on one date: the fewest and the most people at any minute of its interval.

    Both are ``None`` where nothing can be said: on the first day, before the end of shifts that may have begun
    on a day about which nothing is known.
    """

    date: date
    demand: Demand
    lowest: int | None
    highest: int | None

    @property
    def short(self) -> int:
        """People missing from the minimum at the worst minute."""
        return 0 if self.lowest is None else max(0, (self.demand.min or 0) - self.lowest)

    @property
    def below(self) -> int:
        """People missing from the target at the worst minute."""
        return 0 if self.lowest is None else max(0, (self.demand.target or 0) - self.lowest)

    @property
    def over(self) -> int:
        """People beyond the maximum at the fullest minute."""
        if self.highest is None or self.demand.max is None:
            return 0
        return max(0, self.highest - self.demand.max)

    @property
    def mark(self) -> str:
        """``!`` below the minimum, ``+`` above the maximum, ``~`` below the target, else nothing."""
        return "!" if self.short else "+" if self.over else "~" if self.below else ""


def coverage(case: Case, roster: Roster) -> tuple[Cover, ...]:
    """Every demand row of every day of the horizon, by date and then in the order of the demand file.

    History counts on the first day. Employees and shifts that the case does not know are left out.
    """
    counter = _Counter(case, (*case.history, *roster.assignments))
    found = []
    for day in case.days:
        on = case.axis.date(day)
        for row in demand_on(case.demand, on, case.calendar):
            found.append(Cover(on, row, *counter.count(row, day)))
    return tuple(found)


class _Counter:
    """Heads for every minute, one line of counters for each filter that is asked for."""

    def __init__(self, case: Case, items: Iterable[Assignment]) -> None:
        self._case = case
        self._items = tuple(item for item in items if item.shift in case.shifts and item.employee in case.person)
        self._origin = case.axis.at(case.first - 3, 0)
        self._length = case.axis.at(case.end + 3, 0) - self._origin
        self._lines: dict[Filter, Minutes] = {}

    def count(self, row: Demand, day: int) -> tuple[int | None, int | None]:
        """Fewest and most heads of a demand row on a day."""
        if row.span is None:
            heads = self._on_shift(row.filter, self._case.axis.date(day))
            return heads, heads
        span = self._case.axis.span(day, row.span)
        start = max(span.start, self._case.judged_from)
        if start >= span.end:
            return None, None
        line = self._line(row.filter)[start - self._origin : span.end - self._origin]
        return int(line.min()), int(line.max())

    def _on_shift(self, wanted: Filter, on: date) -> int:
        return len({item.employee for item in self._items if item.date == on and self._counts(item, wanted)})

    def _line(self, wanted: Filter) -> Minutes:
        found = self._lines.get(wanted)
        if found is None:
            steps = np.zeros(self._length + 1, np.int32)
            for span in self._present(wanted):
                start, end = (min(max(edge - self._origin, 0), self._length) for edge in (span.start, span.end))
                steps[start] += 1
                steps[end] -= 1
            found = self._lines[wanted] = np.cumsum(steps, dtype=np.int32)
        return found

    def _present(self, wanted: Filter) -> list[Span]:
        """When each person counts; somebody on two assignments at once is still one head."""
        spans: dict[str, list[Span]] = {}
        for item in self._items:
            if self._counts(item, wanted):
                spans.setdefault(item.employee, []).extend(present(self._case, item))
        return [span for own in spans.values() for span in _merged(own)]

    def _counts(self, item: Assignment, wanted: Filter) -> bool:
        return (
            (wanted.post is None or wanted.post == item.post)
            and (wanted.shift is None or wanted.shift == item.shift)
            and wanted.person(self._case.employees[self._case.person[item.employee]])
        )


def present(case: Case, item: Assignment) -> tuple[Span, ...]:
    """Elapsed-minute spans of an assignment at its post, without fixed meals and partial leave."""
    who, day = case.person[item.employee], case.axis.day(item.date)
    kind = case.kind_of.get((item.shift, item.post))
    if kind is not None:
        return case.presence(who, day, kind)
    return tuple(case.axis.span(day, span) for span in case.shifts[item.shift].at_post)


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
