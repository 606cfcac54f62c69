"""Column generation: months of single people at prices of heads that the months known so far have set.

Each pass prices everybody. What all cheapest months cost together, with what the rows cost at these prices, is a
bound for every roster: at whatever moment one stops, it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rosterctl.rules.roster.past import past_kinds
from rosterctl.solver.columns.master import Column, Floats, Master, Point
from rosterctl.solver.columns.needs import Ints, needs_of
from rosterctl.solver.columns.pricer import NEVER, Month, Pricer
from rosterctl.solver.columns.reader import Record
from rosterctl.solver.columns.walk import Walker

SCALE = 1024
"""Prices of heads are whole multiples of a unit's so-many-th part, which keeps the bound exact."""

SMOOTH = 0.6
"""How much of the best prices so far goes into the next ones: prices of the master alone swing."""

CLOSE = 1e-4
"""The master and the bound are called one when they are as near as this."""

ROUNDS = 20
"""Most rounds of answers to each other."""

Allowed = NDArray[np.bool_]
"""Person × day × choice."""

Places = tuple[int, ...]


@dataclass(frozen=True)
class Rows:
    """A month for everybody, and what all of it costs by what the record has read."""

    places: tuple[Places, ...]
    cost: int


class Stopped(Exception):
    """Somebody wants an end."""


class Generation:
    """The months and the bound of one record. ``bound`` and ``point`` are ``None`` until a pass has been made."""

    def __init__(
        self,
        record: Record,
        seed: int,
        *,
        stop: Callable[[], bool] = lambda: False,
        prove: Callable[[int], None] = lambda _: None,
    ) -> None:
        """``prove`` hears of each better bound. When ``stop`` says so what is under way raises :class:`Stopped`."""
        self._stop, self._prove = stop, prove
        walker = Walker(record.case, past_kinds(record.case))
        self.needs = needs_of(record)
        self.pricers = []
        for who, said in enumerate(record.personal):
            self._go_on()
            self.pricers.append(Pricer(walker.walk(who, said), SCALE))
        self.master = Master(self.needs, len(self.pricers))
        self.bound: int | None = None
        self.point: Point | None = None
        self._dice = np.random.default_rng(seed)
        self._best: float | None = None
        self._worth: Floats | None = None

    def answer(self, begin: Sequence[Places | None], allowed: Allowed | None = None) -> Rows | None:
        """People one after the other do what is cheapest beside the others, until nobody finds better.

        ``None`` when somebody has no month.
        """
        months, heads = list(begin), self._heads(begin)
        for _ in range(ROUNDS):
            moved = False
            for who in self._dice.permutation(len(months)).tolist():
                old = months[who]
                if old is not None:
                    heads -= self.needs.heads(who, old)
                new = self._reply(who, old, heads, allowed)
                moved |= new != old
                months[who] = new
                if new is None:
                    return None
                heads += self.needs.heads(who, new)
            if not moved:
                break
        return self.rows([month for month in months if month is not None])

    def rows(self, months: Sequence[Places]) -> Rows | None:
        """These months with their cost; ``None`` when one must not be."""
        fees = [self.pricers[who].fee(places) for who, places in enumerate(months)]
        if any(fee is None for fee in fees):
            return None
        return Rows(tuple(months), self.needs.total(self._heads(months)) + sum(fee or 0 for fee in fees))

    def sore_days(self, months: Sequence[Places]) -> Ints:
        """The days of the horizon on which rows cost something."""
        cost = self.needs.cost[np.arange(self.needs.rows), self._heads(months)]
        found: Ints = np.unique(self.needs.day[cost > 0])
        return found

    def take(self, rows: Rows) -> None:
        """Let the master know these months."""
        for who, places in enumerate(rows.places):
            fee = self.pricers[who].fee(places)
            if fee is not None:
                self.master.add(Column(who, places, fee))

    def margins(self) -> tuple[int, Ints] | None:
        """The bound at the best worth known, in units, and by person × day × choice by how much a cell lifts it.

        Whatever uses a cell costs at least the bound and its margin; ``None`` before the first pass.
        """
        if self._worth is None:
            return None
        worth = np.round(self._worth * SCALE).astype(np.int64)
        total, found = self.needs.least(worth, SCALE), []
        for who, pricer in enumerate(self.pricers):
            self._go_on()
            one = pricer.margins(self.needs.prices(who, worth))
            if one is None:
                return None
            total += one[0]
            found.append(one[1])
        # a sum of scaled numbers: what is left of a unit goes to the margins, so that whole units stay true
        whole = -(-total // SCALE)
        return whole, -(-(np.stack(found) + total) // SCALE) - whole

    def run(self, allowed: Allowed | None = None, passes: int | None = None, close: float = CLOSE) -> None:
        """Passes until the master and the bound meet or no month helps any more.

        With ``allowed`` only months of such cells are looked for, and nothing is learnt about the bound.
        """
        smooth, best, worth = (SMOOTH, self._best, self._worth) if allowed is None else (0.3, None, None)
        number = 0
        while passes is None or number < passes:
            self._go_on()
            number += 1
            self.point = point = self.master.solve()
            if allowed is None:
                self.master.prune(point)
            mixed = point.worth if worth is None or not smooth else smooth * worth + (1 - smooth) * point.worth
            value, added = self._pass(point, mixed, allowed)
            if value is not None and (best is None or value > best):
                best, worth = value, mixed
                if allowed is None:
                    self._learn(best, worth)
            elif worth is None:
                worth = mixed
            near = best is not None and point.cost - best < close * max(1.0, abs(point.cost))
            if near or (not added and not smooth):
                return
            if not added:
                smooth = 0.0 if smooth < 0.1 else smooth / 2

    def _learn(self, value: float, worth: Floats) -> None:
        self._best, self._worth = value, worth
        bound = -int(-value // 1)
        if self.bound is None or bound > self.bound:
            self.bound = bound
            self._prove(bound)

    def _pass(self, point: Point, mixed: Floats, allowed: Allowed | None) -> tuple[float | None, int]:
        """Price everybody at the mixed worth; the bound that this proves, and how many months were new and good."""
        worth = np.round(mixed * SCALE).astype(np.int64)
        own = np.round(point.worth * SCALE).astype(np.int64)
        total: int | None = self.needs.least(worth, SCALE)
        added = 0
        for who in range(len(self.pricers)):
            months = self._cheapest(who, worth, allowed, 2)
            if not months:
                total = None
                continue
            if total is not None:
                total += months[0].price
            limit = point.person[who] * SCALE - 1
            for month in months:
                fee = self.pricers[who].fee(month.places)
                if fee is not None and fee * SCALE - int(own @ self.needs.heads(who, month.places)) < limit:
                    added += self.master.add(Column(who, month.places, fee))
        # whole numbers up to here, and the scale is a power of two: the division loses nothing
        return (None if total is None else total / SCALE), added

    def _cheapest(self, who: int, worth: Ints, allowed: Allowed | None, most: int) -> list[Month]:
        self._go_on()
        prices = self.needs.prices(who, worth)
        if allowed is not None:
            prices = np.where(allowed[who], prices, NEVER)
        return self.pricers[who].cheapest(prices, most)

    def _reply(self, who: int, old: Places | None, heads: Ints, allowed: Allowed | None) -> Places | None:
        """The cheapest month beside so many others; the old one when none is cheaper."""
        every, cost = np.arange(self.needs.rows), self.needs.cost
        more = np.minimum(heads + 1, cost.shape[1] - 1)
        worth = (cost[every, heads] - cost[every, more]) * SCALE
        months = [m for m in self._cheapest(who, worth, allowed, 1) if self.pricers[who].fee(m.places) is not None]
        if not months:
            return old
        if old is None:
            return months[0].places
        fee = self.pricers[who].fee(old)
        if fee is not None and fee * SCALE - int(worth @ self.needs.heads(who, old)) <= months[0].price:
            return old
        return months[0].places

    def _go_on(self) -> None:
        if self._stop():
            raise Stopped

    def _heads(self, months: Sequence[Places | None]) -> Ints:
        total = np.zeros(self.needs.rows, np.int64)
        for who, places in enumerate(months):
            if places is not None:
                total += self.needs.heads(who, places)
        return total
