"""Enough people at every minute of the demand, and not too many; page ``constraints/roster/coverage.md``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, NamedTuple

import numpy as np
from pydantic import Field

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, demand_on
from rosterctl.domain.time import format_clock
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Heads, Port
from rosterctl.rules.roster.crowd import Crowd, RowPart, Slice, demand_rows, row_slices
from rosterctl.rules.roster.demand_table import Group, demand_table
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import Staffing, runs, staffing_of, words

ID = "coverage"

Level = Literal["min", "target", "max"]


class Params(RuleParams):
    """Which numbers of the demand one use looks at."""

    levels: Annotated[
        tuple[Level, ...],
        Field(min_length=1, description="the demand's numbers that must be kept", json_schema_extra={"unit": ""}),
    ] = ("min", "max")


class _Watch(NamedTuple):
    """One number of one row of demand on one day."""

    day: int
    row: Demand
    level: Level
    need: int


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per row, day and maximal run of minutes with the same shortage or surplus."""
    case, staffing, table = index.case, staffing_of(index, scope), demand_table(index)
    # the day before the horizon for what reaches past midnight
    for day in range(case.first - 1, case.end):
        if not scope.on(max(day, case.first)):
            continue
        for group in table.on(day):
            if group.filter.post is not None and not scope.post(group.filter.post):
                continue
            if group.filter.shift is None:
                for watch, start, end in _suspects(case, staffing, params, day, group):
                    yield from _minute_breaches(case, staffing, watch, start, end)
            elif day >= case.first:
                yield from _shift_breaches(index, staffing, scope, params, day, group)


def _suspects(
    case: Case, staffing: Staffing, params: Params, day: int, group: Group
) -> Iterator[tuple[_Watch, int, int]]:
    """The rows that are not kept at every minute, found all at once, with the elapsed minutes to look at."""
    midnight, last = case.axis.at(case.first, 0), case.axis.at(case.end, 0)
    starts, ends = group.bounds(case, day)
    ends = np.minimum(ends, last)
    found: list[tuple[int, Level, int, int]] = []
    for level in params.levels:
        least = level != "max"
        begins = np.maximum(starts, case.judged_from if least else midnight)
        needs = [getattr(row, level) for row in group.rows]
        numbers = [n for n in np.flatnonzero(begins < ends).tolist() if needs[n] is not None]
        if not numbers:
            continue
        worst = staffing.extremes(staffing.present(group.filter), begins[numbers], ends[numbers], least=least)
        for n, have in zip(numbers, worst.tolist(), strict=True):
            if have < needs[n] if least else have > needs[n]:
                found.append((n, level, int(begins[n]), int(ends[n])))
    for n, level, start, end in sorted(found, key=lambda item: item[0]):
        row = group.rows[n]
        yield _Watch(day, row, level, getattr(row, level)), start, end


_CODES = {"min": "short", "target": "below-target", "max": "over"}


def _minute_breaches(case: Case, staffing: Staffing, watch: _Watch, start: int, end: int) -> Iterator[Breach]:
    have = staffing.slice(staffing.present(watch.row.filter), start, end)
    sign = -1 if watch.level == "max" else 1
    for begin, stop, people in runs(sign * (watch.need - have), start):
        told = {"from": clock(case, watch.day, begin), "to": clock(case, watch.day, stop)}
        yield _breach(case, watch, people, people * (stop - begin), told)


def _shift_breaches(
    index: RosterIndex, staffing: Staffing, scope: Scope, params: Params, day: int, group: Group
) -> Iterator[Breach]:
    asked, on = group.filter, index.case.axis.date(day)
    shift = index.case.shifts[asked.shift or ""]
    told = {"from": format_clock(shift.span.start), "to": format_clock(shift.span.end)}
    heads = 0
    for who in staffing.eligible(asked).nonzero()[0].tolist():
        heads += staffing.counts(who, day) and any(
            item.shift == asked.shift
            and item.date == on
            and asked.post in (None, item.post)
            and scope.post(item.post)
            for item in index.at(who, day)
        )
    for row in group.rows:
        for level in params.levels:
            need: int | None = getattr(row, level)
            if need is None:
                continue
            people = heads - need if level == "max" else need - heads
            if people > 0:
                yield _breach(index.case, _Watch(day, row, level, need), people, people * max(1, shift.paid), told)


def _breach(case: Case, watch: _Watch, people: int, size: int, told: dict[str, str]) -> Breach:
    have = watch.need + people if watch.level == "max" else watch.need - people
    values = {**told, **words(watch.row.filter), "need": watch.need, "have": have}
    return Breach(_CODES[watch.level], size, (max(watch.day, case.first),), values=values)


def encode(port: Port, params: Params) -> None:
    """A cover for each set of cells that are at the post together, as many minutes long as they are."""
    crowd = Crowd(port)
    for day in port.case.days:
        for asked, rows in demand_rows(port, day).items():
            slices = crowd.timeline(asked, day)
            for level in params.levels:
                _cover_minutes(port, slices, rows, level)
        _cover_shifts(port, crowd, params, day)


def _cover_minutes(port: Port, slices: Sequence[Slice], rows: Sequence[RowPart], level: Level) -> None:
    """Minutes with the same people and the same number become one cover."""
    low = level != "max"
    merged: dict[tuple[tuple[Heads, ...], int], int] = {}
    for row, start, end in rows:
        need: int | None = getattr(row, level)
        if need is None:
            continue
        for piece, minutes in row_slices(slices, max(start, port.case.judged_from) if low else start, end):
            key = (piece.heads, need - piece.carried)
            merged[key] = merged.get(key, 0) + minutes
    for (heads, rest), minutes in merged.items():
        if low and rest > 0:
            port.cover(heads, rest, None, minutes)
        elif not low:
            port.cover(heads, None, rest, minutes)


def _cover_shifts(port: Port, crowd: Crowd, params: Params, day: int) -> None:
    case = port.case
    if not port.scope.on(day):
        return
    for row in demand_on(case.demand, case.axis.date(day), case.calendar):
        asked = row.filter
        if asked.shift is None or (asked.post is not None and not port.scope.post(asked.post)):
            continue
        kinds = frozenset(kind for kind in crowd.kinds(asked) if case.duty(kind).shift == asked.shift)
        heads = [Heads(crowd.counting(asked, day), Cell(day, kinds))]
        size = max(1, case.shifts[asked.shift].paid)
        for level in params.levels:
            need: int | None = getattr(row, level)
            if need is not None:
                port.cover(heads, need if level != "max" else None, need if level == "max" else None, size)


RULE = RosterRule(ID, Params, check, encode, reach="days", posted=True)
