"""A fine that doubles with each repetition (OS14, 4.4); page ``constraints/pay/incident-doubling.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.offences import Kinds, fine, verified

ID = "incident-doubling"


class Params(RuleParams):
    """The numbers of one use; the defaults are OS14's."""

    kinds: Annotated[Kinds, Field(description="the kinds of offences, each with a series of its own")] = (
        "private-call",
        "game",
        "video",
        "complaint",
    )
    amount: Annotated[Yuan, Field(description="the fine for the first", json_schema_extra={"unit": "yuan"})] = (
        Decimal(50)
    )
    highest: Annotated[
        Yuan | None,
        Field(description="no single fine is more than this", json_schema_extra={"unit": "yuan"}),
    ] = None


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A fine for each offence of a period: the first of its kind, twice that, four times, and so on."""
    seen: Counter[str] = Counter()
    for incident in verified(month, params.kinds):
        for _ in range(incident.count):
            seen[incident.kind] += 1
            yield fine(incident, _amount(params, seen[incident.kind]), "nth", nth=seen[incident.kind])


def _amount(params: Params, nth: int) -> Rate:
    """50, 50 × 2, 50 × 4, 50 × 8 …; never above the highest."""
    factor = 2 ** (nth - 1)
    if params.highest is not None and params.amount * factor > params.highest:
        return Rate(Fraction(params.highest), f"{params.amount} × {factor} → {params.highest}")
    return Rate.of(params.amount) if factor == 1 else Rate.of(params.amount).times(factor)


RULE = PayRule(ID, Params, apply)
