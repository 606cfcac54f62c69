"""What a rule says about a case, written down: whether a change of the case matters to a rule shows in its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rosterctl.domain.case import Case
from rosterctl.domain.policy import RuleUse
from rosterctl.rules.base import Scope, scope_of
from rosterctl.rules.port import Away, Cell, Heads, Kinds, Line, Seat, Slots, Term
from rosterctl.rules.roster import roster_rule


def words_of(case: Case, use: RuleUse) -> Counter[object]:
    """Everything that a use of a rule says about a case, however ordered."""
    port = _Recorder(case, scope_of(case, use))
    roster_rule(use.rule).encode(port, use.params)
    return port.said


class _Meal(tuple[object, ...]):
    """Start times of a meal or a meeting, as they were asked for."""

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

    def of(self, use: RuleUse) -> _Recorder:
        """See the port; what is said of another use is said here."""
        other = _Recorder(self.case, scope_of(self.case, use))
        other.said = self.said
        return other

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
        self,
        heads: Sequence[Heads],
        low: int | None,
        high: int | None,
        size: int = 1,
        away: Sequence[Away] = (),
        before: Sequence[Away] = (),
    ) -> None:
        """See the port."""
        self.said["cover", _crowd(heads), low, high, size, _bag(away), _bag(before)] += 1

    def accompany(self, heads: Sequence[Heads], by: Sequence[Heads], least: int, size: int = 1) -> None:
        """See the port."""
        self.said["accompany", _bag(heads), _crowd(by), least, size] += 1

    def weigh(self, parts: Sequence[tuple[int, Heads]], low: int, unit: int = 1, size: int = 1) -> None:
        """See the port."""
        weighed = _bag((times, who, cell) for times, (people, cell) in parts for who in people)
        self.said["weigh", weighed, low, unit, size] += 1

    def host(self, guests: Sequence[Heads], hosts: Sequence[Heads], each: int, sure: int = 0, size: int = 1) -> None:
        """See the port."""
        self.said["host", _crowd(guests), _crowd(hosts), each, sure, size] += 1

    def muster(self, ways: Sequence[tuple[int, Sequence[Sequence[Cell]]]], low: int, day: int) -> None:
        """See the port."""
        said = _bag((who, frozenset(frozenset(pattern) for pattern in patterns)) for who, patterns in ways)
        self.said["muster", said, low, day] += 1

    def change(self, who: int, before: int, after: int, pairs: Sequence[tuple[Kinds, Kinds]]) -> None:
        """See the port."""
        self.said["change", who, before, after, _bag(pairs)] += 1

    def meet(self, name: str, starts: Sequence[int], minutes: int, seats: Sequence[Seat]) -> Slots:
        """See the port."""
        meeting = _Meal((name, minutes, tuple(seats), tuple(starts)))
        self.said["meet", meeting] += 1
        return meeting

    def attend(self, meeting: Slots, who: int, *, present: bool) -> None:
        """See the port."""
        self.said["attend", meeting, who, present] += 1

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
