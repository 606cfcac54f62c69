"""Assignments as columns: a month of a million of them, as attendance reads it. Activities are left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.roster import Assignment, Break

Ints = NDArray[np.int64]
T = TypeVar("T", bound=Any)


@dataclass(frozen=True, eq=False)
class RosterColumns(Sequence[Assignment]):
    """A row for each assignment, in order of employee; ``employees`` are in the order of ids.

    A sequence of values, too, which are made when they are asked for, without their activities.
    ``employee``, ``shift``, ``post`` and ``breaks`` are numbers into the tables; ``date`` is a proleptic ordinal.
    """

    employees: tuple[str, ...]
    shifts: tuple[str, ...]
    posts: tuple[str, ...]
    breaks_known: tuple[tuple[Break, ...], ...]
    employee: Ints
    date: Ints
    shift: Ints
    post: Ints
    breaks: Ints

    def __len__(self) -> int:
        return len(self.employee)

    @overload
    def __getitem__(self, index: int) -> Assignment: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Assignment, ...]: ...
    def __getitem__(self, index: int | slice) -> Assignment | tuple[Assignment, ...]:
        if isinstance(index, slice):
            return tuple(self[row] for row in range(*index.indices(len(self))))
        row = range(len(self))[index]
        return Assignment(
            self.employees[self.employee[row]],
            dt.date.fromordinal(int(self.date[row])),
            self.shifts[self.shift[row]],
            self.posts[self.post[row]],
            self.breaks_known[self.breaks[row]],
        )

    def between(self, first: dt.date, end: dt.date) -> RosterColumns:
        """The rows with roster dates in ``[first, end)``; the tables stay."""
        rows = np.flatnonzero((self.date >= first.toordinal()) & (self.date < end.toordinal()))
        return self._rows(rows)

    def of(self, employees: Container[str], shifts: Container[str]) -> RosterColumns:
        """The rows of these employees on these shifts; the tables stay."""
        who = np.array([one in employees for one in self.employees], np.bool_)
        what = np.array([one in shifts for one in self.shifts], np.bool_)
        return self._rows(np.flatnonzero(who[self.employee] & what[self.shift]))

    @property
    def employees_used(self) -> frozenset[str]:
        """The employees that have a row."""
        return frozenset(self.employees[number] for number in np.unique(self.employee).tolist())

    @property
    def shifts_used(self) -> frozenset[str]:
        """The shifts that have a row."""
        return frozenset(self.shifts[number] for number in np.unique(self.shift).tolist())

    def _rows(self, rows: NDArray[np.intp]) -> RosterColumns:
        columns = (self.employee, self.date, self.shift, self.post, self.breaks)
        return RosterColumns(
            self.employees, self.shifts, self.posts, self.breaks_known, *(column[rows] for column in columns)
        )


def columns_of(assignments: Iterable[Assignment]) -> RosterColumns:
    """The columns of some assignments, however they are ordered."""
    if isinstance(assignments, RosterColumns):
        return assignments
    items = list(assignments)
    people, employee = numbered([item.employee for item in items])
    shifts, shift = numbered([item.shift for item in items])
    posts, post = numbered([item.post for item in items])
    breaks_known, breaks = numbered([item.breaks for item in items])
    date = np.fromiter((item.date.toordinal() for item in items), np.int64, len(items))
    return by_employee(RosterColumns(people, shifts, posts, breaks_known, employee, date, shift, post, breaks))


def dates_of(assignments: Iterable[Assignment]) -> dict[str, frozenset[dt.date]]:
    """The roster dates of each employee that has any."""
    columns = columns_of(assignments)
    dates = {number: dt.date.fromordinal(number) for number in np.unique(columns.date).tolist()}
    cuts = np.searchsorted(columns.employee, np.arange(len(columns.employees) + 1)).tolist()
    on = columns.date.tolist()
    return {
        who: frozenset(dates[number] for number in on[low:high])
        for who, low, high in zip(columns.employees, cuts[:-1], cuts[1:], strict=True)
        if low < high
    }


def by_employee(columns: RosterColumns) -> RosterColumns:
    """The rows in the order of employees; nothing is copied where they are."""
    if (np.diff(columns.employee) >= 0).all():
        return columns
    return columns._rows(np.argsort(columns.employee, kind="stable"))


def joined(parts: Sequence[RosterColumns]) -> RosterColumns:
    """Several months as one; nothing is copied where only one of them speaks of anybody."""
    parts = [part for part in parts if part.employees] or parts[:1]
    if len(parts) == 1:
        return parts[0]
    employees, employee = _joint([(p.employees, p.employee) for p in parts])
    shifts, shift = _joint([(p.shifts, p.shift) for p in parts])
    posts, post = _joint([(p.posts, p.post) for p in parts])
    breaks_known, breaks = _joint([(p.breaks_known, p.breaks) for p in parts])
    date = np.concatenate([np.zeros(0, np.int64), *(p.date for p in parts)])
    return by_employee(RosterColumns(employees, shifts, posts, breaks_known, employee, date, shift, post, breaks))


def numbered(values: Sequence[T]) -> tuple[tuple[T, ...], Ints]:
    """The different values in their order, and the number of each among them."""
    known = tuple(sorted(set(values)))
    place = {value: number for number, value in enumerate(known)}
    return known, np.fromiter((place[value] for value in values), np.int64, len(values))


def _joint(columns: Sequence[tuple[tuple[T, ...], Ints]]) -> tuple[tuple[T, ...], Ints]:
    """Columns one below the other, with one table for all."""
    known = tuple(sorted({value for table, _ in columns for value in table}))
    place = {value: number for number, value in enumerate(known)}
    found = [np.array([place[value] for value in table], np.int64)[column] for table, column in columns]
    return known, np.concatenate([np.zeros(0, np.int64), *found])
