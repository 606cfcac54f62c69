"""How much of what is asked of everybody is asked of each group of people.

What a month demands of a crowd is dealt out to its members in turn, one head after the other, like cards: groups
alike get alike, and together they get exactly the whole. Whoever is not counted by a statement (without the skill
that it asks for) is dealt nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rosterctl.solver.reading import NOBODY, SEVERAL, Reading, Statement

UNBOUNDED = 1 << 39
"""Beyond this size the end of a domain is no number that is asked for."""


class Shares:
    """The statements of a reading that tie people together, and each group's part of their bounds.

    ``group`` says which group each person is in. What is enforced by literals, or no sum, is not dealt: it is left
    to whoever joins the groups' rosters.
    """

    def __init__(self, reading: Reading, group: Sequence[int], groups: int) -> None:
        self._owner = reading.owner
        self._group = group
        self._groups = groups
        self._next = 0
        self._begins: dict[int, int] = {}
        joint = [reading.statements[n] for n in (reading.business < 0).nonzero()[0].tolist()]
        self.statements = tuple(s for s in joint if s.kind == "linear" and not s.when)
        self._crowds = _crowds(self.statements, reading)
        self._bounds = [self._deal(statement) for statement in self.statements]

    def upto(self, number: int, group: int) -> list[int] | None:
        """The domain of a statement (by its place in ``statements``) for this and all groups before it.

        ``None`` for what no crowd shares: each group has to keep it as it stands.
        """
        bounds = self._bounds[number]
        return None if bounds is None else [bound[group] for bound in bounds]

    def adds_up(self, variable: int) -> bool:
        """Whether the variable stands for a sum over people, so that the groups' values add up to it."""
        return variable in self._crowds

    def _deal(self, statement: Statement) -> list[list[int]] | None:
        people = {who for v in statement.literals if (who := int(self._owner[v])) >= 0}
        key = min(statement.literals, default=0)
        if len(people) < 2:
            people = set().union(*(self._crowds.get(v, ()) for v in statement.literals))
            key = next((v for v in statement.literals if v in self._crowds), key)
        if len(people) < 2:
            return None
        order = sorted(people)
        return [self._cut(bound, key, order) for bound in statement.domain]

    def _cut(self, bound: int, key: int, people: Sequence[int]) -> list[int]:
        """Cumulative shares. What is asked of one crowd twice (a least and a most) is dealt from the same place."""
        if abs(bound) >= UNBOUNDED:
            return [bound] * self._groups
        begin = self._begins.setdefault(key, self._next)
        if begin == self._next:
            self._next += abs(bound)
        heads = [0] * self._groups
        for turn in range(begin, begin + abs(bound)):
            heads[self._group[people[turn % len(people)]]] += 1 if bound > 0 else -1
        total, upto = 0, []
        for share in heads:
            total += share
            upto.append(total)
        return upto


def _crowds(statements: Sequence[Statement], reading: Reading) -> dict[int, frozenset[int]]:
    """Variable that is nobody's → the people whom the sums that it stands for are about."""
    crowds: dict[int, frozenset[int]] = {}
    for statement in statements:
        owners = {int(reading.owner[v]) for v in statement.literals}
        people = frozenset(owners - {NOBODY, SEVERAL})
        if len(people) > 1:
            for v in statement.literals:
                if reading.owner[v] < 0:
                    crowds[v] = crowds.get(v, frozenset()) | people
    return crowds
