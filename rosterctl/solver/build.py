"""Builds the model of a case: every rule in force speaks to the port."""

from __future__ import annotations

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.rules.port import Port
from rosterctl.rules.roster import roster_rule
from rosterctl.solver.port import CpPort, Model


def build_model(case: Case, *, explain: bool = False) -> Model:
    """A closed model of the case. With ``explain`` only hard rules, each piece under its switch."""
    model = Model(case, explain=explain)
    for number, use in enumerate(case.uses):
        if use.mode is Mode.OFF or (explain and use.mode is Mode.SOFT):
            continue
        port: Port = CpPort(model, number, use)
        roster_rule(use.rule).encode(port, use.params)
    model.close()
    return model
