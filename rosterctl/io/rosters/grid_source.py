"""The cells of a grid that a planner keeps, from a workbook or a CSV file, with their addresses."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rosterctl.domain.roster_text import unprotect
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.tables.columns import Raw
from rosterctl.io.tables.encodings import detect
from rosterctl.io.tables.text import fold
from rosterctl.io.tables.xlsx_scan import Errors, cell_name, scan

MAX_ROWS = 20_000
"""More rows than any grid of people has; a file with more is refused before it is read on."""

Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """A rectangle of cells from A1 on. ``merged`` are merged areas as (row, column) corners, both inside."""

    file: str
    name: str | None
    rows: Sequence[Sequence[Raw]]
    merged: tuple[Area, ...] = ()

    def place(self, row: int, column: int) -> Place:
        """Where a cell (row and column from 0) stands."""
        line = row + 1 if self.name is None else None
        return Place(self.file, line, self.name, cell_name(row + 1, column))

    def at(self, row: int, column: int) -> Raw:
        """A cell; blank beyond the edge."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """A cell as folded text."""
        return show(self.at(row, column))


def show(raw: Raw) -> str:
    """A cell's text: full-width letters folded, the text mark gone, whole numbers without a point."""
    return fold(unprotect(exact(raw)))


def exact(raw: Raw) -> str:
    """A cell's text as it stands, whole numbers without a point."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime) and raw.time() == dt.time(0):
        return raw.date().isoformat()
    return str(raw)


@dataclass(frozen=True)
class Book:
    """The worksheets of a workbook by name, hidden ones too; ``visible`` in the order of the tabs."""

    file: str
    sheets: Mapping[str, Sheet]
    visible: tuple[str, ...]


def read_book(path: Path, shown: str) -> Book:
    """All sheets of an .xlsx file. Raises :class:`InputError` when it is none, is protected, or is too large."""
    import python_calamine as calamine

    try:
        errors = scan(path, shown)
        with calamine.CalamineWorkbook.from_path(path) as book:
            metas = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
            sheets = {
                meta.name: _sheet(book.get_sheet_by_name(meta.name), shown, errors.get(meta.name, ()))
                for meta in metas
            }
    except OSError as error:
        raise _unreadable(error, shown) from None
    except calamine.CalamineError as error:
        raise InputError([Problem("roster.file.broken", Place(shown), {"why": str(error)})]) from None
    visible = tuple(meta.name for meta in metas if meta.visible == calamine.SheetVisibleEnum.Visible)
    return Book(shown, sheets, visible)


def _sheet(sheet: Any, shown: str, errors: Errors) -> Sheet:
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for row, column, words in errors:  # loaded as blanks, which would read as days off
        if row <= len(rows) and column < len(rows[row - 1]):
            rows[row - 1][column] = words
    return Sheet(shown, sheet.name, rows, tuple(sheet.merged_cell_ranges or ()))


def read_csv(path: Path, shown: str) -> Sheet:
    """A CSV file as a sheet without a name: UTF-8 or GB18030, separated by commas, tabs or semicolons.

    Raises :class:`InputError` when it is empty, binary, in another encoding, or longer than any grid.
    """
    try:
        encoding = detect(path, shown)
        with path.open(encoding=encoding, newline="") as stream:
            sample = stream.read(20_000)
            stream.seek(0)
            rows: list[list[Raw]] = []
            for row in csv.reader(stream, delimiter=_separator(sample)):
                if len(rows) == MAX_ROWS:
                    place = Place(shown, len(rows) + 1)
                    raise InputError([Problem("roster.file.too-long", place, {"limit": MAX_ROWS})])
                rows.append(list(row))
    except csv.Error as error:
        raise InputError([Problem("roster.file.broken", Place(shown), {"why": str(error)})]) from None
    except OSError as error:
        raise _unreadable(error, shown) from None
    return Sheet(shown, None, rows)


def _separator(sample: str) -> str:
    """Whichever separates most; a grid has a column for every day."""
    return max((",", "\t", ";"), key=sample.count)


def _unreadable(error: OSError, shown: str) -> InputError:
    return InputError([Problem("roster.file.unreadable", Place(shown), {"why": error.strerror or str(error)})])
