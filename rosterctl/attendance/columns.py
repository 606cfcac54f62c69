"""Units as columns, and the chains in which their reaches overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.events import SHIFT, Events, Flags, Ints
from rosterctl.domain.attendance import Unit, UnitKind


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


def unit_columns(units: Sequence[Unit], numbers: Mapping[str, int]) -> tuple[UnitColumns, Ints]:
    """The columns of units that take punches, and which unit each row is."""
    rows = [i for i, unit in enumerate(units) if unit.expected]
    chosen = [units[i] for i in rows]
    count = len(rows)

    def ints(values: object) -> Ints:
        return np.fromiter(values, np.int64, count)  # type: ignore[call-overload, no-any-return]

    raw = UnitColumns(
        person=ints(numbers[u.employee] for u in chosen),
        start=ints(u.expected[0].start for u in chosen),
        end=ints(u.expected[-1].end for u in chosen),
        reach_start=ints(u.reach_start for u in chosen),
        reach_end=ints(u.reach_end for u in chosen),
        overtime=np.fromiter((u.kind is UnitKind.OVERTIME for u in chosen), np.bool_, count),
        pin_start=ints(u.pinned_start or 0 for u in chosen),
        pin_end=ints(u.pinned_end or 0 for u in chosen),
        has_pin_start=np.fromiter((u.pinned_start is not None for u in chosen), np.bool_, count),
        has_pin_end=np.fromiter((u.pinned_end is not None for u in chosen), np.bool_, count),
        before=ints(u.before for u in chosen),
        after=ints(u.after for u in chosen),
    )
    order = np.lexsort((raw.end, raw.start, raw.person)).astype(np.int64)
    return raw.take(order), np.array(rows, np.int64)[order]


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
    key = events.person * SHIFT + events.first
    low = np.searchsorted(key, base + units.reach_start, side="left").astype(np.int64)
    high = np.searchsorted(key, base + units.reach_end, side="right").astype(np.int64)
    furthest = np.maximum.accumulate(base + units.reach_end)
    soonest = np.minimum.accumulate((base + units.reach_start)[::-1])[::-1]  # a later shift may reach further back
    opens = np.append(True, soonest[1:] > furthest[:-1])[: len(units)]
    begin = np.append(np.flatnonzero(opens), len(units)).astype(np.int64)
    return Chains(begin, low, np.maximum(low, high))
