"""Rostered work on statutory holidays: 300 % (4.6, 4.7); page ``constraints/pay/holiday-work.md``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.pay import Charge, Paid, Part, PersonMonth
from rosterctl.domain.records import Record
from rosterctl.domain.stretches import seconds
from rosterctl.domain.worked import regular
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import length
from rosterctl.rules.pay.base import PayRule

ID = "holiday-work"
DAY = timedelta(days=1)


class Params(RuleParams):
    """The rate; a house may be more generous than the law, never less."""

    percent: Annotated[
        int,
        Field(ge=300, description="paid for the hours, beside the month's wage", json_schema_extra={"unit": "%"}),
    ] = 300


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A line for each unit and holiday: the regular hours worked on it, at the wage of that date."""
    for record in month.records:
        if not record.settled or not _touches(month, record):
            continue
        for on, stretches in month.period.wall.by_date(regular(record.match)):
            if month.period.calendar.kind(on) is DayKind.HOLIDAY:
                long = seconds(stretches)
                yield Charge(
                    on,
                    Part.OVERTIME,
                    month.hour(on).hours(long).percent(params.percent),
                    "worked",
                    record=record,
                    values={"hours": length(long)},
                    paid=Paid(long, params.percent),
                )


def _touches(month: PersonMonth, record: Record) -> bool:
    """Whether the roster date or one of the next two is a holiday: no shift reaches further (48:00)."""
    return any(month.period.calendar.kind(record.date + n * DAY) is DayKind.HOLIDAY for n in (0, 1, 2))


RULE = PayRule(ID, Params, apply, single=True)
