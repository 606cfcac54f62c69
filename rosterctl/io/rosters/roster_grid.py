"""Any 姓名 × 日期 grid of shift codes as a roster; of meals only the fixed ones are known then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment, Break, Roster
from rosterctl.domain.roster_text import ordered, posts_of
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.rosters.grid_body import Body, Key
from rosterctl.io.rosters.grid_head import find_head
from rosterctl.io.rosters.grid_people import People
from rosterctl.io.rosters.grid_source import Book, Sheet, read_book, read_csv
from rosterctl.io.rosters.grid_words import Piece, Words


@dataclass(frozen=True)
class Origin:
    """What an exported workbook says about itself: the roster's label (``draft``, ``v2``) and its hash then."""

    label: str
    hash: str


@dataclass(frozen=True)
class ImportResult:
    """A roster from a spreadsheet, the cell behind each (employee, date), and remarks for the planner.

    ``origin`` is ``None`` for a grid that no export made.
    """

    roster: Roster
    where: Mapping[tuple[str, dt.date], Place]
    notes: tuple[Problem, ...] = ()
    origin: Origin | None = None


def read_plain_grid(
    path: Path, case: Case, *, mapping: Mapping[str, str] | None = None, shown: str | None = None
) -> ImportResult:
    """The roster in a plain grid, .xlsx (its first sheet with dates) or .csv; ``mapping``: own words → codes.

    ``shown`` is the file's name in messages. Raises :class:`InputError` with all unknown codes and people, and
    with shifts that could be at several posts when the cell does not say which.
    """
    name = shown or str(path)
    if path.suffix.lower() == ".csv":
        return read_grid_sheet(read_csv(path, name), case, mapping)
    return grid_of_book(read_book(path, name), case, mapping)


def grid_of_book(book: Book, case: Case, mapping: Mapping[str, str] | None) -> ImportResult:
    """The roster in the first visible sheet with a row of dates. Raises as :func:`read_plain_grid` does."""
    failed: InputError | None = None
    for sheet in (book.sheets[tab] for tab in book.visible):
        try:
            return read_grid_sheet(sheet, case, mapping)
        except InputError as error:
            if error.problems[0].code != "roster.grid.no-dates":
                raise
            failed = failed or error
    raise failed or InputError([Problem("roster.grid.no-sheet", Place(book.file))])


def read_grid_sheet(sheet: Sheet, case: Case, mapping: Mapping[str, str] | None) -> ImportResult:
    """The roster in one sheet. Raises as :func:`read_plain_grid` does."""
    notes: list[Problem] = []
    people, words = People(case), Words(case, mapping)
    head = find_head(sheet, case, people, notes)
    body = Body(notes=notes)
    body.read(sheet, head, people, words)
    items = [
        bare(case, key, piece.shift, post)
        for key, meaning in body.cells.items()
        for piece in meaning
        if (post := post_for(case, piece, body.where[key], body.problems)) is not None
    ]
    note_absent(case, body, sheet)
    return finish(case, items, body)


def bare(case: Case, key: Key, shift: str, post: str) -> Assignment:
    """What a code in a cell says: the shift with its fixed meals; when the others are, nobody has stated."""
    fixed = (Break(meal.window.start, meal.minutes) for meal in case.shifts[shift].meals if meal.fixed)
    return Assignment(key[0], key[1], shift, post, tuple(sorted(fixed)))


def post_for(case: Case, piece: Piece, place: Place, problems: list[Problem]) -> str | None:
    """The post of a piece: as stated, else the only possible one; ``None`` after noting a problem."""
    possible = posts_of(case, piece.shift)
    if piece.post is not None and piece.post in possible:
        return piece.post
    values = {"shift": piece.shift, "post": piece.post, "posts": possible}
    if piece.post is not None or not possible:
        problems.append(Problem("roster.grid.post-wrong", place, {**values, "post": piece.post or "?"}))
        return None
    if len(possible) > 1:
        values["example"] = f"{piece.shift}/{possible[0]}"
        problems.append(Problem("roster.grid.post-needed", place, values))
        return None
    return possible[0]


def note_absent(case: Case, body: Body, sheet: Sheet) -> None:
    """People of the staff file who have no row are remarked on; they count as off."""
    present = {employee for employee, _ in body.where}
    first, end = case.axis.date(case.first), case.axis.date(case.end)
    days = [first + dt.timedelta(days=number) for number in range((end - first).days)]
    absent = tuple(
        f"{employee.id} {employee.name}"
        for employee in case.employees
        if employee.id not in present and any(employee.employed(day) for day in days)
    )
    if absent and not body.problems:
        body.notes.append(Problem("roster.grid.people-missing", Place(sheet.file, sheet=sheet.name), {"who": absent}))


def finish(case: Case, items: list[Assignment], body: Body, origin: Origin | None = None) -> ImportResult:
    """The result, or every problem. Raises :class:`InputError`."""
    if body.problems:
        raise InputError(body.problems)
    roster = Roster(case.axis.date(case.first), case.axis.date(case.end), ordered(items))
    where: dict[Key, Place] = body.where
    return ImportResult(roster, where, tuple(body.notes), origin)
