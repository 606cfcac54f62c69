"""How much overtime there may be; page ``constraints/law/overtime-hours.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.time import format_clock
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.law.month import LawMonth, who
from rosterctl.rules.request import overtime_caps

ID = "overtime-hours"
HOUR = 3600
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


def month(worked: LawMonth, _figures: Params) -> Iterator[LawFinding]:
    """Overtime that was worked beyond three hours beside a shift, whatever the date, or 36 in the period (41)."""
    case, index = worked.rostered.case, worked.rostered
    for number, person in enumerate(worked.people):
        if person.hours_system == "flexible":
            continue
        dates = worked.overtime.get(person.id, {})
        long = {
            on: seconds
            for on, seconds in sorted(dates.items())
            if seconds > DAY * HOUR and index.works[number, case.axis.day(on)]
        }
        if long:
            values = {"dates": tuple(long), "hours": _clock(max(long.values())), "most": DAY}
            yield finding("worked-day", None, **who(person), count=len(long), **values)
        total = sum(dates.values())
        if total > MONTH * HOUR:
            yield finding("worked-month", None, **who(person), hours=_clock(total), most=MONTH)


def _clock(seconds: int) -> str:
    return format_clock(seconds // 60)


def _shown(hours: int | None) -> str:
    return "∞" if hours is None else str(hours)


PROVISION = Provision(ID, Params, judge, month)
