"""The decision variables: what each person does on each day, as literals made when first asked for.

A literal is a CP-SAT Boolean or, where nothing is left to decide (history, a banned kind), a Python ``bool``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model
from ortools.util.python.sorted_interval_list import Domain

from rosterctl.domain.case import OFF, Case
from rosterctl.rules.roster.past import past_kinds

Literal = Any
"""``cp_model`` literal, or ``bool``; ortools ships no usable types."""


class Cells:
    """Literals for (person, day, kind); each day of the horizon holds exactly one of the kinds still allowed."""

    def __init__(self, case: Case, model: cp_model.CpModel) -> None:
        self.case = case
        self.model = model
        self._choices = (OFF, *case.choices)
        self._open: dict[tuple[int, int], dict[int, Literal]] = {}
        self._sets: dict[tuple[int, int, frozenset[int]], Literal] = {}
        self._banned: dict[tuple[int, int], set[int]] = {}
        self._past = past_kinds(case)
        self._nought_or_one = Domain(0, 1)

    def boolean(self) -> Literal:
        """A new variable; without a name, which most of the time of ``new_bool_var`` goes into."""
        return cp_model.IntVar(self.model.model_proto).with_domain(self._nought_or_one)

    def ban(self, who: int, day: int, kinds: Iterable[int]) -> None:
        """Take kinds out of a cell for good."""
        made = self._open.get((who, day))
        if made is None:
            self._banned.setdefault((who, day), set()).update(kinds)
            return
        for kind in kinds:
            if kind in made:
                self.model.add_bool_or([made[kind].negated()])

    def past(self, who: int, day: int) -> int:
        """The kind of a history cell."""
        return self._past.get((who, day), OFF)

    def options(self, who: int, day: int) -> Mapping[int, Literal]:
        """The kinds that a cell of the horizon may hold, each with its literal; made when first asked for."""
        found = self._open.get((who, day))
        if found is None:
            banned = self._banned.get((who, day), ())
            found = self._open[who, day] = {k: self.boolean() for k in self._choices if k not in banned}
        return found

    def one(self, who: int, day: int, kind: int) -> Literal:
        """The literal 'this person does exactly this kind on this day'."""
        if day < self.case.first:
            return self.past(who, day) == kind
        return self.options(who, day).get(kind, False)

    def parts(self, who: int, day: int, kinds: Container[int]) -> tuple[list[Literal], int]:
        """The literals of the kinds, and 1 when one of them is certain (a history cell)."""
        if day < self.case.first:
            return [], int(self.past(who, day) in kinds)
        return [x for k, x in self.options(who, day).items() if k in kinds], 0

    def any(self, who: int, day: int, kinds: frozenset[int]) -> Literal:
        """The literal 'one of these kinds on this day'."""
        key = (who, day, kinds)
        found = self._sets.get(key)
        if found is None:
            found = self._sets[key] = self._any(who, day, kinds)
        return found

    def _any(self, who: int, day: int, kinds: frozenset[int]) -> Literal:
        if day < self.case.first:
            return self.past(who, day) in kinds
        options = self.options(who, day)
        inside = [x for k, x in options.items() if k in kinds]
        if not inside:
            return False
        if len(inside) == len(options):
            return True
        if len(inside) == 1:
            return inside[0]
        if len(inside) == len(options) - 1:
            return next(x for k, x in options.items() if k not in kinds).negated()
        made = self.boolean()
        self.model.add_exactly_one([*inside, made.negated()])
        return made

    def close(self) -> None:
        """State that each cell of the horizon holds exactly one kind; call once, after all rules have spoken."""
        for who in range(len(self.case.employees)):
            for day in self.case.days:
                options = list(self.options(who, day).values())
                # an empty list makes the model infeasible, as it should: nothing is left to do on that day
                self.model.add_exactly_one(options) if options else self.model.add_bool_or([])

    def items(self) -> Sequence[tuple[tuple[int, int, int], Literal]]:
        """All decision literals with their (person, day, kind)."""
        return [((who, day, kind), x) for (who, day), made in self._open.items() for kind, x in made.items()]
