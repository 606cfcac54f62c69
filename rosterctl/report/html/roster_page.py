"""``report roster``: a month's roster as one page for the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.case import Case
from rosterctl.domain.roster import Roster
from rosterctl.messages import Lang, text
from rosterctl.report.coverage import Cover
from rosterctl.report.findings import Line
from rosterctl.report.grid import cover_text, leave_word, legend_lines, mark, note_text, total_texts, weekday_mark
from rosterctl.report.html.charts import charts
from rosterctl.report.html.day_data import day_data
from rosterctl.report.html.marks import Marks, cell_id
from rosterctl.report.html.marks import mark as mark_findings
from rosterctl.report.html.parts import Square, day_classes
from rosterctl.report.html.shades import shades
from rosterctl.report.html.shell import page
from rosterctl.report.roster_data import Cell, Day, Grid, Person, lay_out, need_label

SOFT_SHOWN = 1000
"""Soft findings on the page; ``roster check`` lists them all."""


@dataclass(frozen=True)
class Row:
    """A person with a row of squares; ``finding``: the first one that is about the person rather than a cell."""

    person: Person
    squares: tuple[Square, ...]
    totals: tuple[str, ...]
    finding: int | None


@dataclass(frozen=True)
class Head:
    """A day over the grid: number, weekday, mark, and what to say of it; ``finding`` is the first about the day."""

    day: Day
    kind: str
    weekday: str
    mark: str
    about: str
    noted: bool
    finding: int | None


def roster_page(
    case: Case, roster: Roster, lines: Sequence[Line], lang: Lang, *, month: str, name: str, penalty: int
) -> str:
    """The page. ``lines`` are all findings in words, hard ones first; ``name`` is what the roster is called."""
    grid = lay_out(case, roster)
    hard = sum(line.finding.hard for line in lines)
    kept = lines[: hard + SOFT_SHOWN]
    marks = mark_findings(grid, kept)
    values = {
        "month": month,
        "name": name,
        "grid": grid,
        "heads": [_head(grid, marks, number, lang) for number in range(len(grid.days))],
        "rows": [_row(grid, marks, number, lang) for number in range(len(grid.people))],
        "teams": list(dict.fromkeys(person.team for person in grid.people if person.team)),
        "totals": [text(f"roster.total.{total}", lang) for total in ("work", "rest", "nights", "hours", "weekends")],
        "legend": legend_lines(grid, lang)[-len(grid.legend) :] if grid.legend else [],
        "leave": leave_word(lang),
        "kinds": _kinds(grid, lang),
        "notes": [note_text(note, lang) for note in grid.notes if note.last >= grid.first and note.first < grid.end],
        "needs": [(need_label(need), [_heat(cover) for cover in need.days]) for need in grid.needs],
        "charts": charts(grid),
        "findings": marks.found,
        "unshown": len(lines) - len(kept),
        "hard": hard,
        "soft": len(lines) - hard,
        "short": sum(cover is not None and bool(cover.short) for need in grid.needs for cover in need.days),
        "penalty": penalty,
        "stamp": roster.stamp,
        "publication": roster.publication,
    }
    return page("roster.html.j2", lang, values, style=shades(grid.legend), data=day_data(case, roster, grid, lang))


def _head(grid: Grid, marks: Marks, number: int, lang: Lang) -> Head:
    day = grid.days[number]
    notes = [note.text for note in grid.notes if note.first <= day.date <= note.last]
    said = [] if day.kind is DayKind.WORKDAY else [text(f"roster.kind.{day.kind.value}", lang)]
    about = " · ".join([*said, *([day.name] if day.name else []), *notes])
    first, noted = marks.days.get(number, [None])[0], bool(notes or day.name)
    return Head(day, day_classes(day), weekday_mark(day, lang), mark(day.kind, lang), about, noted, first)


def _row(grid: Grid, marks: Marks, number: int, lang: Lang) -> Row:
    person = grid.people[number]
    shifts = {shift.code: place for place, shift in enumerate(grid.legend)}
    squares = tuple(_square(cell, marks, (number, column), shifts, lang) for column, cell in enumerate(person.cells))
    return Row(person, squares, total_texts(person), marks.rows.get(number, [None])[0])


def _square(cell: Cell, marks: Marks, spot: tuple[int, int], shifts: dict[str, int], lang: Lang) -> Square:
    kinds = [f"s{shifts[item.shift]}" if item.shift in shifts else "u" for item in cell.items]
    if not cell.items:
        kinds = ["v"] if cell.leave else [] if cell.employed else ["x"]
    found = marks.cells.get(spot)
    if found:
        kinds.append("h" if marks.found[found[0]].line.finding.hard else "f")
    shown = cell.text or (leave_word(lang) if cell.leave else "")
    return Square(" ".join(kinds), cell_id(*spot) if found else "", shown, found[0] if found else None)


def _heat(cover: Cover | None) -> tuple[str, str]:
    """Class and text of a cell of the heat map: short of the minimum or target, met, to spare, too many."""
    if cover is None:
        return "", ""
    if cover.lowest is None:
        return "k", cover_text(cover)
    least = cover.demand.min or 0
    if cover.short:
        shade = "k-3" if 3 * cover.short >= least else "k-2"
    elif cover.over:
        shade = "k3"
    elif cover.below:
        shade = "k-1"
    else:
        spare = cover.lowest - max(least, cover.demand.target or 0)
        shade = "k0" if spare < 1 else "k1" if 3 * spare < max(least, 3) else "k2"
    return f"k {shade}", cover_text(cover)


def _kinds(grid: Grid, lang: Lang) -> list[tuple[str, str, str]]:
    """Class, mark and name of the kinds of day that this month has."""
    met = {day.kind for day in grid.days}
    return [
        (kind.value, mark(kind, lang), text(f"roster.kind.{kind.value}", lang))
        for kind in DayKind
        if kind in met and kind is not DayKind.WORKDAY
    ]
