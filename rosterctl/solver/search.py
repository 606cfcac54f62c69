"""Searches a case for its best roster: anytime, interruptible, reproducible on request."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.roster import Assignment, Break
from rosterctl.solver.build import build_model
from rosterctl.solver.handout import Sitting, hand_out
from rosterctl.solver.port import Model

FULL_RELAXATION = 5000
"""Up to so many cells (people × days) the first complete search reads all clauses linearly: benchmarks/NOTES.md."""

OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "optimal", "feasible", "infeasible", "unknown"
_STATUS = {
    cp_model.OPTIMAL: OPTIMAL,
    cp_model.FEASIBLE: FEASIBLE,
    cp_model.INFEASIBLE: INFEASIBLE,
    cp_model.UNKNOWN: UNKNOWN,
}


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


@dataclass(frozen=True)
class Progress:
    """A moment of the search: seconds since its start, best penalty so far and the proven bound."""

    seconds: float
    best: int
    bound: int


@dataclass(frozen=True)
class Outcome:
    """What a search ended with. ``status`` is optimal, feasible, infeasible or unknown.

    ``objective`` is the solver's own figure (before optimality it may exceed the true penalty); the bound holds
    for every roster. ``assignments`` is ``None`` when no roster was found.
    """

    status: str
    assignments: tuple[Assignment, ...] | None
    objective: int | None
    bound: int | None
    seconds: float
    build_seconds: float
    interrupted: bool = False
    booleans: int = 0
    log: tuple[Progress, ...] = field(default=())


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Keeps every better solution's cells and tells the listener."""

    def __init__(self, model: Model, tell: Callable[[Progress], None] | None) -> None:
        super().__init__()
        self._cells = model.cells.items()
        self._slots = model.slots
        self._tell = tell
        self._began = time.monotonic()
        self.chosen: dict[tuple[int, int], int] | None = None
        self.counts: list[tuple[int, ...]] = []
        self.log: list[Progress] = []

    def on_solution_callback(self) -> None:
        self.chosen = {(w, d): k for (w, d, k), x in self._cells if k != OFF and self.boolean_value(x)}
        self.counts = [tuple(self.value(count) for count in slots.counts) for slots in self._slots]
        now = Progress(time.monotonic() - self._began, round(self.objective_value), _up(self.best_objective_bound))
        self.log.append(now)
        if self._tell is not None:
            self._tell(now)


def _up(bound: float) -> int:
    """The whole penalty that a fractional bound proves."""
    return -int(-(bound - 1e-6) // 1)


def search(
    case: Case,
    options: Options,
    *,
    start: Mapping[tuple[int, int], int] | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> Outcome:
    """The best roster found within the options' limits.

    ``start`` (person, day) → kind is a roster to begin from: a hint, not a demand. ``tell`` hears of every
    better roster, from another thread. ``KeyboardInterrupt`` while searching ends the search and keeps the best.
    """
    began = time.monotonic()
    model = build_model(case)
    if start is not None:
        for (who, day, kind), literal in model.cells.items():
            model.cp.add_hint(literal, start.get((who, day), OFF) == kind)
    built = time.monotonic() - began
    solver = _solver(options, len(case.employees) * len(case.days))
    watcher = _Watcher(model, tell)
    status, interrupted = _run(solver, model, watcher)
    name = _STATUS.get(status, "")
    if not name:
        raise ValueError(f"CP-SAT refused the model: {model.cp.validate()}")
    found = watcher.chosen is not None
    objective = round(solver.objective_value) if found else None
    bound = _up(solver.best_objective_bound) if name in (OPTIMAL, FEASIBLE) else None
    if name == OPTIMAL and bound != objective:
        # CP-SAT calls optimal what is within the gap that was asked for
        name = FEASIBLE
    return Outcome(
        status=name,
        assignments=_assignments(case, model, watcher) if found else None,
        objective=objective,
        bound=bound,
        seconds=time.monotonic() - began,
        build_seconds=built,
        interrupted=interrupted,
        booleans=len(model.cells.items()),
        log=tuple(watcher.log),
    )


def _solver(options: Options, cells: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = options.seed
    parameters.catch_sigint_signal = False
    if options.gap:
        parameters.relative_gap_limit = options.gap
    if options.deterministic is not None:
        parameters.num_workers = 1
        parameters.max_deterministic_time = options.deterministic
        return solver
    workers = options.workers or max(2, min(8, os.cpu_count() or 8))
    parameters.num_workers = workers
    if 1 < workers < 8 and cells <= FULL_RELAXATION:
        # from 8 on CP-SAT runs these anyway; before, its choice leaves out the one that reads clauses linearly.
        # That one proves tight months of up to some hundred people; beyond, its relaxation costs more than it brings.
        parameters.subsolvers.extend(("max_lp", "pseudo_costs", "default_lp", "reduced_costs"))
    if options.time_limit is not None:
        parameters.max_time_in_seconds = options.time_limit
    return solver


def _run(solver: cp_model.CpSolver, model: Model, watcher: _Watcher) -> tuple[Any, bool]:
    """Solve in a thread of its own, so that Ctrl-C reaches this one and can stop it gently.

    Waits for an event, not for the thread: in Python 3.11 a join that Ctrl-C interrupts takes a thread that still
    runs for one that has ended.
    """
    result: list[Any] = []
    failed: list[BaseException] = []
    done = threading.Event()

    def solve() -> None:
        try:
            result.append(solver.solve(model.cp, watcher))
        except BaseException as error:
            failed.append(error)
        finally:
            done.set()

    interrupted = False
    threading.Thread(target=solve, daemon=True).start()
    while True:
        try:
            if done.wait(0.2):
                break
        except KeyboardInterrupt:
            interrupted = True
            solver.stop_search()
    if failed:
        raise failed[0]
    return result[0], interrupted


def _assignments(case: Case, model: Model, watcher: _Watcher) -> tuple[Assignment, ...]:
    chosen = watcher.chosen or {}
    sittings = []
    for slots, counts in zip(model.slots, watcher.counts, strict=True):
        eating = tuple(w for w in slots.people if chosen.get((w, slots.cell.day)) in slots.cell.kinds)
        sittings.append(Sitting(slots.cell.day, slots.starts, slots.minutes, slots.discomfort, eating, counts))
    meals = hand_out(case, sittings)
    return tuple(
        _assignment(case, who, day, kind, meals.get((who, day), ())) for (who, day), kind in sorted(chosen.items())
    )


def _assignment(case: Case, who: int, day: int, kind: int, rotating: tuple[Break, ...]) -> Assignment:
    duty = case.duty(kind)
    fixed = tuple(Break(meal.window.start, meal.minutes) for meal in case.shifts[duty.shift].meals if meal.fixed)
    breaks = tuple(sorted((*fixed, *rotating)))
    return Assignment(case.employees[who].id, case.axis.date(day), duty.shift, duty.post, breaks)
