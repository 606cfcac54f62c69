"""Punches → events (2.1): columns in, columns out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.attendance import DEFAULTS, Event

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

SHIFT = 1 << 36
"""Person × SHIFT + instant orders by person, then time; instants stay below it until the year 4147."""


@dataclass(frozen=True)
class Punches:
    """Raw punches as columns: ``person`` numbers ``people``, ``instant`` is UTC seconds; any order, repeats kept."""

    people: Sequence[str]
    person: Ints
    instant: Ints


@dataclass(frozen=True)
class Events:
    """Events by person and time. Event ``k`` holds the punches ``order[begin[k]:begin[k + 1]]``."""

    person: Ints
    first: Ints
    last: Ints
    begin: Ints
    order: Ints

    def __len__(self) -> int:
        return len(self.first)

    def event(self, index: int) -> Event:
        """One of them as a value; its punches are row numbers of the raw columns."""
        rows = self.order[self.begin[index] : self.begin[index + 1]]
        return Event(int(self.first[index]), int(self.last[index]), tuple(sorted(rows.tolist())))

    def events(self) -> list[Event]:
        """All of them as values; much quicker than one by one."""
        order, begin = self.order.tolist(), self.begin.tolist()
        return [
            Event(first, last, (order[low],) if high - low == 1 else tuple(sorted(order[low:high])))
            for first, last, low, high in zip(
                self.first.tolist(), self.last.tolist(), begin[:-1], begin[1:], strict=True
            )
        ]


def make_events(person: Ints, instant: Ints, window: int = DEFAULTS.event) -> Events:
    """Groups the punches of each person: whatever lies at most ``window`` seconds after the group's first."""
    key = person * SHIFT
    key += instant  # in place: fresh memory for millions of rows costs more than the sum
    if (key[1:] >= key[:-1]).all():
        order = np.arange(len(key), dtype=np.int64)
    else:
        order = np.argsort(key, kind="stable")
        key, person, instant = key[order], person[order], instant[order]
    begin = _starts(key, window)
    bounds = np.append(begin, len(key))
    return Events(person[begin], instant[begin], instant[bounds[1:] - 1], bounds, order)


def _starts(key: Ints, window: int) -> Ints:
    """Where groups begin in a sorted key.

    A gap longer than the window always begins one. Only in runs of shorter gaps that are longer than the window
    altogether does a group's first punch decide; they advance all at once, a group at each step.
    """
    if not len(key):
        return np.zeros(0, np.int64)
    opens = np.ones(len(key), np.bool_)
    np.greater(key[1:] - key[:-1], window, out=opens[1:])
    sure = np.flatnonzero(opens)
    goes_on = np.append(~opens[1:], False)
    first, last = np.flatnonzero(opens & goes_on), np.flatnonzero(~opens & ~goes_on)  # runs of two and more: few
    long = key[last] - key[first] > window
    if not long.any():
        return sure
    found, at, ends = [sure], first[long], last[long] + 1
    while len(at):
        following = np.searchsorted(key, key[at] + window, side="right").astype(np.int64)
        inside = following < ends
        at, ends = following[inside], ends[inside]
        found.append(at)
    return np.sort(np.concatenate(found), kind="stable")
