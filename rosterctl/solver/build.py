"""Builds the model of a case: every rule in force speaks to the port."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode
from rosterctl.rules.port import Port
from rosterctl.rules.roster import roster_rule
from rosterctl.solver.port import CpPort, Model


def build_model(
    case: Case, *, explain: bool = False, held: Mapping[tuple[int, int], int] = MappingProxyType({})
) -> Model:
    """A closed model of the case. With ``explain`` only hard rules, each piece under its switch.

    ``held`` (person, day) → kind are cells that hold this kind and no other.
    """
    model = Model(case, explain=explain)
    for (who, day), kind in held.items():
        model.cells.ban(who, day, [other for other in (OFF, *case.choices) if other != kind])
    for number, use in enumerate(case.uses):
        if use.mode is Mode.OFF or (explain and use.mode is Mode.SOFT):
            continue
        port: Port = CpPort(model, number, use)
        roster_rule(use.rule).encode(port, use.params)
    model.close()
    return model
