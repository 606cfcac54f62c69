"""At most ``days`` roster dates with work in a row; page ``constraints/roster/max-consecutive-days.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.windows import rolling

ID = "max-consecutive-days"


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(ge=1, le=31, description="most days with work in a row", json_schema_extra={"unit": "days"}),
    ] = 6


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per run that is too long; its size is the number of days over the limit inside the scope."""
    for who in scope.judged:
        edges = np.flatnonzero(np.diff(np.concatenate(([0], index.works[who].astype(np.int8), [0]))))
        for begin, end in edges.reshape(-1, 2).tolist():
            over = [day for day in range(begin + params.days, end) if index.case.first <= day and scope.on(day)]
            if over:
                yield Breach("run", len(over), tuple(over), (who,), {"run": end - begin, "limit": params.days})


def encode(port: Port, params: Params) -> None:
    """No stretch of ``days + 1`` days may be all work; each one that is costs a unit."""
    work = port.case.kinds
    for who in port.scope.judged:
        for begin, end in rolling(port.case, port.scope, params.days + 1):
            if port.scope.on(end - 1):
                port.forbid(who, [Cell(day, work) for day in range(begin, end)])


RULE = RosterRule(ID, Params, check, encode, reach="person")
