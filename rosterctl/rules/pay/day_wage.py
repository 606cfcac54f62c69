"""What a day of work is worth (4.1); page ``constraints/pay/day-wage.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.pay import PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.base import PayRule

ID = "day-wage"


class Params(RuleParams):
    """What a month's base wage is divided by."""

    divisor: Annotated[
        Literal["21.75", "scheduled", "calendar"],
        Field(
            description="21.75; or the days scheduled before the period began plus the statutory holidays among the "
            "others; or the calendar days of the period"
        ),
    ] = "21.75"


def prepare(month: PersonMonth, params: Params) -> PersonMonth:
    """The month with its divisor, and the dates that make it up. A number of days that is 0 leaves 21.75."""
    if params.divisor == "21.75":
        return month
    days = month.period.dates if params.divisor == "calendar" else tuple(_scheduled(month))
    return replace(month, divisor=len(days), counted=days) if days else month


def _scheduled(month: PersonMonth) -> Iterator[date]:
    """Dates with an assignment in the version published before the period began (else in the one in force), and
    statutory holidays; outside employment, where nobody is rostered, the workdays of the calendar."""
    period = month.period
    planned = period.assignments if period.planned is None else period.planned
    rostered = {item.date for item in planned if item.employee == month.employee.id}
    for on in period.dates:
        kind = period.calendar.kind(on)
        worked = on in rostered if month.employee.employed(on) else kind.worked
        if worked or kind is DayKind.HOLIDAY:
            yield on


RULE = PayRule(ID, Params, prepare=prepare, single=True)
