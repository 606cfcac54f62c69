"""No overtime and no night work for pregnant and nursing workers; page ``constraints/law/protected.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.law.month import LawMonth, who
from rosterctl.rules.request import overtime_protected

ID = "protected"


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """Overtime of those whom ``input/protected`` names is refused to everybody (Order 619, 6 and 9)."""
    firm = tuple(house.firm(overtime_protected.ID))
    if not house.everybody(firm):
        names = tuple(one.name for one in house.without(firm))
        yield finding("missing", next(house.stated(overtime_protected.ID), None), who=names)


def month(worked: LawMonth, _figures: Params) -> Iterator[LawFinding]:
    """Dates of the protection on which somebody worked overtime, or a shift that reaches into 22:00-06:00."""
    case = worked.rostered.case
    for number, person in enumerate(worked.people):
        if person.id not in worked.protected:
            continue
        days = worked.overtime.get(person.id, {})
        over = tuple(on for on in sorted(days) if days[on] and worked.under_protection(person.id, on))
        if over:
            yield finding("overtime", None, **who(person), dates=over)
        nights = tuple(
            on
            for day in range(case.first, case.end)
            if worked.under_protection(person.id, on := case.axis.date(day)) and worked.at_night(number, day)
        )
        if nights:
            yield finding("night", None, **who(person), dates=nights)


PROVISION = Provision(ID, Params, judge, month)
