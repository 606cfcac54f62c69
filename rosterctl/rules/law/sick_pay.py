"""What a sick person is paid at least; page ``constraints/law/sick-pay.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, Provision, finding
from rosterctl.rules.law.figures import MinimumWage, floor
from rosterctl.rules.pay import leave_pay

ID = "sick-pay"
WHOLE = 100


class Params(MinimumWage):
    """The minimum wage of the place."""


def judge(house: House, figures: Params) -> Iterator[LawFinding]:
    """Sick pay is at least 80 % of the minimum wage, which the rule about leave must know (1995/309, 59)."""
    uses = tuple(house.kept(leave_pay.ID))
    if not house.everybody(uses):
        yield finding("missing", next(house.stated(leave_pay.ID), None))
    for use, params in house.told(leave_pay.Params, uses):
        if params.sick < WHOLE:  # the whole wage is judged by itself
            yield from floor(use, params.minimum_wage, figures)


PROVISION = Provision(ID, Params, judge)
