"""Weekends worked: how many, in what rotation, and whole or not; page ``constraints/roster/weekends.md``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rosterctl.domain.calendar import WEEKDAYS
from rosterctl.domain.case import OFF, Case
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.past import past_kinds
from rosterctl.rules.roster.windows import months

ID = "weekends"
Weekend = tuple[int, int]
"""Days ``[first, end)``; may reach out of the horizon at either end."""


class Params(RuleParams):
    """The numbers of one use; at least one demand is made."""

    most: Annotated[
        int | None,
        Field(ge=0, le=9, description="most weekends worked in a month", json_schema_extra={"unit": "weekends"}),
    ] = None
    by: Annotated[
        Literal["month", "period"],
        Field(description="what a month is: that of the calendar, or the payroll period"),
    ] = "month"
    every: Annotated[
        int | None,
        Field(
            ge=2,
            le=6,
            description="rotation: among so many weekends in a row, `off` are free",
            json_schema_extra={"unit": "weekends"},
        ),
    ] = None
    off: Annotated[
        int,
        Field(
            ge=1,
            le=5,
            description="how many of `every` weekends in a row are free",
            json_schema_extra={"unit": "weekends"},
        ),
    ] = 1
    whole: Annotated[bool, Field(description="whether a weekend is worked on all of its days or on none")] = False
    days: Annotated[
        tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] | None,
        Field(min_length=1, max_length=6, description="the weekend's days; not stated: those of the calendar"),
    ] = None

    @model_validator(mode="after")
    def _together(self) -> Params:
        if not self.whole:
            self.need_one("most", "every")
        if self.every is not None and self.off >= self.every:
            reason = f"off {self.off} ≥ every {self.every}"
            raise PydanticCustomError("policy.entry-refused", "{reason}", {"reason": reason})
        return self


def weekends(case: Case, days: Collection[str] | None) -> tuple[Weekend, ...]:
    """The weekends with a day in ``[0, case.end)``, ascending: runs of weekend days that follow each other."""
    chosen = case.calendar.weekend if days is None else frozenset(map(WEEKDAYS.index, days))
    if len(chosen) == 7:
        return ()
    inside = [day for day in range(-6, case.end + 6) if case.axis.date(day).weekday() in chosen]
    starts = [day for day in inside if day - 1 not in inside]
    ends = [day + 1 for day in inside if day + 1 not in inside]
    return tuple((first, end) for first, end in zip(starts, ends, strict=True) if first < case.end and end > 0)


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """Weekends over a month's most, free ones missing in a rotation, weekends that are not whole."""
    found = weekends(index.case, params.days)
    for who in scope.judged:
        if params.most is not None:
            yield from _months(index, params, params.most, scope, who, found)
        if params.every is not None:
            yield from _rotation(index, params.every, params.off, scope, who, found)
        if params.whole:
            yield from _parts(index, scope, who, found)


def _months(
    index: RosterIndex, params: Params, most: int, scope: Scope, who: int, found: Iterable[Weekend]
) -> Iterator[Breach]:
    case = index.case
    for first, end in months(case, scope, params.by):
        inside = [weekend for weekend in found if first < weekend[1] <= end]
        worked, before = _worked(index, who, inside)
        over = len(worked) - max(most, before)
        if over > 0:
            values = {
                "first": case.axis.date(first),
                "last": case.axis.date(end - 1),
                "count": len(worked),
                "limit": most,
            }
            yield Breach("most", over, _days(index, who, worked), (who,), values)


def _rotation(
    index: RosterIndex, every: int, off: int, scope: Scope, who: int, found: tuple[Weekend, ...]
) -> Iterator[Breach]:
    case = index.case
    for number in range(len(found) - every + 1):
        row = found[number : number + every]
        if not scope.touches(row[0][0], row[-1][1]) or row[-1][1] <= case.first:
            continue
        worked, before = _worked(index, who, row)
        over = len(worked) - max(every - off, before)
        if over > 0:
            values = {
                "first": case.axis.date(row[0][0]),
                "last": case.axis.date(row[-1][1] - 1),
                "free": every - len(worked),
                "due": off,
                "every": every,
            }
            yield Breach("rotation", over, _days(index, who, worked), (who,), values)


def _worked(index: RosterIndex, who: int, found: Iterable[Weekend]) -> tuple[list[Weekend], int]:
    """The weekends with work, and how many of them history alone has spoilt."""
    works, first = index.works[who], index.case.first
    worked = [weekend for weekend in found if works[max(weekend[0], 0) : max(weekend[1], 0)].any()]
    return worked, sum(bool(works[max(begin, 0) : min(end, first)].any()) for begin, end in worked if begin < first)


def _days(index: RosterIndex, who: int, found: Iterable[Weekend]) -> tuple[int, ...]:
    """The dates of the horizon worked on these weekends."""
    case = index.case
    return tuple(
        day
        for begin, end in found
        for day in range(max(begin, case.first), min(end, case.end))
        if index.works[who, day]
    )


def _parts(index: RosterIndex, scope: Scope, who: int, found: Iterable[Weekend]) -> Iterator[Breach]:
    case = index.case
    for begin, end in found:
        if begin < case.known_from or not case.first < end <= case.end or not scope.touches(begin, end):
            continue
        works = index.works[who, begin:end]
        if works.all() or not works.any() or any(_excused(case, who, day) for day in range(begin, end)):
            continue
        dates = tuple(range(max(begin, case.first), end))
        yield Breach("part", 1, dates, (who,), {"worked": int(works.sum()), "days": end - begin})


def _excused(case: Case, who: int, day: int) -> bool:
    return case.on_whole_leave(who, day) or not case.employees[who].employed(case.axis.date(day))


# encode


def encode(port: Port, params: Params) -> None:
    """Count weekends as groups of days of which any is worked; whole ones are all work or all off."""
    case, past = port.case, past_kinds(port.case)
    found = weekends(case, params.days)
    if params.most is not None:
        for first, end in months(case, port.scope, params.by):
            _limit(port, past, [weekend for weekend in found if first < weekend[1] <= end], params.most)
    if params.every is not None:
        for last in range(params.every, len(found) + 1):
            row = found[last - params.every : last]
            if row[-1][1] > case.first and port.scope.touches(row[0][0], row[-1][1]):
                _limit(port, past, row, params.every - params.off)
    if params.whole:
        for begin, end in found:
            _all_or_none(port, begin, end)


def _limit(port: Port, past: Mapping[tuple[int, int], int], found: Iterable[Weekend], most: int) -> None:
    """At most so many weekends with work, or as many as history has already spoilt."""
    case = port.case
    groups = [
        [Cell(day, case.kinds) for day in range(max(begin, 0), min(end, case.end))] for begin, end in found if end > 0
    ]
    for who in port.scope.judged:
        spoilt = sum(any((who, cell.day) in past for cell in group) for group in groups)
        port.count(who, groups, None, max(most, spoilt))


def _all_or_none(port: Port, begin: int, end: int) -> None:
    """Where the whole weekend is known and planned, and nobody's leave or employment cuts it."""
    case = port.case
    if begin < case.known_from or end > case.end or end <= case.first or not port.scope.touches(begin, end):
        return
    days = range(begin, end)
    ways = [[Cell(day, kinds) for day in days] for kinds in (case.kinds, frozenset({OFF}))]
    for who in port.scope.judged:
        person = case.employees[who]
        if all(person.employed(case.axis.date(day)) and not case.on_whole_leave(who, day) for day in days):
            port.any_of(who, ways)


RULE = RosterRule(ID, Params, check, encode, reach="person")
