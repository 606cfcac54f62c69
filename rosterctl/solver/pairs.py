"""Forbidden successions, gathered from all rules and stated as few, wide 'at most one's.

A rule forbids pairs of kinds on two days; which pairs it names together is its own affair. Stated as they come,
a night followed by an early and a night followed by a late shift are two short constraints, each of which a
fractional roster keeps with half a night, half an early and half a late one. Joined (at most one of the three) it
does not, and the bound is better.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from rosterctl.rules.port import Cell, Kinds
from rosterctl.solver.cells import Cells

Block = tuple[Kinds, Kinds]
"""None of the first kinds on the one day goes with any of the second on the other."""


class Pairs:
    """The hard forbidden pairs of cells of each person."""

    def __init__(self) -> None:
        self._said: dict[tuple[int, int, int], set[Block]] = {}
        self._widest: dict[frozenset[Block], tuple[Block, ...]] = {}

    def add(self, who: int, one: Cell, other: Cell) -> None:
        """The two cells (different days of the horizon) must not both hold."""
        before, after = (one, other) if one.day < other.day else (other, one)
        self._said.setdefault((who, before.day, after.day), set()).add((before.kinds, after.kinds))

    def state(self, cells: Cells, model: cp_model.CpModel) -> None:
        """Say it all; call once, after all rules have spoken."""
        for (who, before, after), said in self._said.items():
            key = frozenset(said)
            blocks = self._widest.get(key)
            if blocks is None:
                blocks = self._widest[key] = widest(key)
            for kinds, others in blocks:
                first, _ = cells.parts(who, before, kinds)
                second, _ = cells.parts(who, after, others)
                if first and second:
                    model.add_at_most_one([*first, *second])


def widest(said: frozenset[Block]) -> tuple[Block, ...]:
    """Blocks that forbid the same pairs, each as wide as it can be around one kind of either day."""
    after: dict[int, set[int]] = {}
    before: dict[int, set[int]] = {}
    for kinds, others in said:
        for kind in kinds:
            after.setdefault(kind, set()).update(others)
        for kind in others:
            before.setdefault(kind, set()).update(kinds)
    made: dict[Block, None] = {}
    for seconds in (after[kind] for kind in sorted(after)):
        firsts = frozenset(kind for kind, found in after.items() if found >= seconds)
        made[firsts, frozenset(seconds)] = None
    for firsts_ in (before[kind] for kind in sorted(before)):
        made[frozenset(firsts_), frozenset(kind for kind, found in before.items() if found >= firsts_)] = None
    return tuple(made)
