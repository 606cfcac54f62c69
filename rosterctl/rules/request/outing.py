"""Going out during a shift; page ``constraints/request/outing.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.filed import Ask
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "outing"


class Params(RuleParams):
    """How long, and who stands in."""

    max_minutes: Annotated[
        int | None,
        Field(ge=1, le=1440, description="longest outing; none: as long as it is allowed",
              json_schema_extra={"unit": "minutes"}),
    ] = None  # fmt: skip
    relief: Annotated[bool, Field(description="whether a colleague must be named who takes the post meanwhile")] = (
        False
    )
    reason: Annotated[bool, Field(description="whether a reason must be given")] = True


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """With a time to be back, before leaving, with a relief where the post must not be empty."""
    request = ask.request
    if params.reason and not request.reason:
        yield refusal("reason")
    if request.hours is None:
        yield refusal("due-back")
    elif params.max_minutes is not None and request.hours.minutes > params.max_minutes:
        yield refusal("too-long", minutes=request.hours.minutes, limit=params.max_minutes)
    if params.relief and request.partner in (None, request.employee):
        yield refusal("relief")
    if facts.filed >= facts.begins:
        yield refusal("begun")


RULE = RequestRule(ID, Params, ("outing",), may_file=may_file)
