"""The day sheet of an exported workbook: a row for each assignment, with post, breaks and activities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Activity, Assignment, Break
from rosterctl.domain.roster_text import unprotect
from rosterctl.domain.time import format_clock
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.rosters.grid_people import People
from rosterctl.io.rosters.grid_source import Sheet, exact, show
from rosterctl.io.rosters.grid_words import Words
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Unreadable
from rosterctl.io.tables.text import header_key
from rosterctl.messages import LANGS, text

_NAMES = ("date", "id", "name", "shift", "post", "start", "end")
_NUMBERED = ("break", "break-minutes", "activity", "activity-start", "activity-minutes")
MOST = 40
"""Breaks or activities of one row that are looked for."""


@dataclass(frozen=True)
class DayRow:
    """A row as read; ``item`` keeps the shift as it was written when no such shift exists."""

    item: Assignment
    place: Place


@dataclass
class Days:
    """The day sheet. ``rows`` by employee and date; what cannot be read is in ``problems``."""

    case: Case
    people: People
    words: Words
    rows: dict[tuple[str, dt.date], list[DayRow]]
    problems: list[Problem]
    notes: list[Problem]

    def read(self, sheet: Sheet) -> None:
        """Read all rows below the head. Raises :class:`InputError` when there is no head."""
        top, columns = _head(sheet)
        numbers = [n for n in range(1, MOST + 1) if any(f"{name}{n}" in columns for name in _NUMBERED)]
        for row in range(top + 1, len(sheet.rows)):
            if any(sheet.text(row, column) for column in range(len(sheet.rows[row]))):
                self._row(_Row(sheet, row, columns, numbers, self.problems))

    def _row(self, row: _Row) -> None:
        on = row.day("date")
        found = self.people.find(row.word("id"), row.word("name")) if row.word("id") or row.word("name") else None
        if found is None:
            row.bad("roster.days.nobody", "id")
        elif found.employee is None:
            row.bad(found.code or "", "id" if row.word("id") else "name", **dict(found.values))
        shift = self._shift(row)
        breaks = tuple(row.breaks())
        activities = tuple(row.activities())
        if on is None or found is None or found.employee is None or shift is None:
            return
        first, end = self.case.axis.date(self.case.first), self.case.axis.date(self.case.end)
        if not first <= on < end:
            row.bad("roster.days.outside", "date", date=on, first=first, end=end)
            return
        post = self._post(row)
        item = Assignment(found.employee, on, shift, post, breaks, activities)
        self._times(row, item)
        self.rows.setdefault((found.employee, on), []).append(DayRow(item, row.place("shift")))

    def _shift(self, row: _Row) -> str | None:
        exactly, folded = row.exact("shift"), row.word("shift")
        if exactly in self.case.shifts:
            return exactly
        meaning = self.words.read(folded) or ()
        if not folded:
            row.bad("roster.days.no-shift", "shift", known=self.words.codes)
            return None
        return meaning[0].shift if len(meaning) == 1 else folded

    def _post(self, row: _Row) -> str:
        exactly, folded = row.exact("post"), row.word("post")
        return exactly if exactly in self.case.posts else folded

    def _times(self, row: _Row, item: Assignment) -> None:
        """Start and end only tell; somebody who changes them there should know that nothing follows."""
        shift = self.case.shifts.get(item.shift)
        if shift is None:
            return
        for name, own in (("start", shift.span.start), ("end", shift.span.end)):
            if row.word(name) and row.clock(name) not in (None, own):
                values = {"read": row.word(name), "shift": item.shift, "own": format_clock(own)}
                self.notes.append(Problem("roster.days.times", row.place(name), values))


class _Row:
    """One row of the sheet; complaints name its cells."""

    def __init__(
        self, sheet: Sheet, row: int, columns: Mapping[str, int], numbers: list[int], problems: list[Problem]
    ) -> None:
        self._sheet = sheet
        self._number = row
        self._columns = columns
        self._problems = problems
        self._numbers = numbers

    def place(self, name: str) -> Place:
        return self._sheet.place(self._number, self._columns.get(name, 0))

    def bad(self, code: str, name: str, **values: object) -> None:
        self._problems.append(Problem(code, self.place(name), values))

    def exact(self, name: str) -> str:
        column = self._columns.get(name)
        return "" if column is None else unprotect(exact(self._sheet.at(self._number, column)))

    def word(self, name: str) -> str:
        column = self._columns.get(name)
        return "" if column is None else self._sheet.text(self._number, column)

    def day(self, name: str) -> dt.date | None:
        try:
            return cells.day(self._sheet.at(self._number, self._columns[name]))
        except Unreadable:
            self.bad("roster.days.date", name, read=self.word(name))
            return None

    def clock(self, name: str) -> int | None:
        """Minutes of a time cell; ``None`` (and a problem) when it holds something else."""
        try:
            return cells.clock(self._sheet.at(self._number, self._columns[name]))
        except Unreadable:
            self.bad("roster.days.clock", name, read=self.word(name))
            return None

    def minutes(self, name: str) -> int | None:
        read = show(self._sheet.at(self._number, self._columns[name]))
        if read.isascii() and read.isdigit() and 0 < int(read) <= 1440:
            return int(read)
        self.bad("roster.days.minutes", name, read=read)
        return None

    def breaks(self) -> list[Break]:
        found = []
        for number in self._numbers:
            pair = self._timed(f"break{number}", f"break-minutes{number}")
            if pair is not None:
                found.append(Break(*pair))
        return found

    def activities(self) -> list[Activity]:
        found = []
        for number in self._numbers:
            name, start, minutes = (f"activity{part}{number}" for part in ("", "-start", "-minutes"))
            pair = self._timed(start, minutes)
            title = self.exact(name)
            if pair is not None and title:
                found.append(Activity(title, *pair))
            elif pair is not None:
                self.bad("roster.days.untitled", name)
            elif title and not self.word(start) and not self.word(minutes):
                self.bad("roster.days.half", start if start in self._columns else name)
        return found

    def _timed(self, start: str, minutes: str) -> tuple[int, int] | None:
        """Start and length; a start without a length, or the other way round, is a problem."""
        if not self.word(start) and not self.word(minutes):
            return None
        if not self.word(start) or not self.word(minutes):
            self.bad("roster.days.half", minutes if self.word(start) else start)
            return None
        at, length = self.clock(start), self.minutes(minutes)
        return None if at is None or length is None else (at, length)


def _head(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The head row and its columns by name (``break1``, ``activity-start2`` …), in any language."""
    known = {header_key(text(f"roster.head.{name}", lang)): name for name in _NAMES for lang in LANGS}
    for name in _NUMBERED:
        for number in range(1, MOST + 1):
            for lang in LANGS:
                known[header_key(text(f"roster.head.{name}", lang, {"n": number}))] = f"{name}{number}"
    for row in range(min(10, len(sheet.rows))):
        columns: dict[str, int] = {}
        for column in range(len(sheet.rows[row])):
            found = known.get(header_key(sheet.text(row, column)))
            if found is not None:
                columns.setdefault(found, column)
        if {"date", "shift"} <= columns.keys() and {"id", "name"} & columns.keys():
            return row, columns
    raise InputError([Problem("roster.days.no-head", sheet.place(0, 0))])
