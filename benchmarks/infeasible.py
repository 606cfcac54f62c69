"""Months of the measured size that no roster can keep, one for each kind of trouble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.instance import CLOCK, FIRST, Instance, generate
from benchmarks.product import POST, case_of, hard
from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.requests import Pin, Request, Status
from rosterctl.domain.time import Span

MONDAY = 7
"""The first day of the second week, which is the one in trouble."""


@dataclass(frozen=True)
class Trouble:
    """A kind of trouble: what it is called, and the month with it."""

    name: str
    case: Callable[[int], Case]


def _month(staff: int) -> tuple[Instance, Case]:
    month = generate(staff, 0.9)
    return month, case_of(month)


def _on(day: int) -> date:
    return FIRST + timedelta(day)


def _off(case: Case, who: int, first: int, last: int) -> Request:
    person = case.employees[who].id
    return Request(f"X{who}", "leave", person, _on(first), _on(last), leave_kind="annual", status=Status.APPROVED)


def _pinned(case: Case, *pins: tuple[int, int, str | None]) -> Case:
    found = tuple(Pin(case.employees[who].id, _on(day), shift) for who, day, shift in pins)
    return replace(case, pins=found, uses=(*case.uses, hard("pins")))


def impossible_day(staff: int) -> Case:
    """Nearly two in three have leave on a Monday that needs more than the rest of them."""
    _, case = _month(staff)
    away = tuple(_off(case, who, MONDAY, MONDAY) for who in range(staff * 64 // 100))
    return replace(case, requests=(*case.requests, *away))


def pin_on_leave(staff: int) -> Case:
    """Somebody is fixed to a shift in the middle of a week of leave."""
    _, case = _month(staff)
    case = replace(case, requests=(*case.requests, _off(case, 5, MONDAY, MONDAY + 6)))
    return _pinned(case, (5, MONDAY + 2, "E"))


def leave_and_nights(staff: int) -> Case:
    """Four can do the nights that ask for a skill; three of them are away for a week, one cannot do seven."""
    _, case = _month(staff)
    able = tuple(
        replace(person, skills=frozenset({"night"})) if who < 4 else person
        for who, person in enumerate(case.employees)
    )
    away = tuple(_off(case, who, MONDAY, MONDAY + 6) for who in range(3))
    asked = Demand("all", Span(1320, 1800), Filter(POST, skill="night"), min=1)
    # the day of leave that everybody has would be one more trouble
    others = tuple(request for request in case.requests if request.employee not in {p.id for p in able[:4]})
    return replace(case, employees=able, requests=(*others, *away), demand=(*case.demand, asked))


def crowded_week(staff: int) -> Case:
    """Each day of a week can be staffed, all seven together cannot: everybody has two days off."""
    _, case = _month(staff)
    week = {_on(MONDAY + day).isoformat() for day in range(7)}
    more = tuple(
        Demand(day, Span(*clock), Filter(POST), min=staff * share // 100)
        for day in sorted(week)
        for clock, share in zip(CLOCK, (31, 26, 17), strict=True)
    )
    return replace(case, demand=(*(row for row in case.demand if row.day not in week), *more))


def full_week_pinned(staff: int) -> Case:
    """A person is fixed to work on six days of a week that owes two days off."""
    _, case = _month(staff)
    others = tuple(request for request in case.requests if request.employee != case.employees[5].id)
    case = replace(case, requests=others)
    return _pinned(case, *((5, MONDAY + day, "E") for day in range(6)))


TROUBLES = (
    Trouble("one impossible day", impossible_day),
    Trouble("a pin on leave", pin_on_leave),
    Trouble("leave and nights", leave_and_nights),
    Trouble("a crowded week", crowded_week),
    Trouble("a week pinned full", full_week_pinned),
)
