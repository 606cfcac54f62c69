"""What a rule says about some days of one person, as something that watches the days go by.

A shape knows its days by their distance from its first one, so that the same rule said of another week is the same
shape. What it remembers between two days is its *memory*: any hashable value; ``None`` is how each begins.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rosterctl.rules.port import Cell, Kinds, Term
from rosterctl.solver.columns.reader import Pattern, Price

Row = tuple[tuple[int, Kinds], ...]
"""Distance from the first day, and the kinds meant on it."""

DONE = "done"
"""The memory of a shape that has nothing more to say."""


class Step(NamedTuple):
    """What a day did: the memory after it, what that costs (``None``: it must not happen), and what it counts for."""

    memory: Hashable
    price: Price = 0
    counts: int | None = None
    """The counter that goes up by one."""


class Shape(Protocol):
    """See above."""

    @property
    def length(self) -> int:
        """Days from the first to the last one, both counted."""
        ...

    def step(self, memory: Hashable, place: int, kind: int) -> Step:
        """The person does ``kind`` on the day at this distance."""
        ...


@dataclass(frozen=True)
class Ban:
    """The cells must not all hold."""

    row: Row
    price: Price
    length: int

    def step(self, memory: Hashable, place: int, kind: int) -> Step:
        """It is over when one cell does not hold."""
        if not all(kind in kinds for day, kinds in self.row if day == place):
            return Step(DONE)
        return Step(DONE, self.price) if place == self.length - 1 else Step(None)


@dataclass(frozen=True)
class Ways:
    """One of the rows must hold."""

    rows: tuple[Row, ...]
    price: Price
    length: int

    def step(self, memory: Hashable, place: int, kind: int) -> Step:
        """The memory is which rows can still hold."""
        alive = range(len(self.rows)) if memory is None else memory
        assert isinstance(alive, range | tuple)
        left = tuple(n for n in alive if all(kind in kinds for day, kinds in self.rows[n] if day == place))
        if any(self.rows[n][-1][0] <= place for n in left):
            return Step(DONE)
        return Step(left) if left else Step(DONE, self.price)


@dataclass(frozen=True)
class Sum:
    """``low ≤ Σ times ≤ high`` over the cells, each with its times."""

    terms: tuple[tuple[int, Kinds, int], ...]
    low: int | None
    high: int | None
    unit: int
    price: Price
    length: int

    def step(self, memory: Hashable, place: int, kind: int) -> Step:
        """The memory is the sum so far."""
        total = memory or 0
        assert isinstance(total, int)
        total += sum(times for day, kinds, times in self.terms if day == place and kind in kinds)
        if place < self.length - 1:
            return Step(total)
        return Step(DONE, fee(total, self.low, self.high, self.unit, self.price))


@dataclass(frozen=True)
class Held:
    """``low ≤ groups of which a cell holds ≤ high``."""

    groups: tuple[Row, ...]
    low: int | None
    high: int | None
    price: Price
    length: int

    def step(self, memory: Hashable, place: int, kind: int) -> Step:
        """The memory is how many were held, and which of them are not over."""
        kept = _Kept() if memory is None else memory
        assert isinstance(kept, _Kept)
        number, held = kept
        hit = [
            n
            for n, group in enumerate(self.groups)
            if n not in held and any(day == place and kind in kinds for day, kinds in group)
        ]
        number += len(hit)
        if place == self.length - 1:
            return Step(DONE, fee(number, self.low, self.high, 1, self.price))
        return Step(_Kept(number, tuple(n for n in sorted((*held, *hit)) if self.groups[n][-1][0] > place)))


class _Kept(NamedTuple):
    number: int = 0
    held: tuple[int, ...] = ()


@dataclass(frozen=True)
class Once:
    """The counter goes up when the first of the cells holds."""

    row: Row
    counter: int
    length: int

    def step(self, memory: Hashable, place: int, kind: int) -> Step:
        """It is over when it has counted."""
        if any(day == place and kind in kinds for day, kinds in self.row):
            return Step(DONE, 0, self.counter)
        return Step(None)


def fee(total: int, low: int | None, high: int | None, unit: int, price: Price) -> Price:
    """What it costs that a sum is outside its bounds."""
    gap = max(low - total if low is not None else 0, total - high if high is not None else 0, 0)
    if price is None:
        return None if gap else 0
    return -(-gap // unit) * price


def row_of(pattern: Pattern, first: int) -> Row:
    """The cells in the order of days; several of one day stand beside each other."""
    return tuple(
        sorted(((cell.day - first, cell.kinds) for cell in pattern), key=lambda cell: (cell[0], *sorted(cell[1])))
    )


def days_of(cells: Iterable[Cell]) -> tuple[int, int]:
    """First day and end of the cells."""
    days = [cell.day for cell in cells]
    return min(days), max(days) + 1


def terms_of(terms: Iterable[Term], first: int) -> tuple[tuple[int, Kinds, int], ...]:
    """The terms by their distance."""
    return tuple((cell.day - first, cell.kinds, times) for cell, times in terms)
