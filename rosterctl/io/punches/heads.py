"""Heads of punch-clock files, matched by name: one row, or groups with heads of their own below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rosterctl.io.punches.grid import TOP, Grid
from rosterctl.io.tables.text import header_key

Fields = Mapping[str, tuple[str, ...]]
"""What a column may be called, by what it means."""


@dataclass(frozen=True)
class Heads:
    """Where the heads end, and which column holds what."""

    line: int
    columns: Mapping[str, int]

    def get(self, name: str) -> int | None:
        """The index of a column; ``None`` when the file lacks it."""
        return self.columns.get(name)


def flat(grid: Grid, fields: Fields, *needed: Sequence[str]) -> Heads | None:
    """The first row that has a column of each needed group; ``None`` when no row has."""
    names = {header_key(text): name for name, texts in fields.items() for text in texts}
    for number, row in enumerate(grid.top, 1):
        found: dict[str, int] = {}
        for index, text in enumerate(row):
            name = names.get(header_key(text)) or names.get(header_key(text, hints=False))
            if name is not None and text:
                found.setdefault(name, index)
        if all(any(name in found for name in group) for group in needed):
            return Heads(number, found)
    return None


@dataclass(frozen=True)
class Deep:
    """Heads over several rows: for each column the texts from the group down to its own."""

    line: int
    paths: tuple[tuple[str, ...], ...]

    def index(self, *names: str) -> int | None:
        """The first column whose own head is one of these."""
        keys = {_key(name) for name in names}
        return next((n for n, path in enumerate(self.paths) if path and path[-1] in keys), None)

    def under(self, group: str) -> list[int]:
        """The columns that stand under a group."""
        return [n for n, path in enumerate(self.paths) if path and path[0] == _key(group)]


def deep(grid: Grid, anchor: str = "姓名") -> Deep | None:
    """The heads around the row with ``anchor``; rows below it whose cell in that column is blank are heads too.

    A group's text stands over its first column only (merged cells), so it is carried to the right.
    """
    number = next((n for n, line in enumerate(grid.top, 1) if anchor in line), None)
    if number is None:
        return None
    row = grid.top[number - 1]
    at, width = row.index(anchor), max(len(line) for line in grid.top)
    levels = [_filled(row, width)]
    last = number
    for below in grid.top[number:TOP]:
        if not any(below) or (len(below) > at and below[at] not in ("", anchor)):
            break
        levels.append([*below, *[""] * (width - len(below))])
        last += 1
    paths = []
    for index in range(width):
        own = [level[index] for level in levels]
        if not any(own[1:]) and index < len(row) and not row[index]:
            own[0] = ""
        paths.append(tuple(_key(text) for text in own if text))
    return Deep(last, tuple(paths))


def _key(text: str) -> str:
    """What makes two heads the same; a unit in brackets is no part of it, a head that is all brackets stays."""
    return header_key(text, hints=False) or header_key(text)


def _filled(row: Sequence[str], width: int) -> list[str]:
    found, last = [], ""
    for index in range(width):
        last = row[index] if index < len(row) and row[index] else last
        found.append(last)
    return found
