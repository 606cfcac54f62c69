"""A dive: cells are fixed where the shares of months agree most, some at a time, until few are open.

After each round the master is solved again. When fixing has made it dearer, new months are looked for among what is
left; when that does not help, the round is undone and a smaller one made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rosterctl.solver.columns.generation import Allowed, Generation, Places
from rosterctl.solver.columns.master import Point

OPEN = 999
"""The round of a cell that no round has fixed."""

LEFT = 0.95
"""Most of a person's shares that a round's fixings may cut off: one month in use stays."""

DEARER = 0.0003
"""A rise of the master's cost by this part makes it look for new months."""

TOO_DEAR = 0.002
"""A rise by this part undoes the round."""

Rounds = NDArray[np.int64]


@dataclass(frozen=True)
class Dive:
    """In which round each cell (person × day) was fixed, what is left of each, and a whole month for everybody."""

    rounds: Rounds
    allowed: Allowed
    months: tuple[Places, ...]


def dive(
    generation: Generation,
    stop: Callable[[], bool],
    *,
    open_share: float,
    step: float,
    noise: float,
    dice: np.random.Generator,
) -> Dive:
    """Fix ``step`` of the cells a round until only ``open_share`` of them are open; ``noise`` shakes the order."""
    return _Dive(generation, stop, step, noise, dice).run(open_share)


class _Dive:
    def __init__(
        self, generation: Generation, stop: Callable[[], bool], step: float, noise: float, dice: np.random.Generator
    ) -> None:
        self._generation, self._stop, self._noise, self._dice = generation, stop, noise, dice
        self._step = self._quota = step
        days, choices = generation.needs.shape
        people = len(generation.pricers)
        self._allowed = (
            np.stack([p.walk.allowed for p in generation.pricers])
            if people
            else np.ones((0, days, choices), np.bool_)
        )
        self._rounds = np.full((people, days), OPEN)

    def run(self, open_share: float) -> Dive:
        master = self._generation.master
        master.allow(self._allowed)
        point = master.corner()
        number = undone = 0
        while (self._rounds == OPEN).mean() > open_share and not self._stop():
            number += 1
            kept = self._allowed.copy(), self._rounds.copy()
            fixed = self._fix(point, number)
            if not fixed:
                break
            after = self._settle(point)
            if after.cost > point.cost + max(1.0, TOO_DEAR * abs(point.cost)) and undone < 2 and fixed > 3:
                self._allowed, self._rounds = kept
                undone += 1
                self._quota *= 0.4
                master.allow(self._allowed)
                continue
            point, undone, self._quota = after, 0, max(self._step * 0.3, self._quota)
        months = self._months(point)
        master.allow(np.ones_like(self._allowed))
        return Dive(self._rounds, self._allowed, months)

    def _settle(self, before: Point) -> Point:
        """The master after a round, with new months if it has become dearer."""
        master = self._generation.master
        master.allow(self._allowed)
        point = master.corner()
        if point.cost > before.cost + max(0.2, DEARER * abs(before.cost)):
            self._generation.run(self._allowed, passes=6, close=1e-3)
            point = master.corner()
        return point

    def _fix(self, point: Point, number: int) -> int:
        """Fix the cells that the shares are surest of; how many."""
        shares = self._generation.master.cells(point.shares)
        most, choice = shares.max(axis=2), shares.argmax(axis=2)
        score = most + self._noise * self._dice.random(most.shape) * (most < 0.999)
        score[self._rounds < OPEN] = -1
        cut, done = np.zeros(len(most)), 0
        limit = max(1, int(self._quota * most.size))
        for at in np.argsort(-score, axis=None).tolist():
            who, day = divmod(at, most.shape[1])
            if score[who, day] < 0 or done >= limit:
                break
            if cut[who] + 1 - most[who, day] > LEFT:
                continue
            cut[who] += 1 - most[who, day]
            self._rounds[who, day] = number
            self._allowed[who, day] = False
            self._allowed[who, day, choice[who, day]] = True
            done += 1
        return done

    def _months(self, point: Point) -> tuple[Places, ...]:
        """Of each person the month with the largest share."""
        best: dict[int, tuple[float, Places]] = {}
        for column, share in zip(self._generation.master.columns, point.shares.tolist(), strict=True):
            if share > best.get(column.who, (-1.0, ()))[0]:
                best[column.who] = (share, column.places)
        return tuple(best[who][1] for who in range(len(self._generation.pricers)))
