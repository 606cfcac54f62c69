"""Fixed amounts for a lateness, by how long it was (4.3); page ``constraints/pay/lateness-amount.md``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Fact, Part, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan, length
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.missed import late, unpaid

ID = "lateness-amount"
Minutes = Annotated[int, Field(ge=1, le=1440)]


class Params(RuleParams):
    """Tiers of minutes, and what a lateness costs in each: an amount, an amount for each full minute, or both."""

    minutes: Annotated[
        tuple[Minutes, ...],
        Field(
            description="where tiers end, ascending; a lateness of exactly that long is still in the tier, and one "
            "more tier is beyond the last",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = (10, 30)
    amount: Annotated[
        tuple[Yuan, ...],
        Field(
            description="what a lateness in each tier costs, one number more than there are ends; none: nothing",
            json_schema_extra={"unit": "yuan"},
        ),
    ] = (Decimal(10), Decimal(30), Decimal(50))
    per_minute: Annotated[
        tuple[Yuan, ...],
        Field(
            description="what each full minute of a lateness in each tier costs beside that; none: nothing",
            json_schema_extra={"unit": "yuan"},
        ),
    ] = ()
    time: Annotated[bool, Field(description="the time missed is not paid either")] = False

    @model_validator(mode="after")
    def _fit(self) -> Params:
        if any(later <= earlier for earlier, later in pairwise(self.minutes)):
            raise ValueError("minutes must grow")
        for name in ("amount", "per_minute"):
            if len(getattr(self, name)) not in (0, len(self.minutes) + 1):
                raise ValueError(f"{name} needs {len(self.minutes) + 1} numbers, one more than minutes, or none")
        return self

    def cost(self, seconds: int) -> Rate:
        """What a lateness of that long costs, never less than one that ends with the tier before."""
        tier = sum(seconds > end * MINUTE for end in self.minutes)
        fixed = Rate.of(self.amount[tier] if self.amount else 0)
        rate = self.per_minute[tier] if self.per_minute else Decimal(0)
        own = fixed
        if rate:
            by_minute = Rate.of(rate).times(seconds // MINUTE)
            own = fixed.plus(by_minute) if fixed.value else by_minute
        below = self.cost(self.minutes[tier - 1] * MINUTE) if tier else own
        return max(own, below, key=lambda one: one.value)


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A fine for each lateness, by the tier that it is in."""
    for record in filter(late, month.shifts):
        if params.time:
            yield unpaid(month, record, Fact.LATE, "time")
        amount, told = params.cost(record.late), {"late": length(record.late)}
        if amount.value:
            yield Charge(record.date, Part.FINE, amount, "late", Fact.LATE, record=record, values=told)


RULE = PayRule(ID, Params, apply, facts=lambda _: frozenset({Fact.LATE}), tier="tier")
