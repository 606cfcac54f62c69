"""How much overtime there may be; page ``constraints/law/overtime-hours.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.request import overtime_caps

ID = "overtime-hours"
DAY = 3
MONTH = 36


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """Everybody's overtime must be refused beyond three hours a day and 36 a month (41)."""
    firm = tuple(house.firm(overtime_caps.ID))
    bound = tuple(one for one in house.staff or () if one.hours_system != "flexible")
    free = [one.name for one in house.without(firm) if one in bound]
    if free or (house.staff is None and not house.everybody(firm)):
        yield finding("missing", next(house.stated(overtime_caps.ID), None), who=tuple(free))
    for use, params in house.told(overtime_caps.Params, firm):
        if params.day_hours is None or params.day_hours > DAY:
            yield finding("day", use, hours=_shown(params.day_hours), most=DAY)
        if params.month_hours is None or params.month_hours > MONTH:
            yield finding("month", use, hours=_shown(params.month_hours), most=MONTH)
        if params.exceed is not None:
            yield finding("exceed", use)


def _shown(hours: int | None) -> str:
    return "∞" if hours is None else str(hours)


PROVISION = Provision(ID, Params, judge)
