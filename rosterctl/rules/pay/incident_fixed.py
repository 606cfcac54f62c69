"""A fixed amount for each incident (OS10, OS11, 4.4); page ``constraints/pay/incident-fixed.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.offences import Kinds, fine, often, verified

ID = "incident-fixed"


class Params(RuleParams):
    """The numbers of one use. There is no shipped default: what is fined is for the house to say."""

    kinds: Annotated[Kinds, Field(description="the kinds of incidents that are fined")]
    amount: Annotated[Yuan, Field(description="the fine for each", json_schema_extra={"unit": "yuan"})]
    from_count: Annotated[
        int | None,
        Field(
            ge=1,
            description="fined once, from this count (of complaints, say) on; none: fined for each of the count",
            json_schema_extra={"unit": "times"},
        ),
    ] = None


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A fine for each verified incident of the kinds, in the order of date and id."""
    amount = Rate.of(params.amount)
    for incident in verified(month, params.kinds):
        if params.from_count is None:
            yield fine(incident, often(amount, incident.count), "each", count=incident.count)
        elif incident.count >= params.from_count:
            yield fine(incident, amount, "reached", count=incident.count)


RULE = PayRule(ID, Params, apply)
