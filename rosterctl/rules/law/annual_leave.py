"""Five, ten and fifteen days of annual leave; page ``constraints/law/annual-leave.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.request import leave_balance

ID = "annual-leave"


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """Whether everybody's annual leave is counted as the law grants it, can be, and may be taken later (514, 3 and
    5)."""
    uses = tuple(
        (use, params)
        for use, params in house.told(leave_balance.Params, house.kept(leave_balance.ID))
        if params.kind == leave_balance.ANNUAL
    )
    kept = [use for use, _ in uses]
    if not house.everybody(kept):
        names = tuple(one.name for one in house.without(kept))
        yield finding("uncounted", next(house.stated(leave_balance.ID), None), who=names)
    since_unknown = tuple(
        one.name
        for one in house.staff or ()
        if one.employed_from is None and any(use.scope.person(one) for use in kept)
    )
    if since_unknown:
        yield finding("unknown", kept[0], who=since_unknown)
    for use, params in uses:
        if params.carry_months == 0:
            yield finding("lost", use)


PROVISION = Provision(ID, Params, judge)
