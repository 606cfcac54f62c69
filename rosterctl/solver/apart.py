"""A start for large months: groups of people are planned one after the other, each with its share of the demand.

Months of some dozens of people are solved in a second, those of hundreds are not, and most of what the large ones
take is the way down from a first roster that knows nothing of wishes. Rosters of groups put together are near the
bottom already. They are a hint and no more: whatever the groups could not see is put right by the search that begins
from them, and nothing is claimed here about the month.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from rosterctl.solver.port import Model
from rosterctl.solver.reading import Reading, Statement
from rosterctl.solver.shares import UNBOUNDED, Shares

GROUP = 1100
"""Cells (people × days) of a group: about 40 people for four weeks."""

PATIENCE = 4.0
"""Seconds for one group; by then its roster is far better than none."""

LEAST = 0.3
"""Seconds without which a group is not worth beginning."""

Solve = Callable[[cp_model.CpModel, float], Any]
"""Solves a model within seconds; ``(status, values)``, with ``None`` for values when there is no solution."""


@dataclass(frozen=True)
class Start:
    """Values of variables to begin from; what the groups' rosters cost together; and whether most are optima."""

    hint: dict[int, int]
    cost: int
    proven: bool


def start_apart(model: Model, seconds: float, solve: Solve, *, tight: bool) -> Start | None:
    """The groups' rosters put together; ``None`` for months too small for it, without time, or when one has none.

    Without ``tight`` also when one group's optimum is not proven in time: such a month is a tight one.
    """
    people, cells = len(model.case.employees), len(model.case.employees) * len(model.case.days)
    groups = round(cells / GROUP)
    ends = time.monotonic() + seconds
    if groups < 2 or seconds < groups * LEAST:
        return None
    # in turn, so that teams and skills, which stand together in staff lists, are spread evenly
    split = _Split(model, [who % groups for who in range(people)], groups)
    proven = 0
    for group in range(groups):
        left = (ends - time.monotonic()) / (groups - group)
        if left < LEAST:
            return None
        status, values = solve(split.model(group, elastic=False), min(left, PATIENCE))
        if status == cp_model.INFEASIBLE and tight:
            # rounding asked too much of this group: it does what it can, and the next ones do the rest
            status, values = solve(split.model(group, elastic=True), min(left, PATIENCE))
        if values is None or not (tight or status == cp_model.OPTIMAL):
            return None
        proven += status == cp_model.OPTIMAL
        split.take(values)
    return Start(split.hint, split.cost, 2 * proven >= groups)


class _Split:
    """The groups' models, each made when those before have their rosters, and what these have come to."""

    def __init__(self, model: Model, group: list[int], groups: int) -> None:
        reading = Reading(model.cp, {x.index: who for (who, _, _), x in model.cells.items()})
        self._domains = [tuple(variable.domain) for variable in model.cp.proto.variables]
        objective = model.cp.proto.objective
        self._costs = dict(zip(objective.vars, objective.coeffs, strict=True))
        self._shares = Shares(reading, group, groups)
        self._sums = [0] * len(self._shares.statements)
        self._common = (reading.owner < 0).nonzero()[0].tolist()
        self._variables: list[list[int]] = [[] for _ in range(groups)]
        self._statements: list[list[Statement]] = [[] for _ in range(groups)]
        for variable, owner in enumerate(reading.owner.tolist()):
            if owner >= 0:
                self._variables[group[owner]].append(variable)
        for statement, owner in zip(reading.statements, reading.business.tolist(), strict=True):
            if owner >= 0:
                self._statements[group[owner]].append(statement)
        self._names: dict[int, int] = {}
        self._own = 0
        self.cost = round(objective.offset)
        self.hint: dict[int, int] = {}

    def model(self, group: int, *, elastic: bool) -> cp_model.CpModel:
        """The model of one group; elastic, what is dealt to it may be missed at a price above all others."""
        made = cp_model.CpModel()
        variables = made.proto.variables
        ours = (*self._variables[group], *self._common)
        self._own = len(self._variables[group])
        self._names = names = {variable: number for number, variable in enumerate(ours)}
        for variable in ours:
            variables.add().domain.extend(self._domains[variable])
        for statement in self._statements[group]:
            _say(made, statement, names)
        self._price(made, names)
        for number, statement in enumerate(self._shares.statements):
            self._share(made, number, statement, group, elastic)
        return made

    def _price(self, made: cp_model.CpModel, names: dict[int, int]) -> None:
        objective = made.proto.objective
        for variable, cost in self._costs.items():
            if variable in names:
                objective.vars.append(names[variable])
                objective.coeffs.append(cost)

    def _share(self, made: cp_model.CpModel, number: int, statement: Statement, group: int, elastic: bool) -> None:
        """A group's part of what ties people together: the shares up to it, less what the others have done."""
        terms = [(v, f) for v, f in zip(statement.literals, statement.factors, strict=True) if v in self._names]
        upto = self._shares.upto(number, group)
        done = self._sums[number]
        bounds = statement.domain if upto is None else [b if abs(b) >= UNBOUNDED else b - done for b in upto]
        said = _say(made, Statement("linear", (), [v for v, _ in terms], [f for _, f in terms], bounds), self._names)
        asked = any(0 < abs(b) < UNBOUNDED for b in statement.domain)
        if not elastic or upto is None or not asked:
            return
        price = 10 * max((abs(cost) for cost in self._costs.values()), default=1)
        for factor in (1, -1):
            objective, variables = made.proto.objective, made.proto.variables
            objective.vars.append(len(variables))
            objective.coeffs.append(price)
            said.linear.vars.append(len(variables))
            said.linear.coeffs.append(factor)
            variables.add().domain.extend(
                (0, sum(abs(f) for _, f in terms) + sum(abs(b) for b in bounds if abs(b) < UNBOUNDED))
            )

    def take(self, values: list[int]) -> None:
        """Enter the roster of the group whose model was made last."""
        for number, statement in enumerate(self._shares.statements):
            for variable, factor in zip(statement.literals, statement.factors, strict=True):
                if variable in self._names:
                    self._sums[number] += factor * values[self._names[variable]]
        for variable, cost in self._costs.items():
            if variable in self._names:
                self.cost += cost * values[self._names[variable]]
        for variable, name in self._names.items():
            if self._shares.adds_up(variable):
                self.hint[variable] = self.hint.get(variable, 0) + values[name]
            elif name < self._own:
                self.hint[variable] = values[name]


def _say(model: cp_model.CpModel, statement: Statement, names: dict[int, int]) -> Any:
    """Add a statement about renamed variables."""
    made = model.proto.constraints.add()
    if statement.when:
        made.enforcement_literal.extend([_renamed(x, names) for x in statement.when])
    literals = [_renamed(x, names) for x in statement.literals]
    if statement.kind == "linear":
        made.linear.vars.extend(literals)
        made.linear.coeffs.extend(statement.factors)
        made.linear.domain.extend(statement.domain)
    else:
        getattr(made, statement.kind).literals.extend(literals)
    return made


def _renamed(literal: int, names: dict[int, int]) -> int:
    return names[literal] if literal >= 0 else ~names[~literal]
