"""A finished roster as arrays, built once; what every ``check()`` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]


class RosterIndex:
    """The month's assignments and the carried-in history, as arrays over (person, day).

    ========== ======== =========================================================================
    ``works``  bool     whether the person has any assignment on that roster date
    ``nights`` bool     whether one of them is night work
    ``paid``   int32    paid minutes of the roster date
    ``start``  int32    elapsed minute of the first start, -1 when off
    ``stop``   int32    elapsed minute of the last end, -1 when off
    ========== ======== =========================================================================

    Days before ``case.known_from`` are off. ``spans`` holds one row per stretch at a post: person, day of
    the roster date, number of the assignment in ``items``, first and last elapsed minute.

    Raises ``KeyError`` for an employee or shift that the case does not know; readers report those before.
    """

    def __init__(self, case: Case, assignments: Iterable[Assignment]) -> None:
        self.case = case
        self.items: tuple[Assignment, ...] = (*case.history, *sorted(assignments, key=Assignment.sort_key))
        shape = (len(case.employees), case.end)
        self.works: Bools = np.zeros(shape, np.bool_)
        self.nights: Bools = np.zeros(shape, np.bool_)
        self.paid: Ints = np.zeros(shape, np.int32)
        self.start: Ints = np.full(shape, -1, np.int32)
        self.stop: Ints = np.full(shape, -1, np.int32)
        self.cells: dict[tuple[int, int], tuple[Assignment, ...]] = {}
        for item in self.items:
            self._enter(item)
        self.spans: Ints = self._spans()

    def _enter(self, item: Assignment) -> None:
        who = self.case.person.get(item.employee)
        if who is None:
            if item.date < self.case.axis.date(self.case.first):
                return  # somebody of last month who is no longer on the staff list
            raise KeyError(item.employee)
        day = self.case.axis.day(item.date)
        if not 0 <= day < self.case.end:
            raise KeyError(item.date)
        shift = self.case.shifts[item.shift]
        start, stop = self.case.axis.at(day, shift.span.start), self.case.axis.at(day, shift.span.end)
        first = not self.works[who, day]
        self.start[who, day] = start if first else min(start, self.start[who, day])
        self.stop[who, day] = max(stop, self.stop[who, day])
        self.works[who, day] = True
        self.nights[who, day] |= shift.night
        self.paid[who, day] += shift.paid
        self.cells[who, day] = (*self.cells.get((who, day), ()), item)

    def _spans(self) -> Ints:
        rows: list[tuple[int, int, int, int, int]] = []
        for number, item in enumerate(self.items):
            who = self.case.person.get(item.employee)
            day = self.case.axis.day(item.date)
            if who is None or day < self.case.first - 2:
                continue
            rows += [(who, day, number, *span) for span in self._present(who, day, item)]
        return np.array(rows, np.int32).reshape(-1, 5)

    def _present(self, who: int, day: int, item: Assignment) -> list[tuple[int, int]]:
        kind = self.case.kind_of.get((item.shift, item.post))
        if kind is not None:
            return [(span.start, span.end) for span in self.case.presence(who, day, kind)]
        shift = self.case.shifts[item.shift]
        return [(self.case.axis.at(day, span.start), self.case.axis.at(day, span.end)) for span in shift.at_post]

    @cached_property
    def _entries(self) -> Ints:
        """A row for each assignment of somebody on the staff list: person, day, number in ``items``."""
        known = [(self.case.person.get(item.employee), item.date) for item in self.items]
        rows = [(who, self.case.axis.day(on), n) for n, (who, on) in enumerate(known) if who is not None]
        return np.array(rows, np.int32).reshape(-1, 3)

    def does(self, wanted: Callable[[Assignment], bool]) -> Bools:
        """Over (person, day): whether any assignment of the cell is wanted."""
        found: Bools = np.zeros_like(self.works)
        who, day, number = self._entries.T
        chosen = np.fromiter((wanted(self.items[n]) for n in number.tolist()), np.bool_, len(number))
        found[who[chosen], day[chosen]] = True
        return found

    def at(self, who: int, day: int) -> tuple[Assignment, ...]:
        """The assignments of a cell."""
        return self.cells.get((who, day), ())

    def moved(self, changes: Mapping[tuple[int, int], tuple[Assignment, ...]]) -> RosterIndex:
        """The index of the same roster with some cells of the horizon replaced."""
        first = self.case.axis.date(self.case.first)
        kept = [
            item
            for item in self.items
            if item.date >= first and (self.case.person[item.employee], self.case.axis.day(item.date)) not in changes
        ]
        return RosterIndex(self.case, [*kept, *(item for items in changes.values() for item in items)])
