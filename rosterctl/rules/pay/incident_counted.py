"""A fine from the n-th incident of a period on (OS9, 4.4); page ``constraints/pay/incident-counted.md``."""

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

ID = "incident-counted"


class Params(RuleParams):
    """The numbers of one use; the defaults are OS9's."""

    kinds: Annotated[Kinds, Field(description="the kinds of incidents, counted together")] = ("offline",)
    amount: Annotated[
        Yuan, Field(description="the fine for each that is fined", json_schema_extra={"unit": "yuan"})
    ] = Decimal(10)
    from_nth: Annotated[
        int,
        Field(ge=1, description="the first that is fined, counting from 1", json_schema_extra={"unit": "times"}),
    ] = 3
    once: Annotated[bool, Field(description="fine the n-th only, and none after it")] = False


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """Counts a period's verified incidents in the order of date and id, and fines from the n-th on."""
    amount, seen = Rate.of(params.amount), 0
    for incident in verified(month, params.kinds):
        before, seen = seen, seen + incident.count
        fined = seen - max(before, params.from_nth - 1)
        if fined <= 0 or (params.once and before >= params.from_nth):
            continue
        yield fine(incident, often(amount, 1 if params.once else fined), "nth", nth=seen)


RULE = PayRule(ID, Params, apply)
