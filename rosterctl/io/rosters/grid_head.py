"""Finds its way about a planner's grid: the row of dates, the columns of ids and names, the first person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rosterctl.domain.case import Case
from rosterctl.errors import InputError, Problem
from rosterctl.io.rosters.grid_dates import Heading, heading
from rosterctl.io.rosters.grid_people import People
from rosterctl.io.rosters.grid_source import Sheet
from rosterctl.io.tables.columns import Raw
from rosterctl.io.tables.text import header_key

SEARCHED = 60
"""Rows in which the dates are looked for."""

_IDS = ("工号", "员工号", "员工编号", "人员编号", "编号", "id", "employee id", "staff id", "employee no", "staff no")
_NAMES = ("姓名", "员工姓名", "名字", "员工", "人员", "name", "employee name", "employee", "full name", "staff")
ID_HEADS = frozenset(header_key(word) for word in _IDS)
NAME_HEADS = frozenset(header_key(word) for word in _NAMES)


@dataclass(frozen=True)
class Head:
    """Where things stand (from 0): the dates' row, column → date, id and name columns, the first row of people."""

    row: int
    dates: Mapping[int, dt.date]
    id: int | None
    name: int | None
    body: int


def find_head(sheet: Sheet, case: Case, people: People, notes: list[Problem]) -> Head:
    """The head of a grid. Raises :class:`InputError` when there is none, or its dates do not fit the horizon."""
    first, end = case.axis.date(case.first), case.axis.date(case.end)
    row, found = _date_row(sheet, first, end)
    problems = _misfits(sheet, row, found, first, end)
    dates = {column: head.date for column, head in found.items() if head.date is not None}
    problems += _doubled(sheet, row, dates)
    columns, label_row = _labels(sheet, row, dates)
    if not columns:
        columns = _guess(sheet, row, dates, people)
    if not columns:
        problems.append(Problem("roster.grid.no-people", sheet.place(row, 0)))
    if problems:
        raise InputError(problems)
    missing = tuple(day for day in _horizon(first, end) if day not in dates.values())
    if missing:
        notes.append(Problem("roster.grid.days-missing", sheet.place(row, 0), {"dates": missing}))
    return Head(row, dates, columns.get("id"), columns.get("name"), max(row, label_row) + 1)


def _date_row(sheet: Sheet, first: dt.date, end: dt.date) -> tuple[int, dict[int, Heading]]:
    """The row with most dates of the horizon; among equals one that names months, then the upper one."""
    best: tuple[tuple[int, int, int], int, dict[int, Heading]] | None = None
    for row in range(min(SEARCHED, len(sheet.rows))):
        found = {
            column: head
            for column, raw in enumerate(_spread(sheet, row))
            if (head := heading(raw, first, end)) is not None
        }
        inside = {head.date for head in found.values()} - {None}
        exact = sum(head.exact for head in found.values())
        enough = min(3, (end - first).days)
        if exact or len(inside) >= enough:
            score = (len(inside), exact, -row)
            if best is None or score > best[0]:
                best = (score, row, found)
    if best is None:
        raise InputError([Problem("roster.grid.no-dates", sheet.place(0, 0), {"first": first, "end": end})])
    return best[1], best[2]


def _spread(sheet: Sheet, row: int) -> list[Raw]:
    """A row with merged cells filled in sideways: one date over two columns is over both."""
    cells: list[Raw] = list(sheet.rows[row])
    for (top, left), (bottom, right) in sheet.merged:
        if top <= row <= bottom and right > left:
            for column in range(left, min(right + 1, len(cells))):
                cells[column] = sheet.at(top, left)
    return cells


def _misfits(sheet: Sheet, row: int, found: Mapping[int, Heading], first: dt.date, end: dt.date) -> list[Problem]:
    """Columns for days that the month does not have; an empty one (the 31st of a form) may stay."""
    outside = [
        column
        for column, head in found.items()
        if head.date is None and any(sheet.text(below, column) for below in range(row + 1, len(sheet.rows)))
    ]
    if not outside:
        return []
    values = {"dates": tuple(found[column].shown for column in outside), "first": first, "end": end}
    return [Problem("roster.grid.outside", sheet.place(row, outside[0]), values)]


def _doubled(sheet: Sheet, row: int, dates: Mapping[int, dt.date]) -> list[Problem]:
    seen: dict[dt.date, int] = {}
    problems = []
    for column, on in dates.items():
        if on in seen:
            values = {"date": on, "other": sheet.place(row, seen[on]).cell}
            problems.append(Problem("roster.grid.date-twice", sheet.place(row, column), values))
        seen.setdefault(on, column)
    return problems


def _labels(sheet: Sheet, row: int, dates: Mapping[int, dt.date]) -> tuple[dict[str, int], int]:
    """The columns headed 工号 and 姓名, in the dates' row or up to three rows beside it, and the lowest such row."""
    columns: dict[str, int] = {}
    lowest = row
    near = sorted(range(max(0, row - 3), min(len(sheet.rows), row + 3)), key=lambda other: abs(other - row))
    for other in near:
        for column in range(len(sheet.rows[other])):
            key = header_key(sheet.text(other, column))
            kind = "id" if key in ID_HEADS else "name" if key in NAME_HEADS else None
            if kind is not None and column not in dates and kind not in columns:
                columns[kind] = column
                lowest = max(lowest, other)
    return columns, lowest


def _guess(sheet: Sheet, row: int, dates: Mapping[int, dt.date], people: People) -> dict[str, int]:
    """Without heads: the column left of the dates in which most cells are people of the staff file."""
    if not dates:
        return {}
    counts = {
        column: sum(people.knows(sheet.text(below, column)) for below in range(row + 1, len(sheet.rows)))
        for column in range(min(dates))
    }
    best = max(counts, key=lambda column: counts[column], default=None)
    return {} if best is None or not counts[best] else {"name": best}


def _horizon(first: dt.date, end: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((end - first).days)]
