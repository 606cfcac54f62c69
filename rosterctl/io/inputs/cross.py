"""What one file says against another: leave outside employment, pins on leave, demand beyond staff …"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.demand import Demand, demand_on
from rosterctl.domain.incidents import Incident
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Part, Pin, Request, Status, Wish
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span
from rosterctl.errors import Place, Problem

PLAUSIBLE = dt.timedelta(days=731)
"""A wish, pin or incident further than this from the month is a mistyped date, not another month's."""

Leaves = dict[str, list[Request]]


def problems(
    staff: Sequence[Employee],
    requests: Sequence[Request],
    wishes: Sequence[Wish],
    pins: Sequence[Pin],
    first: dt.date,
    end: dt.date,
) -> list[Problem]:
    """What cannot be meant, in the order of the files. ``[first, end)`` is the month."""
    people = {person.id: person for person in staff}
    leaves = whole_leaves(requests)
    return [
        *unemployed(people, requests),
        *far((*wishes, *pins), first, end),
        *chain.from_iterable(_pin(people.get(pin.employee), leaves, pin) for pin in pins if first <= pin.date < end),
    ]


def whole_leaves(requests: Sequence[Request]) -> Leaves:
    """Approved leave of whole days, by person."""
    found: Leaves = {}
    for request in requests:
        if request.kind == "leave" and request.status is Status.APPROVED and request.part is Part.WHOLE:
            found.setdefault(request.employee, []).append(request)
    return found


def unemployed(people: Mapping[str, Employee], requests: Sequence[Request]) -> Iterator[Problem]:
    """Requests, rejected and withdrawn ones apart, outside the employment."""
    return chain.from_iterable(_employed(people.get(request.employee), request) for request in requests)


def _employed(person: Employee | None, request: Request) -> Iterator[Problem]:
    if person is None or request.status in (Status.REJECTED, Status.WITHDRAWN):
        return
    if not (person.employed(request.first) and person.employed(request.last)):
        values = {"employee": person.id, "name": person.name, "first": request.first, "last": request.last}
        yield Problem("input.request-unemployed", request.place, {**values, **employment(person)})


def employment(person: Employee) -> dict[str, object]:
    """The dates of employment, for messages."""
    return {"begin": str(person.employed_from or "…"), "until": str(person.employed_until or "…")}


def far(rows: Sequence[Wish | Pin | Incident], first: dt.date, end: dt.date) -> Iterator[Problem]:
    """Rows so far from the month ``[first, end)`` that their year must be mistyped."""
    told: set[Place | None] = set()
    for row in rows:
        if not first - PLAUSIBLE <= row.date <= end + PLAUSIBLE and row.place not in told:
            told.add(row.place)
            yield Problem("input.date-far", row.place, {"date": row.date, "first": first})


def _pin(person: Employee | None, leaves: Leaves, pin: Pin) -> Iterator[Problem]:
    if person is None or pin.shift is None:
        return
    values = {"employee": person.id, "name": person.name, "date": pin.date, "shift": pin.shift}
    if not person.employed(pin.date):
        yield Problem("input.pin-unemployed", pin.place, {**values, **employment(person)})
    for leave in leaves.get(person.id, []):
        if leave.first <= pin.date <= leave.last:
            yield Problem("input.pin-on-leave", pin.place, {**values, "other": leave.place})


def warnings(
    staff: Sequence[Employee],
    shifts: Sequence[Shift],
    demand: Sequence[Demand],
    requests: Sequence[Request],
    calendar: Calendar,
    first: dt.date,
    end: dt.date,
) -> tuple[Problem, ...]:
    """What is possible, and worth a second look."""
    days = [first + dt.timedelta(days=n) for n in range((end - first).days)]
    by_code = {shift.code: shift for shift in shifts}
    beyond = _beyond_staff(staff, by_code, demand, whole_leaves(requests), calendar, days)
    return (*of_the_month(staff, calendar, first, end), *beyond)


def of_the_month(staff: Sequence[Employee], calendar: Calendar, first: dt.date, end: dt.date) -> tuple[Problem, ...]:
    """Years without a published calendar, and people who leave in the month ``[first, end)``."""
    last = end - dt.timedelta(days=1)
    found = [
        Problem("warn.provisional", None, {"year": year})
        for year in sorted({first.year, last.year} & calendar.provisional)
    ]
    for person in staff:
        if person.employed_until is not None and first <= person.employed_until < last:
            values = {"employee": person.id, "name": person.name, "last": person.employed_until}
            found.append(Problem("warn.leaver", None, values))
    return tuple(found)


def _beyond_staff(
    staff: Sequence[Employee],
    shifts: dict[str, Shift],
    demand: Sequence[Demand],
    leaves: Leaves,
    calendar: Calendar,
    days: Sequence[dt.date],
) -> list[Problem]:
    """Demand that cannot be met even if everybody who is there works: the rows to blame, with their dates."""
    short: dict[tuple[Place | None, str, int, int], list[dt.date]] = {}
    for on in days:
        there = [
            p for p in staff if p.employed(on) and not any(x.first <= on <= x.last for x in leaves.get(p.id, []))
        ]
        rows = demand_on(demand, on, calendar)
        for row in rows:
            able = sum(row.filter.person(person) for person in there)
            if (row.min or 0) > able:
                short.setdefault((row.place, "warn.demand-row", row.min or 0, able), []).append(on)
        peak, blame = _peak(rows, shifts)
        if peak > len(there) and not any(on in dates for dates in short.values()):
            short.setdefault((blame, "warn.demand-peak", peak, len(there)), []).append(on)
    return [
        Problem(code, place, {"need": need, "have": have, "date": dates[0], "days": len(dates)})
        for (place, code, need, have), dates in short.items()
    ]


def _peak(rows: Sequence[Demand], shifts: dict[str, Shift]) -> tuple[int, Place | None]:
    """The most people needed at one minute of the day: posts add up, several rows of one post do not."""
    pieces = [(span, row) for row in rows if row.min for span in _spans(row, shifts)]
    best, blame = 0, None
    for minute in sorted({span.start for span, _ in pieces}):
        held = [row for span, row in pieces if span.start <= minute < span.end]
        posts: dict[str | None, int] = {}
        for row in held:
            posts[row.filter.post] = max(posts.get(row.filter.post, 0), row.min or 0)
        anywhere = posts.pop(None, 0)
        need = max(anywhere, sum(posts.values()))
        if need > best:
            best, blame = need, max(held, key=lambda row: row.min or 0).place
    return best, blame


def _spans(row: Demand, shifts: dict[str, Shift]) -> tuple[Span, ...]:
    if row.span is not None:
        return (row.span,)
    shift = shifts.get(row.filter.shift or "")
    return () if shift is None else shift.segments
