"""The words in which a roster rule describes what it wants to a solver.

A rule's ``encode()`` speaks only these primitives. *Personal* ones are about one person's days and can be read
by a constraint solver or by an automaton that walks a person's month; *joint* ones tie people together.
Every primitive is hard when the use is hard; otherwise its breach costs ``weight × size`` for each unit.

Cells of history days are fixed: rules treat them like any other day and never ask where the horizon begins.
Days outside ``[0, case.end)`` do not exist; rules must not name them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rosterctl.domain.case import Case
from rosterctl.domain.policy import RuleUse
from rosterctl.rules.base import Scope

Kinds = frozenset[int]
"""Kinds of work on a day; 0 is off."""


class Cell(NamedTuple):
    """The statement 'on this day the person does one of these kinds'."""

    day: int
    kinds: Kinds


class Term(NamedTuple):
    """A cell with what it counts for."""

    cell: Cell
    times: int = 1


class Heads(NamedTuple):
    """How many of these people, on this day, do one of these kinds."""

    people: tuple[int, ...]
    cell: Cell


@dataclass(frozen=True)
class Line:
    """One person's side of a balance: ``(carried + Σ terms) ÷ share``."""

    who: int
    terms: tuple[Term, ...]
    carried: int
    share: int


class Slots(Protocol):
    """A handle on who is away from the post when; made by :meth:`Port.slots` and :meth:`Port.meet`."""

    @property
    def starts(self) -> tuple[int, ...]:
        """The possible starts, elapsed minutes."""
        ...


class Away(NamedTuple):
    """The people of a meal group whose meal starts at one of these positions of ``slots.starts``; of a meeting,
    those on the seats of these numbers."""

    slots: Slots
    positions: tuple[int, ...]


class Seat(NamedTuple):
    """A person can be at a meeting at one position of its starts when ``cell`` holds, and not while ``busy``."""

    who: int
    position: int
    cell: Cell
    busy: tuple[Away, ...] = ()


class Port(Protocol):
    """What ``encode()`` may say. Implemented by ``solver``; bound to one use of a rule."""

    @property
    def case(self) -> Case:
        """The month."""
        ...

    @property
    def scope(self) -> Scope:
        """Whom and which days the use is for."""
        ...

    def of(self, use: RuleUse) -> Port:
        """The port of another use of the month: who else is away."""
        ...

    # personal

    def forbid(self, who: int, pattern: Sequence[Cell], size: int = 1) -> None:
        """The cells of ``pattern`` (different days) must not all hold; if they do it costs ``size`` units."""
        ...

    def any_of(self, who: int, patterns: Sequence[Sequence[Cell]], size: int = 1) -> None:
        """At least one of the patterns must hold with all its cells; if none does it costs ``size`` units."""
        ...

    def window(self, who: int, terms: Sequence[Term], low: int | None, high: int | None, unit: int = 1) -> None:
        """``low ≤ Σ terms ≤ high``; what is missing or over costs ``⌈difference ÷ unit⌉`` units."""
        ...

    def count(self, who: int, groups: Sequence[Sequence[Cell]], low: int | None, high: int | None) -> None:
        """``low ≤ (groups of which any cell holds) ≤ high``; each missing or surplus one costs a unit."""
        ...

    def change(self, who: int, before: int, after: int, pairs: Sequence[tuple[Kinds, Kinds]]) -> None:
        """Work of the first kinds of a pair on ``before`` must not be followed by its second ones on ``after``.

        Only with days off between the two. No kind is off, and none stands first in two pairs. Pairs of days with the
        same ``after`` are about one change, which costs a unit: at most one of them has nothing but days off between.
        """
        ...

    # joint

    def cover(
        self,
        heads: Sequence[Heads],
        low: int | None,
        high: int | None,
        size: int = 1,
        away: Sequence[Away] = (),
        before: Sequence[Away] = (),
    ) -> None:
        """``low ≤ (how many heads) − (how many are away) ≤ high``; each missing or surplus one costs ``size``.

        With ``away`` only what the absences cause counts as missing: ``min(away, low − heads + away)``. So nobody
        is missing while nobody is away, and where heads are fewer than ``low`` anyhow, each one away is. Those of
        ``before``, other absences, are no heads then.
        """
        ...

    def accompany(self, heads: Sequence[Heads], by: Sequence[Heads], least: int, size: int = 1) -> None:
        """While any of the heads is there, at least ``least`` of ``by`` are; each missing costs ``size``.

        Who is among both is its own company.
        """
        ...

    def weigh(self, parts: Sequence[tuple[int, Heads]], low: int, unit: int = 1, size: int = 1) -> None:
        """``Σ times × heads ≥ low``, times of either sign; it costs ``size × ⌈missing ÷ unit⌉``."""
        ...

    def host(self, guests: Sequence[Heads], hosts: Sequence[Heads], each: int, sure: int = 0, size: int = 1) -> None:
        """At most ``each`` guests a host, of whom ``sure`` more are there anyhow; each one beyond costs ``size``."""
        ...

    def muster(self, ways: Sequence[tuple[int, Sequence[Sequence[Cell]]]], low: int, day: int) -> None:
        """For at least ``low`` of these people one of their patterns holds; each missing one costs a unit."""
        ...

    def balance(self, lines: Sequence[Line], spread: int, unit: int = 1) -> None:
        """Highest and lowest line differ by at most ``spread``; what is beyond costs ``⌈rest ÷ unit⌉`` units."""
        ...

    def slots(
        self,
        people: Sequence[int],
        cell: Cell,
        starts: Sequence[int],
        minutes: int,
        discomfort: Sequence[int],
    ) -> Slots:
        """Each of ``people`` for whom ``cell`` holds gets one start out of ``starts`` (elapsed minutes).

        Only *how many* start at each position is decided with the roster; who gets which is handed out
        afterwards, so that those who had much ``discomfort`` (one number a position) before get less.
        """
        ...

    def meet(self, name: str, starts: Sequence[int], minutes: int, seats: Sequence[Seat]) -> Slots:
        """One of ``starts`` is chosen for a meeting, which all uses that name it so share, and some seats are taken.

        Without anybody on a seat it is the first start. Nobody is at two meetings that overlap.
        """
        ...

    def attend(self, meeting: Slots, who: int, *, present: bool) -> None:
        """The person takes a seat; if ``present``, only when the cell of a seat at the chosen start holds."""
        ...
