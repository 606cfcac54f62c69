"""Enough skilled people among those at the post; page ``constraints/roster/grade-mix.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Filter
from rosterctl.domain.people import GRADES, reaches
from rosterctl.messages import Word
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Heads, Port
from rosterctl.rules.roster.crowd import Crowd, demand_rows, together
from rosterctl.rules.roster.demand_table import DemandTable
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import ANYBODY, Counts, runs, staffing_of

ID = "grade-mix"


class Params(RuleParams):
    """The numbers of one use; at least one of the two bounds is stated."""

    grade: Annotated[
        Literal["intermediate", "senior"],
        Field(description="the least grade that is meant: junior < intermediate < senior"),
    ]
    least: Annotated[
        int | None,
        Field(
            ge=1, description="how many people of that grade or a higher one", json_schema_extra={"unit": "people"}
        ),
    ] = None
    percent: Annotated[
        int | None,
        Field(
            ge=1,
            le=100,
            description="their share of those who are there, rounded up to whole people",
            json_schema_extra={"unit": "%"},
        ),
    ] = None

    @model_validator(mode="after")
    def _some_bound(self) -> Params:
        self.need_one("least", "percent")
        return self


def _graded(case: Case, params: Params, scope: Scope) -> tuple[int, ...]:
    return tuple(who for who in scope.people if reaches(case.employees[who].grade, params.grade, GRADES))


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per place, calendar day, bound and maximal run of demanded minutes with the same number missing."""
    case, table = index.case, DemandTable(index.case)
    everybody = staffing_of(index, scope)
    graded = staffing_of(index, replace(scope, people=_graded(case, params, scope)))
    first, last = case.axis.at(case.first, 0), case.axis.at(case.end, 0)
    asked: dict[str | None, Counts] = {}
    for day in range(case.first - 1, case.end):
        if not scope.on(max(day, case.first)):
            continue
        for group in table.on(day):
            post = group.filter.post
            if group.filter.shift is not None or not (post is None or scope.post(post)):
                continue
            minutes = asked.setdefault(post, np.zeros(last - first, np.int64))
            for row, start, end in zip(group.rows, *group.bounds(case, day), strict=True):
                if row.min or row.target:
                    minutes[max(int(start) - first, 0) : max(int(end) - first, 0)] = 1
    for post in sorted(asked, key=lambda name: (name is not None, case.posts.index(name) if name else 0)):
        place = Filter(post=post)
        there = everybody.slice(everybody.present(place), first, last)
        have = graded.slice(graded.present(place), first, last)
        yield from _judged(case, params, post, asked[post], there, have)


def _judged(
    case: Case, params: Params, post: str | None, asked: Counts, there: Counts, have: Counts
) -> Iterator[Breach]:
    base = case.axis.at(case.first, 0)
    for bound, need in (("least", params.least), ("percent", params.percent)):
        if need is None:
            continue
        missing = asked * (need - have if bound == "least" else -((100 * have - need * there) // 100))
        for day in case.days:
            start, end = max(case.axis.at(day, 0), case.judged_from), case.axis.at(day + 1, 0)
            for begin, stop, people in runs(missing[start - base : max(end, start) - base], start):
                values = {
                    "post": post or ANYBODY,
                    "from": clock(case, day, begin),
                    "to": clock(case, day, stop),
                    "grade": Word(params.grade),
                    "need": need,
                    "missing": people,
                }
                yield Breach(bound, people * (stop - begin), (day,), values=values)


# encode


def encode(port: Port, params: Params) -> None:
    """For each set of cells that are there together: a cover, and a sum in which the skilled outweigh all."""
    everybody, graded = Crowd(port), Crowd(port, _graded(port.case, params, port.scope))
    for day in port.case.days:
        places: dict[str | None, list[tuple[int, int]]] = {}
        for asked, rows in demand_rows(port, day).items():
            wanted = [(start, end) for row, start, end in rows if row.min or row.target]
            places.setdefault(asked.post, []).extend(wanted)
        for post, spans in places.items():
            for (there, carried, by, known), minutes in _stretches(port, everybody, graded, post, day, spans).items():
                if params.least is not None and params.least > known:
                    port.cover(by, params.least - known, None, minutes)
                if params.percent is not None:
                    parts = [*((100, head) for head in by), *((-params.percent, head) for head in there)]
                    port.weigh(parts, params.percent * carried - 100 * known, 100, minutes)


Stretch = tuple[tuple[Heads, ...], int, tuple[Heads, ...], int]
"""Who is there, how many of last month are, and the same for those of the grade."""


def _stretches(
    port: Port, everybody: Crowd, graded: Crowd, post: str | None, day: int, spans: list[tuple[int, int]]
) -> dict[Stretch, int]:
    """The stretches of a day in which any of the spans asks for people, with their minutes; equal ones joined."""
    place = Filter(post=post)
    found: dict[Stretch, int] = {}
    for start, end, there, by in together(everybody.timeline(place, day), graded.timeline(place, day)):
        first = max(start, port.case.judged_from)
        minutes = sum(stop - begin for begin, stop in _joined(spans, first, end))
        if minutes > 0:
            key = (there.heads, there.carried, by.heads, by.carried)
            found[key] = found.get(key, 0) + minutes
    return found


def _joined(spans: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What the spans have of ``[start, end)``, each minute once."""
    for begin, stop in sorted(spans):
        begin, stop = max(begin, start), min(stop, end)
        if begin < stop:
            yield begin, stop
            start = stop


RULE = RosterRule(ID, Params, check, encode, posted=True, reach="days")
