"""Drives the searches of one model: a first roster fast, a good start for large months, then the search that proves.

That one is a pair of searches where rules by person tell most of what a month costs (:mod:`rosterctl.solver.twin`),
and CP-SAT alone elsewhere. One worker, or an amount of deterministic work, gets CP-SAT alone at once.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from rosterctl.solver.apart import Start, start_apart
from rosterctl.solver.port import Model

if TYPE_CHECKING:
    from rosterctl.solver.columns.reader import Record

OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "optimal", "feasible", "infeasible", "unknown"
_STATUS = {
    cp_model.OPTIMAL: OPTIMAL,
    cp_model.FEASIBLE: FEASIBLE,
    cp_model.INFEASIBLE: INFEASIBLE,
    cp_model.UNKNOWN: UNKNOWN,
}

FULL_RELAXATION = 5000
"""Up to so many cells (people × days) the first complete search reads all clauses linearly: benchmarks/NOTES.md."""

HASTE = 1.0, 1.0
"""Most time for the first roster without presolve: so many seconds, and so many times what building took."""

TIGHT = 0.06
"""From this share of the first roster's cost on, what the start by groups costs speaks of a tight month."""

QUICK = 1500
"""Up to so many cells CP-SAT proves many months in the time that reading them by person takes."""

TRY = 3.0
"""Seconds that it gets for that, beside those of building."""

START = 0.5
"""Most of the time left that the start by groups may take, and then the settling of what it leaves open."""


@dataclass(frozen=True)
class Options:
    """How long and how to search.

    ``time_limit`` in seconds (``None``: none); ``gap`` is the relative distance to the bound that is good enough.
    ``deterministic`` is an amount of CP-SAT's deterministic work instead of seconds: with it one worker searches
    and the same input gives the same roster on every machine. Without ``workers`` there are as many as the machine
    has processors, 2 to 8.
    """

    time_limit: float | None = 60.0
    seed: int = 0
    workers: int | None = None
    gap: float = 0.0
    deterministic: float | None = None

    @property
    def used(self) -> int:
        """The workers that search."""
        if self.deterministic is not None:
            return 1
        return self.workers or max(2, min(8, os.cpu_count() or 8))


@dataclass(frozen=True)
class Progress:
    """A moment of the search: seconds since its start, best penalty so far and the proven bound."""

    seconds: float
    best: int
    bound: int


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Hands every solution of one call to the engine."""

    def __init__(self, hear: Callable[[int, float, list[int]], bool]) -> None:
        super().__init__()
        self._hear = hear

    def on_solution_callback(self) -> None:
        if self._hear(round(self.objective_value), self.best_objective_bound, list(self.response_proto.solution)):
            self.stop_search()


class Engine:
    """Searches one model. What it has found is in ``values``, ``objective``, ``bound`` and ``log`` at any time."""

    def __init__(
        self, model: Model, options: Options, build_seconds: float, tell: Callable[[Progress], None] | None
    ) -> None:
        self._model = model
        self._options = options
        self._build_seconds = build_seconds
        self._tell = tell
        self._began = time.monotonic()
        self.values: list[int] | None = None
        self.objective: int | None = None
        self.bound: int | None = None
        self.log: list[Progress] = []
        self.interrupted = False
        self._hearing = threading.RLock()

    def seek(self, hint: Mapping[int, int] | None) -> str:
        """Search until the proof, the limit or Ctrl-C, and say how it ended; ``hint``: variable → value."""
        try:
            status = self._phases(hint)
        except KeyboardInterrupt:
            # between two calls of CP-SAT
            self.interrupted, status = True, UNKNOWN
        if status == UNKNOWN and self.values is not None:
            return FEASIBLE
        return status

    def _phases(self, hint: Mapping[int, int] | None) -> str:
        model = self._model
        small = len(model.case.employees) * len(model.case.days) <= FULL_RELAXATION
        start, tight = None, small
        if hint is None and self._options.used > 1:
            status = self._first()
            if self._over(status):
                return status
            start = start_apart(model, START * self._left(), self._part, tight=not small)
            if self.interrupted:
                return UNKNOWN
        if start is not None:
            hint = start.hint
            # what the first roster costs says how tight the month is; a settled one would not
            tight = small or self._tight(start)
            if not small and self._settle(start):
                return OPTIMAL
            if self.interrupted:
                return UNKNOWN
        if hint is not None:
            said = model.cp.proto.solution_hint
            said.vars.extend(hint.keys())
            said.values.extend(hint.values())
        if start is not None and small:
            # a loose month: from a good start CP-SAT's own choice proves most of them at once, and the others never
            status = self._search(self._solver(min(self._spent(), self._left()), tight=False))
            if self._over(status):
                return status
            self._hint_best()
        record = self._record()
        if record is not None:
            status = self._short(tight=tight)
            if self._over(status):
                return status
            self._pair(record)
            if self._good_enough() or self.interrupted or self._left() <= 0:
                return OPTIMAL if self.objective == self.bound else FEASIBLE
            self._hint_best()
        return self._search(self._solver(self._left(), tight=tight))

    def _record(self) -> Record | None:
        """The month by person, where that promises more than CP-SAT with all workers does.

        Small months it mostly proves; there columns are worth it only if they see everything.
        """
        from rosterctl.solver.columns.reader import read_case

        if self._options.used == 1:
            return None
        record = read_case(self._model.case)
        return None if record.left_out and self._quick() else record

    def _quick(self) -> bool:
        return len(self._model.case.employees) * len(self._model.case.days) <= QUICK

    def _short(self, *, tight: bool) -> str:
        """CP-SAT for as long as takes no more than reading the month by person: small months it often proves."""
        if self.values is not None and not self._quick():
            return UNKNOWN
        status = self._search(self._solver(min(TRY + self._build_seconds, self._left()), tight=tight))
        self._hint_best()
        return status

    def _pair(self, record: Record) -> None:
        """Let columns and neighbourhoods search side by side, until the time is up or they see too little."""
        # brings ortools' linear programs, which most months do without
        from rosterctl.solver.twin import Board, Twin, blind

        best = self._best()
        if best is None or blind(self._model, record, *best):
            return
        board = Board(
            ends=self._began + (math.inf if self._options.time_limit is None else self._options.time_limit),
            best=self._best,
            hear=lambda cost, values: self._hear(cost, -math.inf, list(values)),
            prove=self._prove,
            enough=self._good_enough,
        )
        twin = Twin(self._model, record, self._options.seed, board)
        twin.start()
        while True:
            try:
                if twin.done.wait(0.2):
                    break
            except KeyboardInterrupt:
                self.interrupted = True
                twin.stop()
        if (failure := twin.failure()) is not None:
            raise failure

    def _best(self) -> tuple[int, list[int]] | None:
        with self._hearing:
            return None if self.objective is None or self.values is None else (self.objective, self.values)

    def _prove(self, bound: int) -> None:
        """Take note of what nobody can do better than."""
        with self._hearing:
            self._raise(bound)
            if self.objective is not None and self.bound is not None:
                self._note(Progress(self._spent(), self.objective, self.bound))

    def _good_enough(self) -> bool:
        """Whether the best roster is as near to the bound as was asked for."""
        with self._hearing:
            if self.objective is None or self.bound is None:
                return False
            return self.objective - self.bound <= self._options.gap * abs(self.objective)

    def _settle(self, start: Start) -> bool:
        """Make a roster of what each person does by the groups: meals, sums and what was not dealt follow from it.

        A hint alone is lost in the presolve of hundreds of people, and its search begins from nothing. Says whether
        nobody can do better; what the call proves else holds for these shifts only.
        """
        cells = [x.index for _, x in self._model.cells.items()]
        said = self._model.cp.proto.solution_hint
        said.vars.extend(cells)
        said.values.extend(start.hint[cell] for cell in cells)
        solver = self._solver(START * self._left(), tight=False)
        solver.parameters.fix_variables_to_their_hinted_value = True
        best, floor = self.objective, _floor(self._model)
        self._run(solver, self._model.cp, _Watcher(lambda cost, _, values: self._hear(cost, floor, values)))
        self._model.cp.proto.clear_solution_hint()
        if self.values is not None and self.objective != best:
            start.hint.update(enumerate(self.values))
        return self.objective is not None and self.objective == self.bound

    def _tight(self, start: Start) -> bool:
        """Whether the month is one in which much cannot be had: a good part of what a blind roster costs."""
        return not start.proven or (self.objective is not None and start.cost > TIGHT * self.objective)

    def _over(self, status: str) -> bool:
        return self.interrupted or status in (OPTIMAL, INFEASIBLE)

    def _hint_best(self) -> None:
        """Let the next call begin from the best roster known."""
        if self.values is not None:
            self._model.cp.proto.clear_solution_hint()
            said = self._model.cp.proto.solution_hint
            said.vars.extend(range(len(self.values)))
            said.values.extend(self.values)

    def _first(self) -> str:
        """Any roster at all: local search finds one before presolve would be through."""
        solver = self._solver(min(HASTE[0] + HASTE[1] * self._build_seconds, self._left()), tight=False)
        parameters = solver.parameters
        parameters.stop_after_first_solution = True
        parameters.cp_model_presolve = False
        parameters.linearization_level = 0
        return self._search(solver)

    def _part(self, model: cp_model.CpModel, seconds: float) -> tuple[Any, list[int] | None]:
        """Solve a group's model."""
        if self.interrupted:
            return cp_model.UNKNOWN, None
        solver = self._solver(seconds, tight=True)
        status = self._run(solver, model, None)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        return status, list(solver.response_proto.solution) if found else None

    def _search(self, solver: cp_model.CpSolver) -> str:
        status = self._run(solver, self._model.cp, _Watcher(self._hear))
        name = _STATUS.get(status, "")
        if not name:
            raise ValueError(f"CP-SAT refused the model: {self._model.cp.validate()}")
        if name in (OPTIMAL, FEASIBLE):
            self._raise(_up(solver.best_objective_bound))
            if self.objective == self.bound:
                return OPTIMAL
        return name

    def _hear(self, objective: int, bound: float, values: list[int]) -> bool:
        """Take note of a roster that is better than those before, also than those of an earlier call.

        Says whether it is as good as an earlier call has proven to be possible.
        """
        with self._hearing:
            if self.objective is not None and objective >= self.objective:
                return False
            self.objective, self.values = objective, values
            self._raise(_up(bound) if bound > -math.inf else _floor(self._model))
            assert self.bound is not None
            self._note(Progress(self._spent(), objective, self.bound))
            return objective == self.bound

    def _note(self, now: Progress) -> None:
        self.log.append(now)
        if self._tell is not None:
            self._tell(now)

    def _raise(self, bound: int) -> None:
        self.bound = bound if self.bound is None else max(self.bound, bound)

    def _left(self) -> float:
        """Seconds left of the limit."""
        limit = self._options.time_limit
        return math.inf if limit is None else max(0.0, limit - self._spent())

    def _spent(self) -> float:
        return time.monotonic() - self._began

    def _solver(self, seconds: float, *, tight: bool) -> cp_model.CpSolver:
        """A solver with the options' parameters. ``tight`` months want a relaxation of all clauses."""
        options, solver = self._options, cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = options.seed
        parameters.catch_sigint_signal = False
        parameters.num_workers = options.used
        if options.gap:
            parameters.relative_gap_limit = options.gap
        if options.deterministic is not None:
            parameters.max_deterministic_time = options.deterministic
            return solver
        if seconds < math.inf:
            parameters.max_time_in_seconds = seconds
        # neither finds anything in rosters, and both take longer than everything else before the search
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        if tight and 1 < options.used < 8:
            # from 8 on CP-SAT runs these anyway; before, its choice leaves out the one that reads clauses linearly.
            # That one proves tight months of up to some hundred people; loose ones it does not help.
            parameters.subsolvers.extend(("max_lp", "pseudo_costs", "default_lp", "reduced_costs"))
        return solver

    def _run(self, solver: cp_model.CpSolver, model: cp_model.CpModel, watcher: _Watcher | None) -> Any:
        """Solve in a thread of its own, so that Ctrl-C reaches this one and can stop it gently.

        Waits for an event, not for the thread: in Python 3.11 a join that Ctrl-C interrupts takes a thread that still
        runs for one that has ended.
        """
        result: list[Any] = []
        failed: list[BaseException] = []
        done = threading.Event()

        def solve() -> None:
            try:
                result.append(solver.solve(model, watcher))
            except BaseException as error:
                failed.append(error)
            finally:
                done.set()

        threading.Thread(target=solve, daemon=True).start()
        while True:
            try:
                if done.wait(0.2):
                    break
            except KeyboardInterrupt:
                self.interrupted = True
                solver.stop_search()
        if failed:
            raise failed[0]
        return result[0]


def _floor(model: Model) -> int:
    """What every roster costs at least, whatever it holds."""
    objective, variables = model.cp.proto.objective, model.cp.proto.variables
    ends = ((cost, tuple(variables[v].domain)) for v, cost in zip(objective.vars, objective.coeffs, strict=True))
    least: int = sum(min(cost * domain[0], cost * domain[-1]) for cost, domain in ends)
    return round(objective.offset) + least


def _up(bound: float) -> int:
    """The whole penalty that a fractional bound proves."""
    return -int(-(bound - 1e-6) // 1)
