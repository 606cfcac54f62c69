"""Reads an exported workbook back: the grid says who works which shift, the day sheet posts, breaks, activities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment
from rosterctl.domain.roster_text import BOOK_SCHEMA, META_SHEET, cell_text, item_text, unprotect
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.rosters.grid_body import Body, Key
from rosterctl.io.rosters.grid_head import find_head
from rosterctl.io.rosters.grid_people import People
from rosterctl.io.rosters.grid_source import Book, Sheet, exact, read_book
from rosterctl.io.rosters.grid_words import Meaning, Piece, Words
from rosterctl.io.rosters.roster_days import DayRow, Days
from rosterctl.io.rosters.roster_grid import (
    ImportResult,
    Origin,
    bare,
    finish,
    grid_of_book,
    note_absent,
    post_for,
    read_plain_grid,
)
from rosterctl.messages import LANGS, text

_KIND, _VERSION = BOOK_SCHEMA.rsplit("/", 1)


def read_sheet_file(
    path: Path, case: Case, *, mapping: Mapping[str, str] | None = None, shown: str | None = None
) -> ImportResult:
    """The roster in a spreadsheet: an exported workbook when it says that it is one, else a plain grid.

    Raises :class:`InputError` with every problem.
    """
    if path.suffix.lower() == ".csv":
        return read_plain_grid(path, case, mapping=mapping, shown=shown)
    book = read_book(path, shown or str(path))
    return (_read if META_SHEET in book.sheets else grid_of_book)(book, case, mapping)


def read_roster_book(
    path: Path, case: Case, *, mapping: Mapping[str, str] | None = None, shown: str | None = None
) -> ImportResult:
    """The roster in an exported workbook; what was not edited comes back exactly.

    Where grid and day sheet differ the grid decides; day-sheet rows that contradict it are in ``notes``.
    Raises :class:`InputError` with every problem: another month, a later schema, sheets that are gone, unknown
    codes or people, unreadable times.
    """
    return _read(read_book(path, shown or str(path)), case, mapping)


def _read(book: Book, case: Case, mapping: Mapping[str, str] | None) -> ImportResult:
    facts = _facts(book, case)
    grid = _sheet(book, facts, "grid")
    if grid is None:
        raise InputError([Problem("roster.book.no-grid", Place(book.file), {"name": facts.get("grid", "")})])
    notes: list[Problem] = []
    people, words = People(case), Words(case, mapping)
    days = Days(case, people, words, {}, [], notes)
    second = _sheet(book, facts, "days")
    if second is None:
        notes.append(Problem("roster.book.no-days", Place(book.file), {"name": facts.get("days", "")}))
    else:
        days.read(second)
    head = find_head(grid, case, people, notes)
    body = Body(_settled(case, days), problems=days.problems, notes=notes)
    body.read(grid, head, people, words)
    items = _merge(case, body, days)
    note_absent(case, body, grid)
    return finish(case, items, body, Origin(facts.get("roster", ""), facts.get("hash", "")))


def _facts(book: Book, case: Case) -> dict[str, str]:
    """The keys of the hidden sheet. Raises :class:`InputError` when the workbook is of another kind or month."""
    sheet = book.sheets.get(META_SHEET)
    rows = sheet.rows if sheet is not None else ()
    facts = {exact(row[0]): unprotect(exact(row[1])) for row in rows if len(row) > 1 and row[0] != ""}
    schema = facts.get("schema", "")
    kind, _, version = schema.rpartition("/")
    place = Place(book.file)
    if kind != _KIND or not version.isdigit():
        raise InputError([Problem("roster.book.schema", place, {"read": schema or "-", "expected": BOOK_SCHEMA})])
    if int(version) > int(_VERSION):
        raise InputError([Problem("roster.book.too-new", place, {"read": schema, "known": BOOK_SCHEMA})])
    first, end = (case.axis.date(day).isoformat() for day in (case.first, case.end))
    if (facts.get("first"), facts.get("end")) != (first, end):
        last = case.axis.date(case.end - 1)
        values = {"read": facts.get("first", "?"), "first": case.axis.date(case.first), "last": last}
        raise InputError([Problem("roster.book.month", place, values)])
    return facts


def _sheet(book: Book, facts: Mapping[str, str], kind: str) -> Sheet | None:
    """The sheet under the name that it was exported with, else under its name in any language."""
    names = [facts.get(kind, ""), *(text(f"roster.sheet.{kind}", lang) for lang in LANGS)]
    found = next((book.sheets[name] for name in names if name in book.sheets), None)
    if found is None and kind == "grid" and book.visible:
        others = {text("roster.sheet.days", lang) for lang in LANGS}
        found = next((book.sheets[name] for name in book.visible if name not in others), None)
    return found


def _settled(case: Case, days: Days) -> dict[Key, tuple[str, Meaning]]:
    """What each cell of the grid shows when nobody has touched it."""
    found: dict[Key, tuple[str, Meaning]] = {}
    for key, rows in days.rows.items():
        items = [row.item for row in rows]
        if all(item.shift in case.shifts and item.post for item in items):
            found[key] = (cell_text(case, items), tuple(Piece(item.shift, item.post) for item in items))
    return found


def _merge(case: Case, body: Body, days: Days) -> list[Assignment]:
    """The grid's assignments, each with the breaks and activities of its day row."""
    items: list[Assignment] = []
    for key, meaning in body.cells.items():
        items += _cell(case, key, meaning, list(days.rows.get(key, ())), body)
    for key, rows in days.rows.items():
        if key not in body.where:
            body.notes += [_contradiction(case, row, "") for row in rows]
    return items


def _cell(case: Case, key: Key, meaning: Meaning, rows: list[DayRow], body: Body) -> list[Assignment]:
    shown = "+".join(piece.shift if piece.post is None else f"{piece.shift}/{piece.post}" for piece in meaning)
    taken: dict[int, DayRow] = {}
    for exactly in (True, False):
        for number, piece in enumerate(meaning):
            if number not in taken:
                row = next((row for row in rows if _fits(row.item, piece, exactly)), None)
                if row is not None:
                    rows.remove(row)
                    taken[number] = row
    found = []
    for number, piece in enumerate(meaning):
        row = taken.get(number)
        item = _assignment(case, key, piece, row, body)
        if item is not None:
            found.append(item)
            if row is not None and item.post != row.item.post:
                body.notes.append(_contradiction(case, row, shown))
    body.notes += [_contradiction(case, row, shown) for row in rows]
    return found


def _fits(item: Assignment, piece: Piece, exactly: bool) -> bool:
    return item.shift == piece.shift and (item.post == piece.post or not exactly)


def _assignment(case: Case, key: Key, piece: Piece, row: DayRow | None, body: Body) -> Assignment | None:
    """A piece of a cell with its post: the grid's, else the day row's, else the only possible one."""
    if row is not None and piece.post in (None, row.item.post):
        settled = body.known.get(key)
        if settled is not None and piece in settled[1]:
            return row.item
        piece = replace(piece, post=row.item.post or None)
    post = post_for(case, piece, body.where[key], body.problems)
    if post is None:
        return None
    plain = bare(case, key, piece.shift, post)
    return plain if row is None else replace(plain, breaks=row.item.breaks, activities=row.item.activities)


def _contradiction(case: Case, row: DayRow, shown: str) -> Problem:
    item = row.item
    values = {
        "who": item.employee,
        "date": item.date,
        "days": item_text(case, item.shift, item.post) if item.post else item.shift,
        "grid": shown,
    }
    return Problem("roster.days.contradicts" if shown else "roster.days.contradicts.off", row.place, values)
