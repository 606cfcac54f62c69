"""What can give way in a month: days of leave that may be moved, pins, rows of demand, people from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter, demand_on
from rosterctl.domain.measures import Ease, GiveUpLeave, Unpin
from rosterctl.domain.requests import Part
from rosterctl.solver.elastic import Lend

MOVABLE = frozenset({None, "personal", "annual", "exchange"})
"""Kinds of leave that an employer may refuse or move. Sick, marriage, maternity, bereavement and injury leave are due
by law; the workspace's own kinds are nobody's to give away here."""

MANY_ROWS = 24
"""With more rows than this for one filter on a day, the rows that start in the same hour give way together."""


def free_days(case: Case) -> list[GiveUpLeave]:
    """Each day that a person is wholly on leave which may be moved."""
    found: dict[GiveUpLeave, None] = {}
    for who, leaves in enumerate(case.leaves):
        fixed = {day for x in leaves if x.request.leave_kind not in MOVABLE for day in range(x.first, x.end)}
        for leave in leaves:
            if leave.part is Part.WHOLE:
                days = set(range(max(leave.first, case.first), min(leave.end, case.end))) - fixed
                found |= dict.fromkeys(GiveUpLeave(who, day) for day in sorted(days))
    return list(found)


def dropped_pins(case: Case) -> list[Unpin]:
    """Each pin of somebody on the staff list."""
    return [Unpin(pin) for pin in case.pins if pin.employee in case.person and case.axis.day(pin.date) in case.days]


def eases(case: Case, days: Iterable[int]) -> list[Ease]:
    """Each row of demand on these days that asks for people, and each that limits them."""
    found = []
    for day in days:
        groups: dict[Filter, list[Demand]] = {}
        for row in demand_on(case.demand, case.axis.date(day), case.calendar):
            groups.setdefault(row.filter, []).append(row)
        for rows in groups.values():
            for part in _parts(rows):
                for level in ("min", "max"):
                    asks = tuple(row for row in part if getattr(row, level) is not None and _binds(case, row, level))
                    if asks:
                        found.append(Ease(day, asks, level))
    return found


def _binds(case: Case, row: Demand, level: str) -> bool:
    number: int = getattr(row, level)
    return number > 0 if level == "min" else number < len(case.employees)


def _parts(rows: list[Demand]) -> list[list[Demand]]:
    if len(rows) <= MANY_ROWS:
        return [[row] for row in rows]
    hours: dict[int, list[Demand]] = {}
    for row in rows:
        hours.setdefault(-1 if row.span is None else row.span.start // 60, []).append(row)
    return list(hours.values())


def lends(case: Case, days: Iterable[int]) -> list[Lend]:
    """A day on which people may be borrowed, like the employee who can do the most of what is asked for then."""
    found = []
    for day in days:
        rows = demand_on(case.demand, case.axis.date(day), case.calendar)
        whole = [who for who, leaves in enumerate(case.leaves) if all(x.part is Part.WHOLE for x in leaves)]
        if whole:
            found.append(Lend(day, max(whole, key=lambda who: _fits(case, rows, who))))
    return found


def _fits(case: Case, rows: Iterable[Demand], who: int) -> int:
    return sum(row.filter.person(case.employees[who]) for row in rows)
