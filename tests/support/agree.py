"""Two readings of one page, held against each other over *every* small roster.

``hard``: the set of rosters that ``check()`` lets pass equals the set of solutions of the encoded model.
``soft``: for each roster, what ``check()`` says it costs equals the optimum of the model with its cells fixed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Assignment
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge, penalty
from rosterctl.solver.build import build_model
from rosterctl.solver.cells import Literal
from tests.support.small import grid_text

Labels = tuple[int, ...]


def cells_of(case: Case) -> list[tuple[int, int]]:
    return [(who, day) for who in range(len(case.employees)) for day in case.days]


def assignments(case: Case, labels: Labels) -> list[Assignment]:
    return [
        Assignment(case.employees[who].id, case.axis.date(day), case.duty(kind).shift, case.duty(kind).post)
        for (who, day), kind in zip(cells_of(case), labels, strict=True)
        if kind != OFF
    ]


def every_roster(case: Case) -> Iterator[Labels]:
    yield from itertools.product((OFF, *case.choices), repeat=len(cells_of(case)))


def draw(case: Case, labels: Labels) -> str:
    named = {
        cell: f"{case.duty(kind).shift}/{case.duty(kind).post}"
        for cell, kind in zip(cells_of(case), labels, strict=True)
        if kind != OFF
    }
    return grid_text(named, case)


class _Collect(cp_model.CpSolverSolutionCallback):
    def __init__(self, case: Case, literals: dict[tuple[int, int, int], Literal]) -> None:
        super().__init__()
        self.cells, self.literals, self.found = cells_of(case), literals, set[Labels]()

    def on_solution_callback(self) -> None:
        chosen = {(w, d): k for (w, d, k), x in self.literals.items() if self.boolean_value(x)}
        self.found.add(tuple(chosen[cell] for cell in self.cells))


def solver_rosters(case: Case) -> set[Labels]:
    """All rosters that the encoded hard rules allow."""
    model = build_model(case)
    model.cp.clear_objective()  # type: ignore[no-untyped-call]
    collect = _Collect(case, dict(model.cells.items()))
    solver = cp_model.CpSolver()
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp, collect)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    return collect.found


def checker_rosters(case: Case) -> set[Labels]:
    """All rosters in which ``check()`` finds no breach."""
    return {labels for labels in every_roster(case) if not judge(RosterIndex(case, assignments(case, labels)))}


def with_mode(case: Case, mode: Mode, weight: int = 1) -> Case:
    return replace(case, uses=tuple(replace(use, mode=mode, weight=weight) for use in case.uses))


def fixed_cost(case: Case, labels: Labels) -> int | None:
    """The model's optimum with every cell fixed; ``None`` when the model does not allow the roster."""
    model = build_model(case)
    want = dict(zip(cells_of(case), labels, strict=True))
    for (who, day), kind in want.items():
        literal = model.cells.one(who, day, kind)
        model.cp.add_bool_or([] if literal is False else [literal])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def hard(case: Case) -> None:
    """Compare the two sets; the message draws the first roster on which they differ."""
    case = with_mode(case, Mode.HARD)
    checked, solved = checker_rosters(case), solver_rosters(case)
    assert checked or solved, "no roster passes either reading: the parameters are not on an attainable boundary"
    every = len(case.choices) + 1
    assert len(checked) < every ** len(cells_of(case)), "every roster passes: the parameters bind nothing"
    if checked != solved:
        odd = min(checked ^ solved)
        by = "check() passes, the model forbids" if odd in checked else "the model allows, check() finds a breach"
        raise AssertionError(f"{by} ({len(checked ^ solved)} rosters differ):\n{draw(case, odd)}")


def soft(case: Case, weight: int = 3, limit: int = 800) -> None:
    """Compare the penalties of every roster (evenly thinned out beyond ``limit``)."""
    case = with_mode(case, Mode.SOFT, weight)
    rosters = list(every_roster(case))
    seen = set()
    for labels in rosters[:: max(1, -(-len(rosters) // limit))]:
        cost = penalty(judge(RosterIndex(case, assignments(case, labels))))
        assert fixed_cost(case, labels) == cost, f"check() says {cost}, the model otherwise:\n{draw(case, labels)}"
        seen.add(cost)
    assert len(seen) > 1, "all rosters cost the same: the parameters bind nothing"
