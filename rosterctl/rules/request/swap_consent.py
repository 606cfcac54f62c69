"""Nobody swaps or covers privately; page ``constraints/request/swap-consent.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.acting import PARTNER
from rosterctl.domain.filed import Ask
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import HOUR, Facts, Refusal, RequestRule, refusal

ID = "swap-consent"


class Params(RuleParams):
    """How long beforehand, and whose agreement is recorded."""

    hours_ahead: Annotated[
        int,
        Field(ge=0, le=720, description="hours before the first of the two shifts by which the swap is filed",
              json_schema_extra={"unit": "hours"}),
    ] = 0  # fmt: skip
    agreed: Annotated[bool, Field(description="whether the colleague's agreement is a step of the decision")] = True


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """With a colleague, and before the shift."""
    if ask.request.partner in (None, ask.request.employee):
        yield refusal("partner")
    if facts.filed >= facts.begins:
        yield refusal("begun")
    elif facts.filed > facts.begins - params.hours_ahead * HOUR:
        yield refusal("late", hours=params.hours_ahead)


def may_decide(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """Whoever signs is neither of the two; their own consent is a step of its own."""
    decider = facts.decider
    assert decider is not None, "a step is taken by somebody"
    if decider.need != PARTNER and decider.employee.id == ask.request.partner:
        yield refusal("involved", who=decider.employee.id)


def steps(_ask: Ask, params: Params) -> tuple[str, ...]:
    """The colleague first, then whoever the approval rule names."""
    return (PARTNER,) if params.agreed else ()


RULE = RequestRule(ID, Params, ("swap",), may_file=may_file, may_decide=may_decide, steps=steps)
