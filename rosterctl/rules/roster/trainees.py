"""New employees train first and do not count meanwhile; page ``constraints/roster/trainees.md``.

That they do not count is nothing that a roster could break: the rules that count people ask :mod:`training`.
What can be broken is where they train.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.shift_names import called
from rosterctl.rules.roster.training import TRAINEES

ID = TRAINEES


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(ge=1, le=180, description="how long training takes, from the first day of employment on",
              json_schema_extra={"unit": "days"}),
    ] = 7  # fmt: skip
    shifts: Annotated[
        tuple[str, ...] | None,
        Field(
            min_length=1,
            description="the shifts on which people train: shift codes, or `night`, `early`, `late`; not stated: all",
        ),
    ] = None


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """A breach of size 1 for each day of training on which the person works on another shift."""
    case = index.case
    for who in scope.judged if params.shifts is not None else ():
        start = case.employees[who].employed_from
        first = None if start is None else case.axis.day(start)
        for day in case.days if first is not None else ():
            if not (scope.on(day) and 0 <= day - (first or 0) < params.days):
                continue
            others = [i.shift for i in index.at(who, day) if not called(case.shifts[i.shift], params.shifts or ())]
            if others:
                values = {"nth": day - (first or 0) + 1, "shift": others[0], "shifts": params.shifts}
                yield Breach("shift", 1, (day,), (who,), values)


def encode(port: Port, params: Params) -> None:
    """No cell of a day of training holds another shift."""
    case, scope = port.case, port.scope
    if params.shifts is None:
        return
    others = frozenset(k for k in case.choices if not called(case.shifts[case.duty(k).shift], params.shifts))
    for who in scope.judged:
        first = case.employees[who].employed_from
        if first is not None:
            begin = case.axis.day(first)
            for day in range(max(begin, case.first), min(begin + params.days, case.end)):
                if scope.on(day):
                    port.forbid(who, [Cell(day, others)])


RULE = RosterRule(ID, Params, check, encode, naming=("shifts",), reach="person")
