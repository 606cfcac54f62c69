"""Asks the solver's port about single rosters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.port import Port
from rosterctl.solver.origin import Origin
from rosterctl.solver.port import CpPort, Model
from tests.support import agree
from tests.support.meaning import Kinds, Primitive
from tests.support.small import Table, read

BASE: Table = {"first": "2026-10-01", "shifts": {"D": "09:00-18:00", "N": "22:00-06:00", "E": "06:00-14:00"}}


def small(people: int, width: int, history: str = "", shifts: int = 2) -> Case:
    """A month of nothing but its size: people A, B …, kinds 1 = D, 2 = N, 3 = E, a history of lines ``A = D N``."""
    codes = dict(list(BASE["shifts"].items())[:shifts])
    staff = [chr(ord("A") + number) for number in range(people)]
    case, _ = read({**BASE, "shifts": codes, "staff": staff, "width": width, "history": history})
    return case


def spoken(
    case: Case,
    said: Sequence[Primitive],
    modes: Sequence[Mode],
    weights: Sequence[int],
    *,
    explain: bool = False,
) -> Model:
    """The model to which each primitive was said by a use of its own, numbered in order."""
    model = Model(case, explain=explain)
    for number, (one, mode, weight) in enumerate(zip(said, modes, weights, strict=True)):
        if explain and mode is Mode.SOFT:
            continue
        port: Port = CpPort(model, number, RuleUse("said", f"said-{number}", None, mode, weight))
        one.say(port)
    model.close()
    return model


def rosters(case: Case) -> Iterator[Kinds]:
    """Every roster, with the history that goes before it."""
    past = {
        (case.person[item.employee], case.axis.day(item.date)): case.kind_of[item.shift, item.post]
        for item in case.history
    }
    cells = agree.cells_of(case)
    for labels in agree.every_roster(case):
        yield past | dict(zip(cells, labels, strict=True))


def answer(model: Model, kinds: Kinds, on: Iterable[Origin] | None = None) -> int | None:
    """The model's optimum for this roster; ``None`` when it forbids it. ``on``: only these switches."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    chosen = None if on is None else set(on)
    for who, day in agree.cells_of(model.case):
        wanted = kinds[who, day]
        if model.cells.one(who, day, wanted) is False:
            return None
        for kind in (OFF, *model.case.choices):
            literal = model.cells.one(who, day, kind)
            if literal is not False:
                model.cp.add_hint(literal, kind == wanted)
    for origin, switch in model.switches.items():
        model.cp.add_hint(switch, chosen is None or origin in chosen)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.fix_variables_to_their_hinted_value = True
    status = solver.solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None
