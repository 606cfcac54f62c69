"""Declared tables: which columns a file has, under which names, and how each cell is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from rosterctl.errors import Place
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.text import fold, header_key

T = TypeVar("T")

Raw = str | int | float | bool | dt.date | dt.time | dt.timedelta | list[Any]
"""A cell as the file gives it: text in csv; numbers, dates (``datetime`` too) and times in xlsx; lists in toml."""

IGNORED = ("备注", "说明", "序号", "note", "notes", "remark", "remarks", "comment", "comments", "no", "#")
"""Columns that are for people only, in every table."""


class Unreadable(ValueError):
    """A cell that a parser cannot read.

    ``expected`` is the id of a word that says what belongs there; or ``code`` is a problem of its own.
    """

    def __init__(self, expected: str = "", code: str = "input.cell", **values: object) -> None:
        super().__init__(code)
        self.expected = expected
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its name, its other names, how its cells are read, and whether each row must fill it."""

    name: str
    aliases: tuple[str, ...]
    parse: Callable[[Raw], T]
    required: bool = False

    @property
    def both(self) -> str:
        """Its name and the first of the others, for messages: ``side/补卡类型``."""
        return "/".join((self.name, *self.aliases[:1]))


@dataclass(frozen=True)
class Layout:
    """One table. ``name`` is the file's; in toml the array is called so, or ``one``.

    ``any_of`` lists groups of columns of which the header must hold at least one.
    """

    name: str
    columns: tuple[Column[Any], ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    ignored: tuple[str, ...] = ()
    one: str | None = None
    foreign: bool = False
    """Whether another program wrote the table: what it has beside these columns is its own business."""
    _index: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for text in (*IGNORED, *self.ignored):
            self._index[header_key(text)] = None
        for column in self.columns:
            for text in (column.name, *column.aliases):
                self._index[header_key(text)] = column.name

    def column(self, header: str) -> str | None:
        """The column that a header names (a hint in brackets apart); ``None`` for an ignored one.

        Raises ``KeyError`` when it is neither.
        """
        key = header_key(header)
        return self._index[key if key in self._index else header_key(header, hints=False)]

    def like(self, header: str) -> str | None:
        """The column name that was probably meant, as written in the declaration."""
        names = [text for column in self.columns for text in (column.name, *column.aliases)]
        return nearest(fold(header), names)

    def missing(self, present: set[str]) -> list[tuple[str, ...]]:
        """The names of each required column that is not present; a group for "one of these"."""
        lacking = [(c.name, *c.aliases[:1]) for c in self.columns if c.required and c.name not in present]
        return lacking + [group for group in self.any_of if not present.intersection(group)]


Where = Callable[[str | None], Place]
"""Tells the place of a column's cell in one row; of the row itself for ``None``."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as found: raw cells by column name (blank ones left out), with their headers as written."""

    number: int
    raw: Mapping[str, Raw]
    where: Where
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One row as read. ``complete`` says that every required cell could be read."""

    number: int
    values: Mapping[str, Any]
    where: Where
    complete: bool
    failed: frozenset[str]

    def get(self, column: Column[T]) -> T | None:
        """The cell's value; ``None`` when it is blank or could not be read."""
        found: T | None = self.values.get(column.name)
        return found

    def need(self, column: Column[T]) -> T:
        """The value of a required cell of a complete row."""
        found: T = self.values[column.name]
        return found

    def place(self, column: Column[Any] | None = None) -> Place:
        """Where the cell stands; without a column, where the row does."""
        return self.where(None if column is None else column.name)

    def bad(self, *columns: Column[Any]) -> bool:
        """Whether one of these cells holds something that could not be read."""
        return any(column.name in self.failed for column in columns)
