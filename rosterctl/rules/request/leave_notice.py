"""Leave is asked for beforehand, with a reason; page ``constraints/request/leave-notice.md``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.acting import PARTNER
from rosterctl.domain.filed import Ask, instant
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import HOUR, Facts, Refusal, RequestRule, refusal

ID = "leave-notice"


class Params(RuleParams):
    """How long beforehand, and what else is asked."""

    days_ahead: Annotated[
        int,
        Field(ge=0, le=60, description="calendar days before the first date by which it is filed; 0: until it starts",
              json_schema_extra={"unit": "days"}),
    ] = 1  # fmt: skip
    emergency_hours: Annotated[
        int | None,
        Field(ge=0, le=168, description="in an emergency it may be filed so long after it begins; none: never",
              json_schema_extra={"unit": "hours"}),
    ] = 24  # fmt: skip
    reason: Annotated[bool, Field(description="whether a reason must be given")] = True
    cover: Annotated[
        Literal["none", "named", "agreed"],
        Field(description="a colleague who covers: not asked for, named, or agreeing as a step of the decision"),
    ] = "none"


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """In time (or in time for an emergency), with a reason, and with somebody who covers."""
    request = ask.request
    if params.reason and not request.reason:
        yield refusal("reason")
    if params.cover != "none" and request.partner in (None, request.employee):
        yield refusal("cover")
    if ask.emergency:
        yield from _emergency(facts, params)
        return
    if params.days_ahead == 0:
        if facts.filed >= facts.begins:
            yield refusal("begun")
        return
    due = request.first - dt.timedelta(days=params.days_ahead)
    if facts.filed >= instant(due + dt.timedelta(days=1), 0, facts.zone):
        yield refusal("late", due=due, days=params.days_ahead)


def _emergency(facts: Facts, params: Params) -> Iterator[Refusal]:
    if params.emergency_hours is None:
        yield refusal("no-emergency")
    elif facts.filed > facts.begins + params.emergency_hours * HOUR:
        yield refusal("emergency-late", hours=params.emergency_hours)


def steps(_ask: Ask, params: Params) -> tuple[str, ...]:
    """The colleague's step, where they are to agree."""
    return (PARTNER,) if params.cover == "agreed" else ()


RULE = RequestRule(ID, Params, ("leave",), may_file=may_file, steps=steps)
