"""Rest days in every month, used up inside it; page ``constraints/roster/monthly-rest.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Port
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.past import past_kinds
from rosterctl.rules.roster.rest_days import missing, require
from rosterctl.rules.roster.windows import months

ID = "monthly-rest"


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(ge=1, le=15, description="fewest rest days in a month", json_schema_extra={"unit": "days"}),
    ] = 4
    by: Annotated[
        Literal["month", "period"],
        Field(description="what a month is: that of the calendar, or the payroll period"),
    ] = "month"
    leave_counts: Annotated[bool, Field(description="whether a day of whole leave counts as a rest day")] = False


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per person and month; its size is the number of missing rest days."""
    case, spans = index.case, months(index.case, scope, params.by)
    for who, first, end, rest, due, worked in missing(index, scope, spans, params.days, params.leave_counts):
        values = {"first": case.axis.date(first), "last": case.axis.date(end - 1), "rest": rest, "due": due}
        yield Breach("month", due - rest, worked, (who,), values)


def encode(port: Port, params: Params) -> None:
    """Count the days off of each month that the horizon touches."""
    past = past_kinds(port.case)
    for span in months(port.case, port.scope, params.by):
        for who in port.scope.judged:
            require(port, past, who, span, params.days, params.leave_counts)


RULE = RosterRule(ID, Params, check, encode, reach="person")
