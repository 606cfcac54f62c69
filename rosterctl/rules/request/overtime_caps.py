"""How much overtime a day and a month may have; page ``constraints/request/overtime-caps.md``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.filed import Ask, by_date
from rosterctl.messages import Word
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "overtime-caps"


class Params(RuleParams):
    """The caps, and who may exceed them."""

    day_hours: Annotated[
        int | None,
        Field(ge=0, le=24, description="most overtime on a calendar date on which the person works anyway",
              json_schema_extra={"unit": "hours"}),
    ] = 3  # fmt: skip
    rest_day_hours: Annotated[
        int | None,
        Field(ge=0, le=24, description="most overtime on a rest day of the person or a statutory holiday",
              json_schema_extra={"unit": "hours"}),
    ] = None  # fmt: skip
    month_hours: Annotated[
        int | None,
        Field(ge=0, le=744, description="most overtime in a month", json_schema_extra={"unit": "hours"}),
    ] = 36
    by: Annotated[
        Literal["month", "period"],
        Field(description="what a month is: that of the calendar, or the payroll period"),
    ] = "month"
    exceed: Annotated[
        Literal["leader", "middle", "director", "approver"] | None,
        Field(description="who may exceed a cap, with a recorded reason; none: nobody"),
    ] = "director"


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """Within the caps together with what is approved; or with a reason for exceeding them, where that is possible."""
    if params.exceed is None or ask.over_cap is None:
        yield from _over(ask, facts, params)


def may_decide(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """The same at the step that approves; exceeding takes a reason given there by somebody entitled to it."""
    decider = facts.decider
    assert decider is not None, "a step is taken by somebody"
    if not decider.final:
        return
    over = tuple(_over(ask, facts, params))
    if not over or params.exceed is None or decider.over_cap is None:
        yield from over
    elif not decider.meets(params.exceed):
        yield refusal("not-entitled", who=decider.employee.id, need=Word(f"need.{params.exceed}"))


def _over(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    asked = by_date(ask.request, facts.zone)
    for date, minutes in asked.items():
        total = minutes + facts.overtime.get(date, 0)
        if all(limit is None or total <= limit * 60 for limit in (params.day_hours, params.rest_day_hours)):
            continue  # whatever the date is: to know it may take a calendar
        limit = params.day_hours if date in facts.workdays else params.rest_day_hours
        if limit is not None and total > limit * 60:
            yield refusal("day", date=date, total=_hours(total), limit=limit)
    if params.month_hours is None:
        return
    for first, end in dict.fromkeys(_month(date, facts, params) for date in asked):
        total = sum(n for table in (asked, facts.overtime) for date, n in table.items() if first <= date < end)
        if total > params.month_hours * 60:
            last = end - dt.timedelta(days=1)
            yield refusal("month", first=first, last=last, total=_hours(total), limit=params.month_hours)


def _month(date: dt.date, facts: Facts, params: Params) -> tuple[dt.date, dt.date]:
    """The month of a date; the part of a window that reaches into the next period is counted there."""
    if params.by == "period" and facts.period is not None:
        first, end = facts.period
        return facts.period if date < end else (end, _months_later(end))
    first = date.replace(day=1)
    return first, _months_later(first)


def _months_later(first: dt.date) -> dt.date:
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, first.day)


def _hours(minutes: int) -> str:
    """Minutes as hours and minutes: ``3:30``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


RULE = RequestRule(ID, Params, ("overtime",), may_file=may_file, may_decide=may_decide)
