"""Attendance records: what a judged unit comes to (3.1 to 3.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rosterctl.domain.attendance import Match, Stretch, Unit


class Word(StrEnum):
    """The words of 3.5, in their fixed order."""

    PRESENT = "present"
    LATE = "late"
    SERIOUS = "serious-late"
    EARLY = "early"
    NOT_READY = "not-ready"
    MISSING_IN = "missing-in"
    MISSING_OUT = "missing-out"
    ABSENT = "absent"
    ABSENT_HALF = "absent-half"
    PART_LEAVE = "part-leave"
    WHOLE_LEAVE = "whole-leave"
    OUTING = "outing"
    REST = "rest"
    HOLIDAY = "holiday"
    OPEN = "open"
    NO_DATA = "no-data"
    UNROSTERED = "unrostered"

    @property
    def bit(self) -> int:
        """Its bit in a column of sets."""
        return 1 << _ORDER[self]


_ORDER = {word: number for number, word in enumerate(Word)}


def ordered(words: Iterable[Word]) -> tuple[Word, ...]:
    """A set of words in the order of 3.5; none at all is *present*, and present stands alone."""
    found = set(words) - {Word.PRESENT}
    return tuple(sorted(found, key=_ORDER.__getitem__)) or (Word.PRESENT,)


@cache
@cache
def words_of(bits: int) -> tuple[Word, ...]:
    """The words of a set held as bits, in order."""
    return ordered(word for word in Word if bits & word.bit)


@dataclass(frozen=True, slots=True)
class Record:
    """One judged unit. ``raw_late`` and ``raw_early`` are facts; ``late`` and ``early`` are what counts.

    ``waits``: a charge for a missing or an odd boundary is not due yet (1.3, 2.3). ``presence`` and ``worked`` are
    seconds, ``None`` while a boundary of somebody present is missing. All instants are UTC seconds.
    """

    match: Match
    words: tuple[Word, ...]
    raw_late: int = 0
    raw_early: int = 0
    late: int = 0
    early: int = 0
    forgiven: bool = False
    not_ready: int = 0
    presence: int | None = None
    worked: int | None = None
    waits: bool = False

    @property
    def unit(self) -> Unit:
        """The unit that was judged."""
        return self.match.unit

    @property
    def employee(self) -> str:
        """Whose it is."""
        return self.match.unit.employee

    @property
    def date(self) -> dt.date:
        """The roster date."""
        return self.match.unit.date

    def has(self, *words: Word) -> bool:
        """Whether any of the words holds."""
        return any(word in self.words for word in words)

    @property
    def settled(self) -> bool:
        """Whether it may cost or earn anything: neither open (1.3) nor without data (2.9)."""
        return Word.OPEN not in self.words and Word.NO_DATA not in self.words

    @property
    def missed_late(self) -> int:
        """Expected paid seconds before the arrival (4.3), breaks and what a grace forgives for good left out."""
        expected = self.unit.expected
        if self.match.arrival is None:
            return 0
        forgiven = self.raw_late - self.late if self.late else 0
        return _before(expected, self.match.arrival) - _before(expected, self.unit.expected_start + forgiven)

    @property
    def missed_early(self) -> int:
        """Expected paid seconds after the departure (4.3)."""
        expected = self.unit.expected
        if self.match.departure is None:
            return 0
        return _length(expected) - _before(expected, self.match.departure)

    @property
    def expected_seconds(self) -> int:
        """Paid time less approved leave, outings and trips (1.1)."""
        return _length(self.unit.expected)

    @property
    def paid_seconds(self) -> int:
        """Scheduled paid time."""
        return _length(self.unit.paid)

    @property
    def leave_seconds(self) -> int:
        """Paid time that approved leave takes."""
        return _length(self.unit.leave)


def _length(stretches: Iterable[Stretch]) -> int:
    return sum(one.end - one.start for one in stretches)


def _before(stretches: Iterable[Stretch], instant: int) -> int:
    return sum(max(0, min(one.end, instant) - one.start) for one in stretches)
