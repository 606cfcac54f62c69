"""What the roster loses by a leave, minute by minute of its demand, and who could take over what is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.errors import InputError, Problem
from rosterctl.rules.base import Scope
from rosterctl.rules.roster.demand_table import DemandTable, Group
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.rules.roster.minutes import wall
from rosterctl.rules.roster.staffing import Staffing, runs
from rosterctl.services.folders import roster_folder
from rosterctl.services.month import Month, load_month
from rosterctl.services.request_desk import Desk

NAMED = 5
"""So many people who could cover are looked for; ``suggest`` ranks all of them."""


@dataclass(frozen=True)
class Lost:
    """A stretch of demand that the person was there for: ``have`` are left of ``need`` (minimum, else target).

    Times are minutes after the midnight of ``date``, the date of the demand.
    """

    date: dt.date
    start: int
    end: int
    filter: Filter
    have: int
    need: int

    @property
    def short(self) -> bool:
        """Whether fewer are left than are needed."""
        return self.have < self.need


@dataclass(frozen=True)
class Cover:
    """A shift that is lost, wholly or in part, and the ids of people who could take it: off that day, allowed at the
    post, and without a new breach of a hard rule. The least worked come first; there may be more."""

    date: dt.date
    shift: str
    post: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Loss:
    """What a leave costs the roster. ``unknown`` holds the problems for which some month could not be looked at."""

    lost: tuple[Lost, ...] = ()
    covers: tuple[Cover, ...] = ()
    unknown: tuple[Problem, ...] = ()


def loss(desk: Desk, request: Request) -> Loss:
    """What the published rosters of the months that a leave touches lose by it; where none is published, the draft.

    A month without any roster loses nothing yet.
    """
    calendar = Calendar(period_start=desk.config.period_start)
    day = dt.timedelta(days=1)
    dates = [request.first + n * day for n in range((request.last - request.first).days + 1)]
    found = Loss()
    for name in dict.fromkeys(calendar.month_of(date) for date in dates):
        folder = roster_folder(desk.root, name)
        try:
            roster = folder.latest() or folder.draft()
            if roster is not None:
                mine = [date for date in dates if calendar.month_of(date) == name]
                more = _of_month(load_month(desk.root, name), roster, request, mine)
                found = Loss((*found.lost, *more.lost), (*found.covers, *more.covers), found.unknown)
        except InputError as error:
            found = replace(found, unknown=(*found.unknown, *error.problems))
    return found


def _of_month(month: Month, roster: Roster, request: Request, dates: list[dt.date]) -> Loss:
    case = month.case
    if request.employee not in case.person:
        return Loss()
    before = RosterIndex(case, roster.assignments)
    left = replace(case, requests=(*case.requests, replace(request, id="asked", status=Status.APPROVED)))
    gone = frozenset(dates) if request.part is Part.WHOLE else frozenset[dt.date]()
    kept = [item for item in roster.assignments if item.employee != request.employee or item.date not in gone]
    after = RosterIndex(left, kept)
    lost = tuple(_lost(before, after, request, [case.axis.day(date) for date in dates]))
    return Loss(lost, tuple(_covers(after, roster, request, dates, lost)))


def _lost(before: RosterIndex, after: RosterIndex, request: Request, days: list[int]) -> Iterator[Lost]:
    """The rows of the leave's days, and of the days beside them: shifts and demand reach past midnight."""
    case = before.case
    everybody = Scope(tuple(range(len(case.employees))), case.first, case.end)
    one, other = Staffing(before, everybody), Staffing(after, everybody)
    table = DemandTable(case)
    for day in range(max(days[0] - 1, case.first), min(days[-1] + 2, case.end)):
        for group in table.on(day):
            if group.filter.shift is not None:
                yield from _heads(before, after, group, day)
                continue
            for row, start, end in zip(group.rows, *group.bounds(case, day), strict=True):
                need = _need(row)
                end = min(int(end), case.axis.at(case.end, 0))
                if need is None or int(start) >= end:
                    continue
                had = one.slice(one.present(group.filter), int(start), end)
                have = other.slice(other.present(group.filter), int(start), end)
                for begin, stop, count in runs(np.where(had > have, have + 1, 0), int(start)):
                    span = wall(case, day, begin), wall(case, day, stop)
                    yield Lost(case.axis.date(day), *span, group.filter, count - 1, need)


def _heads(before: RosterIndex, after: RosterIndex, group: Group, day: int) -> Iterator[Lost]:
    """Demand for heads on a shift, whatever the minute."""
    asked, case = group.filter, before.case
    shift = case.shifts[asked.shift or ""]
    had, have = _on_shift(before, asked, day), _on_shift(after, asked, day)
    for row in group.rows:
        need = _need(row)
        if need is not None and have < had:
            yield Lost(case.axis.date(day), shift.span.start, shift.span.end, asked, have, need)


def _on_shift(index: RosterIndex, asked: Filter, day: int) -> int:
    return sum(
        asked.person(person)
        and any(item.shift == asked.shift and asked.post in (None, item.post) for item in index.at(who, day))
        for who, person in enumerate(index.case.employees)
    )


def _need(row: Demand) -> int | None:
    return row.target if row.min is None else row.min


def _covers(
    after: RosterIndex, roster: Roster, request: Request, dates: list[dt.date], lost: tuple[Lost, ...]
) -> Iterator[Cover]:
    touched = {item.date + dt.timedelta(days=n) for item in lost for n in (-1, 0)}
    for item in roster.assignments:
        if item.employee == request.employee and item.date in dates and item.date in touched:
            near = (item.date, item.date + dt.timedelta(days=1))
            asked = [one.filter for one in lost if one.date in near and one.short]
            people = _able(after, replace(item, breaks=(), activities=()), asked)
            yield Cover(item.date, item.shift, item.post, tuple(people))


def _able(after: RosterIndex, item: Assignment, asked: Iterable[Filter]) -> list[str]:
    """People who are off that day and could take the shift, the least worked first, as many as are named."""
    case, day = after.case, after.case.axis.day(item.date)
    wanted = tuple(asked)
    free = [
        who
        for who, person in enumerate(case.employees)
        if not after.at(who, day) and all(one.person(person) for one in wanted) and _allowed(case, who, day, item)
    ]
    worked = after.paid[:, case.first : case.end].sum(axis=1)
    found: list[str] = []
    for who in sorted(free, key=lambda who: (int(worked[who]), case.employees[who].id)):
        moved = after.moved({(who, day): (replace(item, employee=case.employees[who].id),)})
        if _hard(moved, who) <= _hard(after, who):
            found.append(case.employees[who].id)
        if len(found) == NAMED:
            break
    return found


def _allowed(case: Case, who: int, day: int, item: Assignment) -> bool:
    person = case.employees[who]
    return (
        person.employed(item.date)
        and person.id != item.employee
        and (person.shifts is None or item.shift in person.shifts)
        and (person.posts is None or item.post in person.posts)
        and not case.on_whole_leave(who, day)
    )


def _hard(index: RosterIndex, who: int) -> frozenset[tuple[object, ...]]:
    """Hard findings about this person, and only about them: those about many people are no matter of who covers."""
    mine = index.case.employees[who].id
    return frozenset(
        (found.rule, found.key, found.code, found.dates, found.size)
        for found in judge(index, people=(who,), days=None)
        if found.hard and found.employees == (mine,)
    )
