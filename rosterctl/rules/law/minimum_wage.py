"""Nobody's full wage is below the minimum of the place; page ``constraints/law/minimum-wage.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, Provision, finding
from rosterctl.rules.law.figures import MinimumWage

ID = "minimum-wage"
FULL = 100


class Params(MinimumWage):
    """The minimum wage of the place."""


def judge(house: House, params: Params) -> Iterator[LawFinding]:
    """Every full-time wage in force is at least the minimum (48). Part-time minimums are by the hour: not judged."""
    if params.minimum_wage is None:
        yield finding("unknown")
        return
    for person in house.staff or ():
        wage = person.base_on(house.on)
        if person.contract == FULL and person.employed(house.on) and wage is not None and wage < params.minimum_wage:
            yield finding("below", None, employee=person.id, name=person.name, wage=wage, due=params.minimum_wage)


PROVISION = Provision(ID, Params, judge)
