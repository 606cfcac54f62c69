"""Why a month is infeasible: a small set of rule instances, people and dates that cannot hold together.

Every hard rule holds only under an assumption literal; CP-SAT names assumptions that suffice for infeasibility.
First one literal for a person's whole month, then, for what is left, one for each stretch of days; each set is
thinned out by leaving members away one at a time.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from rosterctl.domain.case import Case
from rosterctl.solver.build import build_model
from rosterctl.solver.port import Model, Origin


@dataclass(frozen=True)
class Conflict:
    """Origins that cannot hold together. ``minimal``: leaving out any one of them removes this conflict."""

    origins: tuple[Origin, ...]
    minimal: bool
    seconds: float


def explain(case: Case, *, time_limit: float = 20.0) -> Conflict | None:
    """The conflict of an infeasible case, or ``None`` when none was found in time (seconds) or there is none."""
    began = time.monotonic()
    deadline = began + time_limit
    coarse = build_model(case, explain=True)
    found, _ = _core(coarse, tuple(coarse.switches), deadline)
    if found is None:
        return None
    found, _ = _thin(coarse, found, deadline)
    fine = build_model(case, explain=True, fine=True)
    kept = {(o.use, o.who) if o.who is not None else o for o in found}
    inside = [o for o in fine.switches if (o in kept if o.who is None else (o.use, o.who) in kept)]
    closer, _ = _core(fine, inside, deadline)
    minimal = False
    if closer is not None:
        found, minimal = _thin(fine, closer, deadline)
    order = sorted(found, key=lambda o: (o.use, -1 if o.who is None else o.who, o.first, o.end))
    return Conflict(tuple(order), minimal, time.monotonic() - began)


def _core(model: Model, origins: Sequence[Origin], deadline: float) -> tuple[tuple[Origin, ...] | None, bool]:
    """Origins among these that suffice for infeasibility (``None``: none found), and whether that is certain."""
    left = deadline - time.monotonic()
    if left <= 0:
        return None, False
    by_index = {model.switches[origin].index: origin for origin in origins}
    model.cp.clear_assumptions()
    model.cp.add_assumptions([model.switches[origin] for origin in origins])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = left
    status = solver.solve(model.cp)
    if status != cp_model.INFEASIBLE:
        return None, status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return tuple(by_index[index] for index in solver.sufficient_assumptions_for_infeasibility()), True


def _thin(model: Model, origins: tuple[Origin, ...], deadline: float) -> tuple[tuple[Origin, ...], bool]:
    """The origins without those that are not needed, and whether all of the rest were shown to be."""
    kept = list(origins)
    minimal = True
    for origin in origins:
        if origin not in kept:
            continue
        # a try that takes long is worth less than trying the others
        rest = [other for other in kept if other != origin]
        smaller, certain = _core(model, rest, min(deadline, time.monotonic() + 2.0))
        minimal = minimal and certain
        if smaller is not None:
            kept = list(smaller)
    return tuple(kept), minimal
