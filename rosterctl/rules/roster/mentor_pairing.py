"""New hires work beside a mentor; page ``constraints/roster/mentor-pairing.md``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from rosterctl.domain.case import Case
from rosterctl.domain.people import Employee
from rosterctl.domain.time import Span
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Heads, Port
from rosterctl.rules.roster.crowd import sweep
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import runs

ID = "mentor-pairing"


def _unit(name: str) -> dict[str, Any]:
    return {"unit": name}


class Params(RuleParams):
    """The numbers of one use."""

    training: Annotated[
        int,
        Field(ge=0, le=366, description="days of training, from the first day of employment on",
              json_schema_extra=_unit("days")),
    ] = 3  # fmt: skip
    days: Annotated[
        int,
        Field(ge=1, le=366, description="for how many days after training a new hire works beside a mentor",
              json_schema_extra=_unit("days")),
    ] = 14  # fmt: skip
    service: Annotated[
        int,
        Field(ge=0, description="a mentor has been employed for at least so many days",
              json_schema_extra=_unit("days")),
    ] = 180  # fmt: skip
    grades: Annotated[
        tuple[str, ...] | None,
        Field(min_length=1, description="a mentor has one of these grades"),
    ] = None
    ranks: Annotated[
        tuple[str, ...] | None,
        Field(min_length=1, description="a mentor has one of these ranks"),
    ] = None
    each: Annotated[
        int,
        Field(ge=1, le=20, description="how many new hires one mentor can have at a time",
              json_schema_extra=_unit("people")),
    ] = 1  # fmt: skip
    beside: Annotated[
        Literal["minutes", "shift"],
        Field(description="beside: at the same post at every minute, or on the same shift at the same post"),
    ] = "minutes"


def served(employee: Employee, on: date) -> int | None:
    """Time helper: whole days of employment before that date; ``None`` when nobody knows since when."""
    return None if employee.employed_from is None else (on - employee.employed_from).days


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """A breach for each stretch of minutes, or each shift, with more new hires than mentors can have."""
    case = index.case
    fresh, able = _fresh(case, params, scope), _able(case, params)
    if not fresh.any():
        return
    yield from (_shifts if params.beside == "shift" else _minutes)(index, params, scope, fresh, able)


Table = NDArray[np.bool_]
"""Over (person, day)."""


def _fresh(case: Case, params: Params, scope: Scope) -> Table:
    """Which members are new hires after training on which days that the use is for."""
    found = np.zeros((len(case.employees), case.end), np.bool_)
    for who in scope.people:
        since = case.employees[who].employed_from
        if since is not None:
            first = case.axis.day(since) + params.training
            begin, end = max(first, scope.first, case.first), min(first + params.days, scope.end)
            found[who, begin : max(begin, end)] = True
    return found


def _able(case: Case, params: Params) -> Table:
    """Who can be a mentor on which days; nobody is before the own time beside one is over."""
    found = np.zeros((len(case.employees), case.end), np.bool_)
    least = max(params.service, params.training + params.days)
    for who, employee in enumerate(case.employees):
        if params.grades is not None and employee.grade not in params.grades:
            continue
        if params.ranks is not None and employee.rank not in params.ranks:
            continue
        since = employee.employed_from
        found[who, 0 if since is None else max(case.axis.day(since) + least, 0) :] = True
    return found


def _shifts(index: RosterIndex, params: Params, scope: Scope, fresh: Table, able: Table) -> Iterator[Breach]:
    case = index.case
    duties: dict[tuple[int, str, str], tuple[list[int], list[int]]] = {}
    for item in index.items:
        who, day = case.person.get(item.employee), case.axis.day(item.date)
        if who is not None and day >= case.first and scope.post(item.post):
            hires, mentors = duties.setdefault((day, item.shift, item.post), ([], []))
            hires += [who] * bool(fresh[who, day])
            mentors += [who] * bool(able[who, day])
    for (day, shift, post), (hires, mentors) in sorted(duties.items()):
        over = len(hires) - params.each * len(mentors)
        if over > 0 and scope.on(day):
            told = {"shift": shift, "post": post, "hires": len(hires), "mentors": len(mentors)}
            yield Breach("shift", over, (day,), tuple(sorted(hires)), told)


def _minutes(index: RosterIndex, params: Params, scope: Scope, fresh: Table, able: Table) -> Iterator[Breach]:
    case = index.case
    base = case.axis.at(case.first, 0)
    rows = [(w, d, index.items[n].post, start, end) for w, d, n, start, end in index.spans.tolist()]
    for post in filter(scope.post, case.posts):
        here = [row for row in rows if row[2] == post]
        guests = [row for row in here if fresh[row[0], row[1]]]
        if not guests:
            continue
        steps = np.zeros((2, case.axis.at(case.end + 1, 0) - base + 1), np.int64)
        for line, kept in enumerate((guests, [row for row in here if able[row[0], row[1]]])):
            for _, _, _, start, end in kept:
                steps[line, max(start - base, 0)] += 1
                steps[line, max(end - base, 0)] -= 1
        counts = np.cumsum(steps, axis=1)
        over = counts[0] - params.each * counts[1]
        for day in range(case.first, case.end + 1):
            own = min(day, scope.end - 1)
            start, end = case.axis.at(day, 0), case.axis.at(day + 1, 0)
            for begin, stop, people in runs(over[start - base : end - base], start):
                if scope.on(own):
                    who = {row[0] for row in guests if row[3] < stop and begin < row[4]}
                    told = {
                        "post": post,
                        "from": clock(case, day, begin),
                        "to": clock(case, day, stop),
                        "over": people,
                    }
                    yield Breach("alone", people * (stop - begin), (own,), tuple(sorted(who)), told)


def _when(case: Case, day: int, start: int, end: int) -> dict[str, object]:
    return {"from": clock(case, day, start), "to": clock(case, day, end)}


# encode


def encode(port: Port, params: Params) -> None:
    """For each post and set of people who may be there: not more new hires than its mentors can have."""
    case, scope = port.case, port.scope
    days = range(max(case.first, scope.first), scope.end)
    hires = {day: [who for who in scope.people if _new(case, params, who, day)] for day in days}
    if not any(hires.values()):
        return
    pairs = _Pairs(port, params, hires)
    for post in filter(scope.post, case.posts):
        kinds = [kind for kind in case.choices if case.duty(kind).post == post]
        if params.beside == "shift":
            for day in days:
                for kind in kinds:
                    pairs.together(day, kind)
        else:
            for day in range(days.start, days.stop + 1):
                pairs.always(day, post, kinds)


def _new(case: Case, params: Params, who: int, day: int) -> bool:
    days = served(case.employees[who], case.axis.date(day))
    return days is not None and 0 <= days - params.training < params.days


def _mentors(case: Case, params: Params, day: int) -> list[int]:
    found = []
    for who, employee in enumerate(case.employees):
        days = served(employee, case.axis.date(day))
        long = days is None or (days >= params.service and days - params.training >= params.days)
        apt = employee.grade in (params.grades or (employee.grade,)) and employee.rank in (
            params.ranks or (employee.rank,)
        )
        if long and apt:
            found.append(who)
    return found


class _Pairs:
    """What a use says about new hires and mentors."""

    def __init__(self, port: Port, params: Params, hires: dict[int, list[int]]) -> None:
        self._port = port
        self._params = params
        self._hires = hires

    def together(self, day: int, kind: int) -> None:
        """On one shift of one date."""
        cell = Cell(day, frozenset({kind}))
        hires, mentors = self._hires[day], _mentors(self._port.case, self._params, day)
        if hires:
            self._port.host([Heads(tuple(hires), cell)], [Heads(tuple(mentors), cell)], self._params.each)

    def always(self, day: int, post: str, kinds: list[int]) -> None:
        """At the minutes of one calendar day."""
        case, axis = self._port.case, self._port.case.axis
        guests = [piece for own in (day - 1, day) for piece in self._pieces(self._hires.get(own, []), own, kinds)]
        if not guests:
            return
        hosts = [
            piece
            for own in range(max(case.first, day - 1), min(day + 1, case.end))
            for piece in self._pieces(_mentors(case, self._params, own), own, kinds)
        ]
        carried = [span for own in range(day - 2, day + 1) for span in self._carried(own, post)]
        spans = [(span.start, span.end) for span in (*(s for s, _ in guests), *(s for s, _ in hosts), *carried)]
        wanted: dict[tuple[tuple[int, ...], tuple[int, ...], int], int] = {}
        for start, end, numbers in sweep(spans, axis.at(day, 0), axis.at(day + 1, 0)):
            here = tuple(n for n in numbers if n < len(guests))
            there = tuple(n - len(guests) for n in numbers if len(guests) <= n < len(guests) + len(hosts))
            if here:
                key = (here, there, len(numbers) - len(here) - len(there))
                wanted[key] = wanted.get(key, 0) + end - start
        for (here, there, sure), minutes in wanted.items():
            mine, theirs = [guests[n][1] for n in here], [hosts[n][1] for n in there]
            self._port.host(mine, theirs, self._params.each, sure, minutes)

    def _pieces(self, people: list[int], day: int, kinds: list[int]) -> Iterator[tuple[Span, Heads]]:
        for kind in kinds:
            alike: dict[tuple[Span, ...], list[int]] = {}
            for who in people:
                alike.setdefault(self._port.case.presence(who, day, kind), []).append(who)
            for spans, group in alike.items():
                for span in spans:
                    yield span, Heads(tuple(group), Cell(day, frozenset({kind})))

    def _carried(self, day: int, post: str) -> Iterator[Span]:
        """Where mentors whose shifts began before the horizon are at the post."""
        case = self._port.case
        if day >= case.first or day < case.first - 2:
            return
        mentors = _mentors(case, self._params, day)
        for item in case.history:
            who = case.person.get(item.employee)
            if who in mentors and item.post == post and case.axis.day(item.date) == day:
                kind = case.kind_of.get((item.shift, item.post))
                if kind is not None:
                    yield from case.presence(who, day, kind)
                else:
                    yield from (case.axis.span(day, span) for span in case.shifts[item.shift].at_post)


RULE = RosterRule(ID, Params, check, encode)
