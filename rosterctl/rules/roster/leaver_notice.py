"""Whoever resigns has a last day, and gives notice in time; page ``constraints/roster/leaver-notice.md``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Port
from rosterctl.rules.roster.index import RosterIndex

ID = "leaver-notice"


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(
            ge=0,
            le=366,
            description="how many days after the resignation the last day of employment is at the earliest",
            json_schema_extra={"unit": "days"},
        ),
    ] = 30


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """At most one breach a person: no last day, or one that comes too early (by so many days)."""
    case = index.case
    for who in scope.judged:
        person = case.employees[who]
        if person.resigned_on is None or person.resigned_on >= case.axis.date(case.end):
            continue
        day = max(case.axis.day(person.resigned_on), case.first)
        last = person.employed_until
        if not scope.on(day) or (last is not None and last < case.axis.date(case.first)):
            continue
        told: dict[str, object] = {"resigned": person.resigned_on}
        if last is None:
            yield Breach("open", 1, (day,), (who,), told)
        elif (given := (last - person.resigned_on).days) < params.days:
            short = params.days - given
            yield Breach("short", short, (day,), (who,), {**told, "last": last, "given": given, "limit": params.days})


def encode(port: Port, params: Params) -> None:
    """The same for every roster: no pattern of work mends it."""
    case, scope = port.case, port.scope
    first, end = case.axis.date(case.first), case.axis.date(case.end)
    for who in scope.judged:
        person = case.employees[who]
        resigned, last = person.resigned_on, person.employed_until
        if resigned is None or resigned >= end or (last is not None and last < first):
            continue
        if scope.on(case.axis.day(max(resigned, first))):
            earliest = resigned + timedelta(params.days)
            size = 1 if last is None else (earliest - last).days
            if size > 0:
                port.any_of(who, (), size)


RULE = RosterRule(ID, Params, check, encode)
