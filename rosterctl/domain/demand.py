"""How many people are needed, where and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.people import Employee
from rosterctl.domain.time import Span
from rosterctl.errors import Place


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


class OnDays(Protocol):
    """A row of a table about kinds of days, for some of the people."""

    @property
    def day(self) -> str:
        """As :attr:`Demand.day`."""

    @property
    def filter(self) -> Filter:
        """Whom it is about."""


Row = TypeVar("Row", bound=OnDays)


def demand_on(rows: Iterable[Row], on: date, calendar: Calendar) -> tuple[Row, ...]:
    """The rows that hold on a date: for each filter, those of the most specific kind of day that has any.

    A holiday without rows of its own is a rest day, a moved workday a workday; see :meth:`Calendar.names_of`.
    """
    levels = calendar.names_of(on)
    rank = {name: position for position, name in enumerate(levels)}
    best: dict[Filter, int] = {}
    held = [row for row in rows if row.day in rank]
    for row in held:
        best[row.filter] = min(best.get(row.filter, len(levels)), rank[row.day])
    return tuple(row for row in held if rank[row.day] == best[row.filter])
