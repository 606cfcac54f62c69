"""How many people are needed, where and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rosterctl.domain.calendar import WEEKDAYS, Calendar, DayKind
from rosterctl.domain.people import Employee
from rosterctl.domain.time import Span
from rosterctl.errors import Place

# from the most to the least specific; the first level that has rows for a filter decides a day
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """Whom a demand counts; ``None`` in a field means anybody."""

    post: str | None = None
    skill: str | None = None
    grade: str | None = None
    rank: str | None = None
    shift: str | None = None

    def person(self, employee: Employee) -> bool:
        """Whether the person has what is asked for (post and shift belong to the assignment)."""
        return (
            (self.skill is None or self.skill in employee.skills)
            and (self.grade is None or self.grade == employee.grade)
            and (self.rank is None or self.rank == employee.rank)
        )


@dataclass(frozen=True, slots=True)
class Demand:
    """One row of the demand file.

    ``day`` is ``all``, a kind of day, a weekday (``mon`` …), a special day's name or a date in ISO form.
    ``span`` is wall clock of that day; with ``filter.shift`` it is ``None`` and heads on that shift are counted.
    """

    day: str
    span: Span | None
    filter: Filter
    min: int | None = None
    target: int | None = None
    max: int | None = None
    place: Place | None = None


def _levels(on: date, calendar: Calendar) -> tuple[str, ...]:
    kind = calendar.kind(on)
    special = calendar.special.get(on)
    names = [on.isoformat(), *([special] if special else [])]
    if kind in (DayKind.HOLIDAY, DayKind.MOVED):
        names.append(kind.value)
    names.append(WEEKDAYS[on.weekday()])
    names.append(DayKind.WORKDAY.value if kind.worked else DayKind.REST.value)
    names.append(_ALL)
    return tuple(names)


def demand_on(rows: Iterable[Demand], on: date, calendar: Calendar) -> tuple[Demand, ...]:
    """The rows that hold on a date: for each filter, those of the most specific kind of day that has any.

    From the most specific: the date, a special day's name, ``holiday`` or ``moved``, the weekday,
    ``workday`` or ``rest``, ``all``. A holiday without rows of its own is a rest day, a moved workday a workday;
    on those two the weekday's own rows do not hold (a National Day Thursday is no ordinary Thursday).
    """
    levels = _levels(on, calendar)
    if calendar.kind(on) in (DayKind.HOLIDAY, DayKind.MOVED):
        levels = tuple(name for name in levels if name != WEEKDAYS[on.weekday()])
    rank = {name: position for position, name in enumerate(levels)}
    best: dict[Filter, int] = {}
    held = [row for row in rows if row.day in rank]
    for row in held:
        best[row.filter] = min(best.get(row.filter, len(levels)), rank[row.day])
    return tuple(row for row in held if rank[row.day] == best[row.filter])
