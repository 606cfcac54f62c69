"""The rival: the formulation of OR-Tools' shift scheduling example, written anew for the same month.

What makes it that formulation: one Boolean per person, shift (off included) and day with exactly one a day; runs
limited by clauses, soft ones by a clause and a penalty literal per *exact* run (the run's days negated, its two
neighbours not); sums as integer variables with ``max(0, sum − limit)`` as a variable of its own; forbidden
successions as binary clauses; the heads on a shift as an integer variable with the minimum as its domain and the
excess as another; leave as fixed cells. Solved with CP-SAT's defaults.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.instance import EARLY, LATE, NIGHT, Instance
from benchmarks.result import Limits, Run, Worked

Literal = Any

SUCCESSIONS = ((LATE, EARLY), (NIGHT, EARLY), (NIGHT, LATE))
"""Pairs of shifts on two days running that leave less than 11 hours between them."""


class Rival:
    """The model under construction; ``work[who][day][shift]``, and ``off[who][day]``."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.model = cp_model.CpModel()
        self.costs: list[tuple[Literal, int]] = []
        self.constant = 0
        people, days = range(instance.staff), range(instance.days)
        new = self.model.new_bool_var
        self.work = [[[new(f"w{w}_{s}_{d}") for s in range(3)] for d in days] for w in people]
        self.off = [[new(f"o{w}_{d}") for d in days] for w in people]
        for who in people:
            for day in days:
                self.model.add_exactly_one([self.off[who][day], *self.work[who][day]])
            self.model.add(self.off[who][instance.leave[who]] == 1)
            self._person(who)
        self._asks()
        for day in days:
            for shift in range(3):
                self._cover(day, shift)
        self.model.minimize(sum(literal * weight for literal, weight in self.costs) + self.constant)

    def _person(self, who: int) -> None:
        month = self.instance
        worked = [off.negated() for off in self.off[who]]
        nights = [day[NIGHT] for day in self.work[who]]
        self._run(worked, month.soft_run, month.run, month.run_weight)
        self._run(nights, month.nights_run, month.nights_run, 0)
        self._total(nights, 0, month.soft_nights, month.nights, month.night_weight)
        for begin in range(0, month.days, 7):
            rest = [self.off[who][day] for day in range(begin, begin + 7) if day != month.leave[who]]
            self._total(rest, month.rest_days, 7, 7, 0)
        for today, tomorrow in zip(self.work[who], self.work[who][1:], strict=False):
            for before, after in SUCCESSIONS:
                self.model.add_bool_or([today[before].negated(), tomorrow[after].negated()])

    def _run(self, literals: Sequence[Literal], soft: int, hard: int, weight: int) -> None:
        """Runs longer than ``hard`` are forbidden; one of a length between costs ``weight`` a day beyond ``soft``."""
        for length in range(soft + 1, hard + 1):
            for begin in range(len(literals) - length + 1):
                clause = self._exact_run(literals, begin, length)
                broken = self.model.new_bool_var("")
                self.model.add_bool_or([*clause, broken])
                self.costs.append((broken, weight * (length - soft)))
        for begin in range(len(literals) - hard):
            self.model.add_bool_or([literal.negated() for literal in literals[begin : begin + hard + 1]])

    @staticmethod
    def _exact_run(literals: Sequence[Literal], begin: int, length: int) -> list[Literal]:
        """A clause that fails exactly when a run of that length begins there."""
        clause = [literal.negated() for literal in literals[begin : begin + length]]
        if begin > 0:
            clause.append(literals[begin - 1])
        if begin + length < len(literals):
            clause.append(literals[begin + length])
        return clause

    def _total(self, literals: Sequence[Literal], low: int, soft: int, high: int, weight: int) -> None:
        """``low ≤ Σ ≤ high``, and ``weight`` for each one beyond ``soft``."""
        total = self.model.new_int_var(low, min(high, len(literals)), "")
        self.model.add(total == sum(literals))
        if soft < high:
            difference = self.model.new_int_var(-len(literals), len(literals), "")
            self.model.add(difference == total - soft)
            excess = self.model.new_int_var(0, len(literals), "")
            self.model.add_max_equality(excess, [difference, 0])
            self.costs.append((excess, weight))

    def _asks(self) -> None:
        for ask in self.instance.asks:
            if ask.shift is None:
                met = self.off[ask.who][ask.day].negated()
            else:
                met = self.work[ask.who][ask.day][ask.shift]
            weight = ask.weight * self.instance.ask_weight
            self.costs.append((met, -weight if ask.on else weight))
            self.constant += weight if ask.on else 0

    def _cover(self, day: int, shift: int) -> None:
        needed = self.instance.demand[day][shift]
        heads = self.model.new_int_var(needed, self.instance.staff, "")
        self.model.add(heads == sum(person[day][shift] for person in self.work))
        excess = self.model.new_int_var(0, self.instance.staff - needed, "")
        self.model.add(excess == heads - needed)
        self.costs.append((excess, self.instance.excess_weight))


class _First(cp_model.CpSolverSolutionCallback):
    """Notes when the first solution came."""

    def __init__(self) -> None:
        super().__init__()
        self.began = time.monotonic()
        self.after: float | None = None

    def on_solution_callback(self) -> None:
        if self.after is None:
            self.after = time.monotonic() - self.began


def solve(instance: Instance, limits: Limits) -> tuple[Run, Worked]:
    """Build and solve; the run, and the shift of each (person, day) that works in the roster found."""
    began = time.monotonic()
    rival = Rival(instance)
    built = time.monotonic() - began
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = limits.workers
    solver.parameters.max_time_in_seconds = limits.seconds
    solver.parameters.random_seed = limits.seed
    first = _First()
    status = solver.solve(rival.model, first)
    run = Run(
        side="rival",
        status=solver.status_name(status).lower(),
        build=built,
        first=None if first.after is None else built + first.after,
        total=time.monotonic() - began,
        objective=None if first.after is None else round(solver.objective_value),
        bound=None if first.after is None else round(solver.best_objective_bound),
    )
    if first.after is None:
        return run, {}
    worked = {
        (who, day): shift
        for who in range(instance.staff)
        for day in range(instance.days)
        for shift in range(3)
        if solver.boolean_value(rival.work[who][day][shift])
    }
    return run, worked
