"""Time helpers that roster rules share: runs of days, calendar weeks, months and periods as day numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rosterctl.domain.case import Case
from rosterctl.rules.base import Scope


def rolling(case: Case, scope: Scope, length: int) -> Iterator[tuple[int, int]]:
    """Every stretch of ``length`` days that ends inside the horizon and touches the scope, as ``[first, end)``.

    Stretches reach back into history; none reaches past the horizon's end, where nothing is planned yet.
    """
    for end in range(case.first + 1, case.end + 1):
        begin = end - length
        if begin >= 0 and scope.touches(max(begin, case.first), end):
            yield begin, end


def calendar_weeks(case: Case, scope: Scope) -> Iterator[tuple[int, int]]:
    """The calendar weeks that touch the scope, ``[first, end)``; a week may reach past ``case.end``."""
    begin = case.first - (case.axis.date(case.first).weekday() - case.calendar.week_start) % 7
    while begin < case.end:
        if scope.touches(begin, begin + 7):
            yield begin, begin + 7
        begin += 7


def months(case: Case, scope: Scope, by: str) -> Iterator[tuple[int, int]]:
    """Calendar months (``by = "month"``) or payroll periods (``"period"``) that touch the scope."""
    seen: set[tuple[date, date]] = set()
    for day in case.days:
        on = case.axis.date(day)
        if by == "month":
            bounds = _month(on)
        else:
            bounds = _period(case, on)
        if bounds not in seen:
            seen.add(bounds)
            first, end = (case.axis.day(bound) for bound in bounds)
            if scope.touches(first, end):
                yield first, end


def _month(on: date) -> tuple[date, date]:
    return on.replace(day=1), date(on.year + on.month // 12, on.month % 12 + 1, 1)


def _period(case: Case, on: date) -> tuple[date, date]:
    first, end = case.calendar.period(f"{on:%Y-%m}")
    if on < end:
        return first, end
    after = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return case.calendar.period(f"{after:%Y-%m}")
