"""A rest day in every week; page ``constraints/law/rest-day.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.law.month import APPROVED, LawMonth, who
from rosterctl.rules.roster import monthly_rest, weekly_rest

ID = "rest-day"
A_DAY = 24
WEEKS = 4
"""Whole weeks in every month: with a rest day in each, no month has fewer."""


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _params: Params) -> Iterator[LawFinding]:
    """Nobody may be without a firm weekly rest; a number of rest days a month does not stand in for it (38)."""
    weekly = house.told(weekly_rest.Params, house.firm(weekly_rest.ID))
    firm = [use for use, params in weekly if params.hours is None or params.hours >= A_DAY]
    if not house.everybody(firm):
        without = house.without(firm)
        ordinary = tuple(one.name for one in without if one.hours_system == "standard")
        stated = next(house.stated(weekly_rest.ID), None)
        if ordinary or not without:
            yield finding("missing", stated, who=ordinary)
        else:
            yield finding("by-approval", stated, who=tuple(one.name for one in without))
    for use, params in house.told(monthly_rest.Params, house.kept(monthly_rest.ID)):
        if params.days < WEEKS:
            yield finding("monthly", use, days=params.days, least=WEEKS)


def month(worked: LawMonth, _params: Params) -> Iterator[LawFinding]:
    """Calendar weeks in which somebody worked on every day, by roster or in overtime (38)."""
    breaches = weekly_rest.check(worked.attended, weekly_rest.Params(), worked.scope)
    for person, weeks in worked.by_person(breaches):
        code = "weeks-by-approval" if person.hours_system in APPROVED else "weeks"
        starts = tuple(week.values["first"] for week in weeks)
        yield finding(code, None, **who(person), count=len(weeks), weeks=starts)


PROVISION = Provision(ID, Params, judge, month)
