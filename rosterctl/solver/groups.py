"""Literals for 'any cell of this group holds', made when first asked for and shared by all rules."""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from rosterctl.rules.port import Cell
from rosterctl.solver.cells import Cells, Literal


class Groups:
    """The groups of cells of each person that anybody has counted."""

    def __init__(self, cells: Cells, model: cp_model.CpModel) -> None:
        self._cells = cells
        self._cp = model
        self._made: dict[tuple[int, tuple[Cell, ...]], Literal] = {}

    def some(self, who: int, group: Sequence[Cell]) -> Literal:
        """A literal that holds when any cell of the group does, and only then; ``bool`` when that is certain."""
        holds = [self._cells.any(who, cell.day, cell.kinds) for cell in group]
        if any(literal is True for literal in holds):
            return True
        holds = [literal for literal in holds if literal is not False]
        if len(holds) < 2:
            return holds[0] if holds else False
        key = (who, tuple(group))
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._cells.boolean()
            self._cp.add_bool_or([*holds, made.negated()])
            for literal in holds:
                self._cp.add_implication(literal, made)
        return made
