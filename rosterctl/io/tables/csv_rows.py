"""Rows of a csv file, streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.tables.columns import Layout, Row
from rosterctl.io.tables.encodings import detect
from rosterctl.io.tables.headers import HEADER_ROWS, Header, Line, check_header, find_header, named_rows
from rosterctl.io.tables.problems import Problems

_DELIMITERS = (",", "\t", ";")


def csv_rows(path: Path, layout: Layout, problems: Problems) -> Iterator[Row]:
    """The rows below the header, with their line numbers.

    Raises :class:`InputError` when the file cannot be decoded, has no header, or is badly quoted.
    """
    shown = problems.shown
    encoding = detect(path, shown)

    def place(number: int, index: int | None) -> Place:
        return Place(shown, number)

    delimiter, header = _probe(path, encoding, layout, shown)
    header = check_header(header, layout, problems, place, Place(shown, 1))
    lines = (line for line in _lines(path, encoding, delimiter, shown) if line.number > header.line)
    yield from named_rows(lines, header, problems, place)


def _probe(path: Path, encoding: str, layout: Layout, shown: str) -> tuple[str, Header | None]:
    """The separator under which a whole header is found: a comma, else a tab or semicolon."""
    found: Header | None = None
    for delimiter in _DELIMITERS:
        try:
            header = find_header(list(islice(_lines(path, encoding, delimiter, shown), HEADER_ROWS)), layout)
        except InputError:
            if delimiter == ",":
                raise
            continue
        if header is not None and not header.missing:
            return delimiter, header
        found = header if delimiter == "," else found
    return ",", found


def _lines(path: Path, encoding: str, delimiter: str, shown: str) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        number = 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise InputError([Problem("input.csv", Place(shown, number), {"reason": str(error)})]) from error
            if cells is None:
                return
            yield Line(number, cells)
            number = reader.line_num + 1
