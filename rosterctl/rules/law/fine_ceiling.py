"""How much of a wage deductions may take at most; page ``constraints/law/fine-ceiling.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.money import ZERO
from rosterctl.domain.pay import Part
from rosterctl.rules.law.base import House, LawFinding, Provision, finding
from rosterctl.rules.law.figures import MinimumWage, floor
from rosterctl.rules.law.fining import fining
from rosterctl.rules.law.month import LawMonth, who
from rosterctl.rules.pay import cap

ID = "fine-ceiling"
PERCENT = 20


class Params(MinimumWage):
    """The minimum wage of the place."""


def judge(house: House, figures: Params) -> Iterator[LawFinding]:
    """Where a house fines, a firm cap keeps to a fifth of the wage and leaves the minimum wage (16)."""
    if not any(True for _ in fining(house)):
        return
    caps = tuple(house.kept(cap.ID))
    if not house.everybody(caps):
        yield finding("missing", next(house.stated(cap.ID), None), percent=PERCENT)
    for use, params in house.told(cap.Params, caps):
        if params.percent is None or params.percent > PERCENT:
            yield finding("percent", use, read="∞" if params.percent is None else params.percent, percent=PERCENT)
        yield from floor(use, params.minimum_wage, figures)


def month(worked: LawMonth, figures: Params) -> Iterator[LawFinding]:
    """Fines of a month that took more than a fifth, or left less than the minimum wage: what the lawful ``cap`` would
    give back, less what the house gave back."""
    params = cap.Params(percent=PERCENT, minimum_wage=figures.minimum_wage)
    for one in worked.paid or ():
        given = sum((line.amount for line in one.lines if line.part is Part.CAP), ZERO)
        for charge in cap.close(one.month, one.lines, params):
            back = charge.amount.amount - given
            if back > 0:
                values = {**who(one.month.employee), "fines": charge.values["fines"], "back": back}
                if charge.code == "floor":
                    yield finding("taken-floor", None, **values, due=figures.minimum_wage)
                else:
                    yield finding("taken-percent", None, **values, percent=PERCENT)


PROVISION = Provision(ID, Params, judge, month)
