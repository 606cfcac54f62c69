"""Leaving without having swapped (OS8, 4.4); page ``constraints/pay/unapproved-swap.md``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.offences import Kinds, fine, often, verified

ID = "unapproved-swap"


class Params(RuleParams):
    """The numbers of one use; the defaults are OS8's."""

    amount: Annotated[Yuan, Field(description="the fine for each", json_schema_extra={"unit": "yuan"})] = Decimal(20)
    kinds: Annotated[Kinds, Field(description="the kinds of incidents that say so")] = ("left-without-swap",)


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A fine for each time, in the order of date and id."""
    for incident in verified(month, params.kinds):
        yield fine(incident, often(Rate.of(params.amount), incident.count), "left", count=incident.count)


RULE = PayRule(ID, Params, apply, single=True)
