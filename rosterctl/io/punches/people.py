"""Whose punch it is: the ids and names of clocks and apps, held against the staff file.

Decided: an id of a clock or app (PIN, UserId) is looked up among the clock ids first and the employee ids then; an
id under the head 工号 the other way round. Only where nothing is equal are zeros at the left left out on both
sides (a terminal writes 101, its software 00000101). A name is asked last, wherever it stands, and counts when only
one person has it. An id that fits several people is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from rosterctl.domain.people import Employee
from rosterctl.io.tables.text import fold

WHO = ("clock", "number", "name")


_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Misnamed:
    """An id that the file gives to ``read``, while the staff file knows its owner as ``name``."""

    id: str
    employee: str
    name: str
    read: str
    line: int
    col: int


@dataclass(frozen=True, slots=True)
class Stranger:
    """An id that is nobody's, and its places in the file; ``several`` are those it would fit."""

    id: str
    count: int
    line: int
    col: int
    several: tuple[str, ...] = ()


class People:
    """The staff, as clocks may call them."""

    def __init__(self, staff: Iterable[Employee]) -> None:
        self._called: dict[str, str] = {}
        self._ids: dict[str, set[str]] = {}
        self._clocks: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        for person in staff:
            self._called[person.id] = person.name
            self._ids.setdefault(person.id, set()).add(person.id)
            self._names.setdefault(person.name, set()).add(person.id)
            for clock in person.clock_ids:
                self._clocks.setdefault(clock, set()).add(person.id)
        self._bare_ids, self._bare_clocks = _bare(self._ids), _bare(self._clocks)

    def find(self, clock: str | None, number: str | None, name: str | None) -> set[str]:
        """The employees that these three can mean: one, none or several."""
        clocks, ids = (self._clocks, self._bare_clocks), (self._ids, self._bare_ids)
        for text, first, second in ((clock, clocks, ids), (number, ids, clocks)):
            if text is None:
                continue
            wanted = fold(text)
            for level, key in ((0, wanted), (1, wanted.lstrip("0"))):
                for tables in (first, second):
                    found = tables[level].get(key)
                    if found:
                        return found
        called = (self._names.get(fold(text)) for text in (name, number, clock) if text is not None)
        return next(filter(None, called), set())

    def misnamed(self, employee: str, read: str | None) -> str | None:
        """The staff file's name of an employee whom a file calls otherwise; ``None`` where both agree.

        Only Chinese names are held against each other: terminals often have them in letters.
        """
        name = self._called[employee]
        if read is None or not (_HAN.search(name) and _HAN.search(read)):
            return None
        return None if fold(read).replace(" ", "") == fold(name).replace(" ", "") else name


def _bare(table: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The same for ids of digits without zeros at their left."""
    found: dict[str, set[str]] = {}
    for key, people in table.items():
        if key.isdigit():
            found.setdefault(key.lstrip("0"), set()).update(people)
    return found


@dataclass(frozen=True)
class Identified:
    """The rows with ``employee`` (null for strangers) and ``clock_id`` (what the file calls them)."""

    rows: pl.DataFrame
    strangers: tuple[Stranger, ...]
    misnamed: tuple[Misnamed, ...]


def identified(rows: pl.DataFrame, people: People) -> Identified:
    """Looks up each combination of ids and name once, so that a month of punches costs as much as the staff."""
    groups = rows.group_by(WHO, maintain_order=True).agg(
        count=pl.len(), line=pl.col("line").first(), col=pl.col("col").first()
    )
    employees: list[str | None] = []
    called: list[str] = []
    strangers: list[Stranger] = []
    misnamed: dict[str, Misnamed] = {}
    for clock, number, name, count, line, col in groups.iter_rows():
        found = people.find(clock, number, name)
        shown = fold(clock or number or name or "")
        called.append(shown)
        employee = next(iter(found)) if len(found) == 1 else None
        employees.append(employee)
        if employee is None:
            strangers.append(Stranger(shown, count, line, col, tuple(sorted(found))))
        elif (other := people.misnamed(employee, name)) is not None:
            misnamed.setdefault(shown, Misnamed(shown, employee, other, name, line, col))
    keys = groups.select(*WHO).with_columns(
        employee=pl.Series(employees, dtype=pl.String), clock_id=pl.Series(called, dtype=pl.String)
    )
    joined = rows.join(keys, on=WHO, how="left", nulls_equal=True, maintain_order="left")
    return Identified(joined, _merged(strangers), tuple(misnamed.values()))


def _merged(strangers: Iterable[Stranger]) -> tuple[Stranger, ...]:
    """One for each id, in the order of the file."""
    found: dict[str, Stranger] = {}
    for item in strangers:
        old = found.get(item.id)
        found[item.id] = (
            item if old is None else Stranger(old.id, old.count + item.count, old.line, old.col, old.several)
        )
    return tuple(found.values())
