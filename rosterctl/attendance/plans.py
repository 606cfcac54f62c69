"""What units' time looks like inside, as columns: sets of stretches that many units share, and their lengths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.events import Ints
from rosterctl.attendance.table import UnitTable
from rosterctl.domain.attendance import Unit
from rosterctl.domain.stretches import Stretches, minus, union


@dataclass(frozen=True)
class Sets:
    """Set ``p`` is the stretches ``[start[k], end[k])`` for k from ``begin[p]`` to ``begin[p + 1] - 1``."""

    begin: Ints
    start: Ints
    end: Ints

    def within(self, which: Ints, low: Ints, high: Ints) -> Ints:
        """Seconds of the set ``which[r]`` inside ``[low[r], high[r])``, row by row; nothing where that is empty."""
        first = self.begin[which]
        count = self.begin[which + 1] - first
        total = np.zeros(len(which), np.int64)
        for number in range(int(count.max(initial=0))):
            rows = np.flatnonzero(count > number)
            if len(rows) == len(which):
                at = first + number
                total += np.maximum(np.minimum(high, self.end[at]) - np.maximum(low, self.start[at]), 0)
            else:
                at = first[rows] + number
                size = np.minimum(high[rows], self.end[at]) - np.maximum(low[rows], self.start[at])
                total[rows] += np.maximum(size, 0)
        return total

    @property
    def seconds(self) -> Ints:
        """The length of each set."""
        sums = np.append(0, np.cumsum(self.end - self.start)).astype(np.int64)
        length: Ints = sums[self.begin[1:]] - sums[self.begin[:-1]]
        return length

    def behind(self, instant: Ints) -> Ints:
        """The length of each set from its own instant on."""
        return self.within(np.arange(len(instant)), instant, np.full(len(instant), np.iinfo(np.int64).max))


def make_sets(sets: Sequence[Stretches]) -> Sets:
    """Sets of stretches as columns."""
    begin = np.cumsum([0, *map(len, sets)], dtype=np.int64)
    flat = np.fromiter((edge for one in sets for piece in one for edge in piece), np.int64, 2 * int(begin[-1]))
    return Sets(begin, flat[::2], flat[1::2])


@dataclass(frozen=True)
class Plans:
    """The sets of each plan of a table. ``work`` is what counts as worked where somebody is present (3.3)."""

    paid: Sets
    expected: Sets
    leave: Sets
    outing: Sets
    overtime: Sets
    work: Sets


def make_plans(table: UnitTable) -> Plans:
    """The plans of a table, in their order."""
    special = tuple(table.special.values())

    def sets(plain: Iterable[Stretches], others: Iterable[Stretches]) -> Sets:
        return make_sets([*plain, *others])

    none: tuple[Stretches, ...] = ((),) * len(table.plain)
    return Plans(
        paid=sets(table.plain, (unit.paid for unit in special)),
        expected=sets(table.plain, (unit.expected for unit in special)),
        leave=sets(none, (unit.leave for unit in special)),
        outing=sets(none, (unit.outing for unit in special)),
        overtime=sets(none, (unit.overtime for unit in special)),
        work=sets(table.plain, (_work(unit) for unit in special)),
    )


def _work(unit: Unit) -> Stretches:
    """Expected time and approved overtime, outings apart (3.3)."""
    if not unit.overtime:
        return unit.expected
    return minus(union([*unit.expected, *unit.overtime]), unit.outing)
