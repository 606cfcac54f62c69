"""Credit for coming in when called (OS16, 4.9); page ``constraints/pay/call-in.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Part, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.offences import Kinds, verified

ID = "call-in"


class Params(RuleParams):
    """The numbers of one use; the points are OS16's."""

    points: Annotated[
        int, Field(ge=0, le=100, description="credit for each time", json_schema_extra={"unit": "points"})
    ] = 5
    yuan: Annotated[
        Yuan | None,
        Field(description="paid for a point; none: points only", json_schema_extra={"unit": "yuan per point"}),
    ] = None
    kinds: Annotated[Kinds, Field(description="the kinds of incidents that are credited")] = ("call-in",)


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A line for each call-in with its points: worth what a point is worth, and 0.00 where it is worth nothing."""
    for incident in verified(month, params.kinds):
        points = params.points * incident.count
        amount = Rate.of(0) if params.yuan is None else Rate.of(params.yuan).times(points)
        yield Charge(
            incident.date, Part.ALLOWANCE, amount, "points", because=(incident.id,), values={"points": points}
        )


RULE = PayRule(ID, Params, apply, single=True)
