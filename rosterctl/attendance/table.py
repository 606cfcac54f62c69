"""Units as columns: a million of them at what a few arrays cost. A unit becomes a value when somebody asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import overload

import numpy as np

from rosterctl.attendance.events import Flags, Ints
from rosterctl.domain.attendance import Unit, UnitKind
from rosterctl.domain.roster_columns import numbered
from rosterctl.domain.stretches import Stretches


@dataclass(frozen=True, eq=False)
class TableColumns:
    """What of a unit is a number or a flag, a row each; names as in :class:`Unit`, see there.

    ``employee``, ``shift`` and ``post`` are numbers, ``date`` a proleptic ordinal. Segments of one assignment have
    the same ``assignment``. ``plan`` numbers what the unit's time looks like inside.
    """

    employee: Ints
    date: Ints
    number: Ints
    assignment: Ints
    shift: Ints
    post: Ints
    plan: Ints
    start: Ints
    end: Ints
    reach_start: Ints
    reach_end: Ints
    expected_start: Ints
    expected_end: Ints
    takes: Flags
    overtime: Flags
    pin_start: Ints
    pin_end: Ints
    has_pin_start: Flags
    has_pin_end: Flags
    before: Ints
    after: Ints
    arrive_early: Ints

    def __len__(self) -> int:
        return len(self.employee)

    def take(self, rows: Ints) -> TableColumns:
        """Some rows, in this order."""
        return TableColumns(*(getattr(self, item.name)[rows] for item in fields(self)))

    def put(self, rows: Ints, values: TableColumns) -> None:
        """Writes values over some rows; the assignments and plans stay."""
        for item in fields(self):
            if item.name not in ("assignment", "plan"):
                getattr(self, item.name)[rows] = getattr(values, item.name)

    def then(self, values: TableColumns) -> TableColumns:
        """These rows, and the others behind them."""
        names = [item.name for item in fields(self)]
        return TableColumns(*(np.concatenate([getattr(self, name), getattr(values, name)]) for name in names))


@dataclass(frozen=True)
class Names:
    """What the numbers in columns stand for, each in its order."""

    people: tuple[str, ...]
    shifts: tuple[str, ...]
    posts: tuple[str, ...]


class UnitTable(Sequence[Unit]):
    """Units as columns, and as a sequence of values that are made when they are asked for.

    Plan ``p`` of a unit that no request or correction touched is ``plain[p]``, its paid stretches, all of them
    expected; many units share it. The others are kept as values, by row, in ``special``; theirs is a plan of its own,
    ``len(plain)`` and following in the order of rows.
    """

    def __init__(
        self, names: Names, columns: TableColumns, plain: Sequence[Stretches], special: Mapping[int, Unit]
    ) -> None:
        self.names = names
        self.columns = columns
        self.plain = plain
        self.special = {row: special[row] for row in sorted(special)}
        rows = np.fromiter(self.special, np.int64, len(special))
        columns.plan[rows] = len(plain) + np.arange(len(rows))

    def __len__(self) -> int:
        return len(self.columns)

    @overload
    def __getitem__(self, index: int) -> Unit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Unit, ...]: ...
    def __getitem__(self, index: int | slice) -> Unit | tuple[Unit, ...]:
        if isinstance(index, slice):
            return tuple(self[row] for row in range(*index.indices(len(self))))
        row = range(len(self))[index]
        found = self.special.get(row)
        return self._plain(row) if found is None else found

    def _plain(self, row: int) -> Unit:
        at, names = self.columns, self.names
        paid = self.plain[at.plan[row]]
        return Unit(
            names.people[at.employee[row]],
            dt.date.fromordinal(int(at.date[row])),
            int(at.number[row]),
            names.posts[at.post[row]],
            names.shifts[at.shift[row]],
            int(at.start[row]),
            int(at.end[row]),
            int(at.reach_start[row]),
            int(at.reach_end[row]),
            paid,
            paid,
            arrive_early=int(at.arrive_early[row]),
        )


def table_of(units: Sequence[Unit]) -> UnitTable:
    """The table of some units, in their order."""
    if isinstance(units, UnitTable):
        return units
    names = Names(
        *(tuple(sorted({getattr(unit, name) for unit in units})) for name in ("employee", "shift", "post")),
    )
    return UnitTable(names, table_columns(units, names), (), dict(enumerate(units)))


def table_columns(units: Sequence[Unit], names: Names) -> TableColumns:
    """The columns of some values; ``plan`` is left 0."""
    count = len(units)
    people, shifts, posts = (
        {value: number for number, value in enumerate(known)} for known in (names.people, names.shifts, names.posts)
    )

    def ints(values: Iterable[int]) -> Ints:
        return np.fromiter(values, np.int64, count)

    def flags(values: Iterable[bool]) -> Flags:
        return np.fromiter(values, np.bool_, count)

    return TableColumns(
        employee=ints(people[u.employee] for u in units),
        date=ints(u.date.toordinal() for u in units),
        number=ints(u.number for u in units),
        assignment=_assignments(units),
        shift=ints(shifts[u.shift] for u in units),
        post=ints(posts[u.post] for u in units),
        plan=np.zeros(count, np.int64),
        start=ints(u.start for u in units),
        end=ints(u.end for u in units),
        reach_start=ints(u.reach_start for u in units),
        reach_end=ints(u.reach_end for u in units),
        expected_start=ints(u.expected_start for u in units),
        expected_end=ints(u.expected_end for u in units),
        takes=flags(u.takes_punches for u in units),
        overtime=flags(u.kind is UnitKind.OVERTIME for u in units),
        pin_start=ints(u.pinned_start or 0 for u in units),
        pin_end=ints(u.pinned_end or 0 for u in units),
        has_pin_start=flags(u.pinned_start is not None for u in units),
        has_pin_end=flags(u.pinned_end is not None for u in units),
        before=ints(u.before for u in units),
        after=ints(u.after for u in units),
        arrive_early=ints(u.arrive_early for u in units),
    )


def _assignments(units: Sequence[Unit]) -> Ints:
    """One number for the segments of an assignment; overtime of its own has one for itself."""
    keys = [(u.employee, u.date, u.shift, u.post, u.number if u.kind is UnitKind.OVERTIME else 0) for u in units]
    return numbered(keys)[1]
