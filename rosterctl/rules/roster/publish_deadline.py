"""A month's roster is published some days before it begins; page ``constraints/roster/publish-deadline.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Port
from rosterctl.rules.roster.index import RosterIndex

ID = "publish-deadline"


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(
            ge=0,
            le=60,
            description="how many days before the first day of the month it is published at the latest",
            json_schema_extra={"unit": "days"},
        ),
    ] = 3


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach, of as many days as it is late; none when nobody asks on what day it is."""
    case = index.case
    if case.as_of is None or not scope.on(case.first):
        return
    left = case.first - case.axis.day(case.as_of)
    if left < params.days:
        told = {"today": case.as_of, "limit": case.axis.date(case.first - params.days), "late": params.days - left}
        yield Breach("late", params.days - left, (case.first,), values=told)


def encode(port: Port, params: Params) -> None:
    """The same for every roster: so many days are missing, whatever is planned."""
    case = port.case
    if case.as_of is not None and port.scope.first <= case.first < port.scope.end:
        first = case.axis.date(case.first)
        late = params.days - (first - case.as_of).days
        if late > 0:
            port.cover((), 1, None, late)


RULE = RosterRule(ID, Params, check, encode)
