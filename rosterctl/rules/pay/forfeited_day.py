"""Very late, and the day's wage is gone (OW2); page ``constraints/pay/forfeited-day.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.pay import Charge, Fact, Fill, Part, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import length
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.missed import late, unpaid

ID = "forfeited-day"


class Params(RuleParams):
    """From when on the day is forfeited, and what a lateness costs until then."""

    minutes: Annotated[
        int,
        Field(
            ge=0,
            le=1440,
            description="later than this forfeits the day's wage",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 15
    below: Annotated[
        Literal["nothing", "time"], Field(description="what a lateness up to that costs: nothing, or the time missed")
    ] = "nothing"


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """The time missed is not paid, and a fine takes what the wage parts of the date have left of its day wage."""
    for record in filter(late, month.shifts):
        beyond = record.late > params.minutes * MINUTE
        if beyond or params.below == "time":
            yield unpaid(month, record, Fact.LATE, "time")
        if beyond:
            day, told = month.day(record.date), {"late": length(record.late)}
            yield Charge(
                record.date, Part.FINE, day, "forfeited", Fact.LATE, record=record, values=told, fill=Fill.DATE
            )


RULE = PayRule(ID, Params, apply, facts=lambda _: frozenset({Fact.LATE}), tier="tier")
