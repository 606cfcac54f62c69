"""Repairs a roster: the past stays, and of the rest as few cells as possible change.

Hard rules only: what counts is how few people hear of a change, not how the month as a whole might be better. Cells
count first, then people; both are proven least where the search ends by itself.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Assignment
from rosterctl.solver.build import build_model
from rosterctl.solver.engine import INFEASIBLE, OPTIMAL, Engine, Options
from rosterctl.solver.port import Model
from rosterctl.solver.search import roster_of

CELL = 10_000
"""What a changed cell weighs against a changed person: more than anybody has people."""

Labels = Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class Wanted:
    """What a repair is asked for: (person, day) cells that must be off, the first day that may change (days before
    stay), and the most people who may hear of a change (``None``: any number)."""

    absent: Collection[tuple[int, int]]
    begins: int
    most_people: int | None = None


@dataclass(frozen=True)
class Repaired:
    """How it ended. ``assignments`` is the whole roster; ``cells`` and ``bound`` count cells that change beyond those
    that had to: as found, and the least that any repair can do with. ``proven``: nothing changes less."""

    status: str
    assignments: tuple[Assignment, ...] | None
    cells: int | None
    bound: int
    proven: bool
    seconds: float
    interrupted: bool = False


def repair(case: Case, now: Labels, wanted: Wanted, options: Options) -> Repaired:
    """The nearest roster that keeps the hard rules of the case. ``now``: (person, day) → kind; missing is off."""
    began = time.monotonic()
    hard = replace(case, uses=tuple(use for use in case.uses if use.mode is Mode.HARD))
    model = build_model(hard, held=_held(case, now, wanted))
    _hold(model, now, wanted)
    _count(model, now, wanted)
    hint = {x.index: int(now.get((who, day), OFF) == kind) for (who, day, kind), x in model.cells.items()}
    engine = Engine(model, options, time.monotonic() - began, None)
    status = engine.seek(hint)
    found = engine.objective
    bound = (engine.bound or 0) if status != INFEASIBLE else 0
    return Repaired(
        status=status,
        assignments=None if engine.values is None else roster_of(hard, model, engine.values),
        cells=None if found is None else found // CELL,
        bound=(found or 0) // CELL if status == OPTIMAL else least_cells(bound),
        proven=status == OPTIMAL and engine.bound == engine.objective,
        seconds=time.monotonic() - began,
        interrupted=engine.interrupted,
    )


def least_cells(bound: int) -> int:
    """The fewest changed cells that a bound of the objective proves: there are never more people than cells."""
    return -(-bound // (CELL + 1))


def _held(case: Case, now: Labels, wanted: Wanted) -> Labels:
    """The cells that cannot change, known before rules speak so that these find constants there.

    Days of leave are left to :func:`_hold`: whoever was on the roster and has leave since cannot be said both.
    """
    away = {
        (who, day) for who, leaves in enumerate(case.leaves) for one in leaves for day in range(one.first, one.end)
    }
    return {
        (who, day): now.get((who, day), OFF)
        for who in range(len(case.employees))
        for day in range(case.first, min(wanted.begins, case.end))
        if (who, day) not in away
    }


def _hold(model: Model, now: Labels, wanted: Wanted) -> None:
    """The past as it was, and nobody at work who is absent (absences before ``begins`` are the past's)."""
    case, cells, cp = model.case, model.cells, model.cp
    for who in range(len(case.employees)):
        for day in case.days:
            options = cells.options(who, day)
            absent = day >= wanted.begins and (who, day) in wanted.absent
            kind = OFF if absent else now.get((who, day), OFF)
            fixed = absent or day < wanted.begins
            # what a rule forbids by now cannot be said again: such a cell is put back by whoever asked
            if fixed and kind in options:
                cp.add_bool_or([options[kind]])


def _count(model: Model, now: Labels, wanted: Wanted) -> None:
    """Cells that change, and people with any, as the objective."""
    case, cells, cp = model.case, model.cells, model.cp
    changes: list[Any] = []
    people: list[Any] = []
    forced = 0
    for who in range(len(case.employees)):
        heard = cp.new_bool_var("")
        said = False
        for day in case.days:
            kept = cells.options(who, day).get(now.get((who, day), OFF))
            if day < wanted.begins or (who, day) in wanted.absent:
                continue
            said = True
            if kept is None:  # a rule forbids by now what was published
                forced += 1
                cp.add_bool_or([heard])
                continue
            changes.append(kept.negated())
            cp.add_bool_or([kept, heard])
        if said:
            people.append(heard)
    if wanted.most_people is not None:
        cp.add(cp_model.LinearExpr.sum(people) <= wanted.most_people)
    cp.minimize(cp_model.LinearExpr.sum(changes) * CELL + cp_model.LinearExpr.sum(people) + forced * CELL)
