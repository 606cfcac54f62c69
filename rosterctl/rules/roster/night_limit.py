"""Limits on night work: in a row, in a month, and rest after it; page ``constraints/roster/night-limit.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator

from rosterctl.domain.case import OFF
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port, Term
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.past import past_kinds
from rosterctl.rules.roster.windows import months, rolling

ID = "night-limit"


class Params(RuleParams):
    """The numbers of one use; at least one limit is stated."""

    in_a_row: Annotated[
        int | None,
        Field(ge=1, le=31, description="most nights in a row", json_schema_extra={"unit": "nights"}),
    ] = None
    per_month: Annotated[
        int | None,
        Field(ge=0, le=31, description="most nights in a month", json_schema_extra={"unit": "nights"}),
    ] = None
    by: Annotated[
        Literal["month", "period"],
        Field(description="what a month is: that of the calendar, or the payroll period"),
    ] = "month"
    rest_days_after: Annotated[
        int | None,
        Field(
            ge=0,
            le=3,
            description="fewest rest days between the last night of a run and the next work",
            json_schema_extra={"unit": "days"},
        ),
    ] = None

    @model_validator(mode="after")
    def _some_limit(self) -> Params:
        if self.in_a_row is None and self.per_month is None and self.rest_days_after is None:
            raise ValueError("state at least one of in_a_row, per_month, rest_days_after")
        return self


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """Nights over a limit, one breach per run and per month; missing rest days, one breach per run."""
    for who in scope.judged:
        if params.in_a_row is not None:
            yield from _rows(index, params.in_a_row, scope, who)
        if params.per_month is not None:
            yield from _months(index, params, params.per_month, scope, who)
        if params.rest_days_after:
            yield from _afters(index, params.rest_days_after, scope, who)


def _rows(index: RosterIndex, limit: int, scope: Scope, who: int) -> Iterator[Breach]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], index.nights[who].astype(np.int8), [0]))))
    for begin, end in edges.reshape(-1, 2).tolist():
        over = tuple(day for day in range(begin + limit, end) if index.case.first <= day and scope.on(day))
        if over:
            yield Breach("row", len(over), over, (who,), {"run": end - begin, "limit": limit})


def _months(index: RosterIndex, params: Params, limit: int, scope: Scope, who: int) -> Iterator[Breach]:
    case = index.case
    for first, end in months(case, scope, params.by):
        nights = first + np.flatnonzero(index.nights[who, first:end])
        # only this roster's nights can be too many; those carried in use up the limit before them
        over = [day for day in nights[limit:].tolist() if day >= case.first]
        if over:
            values = {
                "first": case.axis.date(first),
                "last": case.axis.date(end - 1),
                "nights": len(nights),
                "limit": limit,
            }
            yield Breach("month", len(over), tuple(over), (who,), values)


def _afters(index: RosterIndex, limit: int, scope: Scope, who: int) -> Iterator[Breach]:
    days = np.flatnonzero(index.works[who])
    nights = index.nights[who, days]
    rest = np.diff(days) - 1
    continued = nights[:-1] & nights[1:] & (rest == 0)
    for number in np.flatnonzero(nights[:-1] & (rest < limit) & ~continued).tolist():
        night, back, had = int(days[number]), int(days[number + 1]), int(rest[number])
        if scope.touches(night, back + 1):
            values = {"night": index.case.axis.date(night), "rest": had, "due": limit}
            yield Breach("after", limit - had, (back,), (who,), values)


# encode


def encode(port: Port, params: Params) -> None:
    """Say what each limit that is stated asks for."""
    if params.in_a_row is not None:
        _limit_rows(port, params.in_a_row)
    if params.per_month is not None:
        _limit_months(port, params.per_month, params.by)
    if params.rest_days_after:
        _demand_rest(port, params.rest_days_after)


def _limit_rows(port: Port, limit: int) -> None:
    """No stretch one night longer than the limit may be all nights."""
    case = port.case
    for begin, end in rolling(case, port.scope, limit + 1):
        if port.scope.on(end - 1):
            for who in port.scope.judged:
                port.forbid(who, [Cell(day, case.nights) for day in range(begin, end)])


def _limit_months(port: Port, limit: int, by: str) -> None:
    """At most the limit in each month, or what history has already used of it."""
    case, past = port.case, past_kinds(port.case)
    for first, end in months(case, port.scope, by):
        terms = [Term(Cell(day, case.nights)) for day in range(first, min(end, case.end))]
        for who in port.scope.judged:
            used = sum(past.get((who, day), OFF) in case.nights for day in range(first, min(end, case.first)))
            port.window(who, terms, None, max(limit, used))


def _demand_rest(port: Port, limit: int) -> None:
    """After a night neither other work at once, nor any work before the rest days are over."""
    case = port.case
    for night in range(case.end - 1):
        for rest in range(min(limit, case.end - 1 - night)):
            back = night + 1 + rest
            if back < case.first or not port.scope.touches(night, back + 1):
                continue
            between = [Cell(day, frozenset({OFF})) for day in range(night + 1, back)]
            # a night on the very next date continues the run
            work = case.kinds - case.nights if rest == 0 else case.kinds
            for who in port.scope.judged:
                port.forbid(who, [Cell(night, case.nights), *between, Cell(back, work)], limit - rest)


RULE = RosterRule(ID, Params, check, encode, reach="person")
