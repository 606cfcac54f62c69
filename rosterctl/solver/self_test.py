"""Whether the solver's binary works on this machine."""

from __future__ import annotations

from ortools.sat.python import cp_model


def solves() -> bool:
    """Solve ``x + y = 3``, ``x − y = 1``; true when the answer is right."""
    model = cp_model.CpModel()
    x, y = model.new_int_var(0, 9, "x"), model.new_int_var(0, 9, "y")
    model.add(x + y == 3)
    model.add(x - y == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(model) == cp_model.OPTIMAL and (solver.value(x), solver.value(y)) == (2, 1)
