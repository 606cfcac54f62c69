"""Which cells, people and days of a page a finding is about, so that each leads to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rosterctl.report.findings import Line
from rosterctl.report.roster_data import Grid

MANY_DAYS = 7
"""A finding about more days than this belongs to the person, not to each of the cells."""
SHOWN = 6
"""How many cells a finding links to; the cells themselves all lead back."""


@dataclass(frozen=True)
class Link:
    """A place on the page: its id, and its words."""

    id: str
    text: str


@dataclass(frozen=True)
class Marked:
    """A finding on the page, by its number there; ``rows`` are the people's rows that it concerns."""

    number: int
    line: Line
    links: tuple[Link, ...]
    more: int
    cells: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass
class Marks:
    """Findings by where they show: cell ids, rows and columns → numbers of findings, hard ones first."""

    found: list[Marked] = field(default_factory=list)
    cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    rows: dict[int, list[int]] = field(default_factory=dict)
    days: dict[int, list[int]] = field(default_factory=dict)


def mark(grid: Grid, lines: Sequence[Line]) -> Marks:
    """Places of the findings, in the order given. Ids: ``c<row>-<column>``, ``p<row>``, ``d<column>``."""
    row = {person.id: number for number, person in enumerate(grid.people)}
    column = {day.date: number for number, day in enumerate(grid.days)}
    marks = Marks()
    for number, line in enumerate(lines):
        rows = [row[who] for who in line.finding.employees if who in row]
        columns = [column[on] for on in line.finding.dates if on in column]
        marks.found.append(_place(grid, marks, number, line, rows, columns))
    return marks


def _place(grid: Grid, marks: Marks, number: int, line: Line, rows: list[int], columns: list[int]) -> Marked:
    if rows and columns and len(columns) <= MANY_DAYS:
        spots = [(one, day) for one in rows for day in columns]
        for spot in spots:
            marks.cells.setdefault(spot, []).append(number)
        links = [Link(cell_id(*spot), _cell_words(grid, *spot)) for spot in spots]
    elif rows:
        for one in rows:
            marks.rows.setdefault(one, []).append(number)
        links = [Link(f"p{one}", grid.people[one].name) for one in rows]
    else:
        for day in columns:
            marks.days.setdefault(day, []).append(number)
        links = [Link(f"d{day}", _day_words(grid.days[day].date)) for day in columns]
    cells = tuple(link.id for link in links)
    return Marked(number, line, tuple(links[:SHOWN]), max(0, len(links) - SHOWN), cells, tuple(rows))


def cell_id(row: int, column: int) -> str:
    """The id of a cell."""
    return f"c{row}-{column}"


def _cell_words(grid: Grid, row: int, column: int) -> str:
    return f"{grid.people[row].name} {_day_words(grid.days[column].date)}"


def _day_words(on: date) -> str:
    return f"{on:%m-%d}"
