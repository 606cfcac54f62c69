"""Overtime is applied for before it is worked; page ``constraints/request/overtime-notice.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.filed import Ask
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import HOUR, Facts, Refusal, RequestRule, refusal

ID = "overtime-notice"


class Params(RuleParams):
    """Until when, and whether with a reason."""

    late_hours: Annotated[
        int,
        Field(ge=0, le=168, description="how long after its beginning overtime may still be filed; 0: not at all",
              json_schema_extra={"unit": "hours"}),
    ] = 0  # fmt: skip
    reason: Annotated[bool, Field(description="whether a reason must be given")] = True


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """Before the work begins, or within the hours that the policy allows; time held over is filed when it is seen."""
    if params.reason and not ask.request.reason:
        yield refusal("reason")
    if ask.emergency:
        return
    if params.late_hours == 0 and facts.filed >= facts.begins:
        yield refusal("begun")
    elif facts.filed > facts.begins + params.late_hours * HOUR:
        yield refusal("late", hours=params.late_hours)


RULE = RequestRule(ID, Params, ("overtime",), may_file=may_file)
