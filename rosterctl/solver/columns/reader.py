"""The model port on rows: keeps what rules say about one person's days, and which numbers of people they ask for.

What ties people together otherwise (meals, meetings, company, balances) is left out. As every breach costs
something or is forbidden, whatever is proven about the rest holds for the whole month too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.base import Scope, scope_of
from rosterctl.rules.port import Away, Cell, Heads, Kinds, Line, Port, Seat, Slots, Term
from rosterctl.rules.roster import roster_rule

Price = int | None
"""What a unit of breach costs; ``None``: it must not happen."""

Pattern = tuple[Cell, ...]


@dataclass(frozen=True)
class Forbidden:
    """The cells must not all hold."""

    pattern: Pattern
    price: Price


@dataclass(frozen=True)
class AnyOf:
    """One of the patterns must hold."""

    patterns: tuple[Pattern, ...]
    price: Price


@dataclass(frozen=True)
class Total:
    """``low ≤ Σ terms ≤ high``; beyond that ``⌈difference ÷ unit⌉`` breaches."""

    terms: tuple[Term, ...]
    low: int | None
    high: int | None
    unit: int
    price: Price


@dataclass(frozen=True)
class Count:
    """``low ≤ groups of which a cell holds ≤ high``."""

    groups: tuple[Pattern, ...]
    low: int | None
    high: int | None
    price: Price


Personal = Forbidden | AnyOf | Total | Count


@dataclass(frozen=True)
class Staffing:
    """``low ≤ heads ≤ high``, each missing or surplus one at the price."""

    heads: tuple[Heads, ...]
    low: int | None
    high: int | None
    price: Price


@dataclass
class Record:
    """What the rules of a case say: by person, and about numbers of people.

    ``left_out`` are the other words said, each with the key of the use that said it.
    """

    case: Case
    personal: list[list[Personal]]
    joint: list[Staffing] = field(default_factory=list)
    left_out: set[tuple[str, str]] = field(default_factory=set)


def read_case(case: Case) -> Record:
    """Let every rule in force speak."""
    record = Record(case, [[] for _ in case.employees])
    for use in case.uses:
        if use.mode is not Mode.OFF:
            port: Port = RowPort(record, use)
            roster_rule(use.rule).encode(port, use.params)
    return record


@dataclass(frozen=True)
class _Handle:
    starts: tuple[int, ...]


class RowPort:
    """The port of one use of a rule; see :class:`rosterctl.rules.port.Port` for the words."""

    def __init__(self, record: Record, use: RuleUse) -> None:
        self._record = record
        self._use = use
        self._price: Price = use.weight if use.mode is Mode.SOFT else None
        self._scope = scope_of(record.case, use)

    @property
    def case(self) -> Case:
        """The month."""
        return self._record.case

    @property
    def scope(self) -> Scope:
        """Whom and which days the use is for."""
        return self._scope

    def of(self, use: RuleUse) -> Port:
        """The port of another use."""
        return RowPort(self._record, use)

    def _cost(self, size: int) -> Price:
        return None if self._price is None else self._price * size

    def _say(self, who: int, said: Personal) -> None:
        self._record.personal[who].append(said)

    def forbid(self, who: int, pattern: Sequence[Cell], size: int = 1) -> None:
        """Kept."""
        self._say(who, Forbidden(tuple(pattern), self._cost(size)))

    def any_of(self, who: int, patterns: Sequence[Sequence[Cell]], size: int = 1) -> None:
        """Kept."""
        self._say(who, AnyOf(tuple(tuple(pattern) for pattern in patterns), self._cost(size)))

    def window(self, who: int, terms: Sequence[Term], low: int | None, high: int | None, unit: int = 1) -> None:
        """Kept."""
        self._say(who, Total(tuple(terms), low, high, unit, self._price))

    def count(self, who: int, groups: Sequence[Sequence[Cell]], low: int | None, high: int | None) -> None:
        """Kept."""
        self._say(who, Count(tuple(tuple(group) for group in groups), low, high, self._price))

    def change(self, who: int, before: int, after: int, pairs: Sequence[tuple[Kinds, Kinds]]) -> None:
        """Kept as forbidden patterns, of which at most one comes true for the same ``after``."""
        free = [Cell(day, frozenset({OFF})) for day in range(before + 1, after)]
        for kinds, others in pairs:
            self._say(who, Forbidden((Cell(before, kinds), *free, Cell(after, others)), self._price))

    def cover(
        self,
        heads: Sequence[Heads],
        low: int | None,
        high: int | None,
        size: int = 1,
        away: Sequence[Away] = (),
        before: Sequence[Away] = (),
    ) -> None:
        """Kept where nobody is away: absences only add to what is missing."""
        if away or before:
            self._leave_out("cover of those away")
        else:
            self._record.joint.append(Staffing(tuple(heads), low, high, self._cost(size)))

    def _leave_out(self, word: str) -> None:
        self._record.left_out.add((self._use.key, word))

    def accompany(self, heads: Sequence[Heads], by: Sequence[Heads], least: int, size: int = 1) -> None:
        """Left out."""
        self._leave_out("accompany")

    def weigh(self, parts: Sequence[tuple[int, Heads]], low: int, unit: int = 1, size: int = 1) -> None:
        """Left out."""
        self._leave_out("weigh")

    def host(self, guests: Sequence[Heads], hosts: Sequence[Heads], each: int, sure: int = 0, size: int = 1) -> None:
        """Left out."""
        self._leave_out("host")

    def muster(self, ways: Sequence[tuple[int, Sequence[Sequence[Cell]]]], low: int, day: int) -> None:
        """Left out."""
        self._leave_out("muster")

    def balance(self, lines: Sequence[Line], spread: int, unit: int = 1) -> None:
        """Left out."""
        self._leave_out("balance")

    def slots(
        self, people: Sequence[int], cell: Cell, starts: Sequence[int], minutes: int, discomfort: Sequence[int]
    ) -> Slots:
        """Left out."""
        self._leave_out("slots")
        return _Handle(tuple(starts))

    def meet(self, name: str, starts: Sequence[int], minutes: int, seats: Sequence[Seat]) -> Slots:
        """Left out."""
        self._leave_out("meet")
        return _Handle(tuple(starts))

    def attend(self, meeting: Slots, who: int, *, present: bool) -> None:
        """Left out."""
        self._leave_out("attend")
