"""What a leave takes of each of its dates, in paid minutes: what balances are counted by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from rosterctl.domain.balances import DAY_MINUTES, Taken
from rosterctl.domain.case import halves
from rosterctl.domain.requests import Part, Request
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import DAY, Span, subtract
from rosterctl.services.rostered import Rostered

BY_SHIFT = ("exchange",)
"""Time off that was earned by the minute is taken by the minute; other leave by the day of eight hours."""


def takes(rostered: Rostered, request: Request, workdays: frozenset[dt.date]) -> tuple[Taken, ...]:
    """Minutes of each date of a leave on which the person would work: by the published roster, else by the calendar.

    A whole day is eight hours, half of one four, whatever the shift; time off that was earned takes the paid minutes
    of the shift. Hours take the paid minutes inside them (those on the clock without a roster), at most a day.
    """
    if request.part is Part.HOURS and request.hours is not None:
        return tuple(_hours(rostered, request, request.hours))
    return tuple(_days(rostered, request, workdays))


def _days(rostered: Rostered, request: Request, workdays: frozenset[dt.date]) -> Iterator[Taken]:
    kind, whole = request.leave_kind or "", request.part is Part.WHOLE
    for number in range((request.last - request.first).days + 1):
        date = request.first + dt.timedelta(days=number)
        shifts = rostered.templates(request.employee, date)
        if shifts is None:
            minutes = (DAY_MINUTES if whole else DAY_MINUTES // 2) if date in workdays else 0
        elif kind in BY_SHIFT:
            minutes = sum(_part(shift, request.part) for shift in shifts)
        else:
            minutes = (DAY_MINUTES if whole else DAY_MINUTES // 2) if shifts else 0
        if minutes:
            yield Taken(kind, date, minutes)


def _part(shift: Shift, part: Part) -> int:
    """Paid minutes of a shift, or of one half of it (attendance 1.1)."""
    if part is Part.WHOLE:
        return shift.paid
    cut, span = halves(shift), shift.span
    half = Span(span.start, cut.start) if part is Part.FIRST_HALF else Span(cut.end, span.end)
    return _inside(shift, half)


def _hours(rostered: Rostered, request: Request, hours: Span) -> Iterator[Taken]:
    """A window belongs to its date, also where it takes the early hours of the shift of the day before."""
    kind, day = request.leave_kind or "", dt.timedelta(days=1)
    known = {n: rostered.templates(request.employee, request.first + n * day) for n in (-1, 0, 1)}
    if known[0] is None:
        minutes = hours.minutes
    else:
        minutes = sum(_inside(shift, hours.shifted(-n * DAY)) for n, found in known.items() for shift in found or ())
    limit = minutes if kind in BY_SHIFT else DAY_MINUTES
    if minutes:
        yield Taken(kind, request.first, min(minutes, limit))


def _inside(shift: Shift, window: Span) -> int:
    return sum(window.overlap(span) for span in _paid(shift))


def _paid(shift: Shift) -> tuple[Span, ...]:
    """A shift's paid time on the clock; a rotating meal is taken in the middle of its window (attendance 1.1)."""
    return subtract(shift.segments, tuple(_unpaid(shift)))


def _unpaid(shift: Shift) -> Iterable[Span]:
    for meal in shift.meals:
        if not meal.paid:
            start = meal.window.start + (meal.window.minutes - meal.minutes) // 2
            yield Span(start, start + meal.minutes)
