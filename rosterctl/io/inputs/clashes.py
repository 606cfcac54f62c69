"""Approved requests of one person that cannot both hold: overtime twice, two kinds of leave at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import DAY, Span, format_clock
from rosterctl.errors import Problem

HALVES = frozenset({Part.FIRST_HALF, Part.SECOND_HALF})


def clashes(people: Mapping[str, Employee], requests: Sequence[Request], shifts: Iterable[Shift]) -> list[Problem]:
    """The pairs that clash, each told once, at the one that stands later in the file."""
    order = {request.id: number for number, request in enumerate(requests)}
    spill = max((shift.span.end - DAY for shift in shifts), default=0)
    pairs = [*_overtime(_approved(requests, "overtime")), *_leave(_approved(requests, "leave"), spill)]
    found = {}
    for code, *pair in pairs:
        one, other = sorted(pair, key=lambda request: order[request.id])
        found[order[other.id], order[one.id]] = _problem(code, people, other, one)
    return [found[key] for key in sorted(found)]


def _approved(requests: Sequence[Request], kind: str) -> dict[str, list[Request]]:
    """By employee, in the order of their first dates."""
    found: dict[str, list[Request]] = {}
    for request in sorted(requests, key=lambda request: request.first):
        if request.kind == kind and request.status is Status.APPROVED:
            found.setdefault(request.employee, []).append(request)
    return found


def _overtime(by_person: Mapping[str, Sequence[Request]]) -> Iterator[tuple[str, Request, Request]]:
    """Windows that overlap; each is held against the one before it that ends last."""
    for requests in by_person.values():
        windows = sorted((w for request in requests for w in _windows(request)), key=lambda window: window[0])
        latest: tuple[Span, Request] | None = None
        for window, request in windows:
            if latest is not None and window.start < latest[0].end and latest[1] is not request:
                yield "input.overtime-overlap", latest[1], request
            if latest is None or window.end > latest[0].end:
                latest = (window, request)


def _windows(request: Request) -> Iterator[tuple[Span, Request]]:
    """The hours of each of its dates, in wall-clock minutes since the beginning of the calendar."""
    if request.hours is not None:
        for ordinal in range(request.first.toordinal(), request.last.toordinal() + 1):
            yield request.hours.shifted(ordinal * DAY), request


def _leave(by_person: Mapping[str, Sequence[Request]], spill: int) -> Iterator[tuple[str, Request, Request]]:
    for requests in by_person.values():
        running: list[Request] = []
        for request in requests:
            # hours may run past midnight, so a request counts for a day after its last
            running = [one for one in running if one.last + dt.timedelta(days=1) >= request.first]
            for one in running:
                if one.leave_kind != request.leave_kind and _at_once(one, request, spill):
                    yield "input.leave-overlap", one, request
            running.append(request)


def _at_once(one: Request, other: Request, spill: int) -> bool:
    """Whether two leaves certainly share time, whatever is rostered.

    Halves are those of the shift worked, so that a half and hours are not compared here; nor are a whole day and
    hours that the shift of the day before may reach (``spill``: until how many minutes after midnight one may).
    """
    if one.part is Part.HOURS and other.part is Part.HOURS:
        return any(a.overlap(b) > 0 for a, _ in _windows(one) for b, _ in _windows(other))
    if one.last < other.first or other.last < one.first:
        return False
    parts = {one.part, other.part}
    if Part.HOURS in parts:
        hours = one.hours if one.part is Part.HOURS else other.hours
        return Part.WHOLE in parts and hours is not None and hours.end > spill
    return parts != HALVES


def _problem(code: str, people: Mapping[str, Employee], request: Request, other: Request) -> Problem:
    person = people.get(request.employee)
    values = {
        "employee": request.employee,
        "name": person.name if person else request.employee,
        "read": _shown(request),
        "there": _shown(other),
        "other": other.place,
    }
    return Problem(code, request.place, values)


def _shown(request: Request) -> str:
    """Dates and hours of a request, short: ``2026-10-05~2026-10-07``, ``2026-10-05 18:00-20:00``."""
    dates = str(request.first) if request.first == request.last else f"{request.first}~{request.last}"
    if request.hours is None:
        return dates
    return f"{dates} {format_clock(request.hours.start)}-{format_clock(request.hours.end)}"
