"""Reads one table that people edit, from csv, xlsx or toml, into records that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rosterctl.errors import InputError
from rosterctl.io.tables.columns import Column, Layout, Raw, Record, Row, Unreadable
from rosterctl.io.tables.csv_rows import csv_rows
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.toml_rows import toml_rows
from rosterctl.messages import Word

SUFFIXES = (".csv", ".xlsx", ".toml")
ROW_LIMIT = 100_000
ROW_BYTES = 1_000
"""A file with more bytes than this for each row of the limit is refused unread."""
MEMORY = 1_000
"""So many different texts of each column are read once only: most columns repeat a few, ids would fill the memory."""

_Known = dict[str, dict[str, object]]


def read_table(path: Path, layout: Layout, problems: Problems, *, limit: int = ROW_LIMIT) -> Iterator[Record]:
    """The records of a file, one at a time; what is wrong goes to ``problems``, and nothing is raised.

    A record whose ``complete`` is false lacks a required cell. When the file as a whole cannot be read to its
    end (wrong encoding, no header, more than ``limit`` rows …), ``problems.partial`` is set.
    """
    known: _Known = {column.name: {} for column in layout.columns}
    try:
        if path.stat().st_size > limit * ROW_BYTES:
            problems.add("input.too-large", megabytes=limit * ROW_BYTES // 1_000_000)
            problems.partial = True
            return
        for count, row in enumerate(_rows(path, layout, problems), 1):
            if count > limit:
                problems.add("input.too-many-rows", row.where(None), limit=limit)
                problems.partial = True
                return
            yield _record(row, layout, problems, known)
    except InputError as error:
        problems.extend(error.problems)
        problems.partial = True
    except OSError as error:
        problems.add("input.unreadable", reason=error.strerror or type(error).__name__)
        problems.partial = True


def _rows(path: Path, layout: Layout, problems: Problems) -> Iterator[Row]:
    match path.suffix.lower():
        case ".xlsx":
            from rosterctl.io.tables.xlsx_rows import xlsx_rows  # and its xml, for workbooks only

            return xlsx_rows(path, layout, problems)
        case ".toml":
            return toml_rows(path, layout, problems)
        case _:
            return csv_rows(path, layout, problems)


def _record(row: Row, layout: Layout, problems: Problems, known: _Known) -> Record:
    values: dict[str, object] = {}
    failed: set[str] = set()
    complete = True
    for column in layout.columns:
        name = column.name
        raw = row.raw.get(name)
        if raw is None:
            if column.required:
                title = row.titles.get(column.name, column.name)
                problems.add("input.cell-missing", row.where(None), column=title)
                complete = False
            continue
        memory = known[name]
        if raw.__class__ is str and raw in memory:
            values[name] = memory[raw]
            continue
        try:
            values[name] = _value(column, raw, memory)
        except Unreadable as wrong:
            title = row.titles.get(column.name, column.name)
            failed.add(column.name)
            complete = complete and not column.required
            expected = {"expected": Word(wrong.expected)} if wrong.expected else {}
            details = {"column": title, "read": show_raw(raw), **expected, **wrong.values}
            problems.add(wrong.code, row.where(column.name), **details)
    return Record(row.number, values, row.where, complete, frozenset(failed))


def _value(column: Column[Any], raw: Raw, known: dict[str, object]) -> object:
    """The cell's value, kept for the column's next cell with the same text; values are never changed."""
    found: object = column.parse(raw)
    if isinstance(raw, str) and len(known) < MEMORY:
        known[raw] = found
    return found


def show_raw(raw: Raw) -> str:
    """A cell as it is quoted in messages: short, whole numbers without a point."""
    text = f"{raw:g}" if isinstance(raw, float) and raw.is_integer() else str(raw)
    return text if len(text) <= 60 else f"{text[:59]}…"
