"""Time helper for hours: the stretches over which they are added up, alone or as part of a cycle of periods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rosterctl.domain.case import Case
from rosterctl.rules.base import Scope
from rosterctl.rules.roster.windows import calendar_weeks, months, rolling

WEEK = 7


class Account(NamedTuple):
    """Hours of the days ``[first, end)``; may reach into history and past the horizon.

    ``carried``: periods before the first day belong to it, of which only a counter is known. ``closing``: the cycle
    ends with it; otherwise more periods follow.
    """

    first: int
    end: int
    carried: bool = False
    closing: bool = True


def accounts(case: Case, scope: Scope, per: str, periods: int = 1, begins: int = 1) -> Iterator[Account]:
    """The weeks, rolling weeks, months or payroll periods that touch the scope.

    With several ``periods`` a cycle: an account for the end of each period, over those of its cycle that have begun
    and touch the horizon. A cycle begins with the period named by the month ``begins``, and again every ``periods``.
    """
    if periods > 1:
        yield from _cycles(case, scope, periods, begins)
        return
    spans = {"week": calendar_weeks(case, scope), "rolling": rolling(case, scope, WEEK)}
    yield from (Account(first, end) for first, end in spans.get(per) or months(case, scope, per))


def _cycles(case: Case, scope: Scope, periods: int, begins: int) -> Iterator[Account]:
    judged = set(months(case, scope, "period"))
    start, carried = case.first, False
    for number, (first, end) in enumerate(months(case, Scope((), case.first, case.end), "period")):
        # a period is named by the month in which it ends
        place = (case.axis.date(end - 1).month - begins) % periods
        if number == 0 or place == 0:
            start, carried = first, place > 0
        if (first, end) in judged:
            yield Account(start, end, carried, place == periods - 1)
