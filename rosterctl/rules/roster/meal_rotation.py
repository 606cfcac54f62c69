"""Meals rotate, so that the post is never left to eat; page ``constraints/roster/meal-rotation.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Filter
from rosterctl.domain.time import format_clock
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Port
from rosterctl.rules.roster.demand_table import DemandTable, Group, demand_table
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.meal_tables import Tables
from rosterctl.rules.roster.meals import Served, away, served
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import Counts, Rows, Staffing, runs, staffing_of, words

ID = "meal-rotation"


def _unit(name: str) -> dict[str, Any]:
    return {"unit": name}


class Params(RuleParams):
    """The numbers of one use."""

    away: Annotated[
        int | None,
        Field(ge=0, description="most people of a post who eat at once", json_schema_extra=_unit("people")),
    ] = None
    at_least: Annotated[
        int | None,
        Field(ge=0, description="least people who stay at a post while anybody of it eats",
              json_schema_extra=_unit("people")),
    ] = 1  # fmt: skip
    keep: Annotated[
        bool,
        Field(description="whether those not eating must keep the min of each row of demand"),
    ] = True
    max_minutes: Annotated[
        int | None,
        Field(ge=1, description="longest rotating meal", json_schema_extra=_unit("minutes")),
    ] = None
    step: Annotated[
        int,
        Field(ge=1, le=60, description="meals start on this grid, counted from the start of their window",
              json_schema_extra=_unit("minutes")),
    ] = 5  # fmt: skip


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """First the meals one by one, then the minutes in which too many are away."""
    for meal in served(index, scope):
        yield from _stated(meal, params)
    eaten = _near(index.case, away(index, scope), scope)
    if eaten.size:
        staffing = staffing_of(index, scope)
        yield from _posts(index.case, staffing, eaten, params, scope)
        if params.keep:
            yield from _rows(index.case, demand_table(index), staffing, eaten, scope)


def _near(case: Case, eaten: Rows, scope: Scope) -> Rows:
    """Those who are away at minutes that the days in focus may have a say about."""
    if scope.focus_days is None or not eaten.size:
        return eaten
    if not scope.focus_days:
        return eaten[:0]
    start, end = case.axis.at(min(scope.focus_days) - 1, 0), case.axis.at(max(scope.focus_days) + 3, 0)
    near: Rows = eaten[(eaten[:, 3] > start) & (eaten[:, 2] < end)]
    return near


def _stated(served: Served, params: Params) -> Iterator[Breach]:
    """What is wrong with one meal as it is stated."""
    meal, stated = served.meal, served.stated
    told: dict[str, object] = {
        "shift": served.item.shift,
        "window": f"{format_clock(meal.window.start)}–{format_clock(meal.window.end)}",
        "minutes": meal.minutes,
    }
    codes: list[tuple[str, dict[str, object]]] = []
    if stated is None:
        codes.append(("missing", {}))
    else:
        start = format_clock(stated.start)
        inside = meal.window.start <= stated.start and stated.start + meal.minutes <= meal.window.end
        if not inside or (stated.start - meal.window.start) % params.step:
            codes.append(("window", {"start": start, "step": params.step}))
        if stated.minutes != meal.minutes:
            codes.append(("length", {"start": start, "stated": stated.minutes}))
    longest = max(meal.minutes, stated.minutes if stated else 0)
    if params.max_minutes is not None and longest > params.max_minutes:
        codes.append(("too-long", {"longest": longest, "limit": params.max_minutes}))
    for code, more in codes:
        yield Breach(code, 1, (served.day,), (served.who,), {**told, **more})


def _posts(case: Case, staffing: Staffing, eaten: Rows, params: Params, scope: Scope) -> Iterator[Breach]:
    """Too many of a post away at once, or too few left there; by calendar day, the last one with its night."""
    for day in filter(scope.on, range(scope.first, scope.end)):
        start, end = case.axis.at(day, 0), case.axis.at(day + (2 if day == scope.end - 1 else 1), 0)
        for post in filter(scope.post, case.posts):
            asked = Filter(post=post)
            out = staffing.slice(staffing.count(eaten, asked), start, end)
            if not out.any():
                continue
            if params.away is not None:
                for begin, stop, over in runs(out - params.away, start):
                    told = {"post": post, "limit": params.away, "have": params.away + over}
                    yield Breach(
                        "away", over * (stop - begin), (day,), values={**_when(case, day, begin, stop), **told}
                    )
            if params.at_least:
                judged = np.arange(start, end) >= case.judged_from
                there = staffing.slice(staffing.present(asked), start, end)
                yield from _thin(
                    case, day, asked, params.at_least, _missing(there, out, params.at_least) * judged, start
                )


def _rows(case: Case, table: DemandTable, staffing: Staffing, eaten: Rows, scope: Scope) -> Iterator[Breach]:
    """Rows of demand that those who are not eating do not keep, though all together would."""
    counts: dict[Filter, Counts] = {}
    for day in range(case.first - 1, case.end):
        if not scope.on(max(day, case.first)):
            continue
        for group in table.on(day):
            asked = group.filter
            if asked.shift is not None or not (asked.post is None or scope.post(asked.post)):
                continue
            if asked not in counts:
                counts[asked] = staffing.count(eaten, asked)
            for need, start, end in _thinnable(case, staffing, counts[asked], day, group):
                there = staffing.slice(staffing.present(asked), start, end)
                out = staffing.slice(counts[asked], start, end)
                yield from _thin(case, day, asked, need, _missing(there, out, need), start)


def _thinnable(case: Case, staffing: Staffing, out: Counts, day: int, group: Group) -> Iterator[tuple[int, int, int]]:
    """The rows in which the people who are there and not eating are fewer than the row's min, with its minutes."""
    starts, ends = group.bounds(case, day)
    starts, ends = np.maximum(starts, case.judged_from), np.minimum(ends, case.axis.at(case.end, 0))
    numbers = [n for n in np.flatnonzero(starts < ends).tolist() if group.rows[n].min]
    if numbers:
        stay = staffing.present(group.filter) - out
        least = staffing.extremes(stay, starts[numbers], ends[numbers], least=True)
        for n, have in zip(numbers, least.tolist(), strict=True):
            need = group.rows[n].min or 0
            if have < need:
                yield need, int(starts[n]), int(ends[n])


def _missing(there: Counts, out: Counts, need: int) -> Counts:
    """What is missing with meals beyond what would be missing without."""
    missing: Counts = np.maximum(need - there + out, 0) - np.maximum(need - there, 0)
    return missing


def _thin(case: Case, day: int, asked: Filter, need: int, missing: Counts, start: int) -> Iterator[Breach]:
    for begin, stop, people in runs(missing, start):
        values = {**_when(case, day, begin, stop), **words(asked), "need": need, "missing": people}
        yield Breach("thin", people * (stop - begin), (max(day, case.first),), values=values)


def _when(case: Case, day: int, start: int, end: int) -> dict[str, object]:
    return {"from": clock(case, day, start), "to": clock(case, day, end)}


def encode(port: Port, params: Params) -> None:
    """How many of each group of people eat when, and what is left of the crowd then."""
    tables = Tables(port, ID, params.step)
    if params.max_minutes is not None:
        tables.forbid_longer_than(params.max_minutes)
    tables.lay()
    for day in range(port.scope.first, port.scope.end + 1):
        # what the last night reaches into the day after is that last day's business
        if port.scope.on(min(day, port.scope.end - 1)):
            for post in filter(port.scope.post, port.case.posts):
                if params.away is not None:
                    tables.limit(post, day, params.away)
                if params.at_least:
                    tables.stay(post, day, params.at_least)
    if params.keep:
        for day in port.case.days:
            tables.keep_demand(day)


RULE = RosterRule(ID, Params, check, encode, reach="both", posted=True)
