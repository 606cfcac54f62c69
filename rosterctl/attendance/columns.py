"""Units as columns, and the chains in which their reaches overlap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.events import SHIFT, Events, Flags, Ints
from rosterctl.attendance.table import UnitTable


@dataclass(frozen=True)
class UnitColumns:
    """Units that take punches, sorted by person and time. ``start`` and ``end`` are the expected ones."""

    person: Ints
    start: Ints
    end: Ints
    reach_start: Ints
    reach_end: Ints
    overtime: Flags
    pin_start: Ints
    pin_end: Ints
    has_pin_start: Flags
    has_pin_end: Flags
    before: Ints
    after: Ints

    def __len__(self) -> int:
        return len(self.person)

    def take(self, rows: Ints) -> UnitColumns:
        """Some of the rows."""
        return UnitColumns(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def touching(units: UnitColumns) -> Flags:
    """Whether a unit's expected end is the next unit's expected start (2.5)."""
    touch: Flags = (units.end[:-1] == units.start[1:]) & (units.person[:-1] == units.person[1:])
    return touch


def unit_columns(units: UnitTable, numbers: Ints) -> tuple[UnitColumns, Ints]:
    """The columns of units that take punches, by person and time, and which unit each row is.

    ``numbers`` are the persons behind the table's employees. Where the table is in that order already nothing is
    copied.
    """
    at = units.columns
    columns = UnitColumns(
        person=numbers[at.employee],
        start=at.expected_start,
        end=at.expected_end,
        reach_start=at.reach_start,
        reach_end=at.reach_end,
        overtime=at.overtime,
        pin_start=at.pin_start,
        pin_end=at.pin_end,
        has_pin_start=at.has_pin_start,
        has_pin_end=at.has_pin_end,
        before=at.before,
        after=at.after,
    )
    rows = np.arange(len(units), dtype=np.int64)
    if not at.takes.all():
        rows = np.flatnonzero(at.takes).astype(np.int64)
        columns = columns.take(rows)
    ahead = (columns.person[1:] > columns.person[:-1]) | (
        (columns.person[1:] == columns.person[:-1]) & (columns.start[1:] > columns.start[:-1])
    )
    if ahead.all():
        return columns, rows
    order = np.lexsort((columns.end, columns.start, columns.person)).astype(np.int64)
    return columns.take(order), rows[order]


@dataclass(frozen=True)
class Chains:
    """Chains of units whose reaches overlap: chain ``c`` is the units ``begin[c] … begin[c + 1] - 1``.

    No event is in the reach of two chains, so each is matched by itself. ``low`` and ``high`` are the events
    in each unit's own reach (a range, closed below, open above): an event is inside when its first instant is (1.2).
    """

    begin: Ints
    low: Ints
    high: Ints


def make_chains(units: UnitColumns, events: Events) -> Chains:
    """Chains, and the events that each unit reaches."""
    base = units.person * SHIFT
    key = events.person * SHIFT
    key += events.first
    low = np.searchsorted(key, base + units.reach_start, side="left").astype(np.int64)
    high = np.searchsorted(key, base + units.reach_end, side="right").astype(np.int64)
    furthest = np.maximum.accumulate(base + units.reach_end)
    soonest = np.minimum.accumulate((base + units.reach_start)[::-1])[::-1]  # a later shift may reach further back
    opens = np.append(True, soonest[1:] > furthest[:-1])[: len(units)]
    begin = np.append(np.flatnonzero(opens), len(units)).astype(np.int64)
    return Chains(begin, low, np.maximum(low, high))
