"""What overtime and work on holidays are paid; page ``constraints/law/overtime-pay.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.compare import compared
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.law.month import LawMonth, who
from rosterctl.rules.pay import comprehensive_hours, holiday_work, overtime

ID = "overtime-pay"


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """Everybody is paid for overtime and for statutory holidays (44). The rates cannot be stated lower."""
    for rule in (overtime.ID, holiday_work.ID):
        kept = tuple(house.kept(rule))
        if not house.everybody(kept):
            who = tuple(one.name for one in house.without(kept))
            yield finding(f"{rule}-missing", next(house.stated(rule), None), who=who)
    for use, params in house.told(overtime.Params, house.kept(overtime.ID)):
        if params.unit > 1:
            yield finding("rounded", use, unit=params.unit, lost=params.unit - 1)
        if params.counts != "punched":
            yield finding("approved-only", use)
    comprehensive = house.under("comprehensive")
    kept = tuple(house.kept(comprehensive_hours.ID))
    unpaid = tuple(one.name for one in house.without(kept) if one in comprehensive)
    if unpaid:
        yield finding("comprehensive-missing", next(house.stated(comprehensive_hours.ID), None), who=unpaid)


def month(worked: LawMonth, _figures: Params) -> Iterator[LawFinding]:
    """Overtime and work on holidays that the house pays less than the baseline does (150, 200, 300 %)."""
    for one in worked.paid or ():
        person = one.month.employee
        found = compared(person, one.lines, one.lawful)
        if found.underpaid:
            paid = {"paid": found.house.overtime, "due": found.lawful.overtime, "short": found.underpaid}
            yield finding("underpaid", None, **who(person), **paid)


PROVISION = Provision(ID, Params, judge, month)
