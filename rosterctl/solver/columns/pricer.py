"""The cheapest month of one person at given prices of cells, by dynamic programming over a walk.

Counters are looked at only once the cheapest month has broken them: most never are. Prices are whole numbers, so
that the result is exact.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rosterctl.solver.columns.walk import Counter, Ints, Walk

ROOM = 6_000_000
"""Most (day, state, counters) that a table may have; counters beyond it are not looked at."""

NEVER = 1 << 60
"""A price above all others."""


@dataclass(frozen=True)
class Month:
    """The cheapest month: its price and the place of the choice of each day.

    ``exact`` tells whether it keeps everything that the walk has read; if not, the price still is a bound.
    """

    price: int
    places: tuple[int, ...]
    exact: bool


@dataclass(frozen=True)
class _Scale:
    """A counter as a dimension: each arc adds at least nothing, and at the end each sum has its fee."""

    counter: int
    least: Ints
    """What each day adds at least, taken off."""
    step: int
    fees: Ints

    @property
    def size(self) -> int:
        return len(self.fees)


class Pricer:
    """Prices the months of one person."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._members = [np.array(places, np.int64) for places in walk.groups]
        self._adds = [_adds(walk, number) for number in range(len(walk.counters))]
        self._scales: list[_Scale] = []
        self._full: set[int] = set()
        self._shifts: list[Ints] = []
        self._set_out()

    def best(self, prices: Ints) -> Month | None:
        """The cheapest month when each (day, choice) costs ``prices`` more; ``None`` when there is none."""
        walk = self._walk
        if not walk.possible:
            return None
        costs = np.where(walk.allowed, walk.fees + prices, NEVER)
        while True:
            found = self._run(costs)
            if found is None:
                return None
            total, places = found
            if not self._looks_at_more(places):
                return Month(total, places, exact=not walk.unread and not self._paid(places))

    def _looks_at_more(self, places: tuple[int, ...]) -> bool:
        """Take in a counter that this month breaks and nobody has looked at, as far as there is room."""
        while (missed := self._missed(places)) is not None:
            scale = _scale(self._walk.counters[missed], self._adds[missed], missed)
            if math.prod(s.size for s in (*self._scales, scale)) * sum(self._walk.states) <= ROOM:
                self._scales.append(scale)
                self._set_out()
                return True
            self._full.add(missed)
        return False

    def _sums(self, places: tuple[int, ...]) -> list[int]:
        """What each counter comes to."""
        state, sums = 0, [0] * len(self._walk.counters)
        group = {place: number for number, places_ in enumerate(self._walk.groups) for place in places_}
        for day, (place, arcs) in enumerate(zip(places, self._walk.layers, strict=True)):
            arc = int(np.flatnonzero((arcs.source == state) & (arcs.group == group[place]))[0])
            for number, adds in enumerate(self._adds):
                sums[number] += int(adds[day][arc])
            state = int(arcs.target[arc])
        return sums

    def _missed(self, places: tuple[int, ...]) -> int | None:
        """A counter that this month breaks and nobody has looked at."""
        seen = {scale.counter for scale in self._scales} | self._full
        for number, total in enumerate(self._sums(places)):
            if number not in seen and self._walk.counters[number].fee(total) != 0:
                return number
        return None

    def _paid(self, places: tuple[int, ...]) -> bool:
        sums = self._sums(places)
        return any(self._walk.counters[number].fee(sums[number]) != 0 for number in self._full)

    def _set_out(self) -> None:
        """What does not depend on prices: how far each arc moves in each dimension, and where there is room."""
        sizes = [scale.size for scale in self._scales]
        self._shifts = [
            np.stack([(self._adds[s.counter][day] - s.least[day]) // s.step for s in self._scales], axis=1)
            if sizes
            else np.zeros((len(arcs.source), 0), np.int64)
            for day, arcs in enumerate(self._walk.layers)
        ]
        room = math.prod(sizes)
        self._digits = np.zeros((2, len(sizes), room), np.int64)
        for n, size in enumerate(sizes):
            stride = math.prod(sizes[n + 1 :])
            self._digits[0, n] = size - 1 - np.arange(room) // stride % size
            self._digits[1, n] = stride

    def _run(self, costs: Ints) -> tuple[int, tuple[int, ...]] | None:
        """The cheapest way through all days: forward, then back along the cells that gave each sum."""
        from rosterctl.solver.columns.kernel import advance

        walk = self._walk
        sizes = tuple(scale.size for scale in self._scales)
        room = math.prod(sizes)
        tables = [np.full((1, room), NEVER, np.int64)]
        tables[0][0, 0] = 0
        arcs_costs, picks = [], []
        for day, arcs in enumerate(walk.layers):
            cheapest = np.array([costs[day, places].min() for places in self._members], np.int64)
            picks.append([int(places[costs[day, places].argmin()]) for places in self._members])
            shifts = self._shifts[day]
            price = np.minimum(cheapest[arcs.group], NEVER) + arcs.price
            after = np.full((walk.states[day + 1], room), NEVER, np.int64)
            advance(tables[-1], after, arcs.source, arcs.target, price, shifts, self._digits, NEVER)
            tables.append(after)
            arcs_costs.append(price)
        fees = _fees(self._scales, room)
        ends = np.where((tables[-1] < NEVER) & (fees < NEVER), tables[-1] + fees, NEVER)
        if not ends.size or ends.min() >= NEVER:
            return None
        state, at = (int(x) for x in np.unravel_index(ends.argmin(), ends.shape))
        total = int(ends[state, at]) + walk.constant
        places = []
        for day in range(len(walk.layers) - 1, -1, -1):
            arcs = walk.layers[day]
            for arc in np.flatnonzero(arcs.target == state).tolist():
                came = _back(at, self._shifts[day][arc], sizes)
                if came is not None and arcs_costs[day][arc] < NEVER:
                    before = tables[day][arcs.source[arc], came]
                    if before < NEVER and before + arcs_costs[day][arc] == tables[day + 1][state, at]:
                        places.append(picks[day][arcs.group[arc]])
                        state, at = int(arcs.source[arc]), came
                        break
        return total, tuple(reversed(places))


def _fees(scales: list[_Scale], room: int) -> Ints:
    """What the end of each combination of sums costs."""
    total = np.zeros(1, np.int64)
    for scale in scales:
        total = np.minimum(total[:, None] + scale.fees[None, :], NEVER).reshape(-1)
    assert len(total) == room
    return total


def _back(at: int, shift: NDArray[np.int64], sizes: tuple[int, ...]) -> int | None:
    """Where a combination of sums came from; ``None`` when a sum would have been below nothing."""
    came, stride = 0, 1
    for size, less in zip(reversed(sizes), reversed(shift.tolist()), strict=True):
        at, here = divmod(at, size)
        if here < less:
            return None
        came += (here - less) * stride
        stride *= size
    return came


def _adds(walk: Walk, number: int) -> list[Ints]:
    """By day, what each arc adds to a counter."""
    counter, made = walk.counters[number], []
    for day, arcs in enumerate(walk.layers):
        own = np.array([counter.adds[day, places[0]] for places in walk.groups], np.int64)
        made.append(own[arcs.group] + np.array([counts.count(number) for counts in arcs.counts], np.int64))
    return made


def _scale(counter: Counter, adds: list[Ints], number: int) -> _Scale:
    """Sums from the least that they can be on, in steps of their common divisor, up to the last allowed one."""
    least = np.array([day.min(initial=0) if not len(day) else day.min() for day in adds], np.int64)
    step = math.gcd(*(int(x) for day, low in zip(adds, least, strict=True) for x in np.unique(day - low))) or 1
    top = sum(int((day - low).max(initial=0)) for day, low in zip(adds, least, strict=True)) // step
    begin = int(least.sum())
    fees = [counter.fee(begin + n * step) for n in range(top + 1)]
    while len(fees) > 1 and fees[-1] is None:
        fees.pop()
    return _Scale(number, least, step, np.array([NEVER if f is None else f for f in fees], np.int64))
