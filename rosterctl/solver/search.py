"""Searches a case for its best roster: anytime, interruptible, reproducible on request."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.roster import Assignment, Break
from rosterctl.solver.build import build_model
from rosterctl.solver.engine import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, Engine, Options, Progress
from rosterctl.solver.handout import Sitting, hand_out
from rosterctl.solver.port import Model

__all__ = ["FEASIBLE", "INFEASIBLE", "OPTIMAL", "UNKNOWN", "Options", "Outcome", "Progress", "search"]


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
    hint = None
    if start is not None:
        hint = {x.index: int(start.get((who, day), OFF) == kind) for (who, day, kind), x in model.cells.items()}
    built = time.monotonic() - began
    engine = Engine(model, options, built, tell)
    status = engine.seek(hint)
    if status == OPTIMAL and engine.bound != engine.objective:
        # CP-SAT calls optimal what is within the gap that was asked for
        status = FEASIBLE
    return Outcome(
        status=status,
        assignments=None if engine.values is None else roster_of(case, model, engine.values),
        objective=engine.objective,
        bound=engine.bound if status in (OPTIMAL, FEASIBLE) else None,
        seconds=time.monotonic() - began,
        build_seconds=built,
        interrupted=engine.interrupted,
        booleans=len(model.cells.items()),
        log=tuple(engine.log),
    )


def roster_of(case: Case, model: Model, values: Sequence[int]) -> tuple[Assignment, ...]:
    """The roster that a solution of the model stands for, meals handed out."""
    chosen = {(who, day): kind for (who, day, kind), x in model.cells.items() if kind != OFF and values[x.index]}
    sittings = []
    for slots in model.slots:
        counts = tuple(values[count.index] for count in slots.counts)
        eating = tuple(w for w in slots.people if chosen.get((w, slots.cell.day)) in slots.cell.kinds)
        sittings.append(Sitting(slots.cell.day, slots.starts, slots.minutes, slots.discomfort, eating, counts))
    meals, talks = hand_out(case, sittings), model.meetings.activities(values)
    return tuple(
        replace(assignment(case, who, day, kind, meals.get((who, day), ())), activities=talks.get((who, day), ()))
        for (who, day), kind in sorted(chosen.items())
    )


def assignment(case: Case, who: int, day: int, kind: int, rotating: tuple[Break, ...] = ()) -> Assignment:
    """A kind of work as an assignment, with its fixed meals and these rotating ones."""
    duty = case.duty(kind)
    fixed = tuple(Break(meal.window.start, meal.minutes) for meal in case.shifts[duty.shift].meals if meal.fixed)
    breaks = tuple(sorted((*fixed, *rotating)))
    return Assignment(case.employees[who].id, case.axis.date(day), duty.shift, duty.post, breaks)
