"""By what a month's wage is divided; page ``constraints/law/month-days.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.pay import day_wage

ID = "month-days"


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """The day's wage is a month's divided by 21.75 (2025 notice 2)."""
    for use, params in house.told(day_wage.Params, house.kept(day_wage.ID)):
        if params.divisor != "21.75":
            yield finding(params.divisor, use)


PROVISION = Provision(ID, Params, judge)
