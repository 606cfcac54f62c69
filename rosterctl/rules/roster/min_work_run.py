"""At least ``days`` roster dates with work in a row; page ``constraints/roster/min-work-run.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.case import OFF, Case
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex

ID = "min-work-run"


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(ge=2, le=14, description="fewest days with work in a row", json_schema_extra={"unit": "days"}),
    ] = 2


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per run that is too short; its size is the number of days it lacks."""
    case = index.case
    for who in scope.judged:
        edges = np.flatnonzero(np.diff(np.concatenate(([0], index.works[who].astype(np.int8), [0]))))
        for begin, end in edges.reshape(-1, 2).tolist():
            if end - begin >= params.days or not scope.touches(begin - 1, end + 1):
                continue
            # at the edge of what is known the run may be longer than it looks
            if begin <= case.known_from or end == case.end:
                continue
            if _excused(case, who, begin - 1) or _excused(case, who, end):
                continue
            days = tuple(range(max(begin, case.first), end)) or (end,)
            values = {"run": end - begin, "due": params.days, "first": case.axis.date(begin)}
            yield Breach("run", params.days - (end - begin), days, (who,), values)


def _excused(case: Case, who: int, day: int) -> bool:
    """Whether the free day is not the roster's choice."""
    return case.on_whole_leave(who, day) or not case.employees[who].employed(case.axis.date(day))


# encode


def encode(port: Port, params: Params) -> None:
    """Forbid a day off, fewer than ``days`` of work, and a day off again, wherever all of them are known."""
    case, scope = port.case, port.scope
    off = frozenset({OFF})
    for length in range(1, params.days):
        for before in range(case.known_from, case.end - length - 1):
            after = before + length + 1
            if not scope.touches(before, after + 1):
                continue
            work = [Cell(day, case.kinds) for day in range(before + 1, after)]
            for who in scope.judged:
                if _chosen(port, who, before) and _chosen(port, who, after):
                    port.forbid(who, [Cell(before, off), *work, Cell(after, off)], params.days - length)


def _chosen(port: Port, who: int, day: int) -> bool:
    """Whether a day off there would be the roster's choice: neither leave nor outside the person's employment."""
    case = port.case
    return case.employees[who].employed(case.axis.date(day)) and not case.on_whole_leave(who, day)


RULE = RosterRule(ID, Params, check, encode, reach="person")
