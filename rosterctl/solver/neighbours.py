"""Which part of a roster to solve again: kinds of neighbourhoods, each as large as is still solved quickly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
"""Person × day: what is open."""

Floats = NDArray[np.float64]


@dataclass
class Kind:
    """A kind of neighbourhood; ``size`` is what it goes by: people, days, or cells."""

    name: str
    size: float
    most: float
    weight: float = 1.0


@dataclass(frozen=True)
class View:
    """What neighbourhoods look at: the days where rows cost something; and how much of each cell (person × day) the
    relaxed optimum would give to what it holds (``None``: there is none yet)."""

    sore: NDArray[np.int64]
    agreed: Floats | None


class Neighbourhoods:
    """Draws neighbourhoods, and learns which pay and how large they may be."""

    def __init__(self, people: int, days: int, choices: int, dice: np.random.Generator) -> None:
        self._people, self._days, self._dice = people, days, dice
        self._draw: dict[str, Callable[[View, int], Mask]] = {
            "people": self._some_people,
            "days": self._some_days,
            "half": self._half,
            "sore": self._sore,
            "doubted": self._doubted,
        }
        cells = people * days
        self.kinds = (
            Kind("people", max(2, min(people, 2500 / (days * choices))), people),
            Kind("days", 7, days),
            Kind("half", 14, days),
            Kind("sore", 7, days),
            Kind("doubted", min(0.15 * cells, 1500), 0.6 * cells),
        )

    def draw(self, view: View) -> tuple[Kind, Mask]:
        """A neighbourhood, of the kinds that pay more often than of others."""
        kinds = [
            kind
            for kind in self.kinds
            if not (kind.name == "doubted" and view.agreed is None)
            and not (kind.name == "sore" and not len(view.sore))
        ]
        weights = np.array([kind.weight for kind in kinds])
        kind = kinds[int(self._dice.choice(len(kinds), p=weights / weights.sum()))]
        return kind, self._draw[kind.name](view, max(2, int(kind.size)))

    def learn(self, kind: Kind, *, better: bool, proven: bool, quick: bool) -> None:
        """What came of it: larger where it was solved at once, smaller where it was not solved."""
        kind.weight = min(4.0, kind.weight * 1.15) if better else max(0.25, kind.weight * 0.95)
        if not proven:
            kind.size = max(2.0, kind.size * 0.88)
        elif quick:
            kind.size = min(kind.most, kind.size * 1.1)

    def _none(self) -> Mask:
        return np.zeros((self._people, self._days), np.bool_)

    def _window(self, size: int) -> slice:
        begin = int(self._dice.integers(-(size // 2), max(1, self._days - size // 2)))
        return slice(max(0, begin), max(0, begin) + size)

    def _some_people(self, view: View, size: int) -> Mask:
        mask = self._none()
        mask[self._dice.permutation(self._people)[:size]] = True
        return mask

    def _some_days(self, view: View, size: int) -> Mask:
        mask = self._none()
        mask[:, self._window(size)] = True
        return mask

    def _half(self, view: View, size: int) -> Mask:
        mask = self._none()
        people = self._dice.permutation(self._people)[: max(2, self._people // 2)]
        mask[people, self._window(size)] = True
        return mask

    def _sore(self, view: View, size: int) -> Mask:
        """Around a day on which something is missing or too much, two thirds of the people."""
        day = int(self._dice.choice(view.sore))
        mask = self._none()
        people = self._dice.permutation(self._people)[: max(2, self._people * 2 // 3)]
        mask[people, max(0, day - size) : day + size + 1] = True
        return mask

    def _doubted(self, view: View, size: int) -> Mask:
        """The cells where the roster and the relaxed optimum agree least."""
        assert view.agreed is not None
        doubt = 1 - view.agreed + 0.35 * self._dice.random(view.agreed.shape)
        size = min(size, doubt.size)
        mask: Mask = doubt >= np.partition(doubt, doubt.size - size, axis=None)[doubt.size - size]
        return mask
