"""Changes of shift from one worked date to the next; page ``constraints/roster/stability.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rosterctl.domain.case import Case
from rosterctl.domain.time import DAY
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Kinds, Port
from rosterctl.rules.roster.index import RosterIndex

ID = "stability"


class Params(RuleParams):
    """What counts as a change."""

    of: Annotated[
        Literal["shift", "start", "night"],
        Field(description="what should stay the same: the shift's code, its start, or whether it is night work"),
    ] = "shift"
    minutes: Annotated[
        int,
        Field(
            ge=0,
            le=720,
            description='with `of = "start"`: how far apart two starts may be and still be the same',
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 0
    rest_days: Annotated[
        int,
        Field(
            ge=0,
            le=6,
            description="how many days off may lie between the two; after more of them a change is free",
            json_schema_extra={"unit": "days"},
        ),
    ] = 1

    @model_validator(mode="after")
    def _together(self) -> Params:
        if self.minutes and self.of != "start":
            reason = f'minutes = {self.minutes} ⇒ of = "start"'
            raise PydanticCustomError("policy.entry-refused", "{reason}", {"reason": reason})
        return self


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach of size 1 for each change, on the later of the two dates."""
    case = index.case
    for who in scope.judged:
        days = np.flatnonzero(index.works[who])
        near = np.flatnonzero((np.diff(days) <= params.rest_days + 1) & (days[1:] >= case.first))
        for before, after in zip(days[near].tolist(), days[near + 1].tolist(), strict=True):
            if scope.touches(before, after + 1) and _changes(index, params, who, before, after):
                values = {
                    "before": case.axis.date(before),
                    "earlier": _codes(index, who, before),
                    "later": _codes(index, who, after),
                }
                yield Breach(params.of, 1, (after,), (who,), values)


def _changes(index: RosterIndex, params: Params, who: int, before: int, after: int) -> bool:
    if params.of == "night":
        return bool(index.nights[who, before] != index.nights[who, after])
    if params.of == "shift":
        return set(_codes(index, who, before)) != set(_codes(index, who, after))
    starts = [min(index.case.shifts[item.shift].span.start for item in index.at(who, day)) for day in (before, after)]
    apart = abs(starts[0] - starts[1]) % DAY
    return min(apart, DAY - apart) > params.minutes


def _codes(index: RosterIndex, who: int, day: int) -> tuple[str, ...]:
    return tuple(item.shift for item in index.at(who, day))


# encode


def encode(port: Port, params: Params) -> None:
    """Forbid each kind of work, with few enough days off after it, before whatever differs from it."""
    case, scope = port.case, port.scope
    pairs = _pairs(case, params)
    for after in case.days:
        for before in range(max(after - params.rest_days - 1, 0), after):
            if not scope.touches(before, after + 1):
                continue
            for who in scope.judged:
                port.change(who, before, after, pairs)


def _pairs(case: Case, params: Params) -> list[tuple[Kinds, Kinds]]:
    """Kinds and those that differ from them; kinds with the same others share a pair."""
    pairs: dict[Kinds, set[int]] = {}
    for kind in case.kinds:
        others = frozenset(other for other in case.kinds if _differ(case, params, kind, other))
        if others:
            pairs.setdefault(others, set()).add(kind)
    return [(frozenset(kinds), others) for others, kinds in pairs.items()]


def _differ(case: Case, params: Params, kind: int, other: int) -> bool:
    one, two = case.duty(kind), case.duty(other)
    if params.of == "shift":
        return frozenset(one.shift.split("+")) != frozenset(two.shift.split("+"))
    if params.of == "night":
        return one.night is not two.night
    gap = (one.span.start - two.span.start) % DAY
    return params.minutes < gap < DAY - params.minutes


RULE = RosterRule(ID, Params, check, encode, reach="person")
