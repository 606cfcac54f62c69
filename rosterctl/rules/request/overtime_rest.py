"""Rest between overtime and the next rostered shift; page ``constraints/request/overtime-rest.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.filed import Ask, instant
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import HOUR, Facts, Refusal, RequestRule, refusal

ID = "overtime-rest"


class Params(RuleParams):
    """How long a rest there must be."""

    hours: Annotated[
        int,
        Field(ge=1, le=24, description="least rest between the end of the overtime and the next rostered shift",
              json_schema_extra={"unit": "hours"}),
    ] = 11  # fmt: skip


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """Rest after it, or before it where a shift of its own date follows; time held over is worked already."""
    request, next_, last = ask.request, facts.next_start, facts.last_end
    if request.hours is None or next_ is None or ask.emergency:
        return
    starts = instant(request.first, request.hours.start, facts.zone)
    rest = next_.at - instant(request.first, request.hours.end, facts.zone)
    if rest >= params.hours * HOUR:
        return
    if next_.date == request.first:
        if last is not None and last.date != request.first and starts - last.at < params.hours * HOUR:
            yield refusal("before", hours=params.hours, rest=_hours(starts - last.at))
    else:
        yield refusal("after", hours=params.hours, rest=_hours(rest), date=next_.date)


def may_decide(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """The same when it is decided: the roster may have changed meanwhile."""
    return may_file(ask, facts, params)


def _hours(seconds: int) -> str:
    """Seconds as hours and minutes, never below none: ``9:30``."""
    minutes = max(0, seconds) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


RULE = RequestRule(ID, Params, ("overtime",), may_file=may_file, may_decide=may_decide)
