"""Opens any punch-clock file: what it is is seen from its first bytes, never from its name."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.punches.grid import BLANK, TOP, Grid
from rosterctl.io.tables.encodings import detect
from rosterctl.io.tables.text import fold
from rosterctl.io.tables.xlsx_scan import scan

MAX_BYTES = 1_000_000_000
_DELIMITERS = ("\t", ",", ";")
_HALF = dt.timedelta(microseconds=500_000)


def open_grids(path: Path, shown: str) -> Iterator[Grid]:
    """The sheets of a workbook one by one, visible ones only, or the one grid of a text file.

    Raises :class:`InputError` for whatever is neither, with the line that shows it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError([Problem("input.too-large", Place(shown), {"megabytes": MAX_BYTES // 1_000_000})])
        with path.open("rb") as stream:
            head = stream.read(512)
        if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            yield from _sheets(path, shown)
        else:
            yield _text(path, shown, head)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Problem("input.unreadable", Place(shown), {"reason": reason})]) from error


def _text(path: Path, shown: str, head: bytes) -> Grid:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise InputError([Problem("punch.web-page", Place(shown))])
    text = path.read_bytes().decode(detect(path, shown))
    cut = not text.endswith(("\n", "\r"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = text.split("\n", TOP)[:TOP]
    delimiter = max(_DELIMITERS, key=lambda mark: max(line.count(mark) for line in first))
    rows = _quoted(text, delimiter, shown) if '"' in text else _split(text, delimiter)
    return _grid(path, shown, None, rows, cut=cut)


def _split(text: str, delimiter: str) -> pl.DataFrame:
    """Cells of a text without quotes, without making a Python object of each line."""
    lines = pl.DataFrame({"text": [text]}).select(pl.col("text").str.split("\n").explode()).with_row_index("line", 1)
    there = lines.filter(pl.col("text").str.strip_chars(f"{BLANK},;") != "")
    return there.select(pl.col("line").cast(pl.Int32), cells=pl.col("text").str.split(delimiter))


def _quoted(text: str, delimiter: str, shown: str) -> pl.DataFrame:
    """Cells with quotes around them, which may hold separators and line ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    numbers, cells, number = [], [], 1
    try:
        for row in reader:
            numbers.append(number)
            cells.append(row)
            number = reader.line_num + 1
    except csv.Error as error:
        raise InputError([Problem("input.csv", Place(shown, number), {"reason": str(error)})]) from error
    return _frame(numbers, cells)


def _sheets(path: Path, shown: str) -> Iterator[Grid]:
    import python_calamine as calamine

    scan(path, shown)
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        names = [
            meta.name
            for meta in book.sheets_metadata
            if meta.visible == calamine.SheetVisibleEnum.Visible and meta.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        for name in names or book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is None:
                continue
            pad = [""] * sheet.start[1]
            cells = [[*pad, *map(_cell, row)] for row in sheet.iter_rows()]
            rows = _frame(range(1, len(cells) + 1), cells)
            if not rows.is_empty():
                yield _grid(path, shown, name, rows)
    except calamine.CalamineError as error:
        raise InputError([Problem("input.xlsx-broken", Place(shown), {"reason": str(error)})]) from error


def _cell(value: Any) -> str:
    """A cell of a worksheet as text; a serial's binary fraction is rounded to whole seconds."""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.datetime):
        return str((value + _HALF).replace(microsecond=0) if value.microsecond else value)
    if isinstance(value, dt.time) and value.microsecond:
        whole = dt.datetime.combine(dt.date(2000, 1, 1), value) + _HALF
        return str(whole.time().replace(microsecond=0))
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _frame(numbers: Iterable[int], cells: list[list[str]]) -> pl.DataFrame:
    there = [(number, row) for number, row in zip(numbers, cells, strict=True) if any(map(str.strip, row))]
    flat = pl.DataFrame(
        {
            "line": pl.Series([number for number, row in there for _ in row], dtype=pl.Int32),
            "cells": pl.Series([text for _, row in there for text in row], dtype=pl.String),
        }
    )
    return flat.group_by("line", maintain_order=True).agg("cells")


def _grid(path: Path, shown: str, sheet: str | None, rows: pl.DataFrame, *, cut: bool = False) -> Grid:
    """The grid of these rows, its top made half-width and trimmed."""
    if rows.is_empty():
        raise InputError([Problem("input.empty", Place(shown))])
    top: dict[int, tuple[str, ...]] = {}
    for line, cells in rows.head(TOP).iter_rows():
        top[line] = tuple(fold(text) for text in cells)
    last = min(max(top), TOP)
    return Grid(shown, path.name, sheet, tuple(top.get(line, ()) for line in range(1, last + 1)), rows, cut)
