"""Changes from one day's work to the next one's, as clauses straight into the model.

There are hundreds of thousands of them in a large month. Most of what a clause takes to say is spent on objects
that stand for what are only numbers of variables, so that here the numbers are written down themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF
from rosterctl.rules.port import Kinds
from rosterctl.solver.cells import Cells, Literal

NOTHING = frozenset({OFF})


def state_changes(
    cells: Cells,
    model: cp_model.CpModel,
    who: int,
    days: tuple[int, int],
    pairs: Sequence[tuple[Kinds, Kinds]],
    unless: Sequence[Literal],
) -> bool:
    """Forbid the pairs with nothing but days off between; any of the literals ``unless`` excuses them.

    Says whether there was anything to forbid.
    """
    before, after = days
    excuses = [x.index for x in unless]
    for day in range(before + 1, after):
        off = cells.any(who, day, NOTHING)
        if off is False:
            return False
        if off is not True:
            excuses.append(~off.index)
    later = cells.options(who, after)
    constraints = model.proto.constraints
    said = False
    for kinds, others in pairs:
        free = [x.index for kind, x in later.items() if kind not in others]
        if len(free) == len(later):
            continue
        if before < cells.case.first:
            firsts: list[list[int]] = [[]] if cells.past(who, before) in kinds else []
        else:
            options = cells.options(who, before)
            firsts = [[~options[kind].index] for kind in kinds if kind in options]
        for first in firsts:
            constraints.add().bool_or.literals.extend([*first, *free, *excuses])
            said = True
    return said
