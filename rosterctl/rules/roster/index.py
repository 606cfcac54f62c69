"""A finished roster as arrays, built once; what every ``check()`` reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]
T = TypeVar("T")
Items = tuple[Assignment, ...]


@dataclass(frozen=True)
class Change:
    """How an index differs from the one it was moved from.

    ``kept`` says which of that one's ``items`` are still there (they come first, in their order); ``taken`` and
    ``given`` are the rows of ``spans`` that went, numbered as they were, and that came, numbered as they are.
    """

    parent: RosterIndex
    kept: Bools
    taken: Ints
    given: Ints


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
        self.spans: Ints = self._spans(0)
        self.change: Change | None = None
        self._facts: dict[Hashable, object] = {}
        self._made: dict[Hashable, object] = {}

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

    def _spans(self, begin: int) -> Ints:
        """The rows of the items from number ``begin`` on."""
        rows: list[tuple[int, int, int, int, int]] = []
        for number, item in enumerate(self.items[begin:], begin):
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
    def entries(self) -> Ints:
        """A row for each assignment of somebody on the staff list: person, day, number in ``items``."""
        if self.change is not None:
            kept = self.change.kept
            old = self.change.parent.entries
            old = old[kept[old[:, 2]]]
            numbers = (np.cumsum(kept, dtype=np.int32) - 1)[old[:, 2]]
            return np.vstack((np.column_stack((old[:, :2], numbers)), self._entries(int(kept.sum()))))
        return self._entries(0)

    def _entries(self, begin: int) -> Ints:
        known = [(self.case.person.get(item.employee), item.date) for item in self.items[begin:]]
        rows = [(who, self.case.axis.day(on), n) for n, (who, on) in enumerate(known, begin) if who is not None]
        return np.array(rows, np.int32).reshape(-1, 3)

    def does(self, wanted: Callable[[Assignment], bool], people: Collection[int] | None = None) -> Bools:
        """Over (person, day): whether any assignment of the cell is wanted. Rows of others than ``people`` may be
        left empty; with few of them, only their cells are looked at."""
        found: Bools = np.zeros_like(self.works)
        if people is not None and 8 * len(people) < len(self.works):
            for who in people:
                for day in np.flatnonzero(self.works[who]).tolist():
                    found[who, day] = any(map(wanted, self.at(who, day)))
            return found
        who, day, number = self.entries.T
        chosen = np.fromiter((wanted(self.items[n]) for n in number.tolist()), np.bool_, len(number))
        found[who[chosen], day[chosen]] = True
        return found

    def at(self, who: int, day: int) -> Items:
        """The assignments of a cell."""
        return self.cells.get((who, day), ())

    def fact(self, key: Hashable, make: Callable[[], T]) -> T:
        """Something that does not depend on the roster, worked out once for all indices moved from one another."""
        if key not in self._facts:
            self._facts[key] = make()
        return self._facts[key]  # type: ignore[return-value]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Something that depends on this roster, worked out once."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]  # type: ignore[return-value]

    def moved(self, changes: Mapping[tuple[int, int], Items]) -> RosterIndex:
        """The index of the same roster with some cells of the horizon replaced; this one stays as it is.

        Only what the cells touch is worked out anew. Raises ``KeyError`` as the class does, and for a cell outside
        the horizon.
        """
        for cell in changes:
            if cell[1] not in self.case.days:
                raise KeyError(cell)
        new = copy(self)
        new.__dict__.pop("entries", None)
        new._made = {}
        for name in ("works", "nights", "paid", "start", "stop"):
            setattr(new, name, getattr(self, name).copy())
        new.cells = dict(self.cells)
        who, day, number = self.entries.T
        width = self.works.shape[1]
        gone = number[np.isin(who.astype(np.int64) * width + day, [w * width + d for w, d in changes])]
        kept: Bools = np.ones(len(self.items), np.bool_)
        kept[gone] = False
        items = list(self.items)
        for place in sorted(gone.tolist(), reverse=True):
            del items[place]
        for cell in changes:
            new._clear(cell)
        added = [item for found in changes.values() for item in found]
        for item in added:
            new._enter(item)
        begin = len(items)
        new.items = (*items, *added)
        given = new._spans(begin)
        stays = kept[self.spans[:, 2]]
        old = self.spans[stays].copy()
        old[:, 2] = (np.cumsum(kept, dtype=np.int32) - 1)[old[:, 2]]
        new.spans = np.vstack((old, given))
        new.change = Change(self, kept, self.spans[~stays], given)
        return new

    def _clear(self, cell: tuple[int, int]) -> None:
        self.works[cell] = self.nights[cell] = False
        self.paid[cell] = 0
        self.start[cell] = self.stop[cell] = -1
        self.cells.pop(cell, None)
