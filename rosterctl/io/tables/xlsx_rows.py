"""Rows of a worksheet, with the names of their cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.tables.columns import Layout, Raw, Row
from rosterctl.io.tables.headers import HEADER_ROWS, Header, Line, check_header, find_header, named_rows
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.xlsx_scan import cell_name, scan

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def xlsx_rows(path: Path, layout: Layout, problems: Problems) -> Iterator[Row]:
    """The rows below the header of the first visible sheet that has one.

    Raises :class:`InputError` when the file is no workbook, is too large to load, or no sheet has the header.
    """
    shown = problems.shown
    scans = scan(path, shown)
    sheet, header = _choose(path, layout, shown)

    def place(number: int, index: int | None) -> Place:
        return Place(shown, sheet=sheet.name, cell=cell_name(number, index or 0))

    header = check_header(header, layout, problems, place, Place(shown, sheet=sheet.name, cell="A1"))
    for row, index, text in scans.get(sheet.name, ()):
        if row > header.line and header.columns.get(index) is not None:
            problems.add("input.cell-error", place(row, index), read=text)
    _refuse_merged(sheet, header, problems)
    lines = (line for line in _lines(sheet) if line.number > header.line)
    yield from named_rows(lines, header, problems, place)


def _choose(path: Path, layout: Layout, shown: str) -> tuple[CalamineSheet, Header | None]:
    """The sheet to read with its header: a whole one if any sheet has it, else the best of the first sheet."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(path)
        visible = [
            meta.name
            for meta in book.sheets_metadata
            if meta.visible == calamine.SheetVisibleEnum.Visible and meta.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        sheets = [book.get_sheet_by_name(name) for name in visible or book.sheet_names]
    except calamine.CalamineError as error:
        raise InputError([Problem("input.xlsx-broken", Place(shown), {"reason": str(error)})]) from error
    best: tuple[CalamineSheet, Header | None] | None = None
    for sheet in sheets:
        header = find_header(list(islice(_lines(sheet), HEADER_ROWS)), layout)
        if header is not None and not header.missing:
            return sheet, header
        if best is None or (best[1] is None and header is not None):
            best = (sheet, header)
    if best is None or all(sheet.start is None for sheet in sheets):
        raise InputError([Problem("input.empty", Place(shown))])
    return best


def _lines(sheet: CalamineSheet) -> Iterator[Line]:
    """Rows from the first on; what lies left of the first used column is put back."""
    if sheet.start is None:
        return
    pad: list[Raw | None] = [None] * sheet.start[1]
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield Line(number, [*pad, *(_plain(cell) for cell in cells)])


def _plain(cell: Any) -> Raw | None:
    """A cell without the noise of binary fractions: a serial's seconds are whole seconds."""
    if isinstance(cell, dt.datetime) and cell.microsecond:
        return (cell + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    if isinstance(cell, dt.timedelta) and cell.microseconds:
        return dt.timedelta(seconds=round(cell.total_seconds()))
    if isinstance(cell, dt.time) and cell.microsecond:
        whole = dt.datetime.combine(dt.date(2000, 1, 1), cell) + dt.timedelta(microseconds=500_000)
        return whole.time().replace(microsecond=0)
    return None if cell == "" else cell


def _refuse_merged(sheet: CalamineSheet, header: Header, problems: Problems) -> None:
    """Merged cells below the header: only the first holds the value, and whom the others meant is a guess."""
    used = [index for index, name in header.columns.items() if name is not None]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top + 1 > header.line and bottom > top and any(left <= index <= right for index in used):
            area = f"{cell_name(top + 1, left)}:{cell_name(bottom + 1, right)}"
            place = Place(problems.shown, sheet=sheet.name, cell=cell_name(top + 1, left))
            problems.add("input.cell-merged", place, area=area)
