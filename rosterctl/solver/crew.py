"""Numbers of people in the model: at work, at a meal, or away from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model

from rosterctl.rules.port import Cell
from rosterctl.solver.cells import Literal

CROWD = 6
"""From how many people on their number gets a variable of its own."""


@dataclass(frozen=True, eq=False)
class MealSlots:
    """The start times of one meal for the people of a group; ``counts`` are the variables, one a position."""

    people: tuple[int, ...]
    cell: Cell
    starts: tuple[int, ...]
    minutes: int
    discomfort: tuple[int, ...]
    counts: tuple[Literal, ...]


class Crew(NamedTuple):
    """A number of people: what to add up, the most that it can be, and who is to be taken off again."""

    terms: list[Literal]
    most: int
    gone: tuple[Literal, ...] = ()

    @property
    def total(self) -> Literal:
        """The number as an expression."""
        return cp_model.LinearExpr.sum(self.terms) - cp_model.LinearExpr.sum(list(self.gone))
