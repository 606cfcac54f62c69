"""Enough people at every minute of the demand, and not too many; page ``constraints/roster/coverage.md``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter, demand_on
from rosterctl.domain.time import DAY, Span, format_clock
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Heads, Port
from rosterctl.rules.roster.crowd import Crowd, RowPart, Slice, demand_rows, row_slices
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import Staffing, runs, words

ID = "coverage"

Level = Literal["min", "target", "max"]


class Params(RuleParams):
    """Which numbers of the demand one use looks at."""

    levels: Annotated[
        tuple[Level, ...],
        Field(min_length=1, description="the demand's numbers that must be kept", json_schema_extra={"unit": ""}),
    ] = ("min", "max")


class _Watch(NamedTuple):
    """One number of one row of demand on one day; ``span`` in elapsed minutes, ``None`` for heads on a shift."""

    day: int
    row: Demand
    level: Level
    need: int
    span: tuple[int, int] | None


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per row, day and maximal run of minutes with the same shortage or surplus."""
    staffing = Staffing(index, scope)
    for watch in _suspects(staffing, list(_watches(index.case, params, scope))):
        if watch.span is None:
            yield from _shift_breach(index, staffing, scope, watch)
        else:
            yield from _minute_breaches(index.case, staffing, watch, watch.span)


def _watches(case: Case, params: Params, scope: Scope) -> Iterator[_Watch]:
    """Everything that is looked at, day by day; the day before the horizon for what reaches past midnight."""
    midnight, last = case.axis.at(case.first, 0), case.axis.at(case.end, 0)
    since = {"min": case.judged_from, "target": case.judged_from, "max": midnight}
    for day in range(case.first - 1, case.end):
        if not scope.on(max(day, case.first)):
            continue
        for row in demand_on(case.demand, case.axis.date(day), case.calendar):
            if row.filter.post is not None and not scope.post(row.filter.post):
                continue
            start, end = _bounds(case, day, row)
            for level in params.levels:
                need: int | None = getattr(row, level)
                if need is None:
                    continue
                if row.filter.shift is None:
                    begin, stop = max(start, since[level]), min(end, last)
                    if begin < stop:
                        yield _Watch(day, row, level, need, (begin, stop))
                elif day >= case.first:
                    yield _Watch(day, row, level, need, None)


def _bounds(case: Case, day: int, row: Demand) -> tuple[int, int]:
    wall = row.span or Span(0, DAY)
    return case.axis.at(day, wall.start), case.axis.at(day, wall.end)


def _suspects(staffing: Staffing, watches: Sequence[_Watch]) -> Iterator[_Watch]:
    """The rows that are not kept at every minute (found all at once, by filter), and all heads on shifts."""
    groups: dict[tuple[Filter, bool], list[int]] = {}
    kept = {number for number, watch in enumerate(watches) if watch.span is None}
    for number, watch in enumerate(watches):
        if watch.span is not None:
            groups.setdefault((watch.row.filter, watch.level != "max"), []).append(number)
    for (asked, least), numbers in groups.items():
        spans = [span for number in numbers if (span := watches[number].span) is not None]
        worst = staffing.extremes(staffing.present(asked), spans, least).tolist()
        for number, have in zip(numbers, worst, strict=True):
            need = watches[number].need
            if have < need if least else have > need:
                kept.add(number)
    return (watches[number] for number in sorted(kept))


_CODES = {"min": "short", "target": "below-target", "max": "over"}


def _minute_breaches(case: Case, staffing: Staffing, watch: _Watch, span: tuple[int, int]) -> Iterator[Breach]:
    have = staffing.slice(staffing.present(watch.row.filter), *span)
    sign = -1 if watch.level == "max" else 1
    for start, end, people in runs(sign * (watch.need - have), span[0]):
        told = {"from": clock(case, watch.day, start), "to": clock(case, watch.day, end)}
        yield _breach(case, watch, people, people * (end - start), told)


def _shift_breach(index: RosterIndex, staffing: Staffing, scope: Scope, watch: _Watch) -> Iterator[Breach]:
    asked, on = watch.row.filter, index.case.axis.date(watch.day)
    eligible = staffing.eligible(asked)
    heads = 0
    for who in eligible.nonzero()[0].tolist():
        heads += any(
            item.shift == asked.shift
            and item.date == on
            and asked.post in (None, item.post)
            and scope.post(item.post)
            for item in index.at(who, watch.day)
        )
    people = heads - watch.need if watch.level == "max" else watch.need - heads
    if people > 0:
        shift = index.case.shifts[asked.shift or ""]
        told = {"from": format_clock(shift.span.start), "to": format_clock(shift.span.end)}
        yield _breach(index.case, watch, people, people * max(1, shift.paid), told)


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
        heads = [Heads(crowd.people(asked), Cell(day, kinds))]
        size = max(1, case.shifts[asked.shift].paid)
        for level in params.levels:
            need: int | None = getattr(row, level)
            if need is not None:
                port.cover(heads, need if level != "max" else None, need if level == "max" else None, size)


RULE = RosterRule(ID, Params, check, encode)
