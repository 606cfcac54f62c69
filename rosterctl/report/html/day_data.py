"""What the script of the page knows of each day: who works when, with meals and what else is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rosterctl.domain.case import Case
from rosterctl.domain.entries import Entry, entries
from rosterctl.domain.roster import Roster
from rosterctl.messages import Lang, show, text
from rosterctl.report.roster_data import Grid

WORDS = ("shown", "off", "leave", "meal", "nobody", "day-count")
"""Texts of the catalogue (``page.js.*``) that the script needs."""


def day_data(case: Case, roster: Roster, grid: Grid, lang: Lang) -> Mapping[str, Any]:
    """``days``: for each its words and what is worked on it: row of the person, shift, start, end, meals, activities.

    Times are wall-clock minutes of the roster date. A shift that the workspace does not have is not drawn.
    """
    row = {person.id: number for number, person in enumerate(grid.people)}
    column = {day.date: number for number, day in enumerate(grid.days)}
    shift = {one.code: number for number, one in enumerate(grid.legend)}
    work: list[list[Any]] = [[] for _ in grid.days]
    for entry in entries(roster, case.shifts):
        if entry.date in column:
            work[column[entry.date]].append(_worked(entry, row[entry.employee], shift[entry.shift]))
    return {
        "days": [show(day.date, lang) for day in grid.days],
        "work": work,
        "shifts": [one.code for one in grid.legend],
        "words": {name: text(f"page.js.{name}", lang) for name in WORDS},
    }


def _worked(entry: Entry, row: int, shift: int) -> list[Any]:
    meals = [[one.start, one.minutes] for one in entry.breaks]
    acts = [[one.start, one.minutes, one.name] for one in entry.activities]
    found = [row, shift, entry.span.start, entry.span.end, meals, acts]
    return found if acts else found[:5] if meals else found[:4]
