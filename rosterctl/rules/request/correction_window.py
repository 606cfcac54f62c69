"""Corrections of forgotten punches, in time and not too many; page ``constraints/request/correction-window.md``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.filed import Ask, instant
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "correction-window"


class Params(RuleParams):
    """How long, and how many."""

    days: Annotated[
        int,
        Field(ge=0, le=60, description="calendar days after the roster date, to the end of which it may be filed",
              json_schema_extra={"unit": "days"}),
    ] = 3  # fmt: skip
    per_month: Annotated[
        int | None,
        Field(ge=0, le=62, description="most corrections of a person for roster dates of one payroll period",
              json_schema_extra={"unit": "corrections"}),
    ] = 5  # fmt: skip
    reason: Annotated[bool, Field(description="whether a reason must be given")] = True


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """Within the days, among the first of the month, about a shift or approved overtime, and not ahead of it."""
    request = ask.request
    if params.reason and not request.reason:
        yield refusal("reason")
    if facts.rostered is not None and request.first not in facts.rostered and not facts.overtime.get(request.first):
        yield refusal("not-rostered", date=request.first)
    if facts.filed < facts.begins:
        yield refusal("future")
    due = request.first + dt.timedelta(days=params.days)
    if facts.filed >= instant(due + dt.timedelta(days=1), 0, facts.zone):
        yield refusal("late", due=due, days=params.days)
    if params.per_month is not None and facts.corrections >= params.per_month:
        yield refusal("too-many", limit=params.per_month, used=facts.corrections)


def may_decide(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """The number only, and it cannot have grown: pending ones count. What was filed in time stays in time."""
    if params.per_month is not None and facts.corrections >= params.per_month:
        yield refusal("too-many", limit=params.per_month, used=facts.corrections)


RULE = RequestRule(ID, Params, ("correction",), may_file=may_file, may_decide=may_decide)
