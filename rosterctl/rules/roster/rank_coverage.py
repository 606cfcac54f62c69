"""Each shift has its leader, chosen dates their manager; page ``constraints/roster/rank-coverage.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Filter
from rosterctl.domain.people import RANKS, reaches
from rosterctl.messages import Word
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Heads, Port
from rosterctl.rules.roster.crowd import Crowd, together
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.shift_names import called
from rosterctl.rules.roster.staffing import runs, staffing_of
from rosterctl.rules.roster.training import training_days

ID = "rank-coverage"


class Params(RuleParams):
    """The numbers of one use."""

    rank: Annotated[
        Literal["leader", "middle", "director"],
        Field(description="the least rank that is meant: agent < leader < middle < director"),
    ]
    people: Annotated[
        int,
        Field(ge=1, description="how many people of that rank or a higher one", json_schema_extra={"unit": "people"}),
    ] = 1
    per: Annotated[
        Literal["shift", "date", "minute"],
        Field(description="where they are needed: on each shift that anybody works, on some shift of the date, or at "
              "each minute in which anybody is there"),
    ] = "shift"  # fmt: skip
    on: Annotated[
        tuple[str, ...],
        Field(
            min_length=1, description="which dates: kinds of days, weekdays, names of special days, `special`, dates"
        ),
    ] = ("all",)
    shifts: Annotated[
        tuple[str, ...] | None,
        Field(min_length=1, description="which shifts, where it is not per minute: shift codes, or `night`, `early`, "
              "`late`; not stated: all"),
    ] = None  # fmt: skip


def _dates(case: Case, params: Params, scope: Scope) -> Iterator[int]:
    names = frozenset(params.on)
    for day in case.days:
        if scope.on(day) and case.calendar.called(case.axis.date(day)) & names:
            yield day


def _ranked(case: Case, params: Params, scope: Scope) -> tuple[int, ...]:
    return tuple(who for who in scope.people if reaches(case.employees[who].rank, params.rank, RANKS))


def _codes(case: Case, params: Params) -> tuple[str, ...]:
    return tuple(code for code, shift in case.shifts.items() if params.shifts is None or called(shift, params.shifts))


# check

_CODES = {"shift": "no-shift", "date": "no-date"}


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per shift and date, per date, or per maximal run of minutes with the same number missing."""
    if params.per == "minute":
        yield from _minutes(index, params, scope)
        return
    case, staffing = index.case, staffing_of(index, scope)
    members = frozenset(scope.people)
    ranked = frozenset(_ranked(case, params, scope))
    codes = _codes(case, params)
    for day in _dates(case, params, scope):
        on: dict[str, set[int]] = {}
        for who in members:
            for item in index.at(who, day):
                if item.shift in codes and scope.post(item.post):
                    on.setdefault(item.shift, set()).add(who)
        if params.per == "date":
            on = {"": set().union(*on.values())}
        for code in codes if params.per == "shift" else ("",):
            have = sum(staffing.counts(who, day) for who in on.get(code, set()) & ranked)
            if code in on and have < params.people:
                told = {"shift": code} if code else {}
                missing = params.people - have
                yield Breach(_CODES[params.per], missing, (day,), values={**told, **_told(params, have)})


def _minutes(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    case = index.case
    everybody = staffing_of(index, scope)
    ranked = staffing_of(index, replace(scope, people=_ranked(case, params, scope)))
    there, have = everybody.present(Filter()), ranked.present(Filter())
    for day in _dates(case, params, scope):
        start, end = max(case.axis.at(day, 0), case.judged_from), case.axis.at(day + 1, 0)
        if start >= end:
            continue
        lacking = params.people - everybody.slice(have, start, end)
        missing = np.where(everybody.slice(there, start, end) > 0, lacking, 0)
        for begin, stop, people in runs(missing, start):
            when = {"from": clock(case, day, begin), "to": clock(case, day, stop)}
            values = {**when, **_told(params, params.people - people)}
            yield Breach("no-minute", people * (stop - begin), (day,), values=values)


def _told(params: Params, have: int) -> dict[str, object]:
    return {"rank": Word(params.rank), "need": params.people, "have": have}


# encode


def encode(port: Port, params: Params) -> None:
    """Company for each shift, a cover for each date, or company for each set of cells that are there together."""
    ranked = _ranked(port.case, params, port.scope)
    if params.per == "minute":
        _encode_minutes(port, params, ranked)
        return
    case, training = port.case, training_days(port.case)
    kinds = {
        code: frozenset(k for k in case.choices if case.duty(k).shift == code and port.scope.post(case.duty(k).post))
        for code in _codes(case, params)
    }
    for day in _dates(case, params, port.scope):
        able = tuple(who for who in ranked if day not in training.get(who, ()))
        if params.per == "date":
            port.cover([Heads(able, Cell(day, frozenset().union(*kinds.values())))], params.people, None)
            continue
        for meant in filter(None, kinds.values()):
            cell = Cell(day, meant)
            port.accompany([Heads(port.scope.people, cell)], [Heads(able, cell)], params.people)


def _encode_minutes(port: Port, params: Params, ranked: tuple[int, ...]) -> None:
    case = port.case
    everybody, able = Crowd(port), Crowd(port, ranked)
    for day in _dates(case, params, port.scope):
        merged: dict[tuple[tuple[Heads, ...], bool, tuple[Heads, ...], int], int] = {}
        for start, end, there, by in together(everybody.timeline(Filter(), day), able.timeline(Filter(), day)):
            minutes = end - max(start, case.judged_from)
            if minutes > 0:
                key = (there.heads, there.carried > 0, by.heads, params.people - by.carried)
                merged[key] = merged.get(key, 0) + minutes
        for (heads, carried, by_heads, least), minutes in merged.items():
            if least > 0 and carried:
                port.cover(by_heads, least, None, minutes)
            elif least > 0:
                port.accompany(heads, by_heads, least, minutes)


RULE = RosterRule(ID, Params, check, encode, naming=("shifts",), dating=("on",), posted=True, reach="days")
