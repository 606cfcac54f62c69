"""Finds the header row of a grid and turns the rows below it into named cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.tables.columns import Layout, Raw, Row
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.text import BLANK, fold

HEADER_ROWS = 10
"""The header is looked for in so many rows; titles and merged cells may stand above it."""


class Line(NamedTuple):
    """One row of a grid: its number (from 1) and its cells from the first column on."""

    number: int
    cells: Sequence[Raw | None]


PlaceOf = Callable[[int, int | None], Place]
"""Tells the place of a cell by row number and column index; of the row for ``None``."""


@dataclass(frozen=True)
class Header:
    """A header row: which index holds which column (``None``: ignored), and the titles as written."""

    line: int
    columns: Mapping[int, str | None]
    titles: Mapping[str, str]
    unknown: Mapping[int, str]
    doubled: Mapping[int, str]
    missing: tuple[tuple[str, ...], ...]


def find_header(lines: Sequence[Line], layout: Layout) -> Header | None:
    """The first row that holds all required columns; else the one with most known columns, ``missing`` set."""
    best: Header | None = None
    for line in lines[:HEADER_ROWS]:
        header = _header(line, layout)
        if header.titles and not header.missing:
            return header
        if header.titles and (best is None or len(header.titles) > len(best.titles)):
            best = header
    return best


def _header(line: Line, layout: Layout) -> Header:
    columns: dict[int, str | None] = {}
    titles: dict[str, str] = {}
    unknown: dict[int, str] = {}
    doubled: dict[int, str] = {}
    for index, cell in enumerate(line.cells):
        text = fold(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
        if not text:
            continue
        try:
            name = layout.column(text)
        except KeyError:
            unknown[index] = text
            continue
        if name is not None and name in titles:
            doubled[index] = text
            continue
        columns[index] = name
        if name is not None:
            titles[name] = text
    return Header(line.number, columns, titles, unknown, doubled, tuple(layout.missing(set(titles))))


def check_header(header: Header | None, layout: Layout, problems: Problems, place: PlaceOf, first: Place) -> Header:
    """The header, its problems noted. Raises :class:`InputError` when there is none or columns are missing."""
    if header is None:
        wanted = tuple(group[0] for group in layout.missing(set())) or tuple(c.name for c in layout.columns)
        raise InputError([Problem("input.no-header", first, {"rows": HEADER_ROWS, "columns": wanted})])
    for index, text in () if layout.foreign else header.unknown.items():
        unknown_column(problems, place(header.line, index), text, layout)
    for index, text in header.doubled.items():
        problems.add("input.column-twice", place(header.line, index), column=text)
    if header.missing:
        lacking = tuple("/".join(group) for group in header.missing)
        raise InputError([Problem("input.columns-missing", place(header.line, None), {"columns": lacking})])
    return header


def unknown_column(problems: Problems, place: Place, text: str, layout: Layout) -> None:
    """Notes a column that nobody knows, with the one that was probably meant."""
    like = layout.like(text)
    if like is None:
        problems.add("input.column-unknown", place, column=text, known=tuple(c.name for c in layout.columns))
    else:
        problems.add("input.column-unknown-like", place, column=text, like=like)


def named_rows(lines: Iterable[Line], header: Header, problems: Problems, place: PlaceOf) -> Iterator[Row]:
    """The rows below the header; blank rows are left out, cells under no header are problems."""
    used = [(index, name) for index, name in header.columns.items() if name is not None]
    where = _Places({name: index for index, name in used}, place)
    bare = _Bare({*header.columns, *header.unknown, *header.doubled})
    for line in lines:
        cells = line.cells
        width = len(cells)
        raw: dict[str, Raw] = {}
        for index, name in used:
            cell = cells[index] if index < width else None
            if cell is None or (isinstance(cell, str) and not (cell.isalnum() or cell.strip(BLANK))):
                continue
            raw[name] = cell
        for index in bare.of(width):
            cell = cells[index]
            if not (cell is None or (isinstance(cell, str) and not cell.strip(BLANK))):
                problems.add("input.cell-stray", place(line.number, index), column=index + 1, read=str(cell)[:60])
                break
        if raw:
            yield Row(line.number, raw, _Where(line.number, where), header.titles)


class _Bare:
    """The columns without a header, by the width of a row: worked out once for each width."""

    def __init__(self, headed: set[int]) -> None:
        self._headed = headed
        self._known: dict[int, tuple[int, ...]] = {}

    def of(self, width: int) -> tuple[int, ...]:
        if width not in self._known:
            self._known[width] = tuple(index for index in range(width) if index not in self._headed)
        return self._known[width]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns of a table stand, for all its rows."""

    columns: Mapping[str, int]
    place: PlaceOf


class _Where:
    """Places of one row's cells; of a column that the table lacks, and of the row: its first cell."""

    __slots__ = ("_number", "_places")

    def __init__(self, number: int, places: _Places) -> None:
        self._number, self._places = number, places

    def __call__(self, column: str | None, /) -> Place:
        columns, place = self._places.columns, self._places.place
        found = None if column is None else columns.get(column)
        return place(self._number, min(columns.values()) if found is None else found)
