"""Rows of a toml file: an array of tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.tables.columns import Layout, Raw, Row
from rosterctl.io.tables.headers import unknown_column
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.text import fold
from rosterctl.io.tables.toml_lines import TomlFile, read_toml


def toml_rows(path: Path, layout: Layout, problems: Problems) -> Iterator[Row]:
    """The tables of ``[[staff]]`` (``[[shift]]`` or ``[[shifts]]``), with the lines of their keys.

    Raises :class:`InputError` when the file is not TOML or its array is not there.
    """
    file = read_toml(path, problems.shown)
    array = next((name for name in (layout.name, layout.one) if name in file.data), None)
    for key in file.data:
        if key != array:
            problems.add("input.toml-key", file.place(key), key=key, array=layout.one or layout.name)
    if array is None:
        if not file.data:
            raise InputError([Problem("input.empty", Place(problems.shown))])
        return
    rows = file.data[array]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError([Problem("input.toml-array", file.place(array), {"array": array})])
    for number, table in enumerate(rows):
        raw: dict[str, Raw] = {}
        titles: dict[str, str] = {}
        keys: dict[str, str] = {}
        for key, value in table.items():
            try:
                name = layout.column(key)
            except KeyError:
                unknown_column(problems, file.place(array, number, key), key, layout)
                continue
            if name in raw:
                problems.add("input.column-twice", file.place(array, number, key), column=key)
            elif name is not None:
                keys[name], titles[name] = key, key
                if not (isinstance(value, str) and not fold(value)):
                    raw[name] = value
        yield Row(number + 1, raw, _Where(file, array, number, keys), titles)


class _Where:
    """Places of one table's keys."""

    __slots__ = ("_array", "_file", "_keys", "_number")

    def __init__(self, file: TomlFile, array: str, number: int, keys: dict[str, str]) -> None:
        self._file, self._array, self._number, self._keys = file, array, number, keys

    def __call__(self, column: str | None, /) -> Place:
        key = None if column is None else self._keys.get(column)
        path = (self._array, self._number) if key is None else (self._array, self._number, key)
        return self._file.place(*path)
