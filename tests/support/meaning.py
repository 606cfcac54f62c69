"""What the primitives of the port mean, read from their definition one roster at a time.

A third reading beside the solver's: each class says itself to a port and counts, for one finished roster, the units
by which it is broken. It shares no code with the solver and is as plain as can be.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from rosterctl.rules.port import Away, Cell, Heads, Line, Port, Slots, Term

Kinds = Mapping[tuple[int, int], int]
"""(person, day) → kind, history included; what is not there is off."""

Splits = Mapping["Sitting", tuple[int, ...]]
"""How many start their meal at each position."""


def holds(kinds: Kinds, who: int, cell: Cell) -> bool:
    return kinds.get((who, cell.day), 0) in cell.kinds


def beyond(value: int, low: int | None, high: int | None, unit: int = 1) -> int:
    missing = 0 if low is None else max(0, low - value)
    over = 0 if high is None else max(0, value - high)
    return math.ceil(Fraction(missing, unit)) + math.ceil(Fraction(over, unit))


class Primitive(Protocol):
    """One thing that a rule may say."""

    def say(self, port: Port) -> None: ...

    def units(self, kinds: Kinds, splits: Splits) -> int: ...


@dataclass(frozen=True)
class Forbid:
    who: int
    pattern: tuple[Cell, ...]
    size: int = 1

    def say(self, port: Port) -> None:
        port.forbid(self.who, self.pattern, self.size)

    def units(self, kinds: Kinds, splits: Splits) -> int:
        return self.size if all(holds(kinds, self.who, cell) for cell in self.pattern) else 0


@dataclass(frozen=True)
class AnyOf:
    who: int
    patterns: tuple[tuple[Cell, ...], ...]
    size: int = 1

    def say(self, port: Port) -> None:
        port.any_of(self.who, self.patterns, self.size)

    def units(self, kinds: Kinds, splits: Splits) -> int:
        kept = any(all(holds(kinds, self.who, cell) for cell in pattern) for pattern in self.patterns)
        return 0 if kept else self.size


@dataclass(frozen=True)
class Window:
    who: int
    terms: tuple[Term, ...]
    low: int | None
    high: int | None
    unit: int = 1

    def say(self, port: Port) -> None:
        port.window(self.who, self.terms, self.low, self.high, self.unit)

    def units(self, kinds: Kinds, splits: Splits) -> int:
        total = sum(term.times for term in self.terms if holds(kinds, self.who, term.cell))
        return beyond(total, self.low, self.high, self.unit)


@dataclass(frozen=True)
class Count:
    who: int
    groups: tuple[tuple[Cell, ...], ...]
    low: int | None
    high: int | None

    def say(self, port: Port) -> None:
        port.count(self.who, self.groups, self.low, self.high)

    def units(self, kinds: Kinds, splits: Splits) -> int:
        number = sum(any(holds(kinds, self.who, cell) for cell in group) for group in self.groups)
        return beyond(number, self.low, self.high)


@dataclass(frozen=True)
class Sitting:
    """One meal of a group; in each use it is asked for once."""

    people: tuple[int, ...]
    cell: Cell
    starts: tuple[int, ...]

    def slots(self, port: Port) -> Slots:
        return port.slots(self.people, self.cell, self.starts, 30, [0] * len(self.starts))

    def splits(self, kinds: Kinds) -> Iterator[tuple[int, ...]]:
        eating = sum(holds(kinds, who, self.cell) for who in self.people)
        for counts in itertools.product(range(eating + 1), repeat=len(self.starts)):
            if sum(counts) == eating:
                yield counts


@dataclass(frozen=True)
class Cover:
    heads: tuple[Heads, ...]
    low: int | None
    high: int | None
    size: int = 1
    away: tuple[tuple[Sitting, tuple[int, ...]], ...] = ()

    def say(self, port: Port) -> None:
        away = [Away(sitting.slots(port), positions) for sitting, positions in self.away]
        port.cover(self.heads, self.low, self.high, self.size, away)

    def units(self, kinds: Kinds, splits: Splits) -> int:
        here = sum(holds(kinds, who, heads.cell) for heads in self.heads for who in heads.people)
        if not self.away:
            return self.size * beyond(here, self.low, self.high)
        out = sum(splits[sitting][position] for sitting, positions in self.away for position in positions)
        missing = 0 if self.low is None else max(0, min(out, self.low - here + out))
        return self.size * (missing + beyond(here - out, None, self.high))


def there(kinds: Kinds, heads: Sequence[Heads]) -> int:
    return sum(holds(kinds, who, head.cell) for head in heads for who in head.people)


@dataclass(frozen=True)
class Accompany:
    heads: tuple[Heads, ...]
    by: tuple[Heads, ...]
    least: int
    size: int = 1

    def say(self, port: Port) -> None:
        port.accompany(self.heads, self.by, self.least, self.size)

    def units(self, kinds: Kinds, splits: Splits) -> int:
        return self.size * max(0, self.least - there(kinds, self.by)) if there(kinds, self.heads) else 0


@dataclass(frozen=True)
class Weigh:
    parts: tuple[tuple[int, Heads], ...]
    low: int
    unit: int = 1
    size: int = 1

    def say(self, port: Port) -> None:
        port.weigh(self.parts, self.low, self.unit, self.size)

    def units(self, kinds: Kinds, splits: Splits) -> int:
        total = sum(times * there(kinds, [head]) for times, head in self.parts)
        return self.size * beyond(total, self.low, None, self.unit)


@dataclass(frozen=True)
class Balance:
    lines: tuple[Line, ...]
    spread: int
    unit: int = 1

    def say(self, port: Port) -> None:
        port.balance(self.lines, self.spread, self.unit)

    def units(self, kinds: Kinds, splits: Splits) -> int:
        if len(self.lines) < 2:
            return 0
        values = [
            Fraction(
                line.carried + sum(term.times for term in line.terms if holds(kinds, line.who, term.cell)), line.share
            )
            for line in self.lines
        ]
        return math.ceil(max(Fraction(0), max(values) - min(values) - self.spread) / self.unit)


def sittings(said: Sequence[Primitive]) -> list[Sitting]:
    return list(dict.fromkeys(sitting for one in said if isinstance(one, Cover) for sitting, _ in one.away))


def every_split(said: Sequence[Primitive], kinds: Kinds) -> Iterator[Splits]:
    meals = sittings(said)
    for counts in itertools.product(*(meal.splits(kinds) for meal in meals)):
        yield dict(zip(meals, counts, strict=True))


def allowed(said: Sequence[Primitive], kinds: Kinds) -> bool:
    """Whether the roster keeps all of them, with some order of meals."""
    return any(not any(one.units(kinds, splits) for one in said) for splits in every_split(said, kinds))


def cost(said: Sequence[Primitive], weights: Sequence[int], kinds: Kinds) -> int:
    """What the roster costs with the best order of meals."""
    return min(
        sum(weight * one.units(kinds, splits) for one, weight in zip(said, weights, strict=True))
        for splits in every_split(said, kinds)
    )
