"""What an attendance rule is made of, and the sheet that the rules fill in one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import numpy as np

from rosterctl.domain.facts import Facts, Flags, Ints
from rosterctl.domain.period import Period
from rosterctl.domain.policy import For, RuleUse
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.telling import clocks, parts
from rosterctl.rules.base import RuleParams


@dataclass(frozen=True, slots=True)
class Note:
    """A finding of an attendance rule: something that a clerk must look at, or a fact worth telling.

    ``code`` names a finding text of the rule's page; ``size`` is in the page's unit. ``row`` is the unit's row
    (``None``: about a person, not one unit), ``employee`` and ``date`` (an ordinal) whom and when.
    """

    code: str
    employee: int
    date: int
    row: int | None = None
    size: int = 1
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Stray:
    """Events that belong to no unit, a row each, by employee and time (2.1, 2.8): what the unrostered list holds."""

    employee: Ints
    first: Ints
    last: Ints
    date: Ints
    """The date on the wall on which it lies; ordinals."""
    why: Ints
    """Position in ``list(domain.attendance.Stray)``."""
    row: Ints
    """The unit that it was taken out of, or that is on leave around it; −1: none."""


@dataclass(frozen=True)
class Sheet:
    """The month as judged so far: facts, what counts, words, notes. Rules never write to arrays: they replace them.

    Rows are those of ``facts``; ``inside`` marks the period's own (the rest belongs to its neighbours, and is there
    for runs and reaches that cross its ends). ``late`` and ``early`` are the seconds that count (3.1); ``words`` are
    bits (:attr:`Word.bit`). ``waits``: a charge is not due yet (1.3, 2.3). ``correctable``: a
    correction may still be filed; ``pending_in``, ``pending_out``: one filed in time for that boundary is undecided.
    """

    period: Period
    facts: Facts
    strays: Stray
    inside: Flags
    late: Ints
    early: Ints
    forgiven: Flags
    not_ready: Ints
    waits: Flags
    correctable: Flags
    pending_in: Flags
    pending_out: Flags
    words: Ints
    doubt: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    """Of absent units with a spare event in reach (2.8): row → the first instant of the nearest."""
    use: RuleUse | None = None
    """The use that the rule is applied for: whom it is for, where units are not enough to say it."""
    notes: tuple[Note, ...] = ()

    def say(self, word: Word, rows: Flags) -> Sheet:
        """The sheet with the word on these rows."""
        return replace(self, words=self.words | np.where(rows, word.bit, 0))

    def has(self, word: Word) -> Flags:
        """Which rows have the word."""
        found: Flags = (self.words & word.bit) > 0
        return found

    def note(self, *notes: Note) -> Sheet:
        """The sheet with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    def told(self, rows: Flags) -> Ints:
        """Those of the rows about which somebody is to be told something: the period's own, settled (1.3, 2.9)."""
        return np.flatnonzero(rows & self.inside & self.facts.settled).astype(np.int64)

    def tell(self, code: str, rows: Flags, *, at: Ints | None = None, seconds: Ints | None = None) -> list[Note]:
        """A note about each of the rows that are told. ``at`` holds an instant for each row of the sheet, told as
        ``{at}``; ``seconds`` a length, which is the note's size and is told as ``{minutes}`` and ``{seconds}``."""
        which = self.told(rows)
        who, on = self.facts.employee[which].tolist(), self.facts.date[which].tolist()
        clock = [None] * len(which) if at is None else clocks(self.period.zone, at[which])
        length = [None] * len(which) if seconds is None else seconds[which].tolist()
        return [
            Note(code, person, date, row, 1 if size is None else size, _values(time, size))
            for person, date, row, time, size in zip(who, on, which.tolist(), clock, length, strict=True)
        ]


def _values(time: str | None, size: int | None) -> dict[str, object]:
    found: dict[str, object] = {} if time is None else {"at": time}
    return found if size is None else {**found, **parts(size)}


P = TypeVar("P", bound=RuleParams)


@dataclass(frozen=True)
class AttendanceRule(Generic[P]):
    """A documented rule about judging: a pure function of the sheet.

    ``apply`` gets the sheet as the rules before it in the registry left it, its parameters, and the rows that the use
    is for (``for`` and ``valid_from`` of the policy, neighbouring months included). It must leave all other rows as
    they are. Notes about rows outside the period, and about rows that are open or without data unless the rule is
    about just that, are for nobody: a rule does not make them.
    """

    id: str
    params: type[P]
    apply: Callable[[Sheet, P, Flags], Sheet]


AnyAttendanceRule = AttendanceRule[Any]


def people_of(use: RuleUse, period: Period, people: Sequence[str]) -> Flags:
    """Which of the people a use is for (posts apart). Whom the staff file does not know has no team or rank: only a
    use for everybody is for him."""
    if use.scope == For():
        return np.ones(len(people), np.bool_)
    found = np.zeros(len(people), np.bool_)
    for number, who in enumerate(people):
        known = period.person.get(who)
        found[number] = known is not None and use.scope.person(period.employees[known])
    return found


def dates_of(use: RuleUse, date: Ints) -> Flags:
    """Which of the dates (ordinals) a use holds on."""
    found = np.ones(len(date), np.bool_)
    if use.valid_from is not None:
        found &= date >= use.valid_from.toordinal()
    if use.valid_until is not None:
        found &= date < use.valid_until.toordinal()
    return found


def rows_of(use: RuleUse, period: Period, facts: Facts) -> Flags:
    """The units that a use is for: its people's, on its dates, at its posts."""
    if not len(facts):
        return np.zeros(0, np.bool_)
    rows: Flags = people_of(use, period, facts.people)[facts.employee] & dates_of(use, facts.date)
    if use.scope.post:
        rows = rows & np.isin(facts.post, [n for n, post in enumerate(facts.posts) if post in use.scope.post])
    return rows
