"""Numbers of people that rules ask for, as rows: what each number costs, and which cells count into which row.

Statements about the same heads are one row whose cost is their sum. It bends upwards only, as each of them does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.case import OFF, Case
from rosterctl.rules.port import Heads
from rosterctl.rules.roster.past import past_kinds
from rosterctl.solver.columns.reader import Record, Staffing

Ints = NDArray[np.int64]

STRICT = 20
"""What must not be costs so many times as much as the dearest thing that may be: a lower cost is a lower bound."""


class Entries(NamedTuple):
    """What the cells of some alike people count into: entry by entry, in the order of cells (day × choice)."""

    cell: Ints
    row: Ints
    times: Ints


@dataclass(frozen=True)
class Needs:
    """``cost[row, heads]``; ``entries[kind_of[who]]`` is what a person's cells count into."""

    cost: Ints
    entries: tuple[Entries, ...]
    kind_of: tuple[int, ...]
    shape: tuple[int, int]
    """Days and choices."""
    day: Ints
    """By row, the first day of the horizon that it is about."""

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.cost)

    def prices(self, who: int, worth: Ints) -> Ints:
        """By day and choice, what cells cost a person when a head of each row is worth so much."""
        cell, row, times = self.entries[self.kind_of[who]]
        total = np.zeros(self.shape[0] * self.shape[1], np.int64)
        np.subtract.at(total, cell, worth[row] * times)
        return total.reshape(self.shape)

    def heads(self, who: int, places: Sequence[int]) -> Ints:
        """By row, what a month counts."""
        cell, row, times = self.entries[self.kind_of[who]]
        chosen = np.zeros(self.shape[0] * self.shape[1], np.bool_)
        chosen[np.arange(self.shape[0]) * self.shape[1] + np.asarray(places, np.int64)] = True
        hit = chosen[cell]
        total = np.zeros(self.rows, np.int64)
        np.add.at(total, row[hit], times[hit])
        return total

    def total(self, heads: Ints) -> int:
        """What these numbers cost."""
        return int(self.cost[np.arange(self.rows), heads].sum())

    def least(self, worth: Ints, scale: int) -> int:
        """The least that all rows can cost when a head costs ``worth`` more, all ``scale`` times."""
        return int((self.cost * scale + worth[:, None] * np.arange(self.cost.shape[1])).min(axis=1).sum())


def needs_of(record: Record) -> Needs:
    """The rows of all that was said about numbers of people."""
    case, past = record.case, past_kinds(record.case)
    said: dict[tuple[Heads, ...], list[Staffing]] = {}
    for one in record.joint:
        said.setdefault(tuple(one.heads), []).append(one)
    dearest = max((one.price for one in record.joint if one.price), default=1)
    strict = STRICT * dearest
    costs: list[list[int]] = []
    rows: list[list[Heads]] = []
    for heads, ones in said.items():
        sure, open_ = 0, []
        for group in heads:
            if group.cell.day < case.first:
                sure += sum(past.get((who, group.cell.day), OFF) in group.cell.kinds for who in group.people)
            else:
                open_.append(group)
        most = sum(len(group.people) for group in open_)
        costs.append([sum(_cost(one, sure + n, strict) for one in ones) for n in range(most + 1)])
        rows.append(open_)
    table = np.zeros((len(costs), max(map(len, costs), default=1)), np.int64)
    for row, values in enumerate(costs):
        table[row, : len(values)] = values
        # nobody comes here; it bends upwards beyond all worth
        table[row, len(values) :] = values[-1] + strict * np.arange(1, table.shape[1] - len(values) + 1)
    entries, kind_of = _entries(case, rows)
    day = np.array([min((h.cell.day for h in row), default=case.first) - case.first for row in rows], np.int64)
    return Needs(table, entries, kind_of, (len(case.days), 1 + len(case.choices)), day)


def _cost(one: Staffing, heads: int, strict: int) -> int:
    low, high = one.low, one.high
    gap = max(low - heads if low is not None else 0, heads - high if high is not None else 0, 0)
    return gap * (strict if one.price is None else one.price)


def _entries(case: Case, rows: Sequence[Sequence[Heads]]) -> tuple[tuple[Entries, ...], tuple[int, ...]]:
    """People who count into the same groups have the same entries."""
    groups: dict[tuple[int, ...], int] = {}
    for row in rows:
        for heads in row:
            groups.setdefault(heads.people, len(groups))
    member = np.zeros((len(case.employees), len(groups)), np.bool_)
    for people, number in groups.items():
        member[list(people), number] = True
    parts: list[list[tuple[int, int]]] = [[] for _ in groups]
    place = {kind: n for n, kind in enumerate((OFF, *case.choices))}
    for number, row in enumerate(rows):
        for heads in row:
            base = (heads.cell.day - case.first) * len(place)
            parts[groups[heads.people]] += [(base + place[k], number) for k in heads.cell.kinds if k in place]
    made: dict[bytes, int] = {}
    kinds: list[int] = []
    entries: list[Entries] = []
    for who in range(len(case.employees)):
        key = member[who].tobytes()
        if key not in made:
            made[key] = len(entries)
            entries.append(_merged([pair for n in np.flatnonzero(member[who]) for pair in parts[n]]))
        kinds.append(made[key])
    return tuple(entries), tuple(kinds)


def _merged(pairs: list[tuple[int, int]]) -> Entries:
    """A cell that counts twice into a row is one entry."""
    table = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    unique, times = np.unique(table, axis=0, return_counts=True)
    return Entries(unique[:, 0], unique[:, 1], times.astype(np.int64))
