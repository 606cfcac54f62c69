"""Asks whether some of a month's hard pieces can hold together.

Every hard piece of an explaining model holds under its origin's switch. To try some of them, all switches are
*fixed*: the rest of the model then is as strong as if the others had never been said. Handing the switches over as
assumptions instead leaves the linear relaxation blind, and crowded weeks are not refuted in any useful time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ortools.sat.python import cp_model

from rosterctl.domain.case import Case
from rosterctl.solver.build import build_model
from rosterctl.solver.origin import Origin


class Trial:
    """The hard rules of a case, in pieces that can be left out."""

    def __init__(self, model: cp_model.CpModel, switches: Mapping[Origin, int]) -> None:
        self._model = model
        self._switches = switches

    @classmethod
    def of(cls, case: Case) -> Trial:
        """All hard pieces of a case, each person's stretches of days apart."""
        model = build_model(case, explain=True)
        return cls(model.cp, {origin: switch.index for origin, switch in model.switches.items()})

    @property
    def origins(self) -> tuple[Origin, ...]:
        """What can be left out."""
        return tuple(self._switches)

    def refuted(self, on: Collection[Origin], seconds: float, workers: int = 2) -> bool | None:
        """Whether these pieces cannot hold together; ``None`` when that was not decided in time."""
        if seconds <= 0:
            return None
        kept = frozenset(on)
        variables = self._model.proto.variables
        for origin, index in self._switches.items():
            domain = variables[index].domain
            domain[0] = domain[1] = int(origin in kept)
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = workers
        # people are short by some days in sum: only the linear relaxation sees that, and only when it is complete
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.linearization_level = 2
        parameters.add_lp_constraints_lazily = False
        parameters.max_time_in_seconds = seconds
        # a Ctrl-C is for Python, which hears of it when the solver returns
        parameters.catch_sigint_signal = False
        status = solver.solve(self._model)
        if status == cp_model.INFEASIBLE:
            return True
        return False if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def only(self, on: Collection[Origin]) -> Trial:
        """The trial of these pieces alone: a model without the others and without the days they do not touch."""
        kept = frozenset(on)
        gone = {index for origin, index in self._switches.items() if origin not in kept}
        ours = {index for origin, index in self._switches.items() if origin in kept}
        constraints = self._model.proto.constraints
        touched = [_variables(constraint) for constraint in constraints]
        waiting, frame = [], dict[int, list[int]]()
        for number, variables in enumerate(touched):
            if variables & ours:
                waiting.append(number)
            elif not variables & gone:
                for variable in variables:
                    frame.setdefault(variable, []).append(number)
        small, said = cp_model.CpModel(), set[int]()
        names: dict[int, int] = {}
        while waiting:
            number = waiting.pop()
            if number not in said:
                said.add(number)
                for variable in touched[number]:
                    waiting += frame.pop(variable, [])
                    if variable not in names:
                        names[variable] = len(names)
                        small.proto.variables.append(self._model.proto.variables[variable])
                _copy(constraints[number], small.proto.constraints.add(), names)
        for index in sorted(ours - names.keys()):  # who had nothing to say has a switch all the same
            names[index] = len(names)
            small.proto.variables.append(self._model.proto.variables[index])
        return Trial(small, {origin: names[index] for origin, index in self._switches.items() if origin in kept})


_BOOLEAN = ("bool_or", "bool_and", "at_most_one", "exactly_one")


def _variables(constraint: Any) -> set[int]:
    """The numbers of the variables of a constraint."""
    found = list(constraint.enforcement_literal)
    for kind in _BOOLEAN:
        if getattr(constraint, f"has_{kind}")():
            found += getattr(constraint, kind).literals
    if constraint.has_linear():
        found += constraint.linear.vars
    return {number if number >= 0 else -number - 1 for number in found}


def _copy(source: Any, target: Any, names: Mapping[int, int]) -> None:
    """Make ``target`` the same constraint about the variables' new numbers."""
    target.enforcement_literal.extend(_renamed(source.enforcement_literal, names))
    for kind in _BOOLEAN:
        if getattr(source, f"has_{kind}")():
            getattr(target, kind).literals.extend(_renamed(getattr(source, kind).literals, names))
    if source.has_linear():
        target.linear.vars.extend(_renamed(source.linear.vars, names))
        target.linear.coeffs.extend(source.linear.coeffs)
        target.linear.domain.extend(source.linear.domain)


def _renamed(literals: Iterable[int], names: Mapping[int, int]) -> list[int]:
    return [names[number] if number >= 0 else -names[-number - 1] - 1 for number in literals]
