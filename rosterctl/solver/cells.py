"""The decision variables: what each person does on each day, as literals made when first asked for.

A literal is a CP-SAT Boolean or, where nothing is left to decide (history, a banned kind), a Python ``bool``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF, Case, history_key
from rosterctl.domain.roster import Assignment

Literal = Any
"""``cp_model`` literal, or ``bool``; ortools ships no usable types."""


class Cells:
    """Literals for (person, day, kind); each day of the horizon holds exactly one of the kinds still allowed."""

    def __init__(self, case: Case, model: cp_model.CpModel) -> None:
        self.case = case
        self.model = model
        self._choices = (OFF, *case.choices)
        self._made: dict[tuple[int, int, int], Literal] = {}
        self._sets: dict[tuple[int, int, frozenset[int]], Literal] = {}
        self._banned: set[tuple[int, int, int]] = set()
        self._past = _history_labels(case)

    def ban(self, who: int, day: int, kinds: Iterable[int]) -> None:
        """Take kinds out of a cell for good."""
        for kind in kinds:
            key = (who, day, kind)
            made = self._made.get(key)
            if made is None:
                self._banned.add(key)
            else:
                self.model.add_bool_or([made.negated()])

    def past(self, who: int, day: int) -> int:
        """The kind of a history cell."""
        return self._past.get((who, day), OFF)

    def one(self, who: int, day: int, kind: int) -> Literal:
        """The literal 'this person does exactly this kind on this day'."""
        if day < self.case.first:
            return self.past(who, day) == kind
        key = (who, day, kind)
        made = self._made.get(key)
        if made is None:
            if key in self._banned or kind not in self._choices:
                return False
            made = self._made[key] = self.model.new_bool_var("")
        return made

    def parts(self, who: int, day: int, kinds: Iterable[int]) -> tuple[list[Literal], int]:
        """The literals of the kinds, and 1 when one of them is certain (a history cell)."""
        if day < self.case.first:
            return [], int(self.past(who, day) in kinds)
        return [x for k in self._choices if k in kinds and (x := self.one(who, day, k)) is not False], 0

    def any(self, who: int, day: int, kinds: frozenset[int]) -> Literal:
        """The literal 'one of these kinds on this day'."""
        inside, sure = self.parts(who, day, kinds)
        if day < self.case.first:
            return bool(sure)
        rest = [x for k in self._choices if k not in kinds and (x := self.one(who, day, k)) is not False]
        if not inside:
            return False
        if not rest:
            return True
        if len(inside) == 1:
            return inside[0]
        if len(rest) == 1:
            return rest[0].negated()
        key = (who, day, kinds)
        made = self._sets.get(key)
        if made is None:
            made = self._sets[key] = self.model.new_bool_var("")
            self.model.add_exactly_one([*inside, made.negated()])
        return made

    def close(self) -> None:
        """State that each cell of the horizon holds exactly one kind; call once, after all rules have spoken."""
        for who in range(len(self.case.employees)):
            for day in self.case.days:
                options = [x for k in self._choices if (x := self.one(who, day, k)) is not False]
                # an empty list makes the model infeasible, as it should: nothing is left to do on that day
                self.model.add_exactly_one(options) if options else self.model.add_bool_or([])

    def items(self) -> Sequence[tuple[tuple[int, int, int], Literal]]:
        """All decision literals with their (person, day, kind)."""
        return list(self._made.items())


def _history_labels(case: Case) -> dict[tuple[int, int], int]:
    """(person, day) → kind for the days of history that have an assignment."""
    cells: dict[tuple[int, int], list[Assignment]] = {}
    for item in case.history:
        who = case.person.get(item.employee)
        if who is not None:
            cells.setdefault((who, case.axis.day(item.date)), []).append(item)
    kinds = {(duty.shift, duty.post): kind for kind, duty in enumerate(case.duties, 1)}
    return {cell: kinds[history_key(items)] for cell, items in cells.items()}
