"""Rosters: who works which shift on which date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """A break or meal as rostered: start in wall-clock minutes of the roster date (24:00 and later: the next
    day), and length in minutes."""

    start: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Activity:
    """Something else done during the shift: a meeting, a training; wall-clock minutes of the roster date."""

    name: str
    start: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person on one shift. The roster date is the date on which the shift starts."""

    employee: str
    date: dt.date
    shift: str
    post: str
    breaks: tuple[Break, ...] = ()
    activities: tuple[Activity, ...] = ()

    def sort_key(self) -> tuple[str, dt.date, str, str]:
        """The order in which rosters are written."""
        return (self.employee, self.date, self.shift, self.post)


@dataclass(frozen=True)
class Stamp:
    """How a roster came to be; all of it is printed, so that a run can be repeated."""

    as_of: str
    input_hash: str
    version: str
    status: str = "unsolved"
    penalty: int | None = None
    bound: int | None = None
    seed: int | None = None
    workers: int | None = None
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


PUBLISHED, EDITED, REPAIRED = "publish", "edit", "repair"
"""Causes of a version: the first one, and one that somebody entitled has changed."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What makes a roster a published one: its number, the hash of its content, and why hard findings were
    accepted (``None``: there were none). ``cause``: ``publish``, ``edit`` of what was published, ``repair``, or
    ``request:Q12``."""

    version: int
    hash: str
    accepted: str | None = None
    cause: str = PUBLISHED


@dataclass(frozen=True)
class Roster:
    """Assignments over ``[first, end)``; those before ``first`` are history and live elsewhere."""

    first: dt.date
    end: dt.date
    assignments: tuple[Assignment, ...]
    stamp: Stamp | None = None
    carried: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    """Fairness counters after this month: use key → employee → count."""
    publication: Publication | None = None

    def by_cell(self) -> dict[tuple[str, dt.date], tuple[Assignment, ...]]:
        """Assignments by employee and date, each in the order of writing."""
        cells: dict[tuple[str, dt.date], tuple[Assignment, ...]] = {}
        for item in sorted(self.assignments, key=Assignment.sort_key):
            key = (item.employee, item.date)
            cells[key] = (*cells.get(key, ()), item)
        return cells
