"""Eight hours a day, forty a week; page ``constraints/law/working-hours.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import format_clock
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.law.month import APPROVED, LawMonth, who
from rosterctl.rules.roster import hours_limit, weekly_rest

ID = "working-hours"
DAY = 8 * 60
WEEK = 40
CEILING = 44


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """Shifts longer than a day's hours, weekly hours that are asked for, and weeks that nothing limits (36)."""
    for shift in house.shifts or ():
        if shift.paid > DAY:
            code = "shift" if _ordinary(house, shift) else "shift-by-approval"
            yield finding(code, None, shift=shift.code, hours=format_clock(shift.paid), over=shift.paid - DAY)
    limits = [
        found
        for found in house.told(hours_limit.Params, house.kept(hours_limit.ID))
        if found[1].per in ("week", "rolling")
    ]
    for use, params in limits:
        if params.least is not None and params.least > WEEK:
            yield finding("asked", use, hours=params.least, week=WEEK, ceiling=CEILING)
    kept = [use for use, params in limits if params.most is not None and params.most <= CEILING]
    weekly = house.told(weekly_rest.Params, house.kept(weekly_rest.ID))
    five = [use for use, params in weekly if params.days > 1 and params.hours is None]
    if not house.everybody([*kept, *five]):
        yield finding("unlimited", None, week=WEEK, ceiling=CEILING)


def _ordinary(house: House, shift: Shift) -> bool:
    """Whether somebody with the standard hours may work the shift; so it is where no staff is known."""
    if house.staff is None:
        return True
    return any(
        person.hours_system == "standard" and (person.shifts is None or shift.code in person.shifts)
        for person in house.staff
    )


def month(worked: LawMonth, _figures: Params) -> Iterator[LawFinding]:
    """Rostered days beyond eight hours, weeks beyond forty-four and beyond forty, of people with standard hours."""
    case, index = worked.rostered.case, worked.rostered
    for number, person in enumerate(worked.people):
        long = [day for day in range(case.first, case.end) if index.paid[number, day] > DAY]
        if long and person.hours_system not in APPROVED:
            most = max(int(index.paid[number, day]) for day in long)
            dates = tuple(map(case.axis.date, long))
            yield finding("days", None, **who(person), count=len(long), dates=dates, hours=format_clock(most))
    weeks = hours_limit.Params(per="week", most=WEEK, by_contract=False, leave_counts=False)
    for person, breaches in worked.by_person(hours_limit.check(index, weeks, worked.scope)):
        if person.hours_system in APPROVED:
            continue
        over = [week for week in breaches if week.size > CEILING - WEEK]
        for code, found in (("weeks", over), ("weeks-beyond-forty", [week for week in breaches if week not in over])):
            if found:
                starts = tuple(week.values["first"] for week in found)
                yield finding(code, None, **who(person), count=len(found), weeks=starts, week=WEEK, ceiling=CEILING)


PROVISION = Provision(ID, Params, judge, month)
