"""One person's month as a walk: from day to day through states that hold all that the rules remember.

States are found by walking: only what can happen is ever written down. What is counted over many days (minutes,
shifts, weekends) is kept out of the states and stands beside them as *counters*.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.case import OFF, Case
from rosterctl.solver.columns.reader import AnyOf, Count, Forbidden, Personal, Price, Total
from rosterctl.solver.columns.shapes import (
    DONE,
    Ban,
    Held,
    Once,
    Row,
    Shape,
    Sum,
    Ways,
    days_of,
    fee,
    row_of,
    terms_of,
)

Ints = NDArray[np.int64]

SHORT = 10
"""Sums over more days than this are counters, others part of the state."""

FEW = 4
"""Counts of more groups than this are counters."""

STATES = 2000
"""Most states of one day; what takes more is not read, the longest statements first."""


@dataclass
class Counter:
    """A sum over the month: what each (day, kind) adds, beside what the arcs add, and what its end costs."""

    adds: Ints
    low: int | None
    high: int | None
    unit: int
    price: Price
    before: int = 0
    """What history adds."""

    def fee(self, total: int) -> Price:
        """What it costs that the month adds this much."""
        return fee(total + self.before, self.low, self.high, self.unit, self.price)


Groups = tuple[tuple[int, ...], ...]


class Arcs(NamedTuple):
    """The steps of one day: from state to state when the kind is one of the class; price; counters that go up."""

    source: Ints
    target: Ints
    group: Ints
    price: Ints
    counts: tuple[tuple[int, ...], ...]


@dataclass
class Walk:
    """The walk of one person. ``fees`` are what single cells cost, ``allowed`` where they may be (day × kind)."""

    choices: tuple[int, ...]
    groups: Groups
    """Classes of choices (by their place) that all statements take for the same."""
    fees: Ints
    allowed: NDArray[np.bool_]
    layers: list[Arcs] = field(default_factory=list)
    states: list[int] = field(default_factory=list)
    counters: list[Counter] = field(default_factory=list)
    constant: int = 0
    possible: bool = True
    """Whether history leaves any way at all."""
    unread: int = 0
    """Statements that took too many states."""


Layers = tuple[list[Arcs], list[int]]
"""The steps of each day, and how many states there are before the first one and after each."""

Item = tuple[int, int, Hashable]
"""A shape under way: its number, the distance of the day to come, its memory."""


class Walker:
    """Makes walks; remembers what days do to what is under way, which most people share."""

    def __init__(self, case: Case, past: Mapping[tuple[int, int], int]) -> None:
        self._case = case
        self._past = past
        self._choices = (OFF, *case.choices)
        self._number: dict[Shape, int] = {}
        self._shapes: list[Shape] = []
        self._known: dict[tuple[tuple[Item, ...], int], _After] = {}
        self._laid: dict[Hashable, Layers | None] = {}

    def walk(self, who: int, said: Sequence[Personal]) -> Walk:
        """The walk of a person about whom all this was said."""
        days, kinds = len(self._case.days), len(self._choices)
        made = Walk(
            self._choices, (), np.zeros((days, kinds), np.int64), np.ones((days, kinds), np.bool_), possible=True
        )
        begun: list[tuple[int, Shape]] = []
        for statement in said:
            self._enter(made, who, statement, begun)
        made.groups = self._groups(begun, made.counters)
        while not self._lay(made, who, begun):
            worst = max(range(len(begun)), key=lambda n: (_weight(begun[n][1]), n))
            shape = begun[worst][1]
            made.unread += sum(other == shape for _, other in begun)
            begun = [entry for entry in begun if entry[1] != shape]
        return made

    def _enter(self, made: Walk, who: int, said: Personal, begun: list[tuple[int, Shape]]) -> None:
        first = self._case.first
        if isinstance(said, Forbidden):
            if not said.pattern:
                _pay(made, said.price)
            elif len(said.pattern) == 1 and said.pattern[0].day >= first:
                self._single(made, said.pattern[0].day, said.pattern[0].kinds, said.price)
            else:
                begin, end = days_of(said.pattern)
                begun.append((begin, Ban(row_of(said.pattern, begin), said.price, end - begin)))
        elif isinstance(said, AnyOf):
            self._ways(made, said, begun)
        elif isinstance(said, Total):
            self._total(made, who, said, begun)
        else:
            self._count(made, said, begun)

    def _single(self, made: Walk, day: int, kinds: frozenset[int], price: Price) -> None:
        chosen = [place for place, kind in enumerate(self._choices) if kind in kinds]
        if price is None:
            made.allowed[day - self._case.first, chosen] = False
        else:
            made.fees[day - self._case.first, chosen] += price

    def _ways(self, made: Walk, said: AnyOf, begun: list[tuple[int, Shape]]) -> None:
        if any(not pattern for pattern in said.patterns):
            return
        if not said.patterns:
            _pay(made, said.price)
            return
        begin, end = days_of(cell for pattern in said.patterns for cell in pattern)
        begun.append((begin, Ways(tuple(row_of(p, begin) for p in said.patterns), said.price, end - begin)))

    def _total(self, made: Walk, who: int, said: Total, begun: list[tuple[int, Shape]]) -> None:
        if not said.terms:
            _pay(made, fee(0, said.low, said.high, said.unit, said.price))
            return
        begin, end = days_of(term.cell for term in said.terms)
        if end - max(begin, self._case.first) <= SHORT:
            shape = Sum(terms_of(said.terms, begin), said.low, said.high, said.unit, said.price, end - begin)
            begun.append((begin, shape))
            return
        counter = self._counter(said.low, said.high, said.unit, said.price)
        for (day, kinds), times in said.terms:
            if day < self._case.first:
                counter.before += times * (self._past.get((who, day), OFF) in kinds)
                continue
            for place, kind in enumerate(self._choices):
                counter.adds[day - self._case.first, place] += times * (kind in kinds)
        made.counters.append(counter)

    def _count(self, made: Walk, said: Count, begun: list[tuple[int, Shape]]) -> None:
        groups = [group for group in said.groups if group]
        if not groups:
            _pay(made, fee(0, said.low, said.high, 1, said.price))
            return
        if len(groups) <= FEW:
            begin, end = days_of(cell for group in groups for cell in group)
            rows = tuple(row_of(group, begin) for group in groups)
            begun.append((begin, Held(rows, said.low, said.high, said.price, end - begin)))
            return
        for group in groups:
            begin, end = days_of(group)
            begun.append((begin, Once(row_of(group, begin), len(made.counters), end - begin)))
        made.counters.append(self._counter(said.low, said.high, 1, said.price))

    def _counter(self, low: int | None, high: int | None, unit: int, price: Price) -> Counter:
        return Counter(np.zeros((len(self._case.days), len(self._choices)), np.int64), low, high, unit, price)

    def _groups(self, begun: Sequence[tuple[int, Shape]], counters: Sequence[Counter]) -> Groups:
        """Choices that no shape and no counter tells apart."""
        told = sorted({kinds for _, shape in begun for kinds in _kinds(shape)}, key=sorted)
        classes: dict[Hashable, list[int]] = {}
        for place, kind in enumerate(self._choices):
            key = (tuple(kind in kinds for kinds in told), tuple(c.adds[:, place].tobytes() for c in counters))
            classes.setdefault(key, []).append(place)
        return tuple(tuple(places) for places in classes.values())

    def _lay(self, made: Walk, who: int, begun: Sequence[tuple[int, Shape]]) -> bool:
        """Walk all days; ``False`` when there are too many states."""
        starts: dict[int, list[Item]] = {}
        for begin, shape in begun:
            starts.setdefault(begin, []).append((self._of(shape), 0, None))
        case = self._case
        now: tuple[Item, ...] = ()
        constant, before = 0, [0] * len(made.counters)
        for day in range(min(starts, default=case.first), case.first):
            after = self._after(_joined(now, starts.get(day, ())), self._past.get((who, day), OFF))
            if after.price is None:
                made.possible = False
                return True
            constant += after.price
            for number in after.counts:
                before[number] += 1
            now = after.items
        begins = tuple((day, tuple(starts[day])) for day in sorted(starts) if day >= case.first)
        key = (now, begins, made.groups)
        if key not in self._laid:
            self._laid[key] = self._layers(made.groups, now, dict(begins))
        laid = self._laid[key]
        if laid is None:
            return False
        made.layers, made.states = laid
        made.constant += constant
        for counter, sure in zip(made.counters, before, strict=True):
            counter.before += sure
        return True

    def _layers(self, groups: Groups, now: tuple[Item, ...], begins: Mapping[int, Sequence[Item]]) -> Layers | None:
        """The steps of all days, which people with the same limits share; ``None``: too many states."""
        layers, sizes = [], [1]
        states: dict[tuple[Item, ...], int] = {now: 0}
        for day in self._case.days:
            states, arcs = self._day(groups, states, begins.get(day, ()))
            layers.append(arcs)
            sizes.append(len(states))
            if len(states) > STATES:
                return None
        return layers, sizes

    def _day(
        self, groups: Groups, states: Mapping[tuple[Item, ...], int], begins: Sequence[Item]
    ) -> tuple[dict[tuple[Item, ...], int], Arcs]:
        found: dict[tuple[Item, ...], int] = {}
        rows, counts = [], []
        for state, number in states.items():
            under_way = _joined(state, begins)
            for group, places in enumerate(groups):
                after = self._after(under_way, self._choices[places[0]])
                if after.price is not None:
                    rows.append((number, found.setdefault(after.items, len(found)), group, after.price))
                    counts.append(after.counts)
        table = np.array(rows, np.int64).reshape(-1, 4)
        return found, Arcs(table[:, 0], table[:, 1], table[:, 2], table[:, 3], tuple(counts))

    def _of(self, shape: Shape) -> int:
        number = self._number.get(shape)
        if number is None:
            number = self._number[shape] = len(self._shapes)
            self._shapes.append(shape)
        return number

    def _after(self, items: tuple[Item, ...], kind: int) -> _After:
        found = self._known.get((items, kind))
        if found is None:
            found = self._known[items, kind] = self._step(items, kind)
        return found

    def _step(self, items: tuple[Item, ...], kind: int) -> _After:
        left: list[Item] = []
        price, counts = 0, []
        for number, place, memory in items:
            shape = self._shapes[number]
            step = shape.step(memory, place, kind)
            if step.price is None:
                return _After((), None, ())
            price += step.price
            if step.counts is not None:
                counts.append(step.counts)
            if step.memory != DONE and place + 1 < shape.length:
                left.append((number, place + 1, step.memory))
        return _After(tuple(left), price, tuple(counts))


class _After(NamedTuple):
    items: tuple[Item, ...]
    price: Price
    counts: tuple[int, ...]


def _joined(items: Sequence[Item], begins: Sequence[Item]) -> tuple[Item, ...]:
    """All that is under way, in an order that does not depend on how it came about."""
    return (
        tuple(sorted((*items, *begins), key=lambda item: (item[0], item[1], repr(item[2])))) if begins else (*items,)
    )


def _pay(made: Walk, price: Price) -> None:
    if price is None:
        made.possible = False
    else:
        made.constant += price


def _rows(shape: Shape) -> Sequence[Row]:
    if isinstance(shape, Ban | Once):
        return (shape.row,)
    return shape.rows if isinstance(shape, Ways) else shape.groups if isinstance(shape, Held) else ()


def _kinds(shape: Shape) -> set[frozenset[int]]:
    """All sets of kinds that a shape asks for."""
    if isinstance(shape, Sum):
        return {kinds for _, kinds, _ in shape.terms}
    return {kinds for row in _rows(shape) for _, kinds in row}


def _weight(shape: Shape) -> tuple[bool, int]:
    """What is given up first: never what counters live from; sums, counts and ways before bans; long before short."""
    return not isinstance(shape, Once | Ban), 0 if isinstance(shape, Once) else shape.length
