"""What an attendance rule is made of, and the sheet that the rules fill in one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import numpy as np

from rosterctl.domain.facts import Facts, Flags, Ints
from rosterctl.domain.period import Period
from rosterctl.domain.records import Word
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
    bits (:attr:`Word.bit`). ``waits``: a charge is not due yet (1.3, 2.3).
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
    words: Ints
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
