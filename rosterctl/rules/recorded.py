"""What a rule says about a case, written down: whether a change of the case matters to a rule shows in its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rosterctl.domain.case import Case
from rosterctl.domain.policy import RuleUse
from rosterctl.rules.base import Scope, scope_of
from rosterctl.rules.port import Away, Cell, Heads, Line, Slots, Term
from rosterctl.rules.roster import roster_rule


def words_of(case: Case, use: RuleUse) -> Counter[object]:
    """Everything that a use of a rule says about a case, however ordered."""
    port = _Recorder(case, scope_of(case, use))
    roster_rule(use.rule).encode(port, use.params)
    return port.said


class _Meal(tuple[object, ...]):
    """A meal's start times, as they were asked for."""

    @property
    def starts(self) -> tuple[int, ...]:
        """The possible starts, elapsed minutes."""
        return self[3]  # type: ignore[return-value]


class _Recorder:
    """A port that only listens; see :class:`rosterctl.rules.port.Port` for the words."""

    def __init__(self, case: Case, scope: Scope) -> None:
        self.case = case
        self.scope = scope
        self.said: Counter[object] = Counter()

    def forbid(self, who: int, pattern: Sequence[Cell], size: int = 1) -> None:
        """See the port."""
        self.said["forbid", who, frozenset(pattern), size] += 1

    def any_of(self, who: int, patterns: Sequence[Sequence[Cell]], size: int = 1) -> None:
        """See the port."""
        self.said["any_of", who, frozenset(frozenset(pattern) for pattern in patterns), size] += 1

    def window(self, who: int, terms: Sequence[Term], low: int | None, high: int | None, unit: int = 1) -> None:
        """See the port."""
        self.said["window", who, _bag(terms), low, high, unit] += 1

    def count(self, who: int, groups: Sequence[Sequence[Cell]], low: int | None, high: int | None) -> None:
        """See the port."""
        self.said["count", who, _bag(frozenset(group) for group in groups), low, high] += 1

    def cover(
        self, heads: Sequence[Heads], low: int | None, high: int | None, size: int = 1, away: Sequence[Away] = ()
    ) -> None:
        """See the port."""
        self.said["cover", _crowd(heads), low, high, size, _bag(away)] += 1

    def balance(self, lines: Sequence[Line], spread: int, unit: int = 1) -> None:
        """See the port."""
        self.said["balance", _bag(lines), spread, unit] += 1

    def slots(
        self, people: Sequence[int], cell: Cell, starts: Sequence[int], minutes: int, discomfort: Sequence[int]
    ) -> Slots:
        """See the port."""
        meal = _Meal((frozenset(people), cell, tuple(discomfort), tuple(starts), minutes))
        self.said["slots", meal] += 1
        return meal


def _bag(items: object) -> frozenset[tuple[object, int]]:
    return frozenset(Counter(items).items())  # type: ignore[call-overload]


def _crowd(heads: Sequence[Heads]) -> frozenset[tuple[object, int]]:
    """Who counts when doing what, in whichever groups they were named."""
    return _bag((who, cell) for people, cell in heads for who in people)
