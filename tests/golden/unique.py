"""Whether a roster is the only one of its penalty: solves once more with that roster forbidden."""

from __future__ import annotations

from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.roster import Roster
from rosterctl.services.rosters import start_of
from rosterctl.solver.build import build_model


def other_as_good(case: Case, roster: Roster, penalty: int) -> dict[tuple[int, int], int] | None:
    """(person, day) → kind of another roster whose penalty is no higher; ``None`` when there is none."""
    model = build_model(case)
    chosen = start_of(case, roster) or {}
    cells = list(model.cells.items())
    same = [x if chosen.get((who, day), OFF) == kind else ~x for (who, day, kind), x in cells]
    model.cp.add_bool_or([~x for x in same])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = 60
    status = solver.solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if status == cp_model.INFEASIBLE or round(solver.objective_value) > penalty:
        return None
    return {(who, day): kind for (who, day, kind), x in cells if kind != OFF and solver.boolean_value(x)}
