"""Nobody under sixteen, and care for those under eighteen; page ``constraints/law/minors.md``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rosterctl.domain.people import Employee
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.law.month import LawMonth, who

ID = "minors"
WORKING_AGE, GROWN = 16, 18


class Params(NoFigures):
    """Nothing differs from place to place but what the page says."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """People who are employed on the date and have not reached 16, or 18 (Labour Law 15, 58, 65)."""
    for person in house.staff or ():
        if person.employed(house.on) and _under(person, GROWN, house.on):
            code = "under-sixteen" if _under(person, WORKING_AGE, house.on) else "minor"
            yield finding(code, None, **who(person), born=person.born)


def month(worked: LawMonth, _figures: Params) -> Iterator[LawFinding]:
    """Dates before their eighteenth birthday on which somebody worked overtime, or a shift that reaches into the
    night."""
    case = worked.rostered.case
    for number, person in enumerate(worked.people):
        days = worked.overtime.get(person.id, {})
        over = tuple(on for on in sorted(days) if days[on] and _under(person, GROWN, on))
        if over:
            yield finding("overtime", None, **who(person), dates=over)
        nights = tuple(
            on
            for day in range(case.first, case.end)
            if _under(person, GROWN, on := case.axis.date(day)) and worked.at_night(number, day)
        )
        if nights:
            yield finding("night", None, **who(person), dates=nights)


def _under(person: Employee, years: int, on: dt.date) -> bool:
    reached = person.turns(years)
    return reached is not None and on < reached


PROVISION = Provision(ID, Params, judge, month)
