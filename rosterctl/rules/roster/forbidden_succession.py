"""Shifts that must not follow certain others; page ``constraints/roster/forbidden-succession.md``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.case import OFF, Case
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Kinds, Port
from rosterctl.rules.roster.index import Bools, RosterIndex
from rosterctl.rules.roster.shift_names import called

ID = "forbidden-succession"


class Params(RuleParams):
    """The shifts of one use; other pairs are other uses, each with its key."""

    after: Annotated[
        tuple[str, ...],
        Field(min_length=1, description="what comes first: shift codes, or `night`, `early`, `late`"),
    ]
    never: Annotated[
        tuple[str, ...],
        Field(min_length=1, description="what must not follow it: shift codes, or `night`, `early`, `late`"),
    ]
    within: Annotated[
        int,
        Field(
            ge=1,
            le=7,
            description="on how many roster dates after the first it must not follow",
            json_schema_extra={"unit": "days"},
        ),
    ] = 1
    adjacent: Annotated[
        bool,
        Field(description="whether only the next work counts, so that other work in between lifts the ban"),
    ] = False


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach of size 1 for each pair of dates."""
    first, then = _does(index, scope, params.after), _does(index, scope, params.never)
    for who in scope.judged:
        befores, afters = np.flatnonzero(first[who]), np.flatnonzero(then[who])
        for after in afters[afters >= index.case.first].tolist():
            near = befores[(befores < after) & (befores >= after - params.within)]
            for before in near.tolist():
                between = index.works[who, before + 1 : after].any()
                if scope.touches(before, after + 1) and not (params.adjacent and between):
                    yield _breach(index, params, who, before, after)


def _does(index: RosterIndex, scope: Scope, names: Collection[str]) -> Bools:
    codes = {code for code, shift in index.case.shifts.items() if called(shift, names)}
    return index.does(lambda item: item.shift in codes, scope.judged)


def _breach(index: RosterIndex, params: Params, who: int, before: int, after: int) -> Breach:
    values = {
        "earlier": _meant(index, who, before, params.after),
        "before": index.case.axis.date(before),
        "later": _meant(index, who, after, params.never),
        "after": index.case.axis.date(after),
    }
    return Breach("pair", 1, (after,), (who,), values)


def _meant(index: RosterIndex, who: int, day: int, names: Collection[str]) -> str:
    shifts = [index.case.shifts[item.shift] for item in index.at(who, day)]
    return next(shift.code for shift in shifts if called(shift, names))


# encode


def encode(port: Port, params: Params) -> None:
    """Forbid each pair of dates; where only the next work counts, with nothing but days off between."""
    case, scope = port.case, port.scope
    first, then = _kinds(case, params.after), _kinds(case, params.never)
    for after in case.days:
        for before in range(max(after - params.within, 0), after):
            if not scope.touches(before, after + 1):
                continue
            between = range(before + 1, after) if params.adjacent else ()
            pattern = [Cell(before, first), *(Cell(day, frozenset({OFF})) for day in between), Cell(after, then)]
            for who in scope.judged:
                port.forbid(who, pattern)


def _kinds(case: Case, names: Collection[str]) -> Kinds:
    """The kinds of work with a shift of one of the names; history's may consist of several shifts."""
    return frozenset(
        kind
        for kind in case.kinds
        if any(called(case.shifts[code], names) for code in case.duty(kind).shift.split("+"))
    )


RULE = RosterRule(ID, Params, check, encode, naming=("after", "never"), reach="person")
