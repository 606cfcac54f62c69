"""Solves a month again with most of it held: the exact search of what columns and neighbourhoods leave open."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF
from rosterctl.solver.columns.generation import Allowed
from rosterctl.solver.port import Model

Places = NDArray[np.int64]
"""Person × day: the number of the choice."""


class Reopened(NamedTuple):
    """How it ended (a status of CP-SAT), and the best roster: its cost and all values of the model."""

    status: cp_model.CpSolverStatus
    objective: int | None
    values: list[int] | None


class Reopener:
    """A copy of a model, for one thread."""

    def __init__(self, model: Model) -> None:
        case = model.case
        self._model = model.cp.clone()
        choices = (OFF, *case.choices)
        place = {kind: n for n, kind in enumerate(choices)}
        self.index = np.full((len(case.employees), len(case.days), len(choices)), -1, np.int64)
        for (who, day, kind), literal in model.cells.items():
            self.index[who, day - case.first, place[kind]] = literal.index
        self._there = self.index >= 0
        self._allowed = np.ones_like(self._there)
        self._solver: cp_model.CpSolver | None = None
        self._lock = threading.Lock()
        self._stopped = False

    def places(self, values: Sequence[int]) -> Places:
        """What each person does on each day of a roster."""
        chosen = np.asarray(values, np.int64)[np.where(self._there, self.index, 0)] * self._there
        found: Places = chosen.argmax(axis=2)
        return found

    def held(self, places: Places, open_: NDArray[np.bool_] | None = None, useful: Allowed | None = None) -> Allowed:
        """What each cell (person × day) holds, and where it is open all other choices too, or the useful ones."""
        allowed = np.zeros_like(self._there)
        if open_ is not None:
            allowed[open_] = True if useful is None else useful[open_]
        np.put_along_axis(allowed, places[:, :, None], values=True, axis=2)
        return allowed

    def solve(
        self, allowed: Allowed, seconds: float, seed: int, near: Sequence[int] | None, below: int | None = None
    ) -> Reopened:
        """The best roster of allowed cells; ``near`` are the values of one to begin from.

        With ``below`` only rosters that cost less count.
        """
        self._allow(allowed)
        self._limit(below)
        self._model.proto.clear_solution_hint()
        if near is not None:
            said = self._model.proto.solution_hint
            said.vars.extend(range(len(near)))
            said.values.extend(near)
        solver = _solver(seconds, seed)
        with self._lock:
            if self._stopped:
                return Reopened(cp_model.UNKNOWN, None, None)
            self._solver = solver
        status = solver.solve(self._model)
        with self._lock:
            self._solver = None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Reopened(status, None, None)
        return Reopened(status, round(solver.objective_value), list(solver.response_proto.solution))

    def stop(self) -> None:
        """End what is being solved, and begin nothing more; from another thread."""
        with self._lock:
            self._stopped = True
            if self._solver is not None:
                self._solver.stop_search()

    def _limit(self, below: int | None) -> None:
        objective = self._model.proto.objective
        objective.domain.clear()
        if below is not None:
            objective.domain.extend([-(1 << 60), below - 1 - round(objective.offset)])

    def _allow(self, allowed: Allowed) -> None:
        """Close and open cells; most are as they were."""
        changed = (allowed != self._allowed) & self._there
        variables = self._model.proto.variables
        for index, may in zip(self.index[changed].tolist(), allowed[changed].tolist(), strict=True):
            variables[index].domain[1] = int(may)
        self._allowed = allowed.copy()


def _solver(seconds: float, seed: int) -> cp_model.CpSolver:
    """One worker whose relaxation is whole from the start, with many cuts: small parts are proven by it."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.max_time_in_seconds = seconds
    parameters.catch_sigint_signal = False
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.linearization_level = 2
    parameters.max_num_cuts = 20000
    parameters.new_constraints_batch_size = 200
    parameters.add_lp_constraints_lazily = False
    parameters.root_lp_iterations = 20000
    return solver
