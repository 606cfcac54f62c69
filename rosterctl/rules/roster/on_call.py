"""Enough people who could be called in each day; page ``constraints/roster/on-call.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.shifts import Shift
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.shift_names import called

ID = "on-call"


def _unit(name: str) -> dict[str, Any]:
    return {"unit": name}


class Params(RuleParams):
    """The numbers of one use."""

    shifts: Annotated[
        tuple[str, ...],
        Field(min_length=1, description="what they may be called to: shift codes, or `night`, `early`, `late`"),
    ]
    people: Annotated[
        int,
        Field(ge=1, le=100, description="how many of them there are each day", json_schema_extra=_unit("people")),
    ] = 1
    hours: Annotated[
        int,
        Field(ge=0, le=24, description="rest before and after the shift that they would be called to",
              json_schema_extra=_unit("hours")),
    ] = 11  # fmt: skip


def posts_for(case: Case, who: int, shift: Shift, scope: Scope) -> bool:
    """Whether the person may do that shift at some post of the use."""
    person = case.employees[who]
    return (person.shifts is None or shift.code in person.shifts) and any(
        scope.post(post) and (person.posts is None or post in person.posts) and (shift.code, post) in case.kind_of
        for post in case.posts
    )


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach for each day with too few; its size is how many are missing."""
    ready = callable_people(index, params, scope)
    for day in filter(scope.on, index.case.days):
        have = int(ready[:, day].sum())
        if have < params.people:
            told = {"have": have, "need": params.people, "shifts": params.shifts}
            yield Breach("few", params.people - have, (day,), values=told)


def callable_people(index: RosterIndex, params: Params, scope: Scope) -> NDArray[np.bool_]:
    """Over (person, day): who can be called in."""
    case, rest = index.case, 60 * params.hours
    far = 1 << 30
    shape = index.works.shape
    ends = np.where(index.works, index.stop, -far)
    begins = np.where(index.works, index.start, far)
    before = np.full(shape, -far, np.int64)
    before[:, 1:] = np.maximum.accumulate(ends, axis=1)[:, :-1]
    after = np.full(shape, far, np.int64)
    after[:, :-1] = np.minimum.accumulate(begins[:, ::-1], axis=1)[:, ::-1][:, 1:]
    found = np.zeros(shape, np.bool_)
    for shift in case.shifts.values():
        if called(shift, params.shifts):
            may = [who for who in scope.people if posts_for(case, who, shift, scope)]
            for day in case.days:
                start, stop = case.axis.at(day, shift.span.start), case.axis.at(day, shift.span.end)
                found[may, day] |= (before[may, day] + rest <= start) & (stop + rest <= after[may, day])
    found &= ~index.works
    for who in scope.people:
        for day in case.days:
            if not case.employees[who].employed(case.axis.date(day)):
                found[who, day] = False
        for leave in case.leaves[who]:
            found[who, max(leave.first, 0) : max(leave.end, 0)] = False
    return found


# the list


def turns(index: RosterIndex, params: Params, scope: Scope) -> dict[int, tuple[int, ...]]:
    """Day → who is on call: of those who can be, the ones who have been least often, then longest ago, by staff list.

    Goes on from the counters carried in under the use's key.
    """
    case = index.case
    ready = callable_people(index, params, scope)
    counts = dict(case.carried.get(scope.key, {}))
    last = dict.fromkeys(scope.people, -1)
    found: dict[int, tuple[int, ...]] = {}
    for day in case.days:
        if scope.first <= day < scope.end:
            able = [who for who in scope.people if ready[who, day]]
            able.sort(key=lambda who: (counts.get(case.employees[who].id, 0), last[who], who))
            found[day] = tuple(sorted(able[: params.people]))
            for who in found[day]:
                name = case.employees[who].id
                counts[name], last[who] = counts.get(name, 0) + 1, day
    return found


def carry(index: RosterIndex, params: Params, scope: Scope) -> dict[str, int]:
    """How often each member has been on call, less what all have been."""
    case = index.case
    counts = {case.employees[who].id: 0 for who in scope.people}
    counts |= {who: n for who, n in case.carried.get(scope.key, {}).items() if who in counts}
    for people in turns(index, params, scope).values():
        for who in people:
            counts[case.employees[who].id] += 1
    least = min(counts.values(), default=0)
    return {who: count - least for who, count in counts.items()}


# encode


def encode(port: Port, params: Params) -> None:
    """For each day the ways in which each member can be off and near no other work."""
    case, scope = port.case, port.scope
    for day in filter(scope.on, case.days):
        ways = []
        for who in scope.people:
            on_leave = any(leave.first <= day < leave.end for leave in case.leaves[who])
            if case.employees[who].employed(case.axis.date(day)) and not on_leave:
                patterns = [
                    _pattern(case, params, day, shift)
                    for shift in case.shifts.values()
                    if called(shift, params.shifts) and posts_for(case, who, shift, scope)
                ]
                if patterns:
                    ways.append((who, tuple(dict.fromkeys(patterns))))
        port.muster(ways, params.people, day)


def _pattern(case: Case, params: Params, day: int, shift: Shift) -> tuple[Cell, ...]:
    start = case.axis.at(day, shift.span.start) - 60 * params.hours
    stop = case.axis.at(day, shift.span.end) + 60 * params.hours
    cells = [Cell(day, frozenset({OFF}))]
    for other in range(max(day - 2, 0), min(day + 3, case.end)):
        if other == day:
            continue
        free = [k for k in case.kinds if case.stop(other, k) <= start or stop <= case.start(other, k)]
        if len(free) < len(case.kinds):
            cells.append(Cell(other, frozenset((OFF, *free))))
    return tuple(cells)


RULE = RosterRule(ID, Params, check, encode, carry, naming=("shifts",), adds=True)
