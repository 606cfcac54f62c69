"""A look into a workbook's XML before it is loaded, streamed in bounded memory.

Loading makes a dense grid as large as the last used cell says: one stray cell at XFD1048576 would take the
whole memory. And error values (#REF! …) are loaded as blanks, so they are found here.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from rosterctl.errors import InputError, Place, Problem

MAX_CELLS = 5_000_000
MAX_BYTES = 400_000_000
_PIECE = 1 << 20
_CELL = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"([^>]*?)(?<!/)>(?:<f[^>]*>[^<]*</f>)?(?:<v>([^<]{0,20}))?')
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Errors = tuple[tuple[int, int, str], ...]


def scan(path: Path, shown: str) -> Mapping[str, Errors]:
    """The error cells of each sheet: row (from 1), column index (from 0), text.

    Raises :class:`InputError` when the file is no xlsx workbook, is protected by a password, or too large.
    """
    with path.open("rb") as stream:
        head = stream.read(8)
    if not head:
        raise InputError([Problem("input.empty", Place(shown))])
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError([Problem("input.xlsx-old", Place(shown))])
    try:
        with zipfile.ZipFile(path) as book:
            if sum(entry.file_size for entry in book.infolist()) > MAX_BYTES:
                raise InputError([Problem("input.too-large", Place(shown), {"megabytes": MAX_BYTES // 1_000_000})])
            return {
                name: _scan_sheet(book, part, shown, name)
                for name, part in _parts(book).items()
                if part in book.namelist()
            }
    # NotImplementedError is zipfile's word for a compression that it does not know
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, EOFError, ValueError, NotImplementedError) as error:
        raise InputError([Problem("input.not-xlsx", Place(shown))]) from error


def _parts(book: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → path of its XML in the workbook."""
    targets = {}
    for node in ElementTree.fromstring(_small(book, "xl/_rels/workbook.xml.rels")):
        targets[node.get("Id")] = node.get("Target", "")
    found = {}
    for node in ElementTree.fromstring(_small(book, "xl/workbook.xml")).iter():
        if node.tag.endswith("}sheet"):
            target = targets.get(node.get(_REL), "")
            found[node.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return found


def _small(book: zipfile.ZipFile, part: str) -> bytes:
    if book.getinfo(part).file_size > _PIECE:
        raise ValueError(part)
    return book.read(part)


def _scan_sheet(book: zipfile.ZipFile, part: str, shown: str, sheet: str) -> Errors:
    rows = width = 0
    errors: dict[tuple[int, int], str] = {}
    with book.open(part) as stream:
        for cells in _pieces(stream):
            # a piece at a time, so that a large sheet costs no step of its own for each cell
            before = rows, width
            rows = max(rows, max(map(int, {digits for _, digits, _, _ in cells}), default=0))
            width = max(
                width, *(column_index(name.decode()) + 1 for name in {letters for letters, _, _, _ in cells}), 0
            )
            if rows * width > MAX_CELLS:
                place = Place(shown, sheet=sheet, cell=_beyond(cells, *before))
                raise InputError([Problem("input.xlsx-too-large", place, {"sheet": sheet, "cells": MAX_CELLS})])
            for letters, digits, attributes, value in cells:
                if attributes and b't="e"' in attributes and len(errors) < 1000:
                    errors[int(digits), column_index(letters.decode())] = value.decode("utf-8", "replace")
    return tuple((row, index, text) for (row, index), text in errors.items())


_Cell = tuple[bytes, bytes, bytes, bytes]


def _beyond(cells: list[_Cell], rows: int, width: int) -> str:
    """The name of the cell with which the used area becomes too large."""
    for letters, digits, _, _ in cells:
        rows, width = max(rows, int(digits)), max(width, column_index(letters.decode()) + 1)
        if rows * width > MAX_CELLS:
            return f"{letters.decode()}{int(digits)}"
    raise ValueError(rows, width)


def _pieces(stream: IO[bytes]) -> Iterator[list[_Cell]]:
    """Column letters, row, attributes and value of the cells that are not empty, a piece of the sheet at a time.

    Pieces are cut at the start of a cell, so that none is seen in halves.
    """
    rest = b""
    while piece := stream.read(_PIECE):
        text = rest + piece
        cut = text.rfind(b"<c ")
        cut = max(len(text) - 3, 0) if cut < 0 else cut
        yield _CELL.findall(text, 0, cut)
        rest = text[cut:]
        if len(rest) > _PIECE:
            rest = b""
    yield _CELL.findall(rest)


def column_index(letters: str) -> int:
    """``A`` → 0, ``AA`` → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_name(row: int, index: int) -> str:
    """Row number (from 1) and column index (from 0) as spreadsheets write them: ``B3``."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
