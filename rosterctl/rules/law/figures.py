"""The figures that differ from place to place. None has a default: ``[law]`` of ``rosterctl.toml`` states them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rosterctl.domain.policy import RuleUse
from rosterctl.rules.base import RuleParams
from rosterctl.rules.law.base import LawFinding, finding
from rosterctl.rules.pay.amounts import Yuan


class MinimumWage(RuleParams):
    """The minimum wage of the place."""

    minimum_wage: Annotated[
        Yuan | None,
        Field(description="the monthly minimum wage of the place", json_schema_extra={"unit": "yuan"}),
    ] = None


def floor(use: RuleUse, stated: Decimal | None, figures: MinimumWage) -> Iterator[LawFinding]:
    """``floor`` where a rule knows less than the minimum wage, ``unknown`` where nobody states what that is."""
    due = figures.minimum_wage
    if due is None:
        if stated is None:
            yield finding("unknown", use)
    elif stated is None or stated < due:
        yield finding("floor", use, read="–" if stated is None else stated, due=due)
