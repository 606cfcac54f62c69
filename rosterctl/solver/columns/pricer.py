"""The cheapest months of one person at given prices of cells, by dynamic programming over a walk.

Counters are looked at only once the cheapest month has broken them: most never are. Prices are whole numbers, so
that the result is exact.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rosterctl.solver.columns.walk import Counter, Ints, Walk

ROOM = 6_000_000
"""Most (day, state, counters) that a table may have; counters beyond it are not looked at."""

TURNS = 4
"""How often a question may take in a counter at the cost of another one."""

ANEW = 16
"""After so many questions no counter is looked at, until months break it again."""

NEVER = 1 << 60
"""A price above all others."""


@dataclass(frozen=True)
class Month:
    """A month: its price and the place of the choice of each day.

    ``exact`` tells whether it keeps everything that the walk has read; if not, the price still is a bound.
    """

    price: int
    places: tuple[int, ...]
    exact: bool


class _Scale(NamedTuple):
    """A counter as a dimension: each arc adds at least nothing, and at the end each sum has its fee."""

    counter: int
    steps: Ints
    """By arc, how far it goes up."""
    fees: Ints


class _Room(NamedTuple):
    """The sums of a table; see :mod:`rosterctl.solver.columns.kernel`."""

    size: int
    fees: Ints
    move: Ints
    step: Ints
    moved: Ints
    move_begin: Ints
    open_at: Ints
    digits: Ints


class Pricer:
    """Prices the months of one person. Fees of the walk count ``scale`` times, so that prices may be finer."""

    def __init__(self, walk: Walk, scale: int = 1) -> None:
        self.walk = walk
        self._scale = scale
        self._group_of = np.zeros(len(walk.choices), np.int64)
        for number, places in enumerate(walk.groups):
            self._group_of[list(places)] = number
        self._members = [np.array(places, np.int64) for places in walk.groups]
        self._begin = np.cumsum([0, *(len(arcs.source) for arcs in walk.layers)])
        self._first = np.cumsum([0, *walk.states])
        self._day = np.repeat(np.arange(len(walk.layers)), np.diff(self._begin))
        self._source, self._target, self._group, price = (
            np.concatenate([arcs[n] for arcs in walk.layers]) if walk.layers else np.zeros(0, np.int64)
            for n in range(4)
        )
        self._price = price * scale
        self._fees = np.where(walk.allowed, walk.fees * scale, NEVER)
        self._adds = [_adds(walk, number) for number in range(len(walk.counters))]
        self._scales: list[_Scale] = []
        self._questions = 0
        self._room = _room(self._scales, len(self._source))

    def best(self, prices: Ints) -> Month | None:
        """The cheapest month when each (day, choice) costs ``prices`` more; ``None`` when there is none."""
        found = self.cheapest(prices, 1)
        return found[0] if found else None

    def cheapest(self, prices: Ints, most: int) -> list[Month]:
        """The cheapest month, and of others that end differently the next ones, up to so many.

        A price of ``NEVER`` takes a cell out.
        """
        if not self.walk.possible:
            return []
        costs = self._costs(prices)
        self._questions += 1
        if self._questions % ANEW == 0 and self._scales:
            self._look_at([])
        turns = TURNS
        while True:
            ways = self._run(costs, most)
            missed = self._missed(ways[0][1]) if ways else None
            dropped = None if missed is None else self._look_also_at(missed, turns > 0)
            if dropped is None:
                return [Month(price, self._places(costs, arcs), self._exact(arcs)) for price, arcs in ways]
            turns -= dropped

    def margins(self, prices: Ints) -> tuple[int, Ints] | None:
        """The price of the cheapest month, and by day and choice how much dearer the cheapest one with it is.

        Both are bounds where not all counters are looked at. A cell that cannot be is ``NEVER`` dearer.
        """
        from rosterctl.solver.columns.kernel import through

        if self.best(prices) is None:
            return None
        costs = self._costs(prices)
        room, least = self._room, np.full(len(self._source), NEVER, np.int64)
        table, price = self._table(costs)
        last = table[self._first[len(self.walk.layers)] :]
        total = int(np.where((last < NEVER) & (room.fees < NEVER), last + room.fees, NEVER).min())
        ways = (self._begin, self._first, self._source, self._target, price, room.move, room.step)
        through(table, *ways, room.move_begin, room.open_at, room.fees, NEVER, least)
        by_group = np.full((len(self.walk.layers), len(self._members)), NEVER, np.int64)
        np.minimum.at(by_group, (self._day, self._group), least)
        margins = np.full(costs.shape, NEVER, np.int64)
        for group, places in enumerate(self._members):
            inside = costs[:, places]
            dearer = by_group[:, group, None] - total + inside - inside.min(axis=1, keepdims=True)
            margins[:, places] = np.where((by_group[:, group, None] < NEVER) & (inside < NEVER), dearer, NEVER)
        return total + self.walk.constant * self._scale, margins

    def fee(self, places: tuple[int, ...]) -> int | None:
        """What a month costs by the walk alone, not scaled; ``None`` when it must not be."""
        taken, state = np.zeros(len(places), np.int64), 0
        for day, place in enumerate(places):
            inside = slice(self._begin[day], self._begin[day + 1])
            fits = (self._source[inside] == state) & (self._group[inside] == self._group_of[place])
            arcs = np.flatnonzero(fits)
            if not len(arcs) or not self.walk.allowed[day, place]:
                return None
            taken[day] = self._begin[day] + arcs[0]
            state = int(self._target[taken[day]])
        total = self.walk.constant + int(self.walk.fees[np.arange(len(places)), list(places)].sum())
        total += int(self._price[taken].sum()) // self._scale
        for counter, adds in zip(self.walk.counters, self._adds, strict=True):
            fee = counter.fee(int(adds[taken].sum()))
            if fee is None:
                return None
            total += fee
        return total

    def _look_also_at(self, number: int, may_drop: bool) -> int | None:
        """Take in a counter; how many others had to go, the eldest first; ``None``: it found no room."""
        added = self._dimension(number)
        kept = list(self._scales)
        while kept and not self._fits([*kept, added]) and may_drop:
            kept.pop(0)
        if not self._fits([*kept, added]):
            return None
        dropped = len(self._scales) - len(kept)
        self._look_at([*kept, added])
        return dropped

    def _fits(self, scales: list[_Scale]) -> bool:
        return math.prod(len(scale.fees) for scale in scales) * int(self._first[-1]) <= ROOM

    def _look_at(self, scales: list[_Scale]) -> None:
        self._scales = scales
        self._room = _room(scales, len(self._source))

    def _broken(self, number: int, arcs: Ints) -> bool:
        return self.walk.counters[number].fee(int(self._adds[number][arcs].sum())) != 0

    def _missed(self, arcs: Ints) -> int | None:
        """A counter that this month breaks and nobody has looked at."""
        looked = {scale.counter for scale in self._scales}
        for number in range(len(self._adds)):
            if number not in looked and self._broken(number, arcs):
                return number
        return None

    def _exact(self, arcs: Ints) -> bool:
        return not self.walk.unread and self._missed(arcs) is None

    def _run(self, costs: Ints, most: int) -> list[tuple[int, Ints]]:
        """The cheapest ways through all days, each with its price and its arcs."""
        from rosterctl.solver.columns.kernel import back

        room, days = self._room, len(self.walk.layers)
        table, price = self._table(costs)
        ways = (self._begin, self._first, self._source, self._target, price, room.move, room.step)
        last = table[self._first[days] :]
        ends = np.where((last < NEVER) & (room.fees < NEVER), last + room.fees, NEVER).reshape(-1)
        found = []
        for end in _least(ends, most):
            taken = np.zeros(days, np.int64)
            state, at = divmod(int(end), room.size)
            back(table, *ways, room.digits, room.moved, state, at, NEVER, taken)
            found.append((int(ends[end]) + self.walk.constant * self._scale, taken))
        return found

    def _costs(self, prices: Ints) -> Ints:
        """What cells cost; what may not be stays so at whatever price."""
        open_ = (self._fees < NEVER) & (prices < NEVER)
        return np.where(open_, self._fees + np.where(open_, prices, 0), NEVER)

    def _table(self, costs: Ints) -> tuple[Ints, Ints]:
        """The cheapest way to each state and sum, and the price of each arc."""
        from rosterctl.solver.columns.kernel import forward

        room = self._room
        cheapest = np.stack([costs[:, places].min(axis=1) for places in self._members], axis=1)
        price = np.minimum(cheapest[self._day, self._group] + self._price, NEVER)
        table = np.empty((int(self._first[-1]), room.size), np.int64)
        ways = (self._begin, self._first, self._source, self._target, price, room.move, room.step)
        forward(table, *ways, room.move_begin, room.open_at, NEVER)
        return table, price

    def _places(self, costs: Ints, arcs: Ints) -> tuple[int, ...]:
        """The cheapest choice of each day's class."""
        picked = (self._members[group] for group in self._group[arcs])
        return tuple(int(places[costs[day, places].argmin()]) for day, places in enumerate(picked))

    def _dimension(self, number: int) -> _Scale:
        """Sums from the least that they can be on, in steps of their common divisor, up to the last allowed one."""
        counter, adds = self.walk.counters[number], self._adds[number]
        least = np.minimum.reduceat(adds, self._begin[:-1]) if len(adds) else adds
        above = adds - least[self._day]
        unit = int(np.gcd.reduce(above)) or 1
        steps = above // unit
        top = int(np.maximum.reduceat(steps, self._begin[:-1]).sum()) if len(adds) else 0
        fees = _trimmed(counter, int(least.sum()), unit, top)
        return _Scale(number, steps, np.array([NEVER if f is None else f * self._scale for f in fees], np.int64))


def _trimmed(counter: Counter, begin: int, unit: int, top: int) -> list[int | None]:
    """The fee of each sum; beyond the last allowed one none is needed."""
    fees = [counter.fee(begin + n * unit) for n in range(top + 1)]
    while len(fees) > 1 and fees[-1] is None:
        fees.pop()
    return fees


def _least(ends: Ints, most: int) -> NDArray[np.int64]:
    """Where the cheapest ends are, cheapest first."""
    if not len(ends):
        return np.zeros(0, np.int64)
    if most == 1:
        order = np.array([ends.argmin()])
    else:
        part = np.argpartition(ends, min(most, len(ends)) - 1)[:most]
        order = part[np.argsort(ends[part], kind="stable")]
    found: Ints = order[ends[order] < NEVER]
    return found


def _room(scales: list[_Scale], arcs: int) -> _Room:
    """What does not depend on prices: how far each arc moves in each dimension, and from where it may."""
    sizes = [len(scale.fees) for scale in scales]
    size = math.prod(sizes)
    digits = np.zeros((len(sizes), size), np.int64)
    strides = np.array([math.prod(sizes[n + 1 :]) for n in range(len(sizes))], np.int64)
    fees = np.zeros(size, np.int64)
    for n, scale in enumerate(scales):
        digits[n] = np.arange(size) // strides[n] % sizes[n]
        fees = np.minimum(fees + scale.fees[digits[n]], NEVER)
    steps = np.stack([scale.steps for scale in scales], axis=1) if scales else np.zeros((arcs, 0), np.int64)
    moved, move = np.unique(steps, axis=0, return_inverse=True)
    open_at = [
        np.flatnonzero((digits + row[:, None] < np.array(sizes, np.int64)[:, None]).all(axis=0)) for row in moved
    ]
    return _Room(
        size=size,
        fees=fees,
        move=move.reshape(-1).astype(np.int64),
        step=(moved @ strides).astype(np.int64) if sizes else np.zeros(len(moved), np.int64),
        moved=np.ascontiguousarray(moved),
        move_begin=np.cumsum([0, *map(len, open_at)]),
        open_at=np.concatenate(open_at) if open_at else np.zeros(0, np.int64),
        digits=digits,
    )


def _adds(walk: Walk, number: int) -> Ints:
    """What each arc adds to a counter."""
    counter, made = walk.counters[number], [np.zeros(0, np.int64)]
    for day, arcs in enumerate(walk.layers):
        own = np.array([counter.adds[day, places[0]] for places in walk.groups], np.int64)
        made.append(own[arcs.group] + np.array([counts.count(number) for counts in arcs.counts], np.int64))
    return np.concatenate(made)
