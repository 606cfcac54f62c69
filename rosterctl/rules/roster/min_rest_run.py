"""At least ``days`` rest days in a row; page ``constraints/roster/min-rest-run.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.case import OFF
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex

ID = "min-rest-run"


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(ge=2, le=7, description="fewest rest days in a row", json_schema_extra={"unit": "days"}),
    ] = 2
    leave_counts: Annotated[bool, Field(description="whether a day of whole leave counts as a rest day")] = True


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per run that is too short; its size is the number of rest days it lacks."""
    case = index.case
    for who in scope.judged:
        worked = case.known_from + np.flatnonzero(index.works[who, case.known_from :])
        for number in np.flatnonzero(np.diff(worked) > 1).tolist():
            last, back = int(worked[number]), int(worked[number + 1])
            free = [day for day in range(last + 1, back) if not case.on_whole_leave(who, day)]
            rest = back - last - 1 if params.leave_counts else len(free)
            if free and rest < params.days and scope.touches(last, back + 1):
                values = {"last": case.axis.date(last), "rest": rest, "due": params.days}
                yield Breach("run", params.days - rest, (back,), (who,), values)


# encode


def encode(port: Port, params: Params) -> None:
    """Forbid work, too few rest days, and work again; a stretch that is all leave is nobody's choice."""
    case = port.case
    for last in range(case.known_from, case.end - 2):
        for who in port.scope.judged:
            _follow(port, params, who, last)


def _follow(port: Port, params: Params, who: int, last: int) -> None:
    """Every return to work after ``last`` that would come too soon."""
    case = port.case
    between: list[Cell] = []
    rest, chosen = 0, False
    for back in range(last + 2, case.end):
        day = back - 1
        between.append(Cell(day, frozenset({OFF})))
        leave = case.on_whole_leave(who, day)
        rest += params.leave_counts or not leave
        chosen = chosen or not leave
        if rest >= params.days and chosen:
            return
        if chosen and rest < params.days and back >= case.first and port.scope.touches(last, back + 1):
            port.forbid(who, [Cell(last, case.kinds), *between, Cell(back, case.kinds)], params.days - rest)


RULE = RosterRule(ID, Params, check, encode, reach="person")
