"""Whether a case has any roster at all that keeps its hard rules, with the roster as the proof."""

from __future__ import annotations

import os
from dataclasses import replace

from ortools.sat.python import cp_model

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Assignment
from rosterctl.solver.build import build_model
from rosterctl.solver.search import roster_of


def hard_only(case: Case) -> Case:
    """The case without its soft rules."""
    off = (replace(use, mode=Mode.OFF) if use.mode is Mode.SOFT else use for use in case.uses)
    return replace(case, uses=tuple(off))


def first_roster(case: Case, seconds: float) -> tuple[Assignment, ...] | bool | None:
    """A roster that keeps all hard rules; ``False`` when there is none, ``None`` when that is not known in time."""
    if seconds <= 0:
        return None
    strict = hard_only(case)
    model = build_model(strict)
    solver = quick_solver(seconds)
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return False
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return roster_of(strict, model, list(solver.response_proto.solution))


def quick_solver(seconds: float) -> cp_model.CpSolver:
    """A solver for a question of seconds, about models without soft rules."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = max(2, min(8, os.cpu_count() or 2))
    parameters.max_time_in_seconds = seconds
    # neither finds anything in rosters, and both take longer than everything else before the search
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    # a Ctrl-C is for Python, which hears of it when the solver returns
    parameters.catch_sigint_signal = False
    return solver
