"""Hours beyond a period's standard (4.6); page ``constraints/pay/comprehensive-hours.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import DIVISOR, Charge, Paid, Part, PersonMonth
from rosterctl.domain.stretches import seconds, union
from rosterctl.domain.worked import worked
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import length
from rosterctl.rules.pay.base import PayRule

ID = "comprehensive-hours"
SYSTEM = "comprehensive"
DAY_SECONDS = 8 * 3600


class Params(RuleParams):
    """The rate; a house may be more generous than the law, never less."""

    percent: Annotated[
        int,
        Field(ge=150, description="paid for the hours beyond the standard", json_schema_extra={"unit": "%"}),
    ] = 150


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """One line for the period: worked hours beyond 8 h a workday, but for those on statutory holidays."""
    if month.employee.hours_system != SYSTEM:
        return
    standard, counted = _standard(month), _counted(month)
    over = counted - standard
    if over > 0:
        yield Charge(
            None,
            Part.OVERTIME,
            _hour(month).hours(over).percent(params.percent),
            "beyond",
            values={"hours": length(over), "worked": length(counted), "standard": length(standard)},
            paid=Paid(over, params.percent),
        )


def beyond(month: PersonMonth) -> int:
    """The seconds beyond the standard; 0 for other hours systems, and for who worked no more than that."""
    return max(0, _counted(month) - _standard(month)) if month.employee.hours_system == SYSTEM else 0


def _standard(month: PersonMonth) -> int:
    """Eight hours for each workday on which the person is employed; moved workdays are some, holidays are not."""
    period = month.period
    days = [on for on in period.dates if period.calendar.kind(on).worked and month.employs(on)]
    return len(days) * DAY_SECONDS


def _counted(month: PersonMonth) -> int:
    """Worked seconds (3.3) of the period's units that are settled, but for those on statutory holidays."""
    found = union(one for record in month.records if record.settled for one in worked(record.match))
    return sum(
        seconds(stretches)
        for on, stretches in month.period.wall.by_date(found)
        if month.period.calendar.kind(on) is not DayKind.HOLIDAY
    )


def _hour(month: PersonMonth) -> Rate:
    """The hour wage of the period: where the base changes inside it, each counts by its days (4.1)."""
    return month.wage.over(DIVISOR if month.divisor is None else month.divisor).over(8)


RULE = PayRule(ID, Params, apply, single=True)
