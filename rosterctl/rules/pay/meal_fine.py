"""Fines about meals (OS12, 4.4); page ``constraints/pay/meal-fine.md``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Part, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan, length
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.offences import Kinds, fine, often, verified

ID = "meal-fine"


class Params(RuleParams):
    """The numbers of one use; the defaults are OS12's."""

    unanswered: Annotated[
        Yuan,
        Field(
            description="the fine for a phone left unanswered while all were at meals",
            json_schema_extra={"unit": "yuan"},
        ),
    ] = Decimal(5)
    kinds: Annotated[Kinds, Field(description="the kinds of incidents that say so")] = ("meal-phone-unanswered",)
    overrun: Annotated[
        Yuan | None,
        Field(description="the fine for each meal that took too long", json_schema_extra={"unit": "yuan"}),
    ] = None
    minutes: Annotated[
        int, Field(ge=1, le=240, description="how long a meal may take", json_schema_extra={"unit": "minutes"})
    ] = 35


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """Overruns by the punches, where they have an amount; then the incidents."""
    if params.overrun is not None:
        yield from _overruns(month, Rate.of(params.overrun), params.minutes * 60)
    for incident in verified(month, params.kinds):
        amount = often(Rate.of(params.unanswered), incident.count)
        yield fine(incident, amount, "unanswered", count=incident.count)


def _overruns(month: PersonMonth, amount: Rate, limit: int) -> Iterator[Charge]:
    for record in month.records:
        if not record.settled:
            continue
        for meal in record.match.meals or ():
            if meal.end - meal.start > limit:
                values = {"took": length(meal.end - meal.start), "limit": length(limit)}
                yield Charge(record.date, Part.FINE, amount, "overrun", record=record, values=values)


RULE = PayRule(ID, Params, apply, single=True)
