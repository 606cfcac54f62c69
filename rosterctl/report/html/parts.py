"""What the pages have alike: a cell of a grid, and how a day's column is told from others."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rosterctl.domain.calendar import Calendar
from rosterctl.report.roster_data import Day


class Square(NamedTuple):
    """A cell of the grid: class names, id (empty: none), text, and the number of its first finding."""

    kind: str
    id: str
    text: str
    finding: int | None


def day_of(on: date, calendar: Calendar) -> Day:
    """A date without the name that a roster gives it."""
    return Day(on, calendar.kind(on), calendar.is_weekend(on), None)


def day_classes(day: Day) -> str:
    """The class names of a day's column."""
    return f"{day.kind.value} weekend" if day.weekend else day.kind.value
