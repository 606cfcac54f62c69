"""Which facts of a record are due, and the time that was not worked through each (1.3, 2.3, 4.2, 4.3)."""

from __future__ import annotations

from enum import Enum

from rosterctl.domain.attendance import Mark, UnitKind
from rosterctl.domain.pay import Charge, Fact, Part, PersonMonth
from rosterctl.domain.records import Record, Word
from rosterctl.rules.pay.amounts import length


class Absence(Enum):
    """How somebody was absent."""

    NOBODY_CAME = "nobody-came"
    HALF = "half"
    """Came so late that a tier makes it half a day (3.1)."""
    DAY = "day"
    """Came so late that a tier makes it a day."""


def absence(record: Record) -> Absence | None:
    """The absence that is due. While a correction is undecided, or an odd arrival may be corrected, none is."""
    if not record.has(Word.ABSENT, Word.ABSENT_HALF):
        return None
    if record.match.absent:
        return None if record.waits else Absence.NOBODY_CAME
    if _odd(record, Mark.ODD_LATE):
        return None
    return Absence.DAY if record.has(Word.ABSENT) else Absence.HALF


def late(record: Record) -> bool:
    """Whether a lateness is due."""
    return record.late > 0 and not _odd(record, Mark.ODD_LATE)


def early(record: Record) -> bool:
    """Whether an early leave is due."""
    return record.early > 0 and not _odd(record, Mark.ODD_EARLY)


def _odd(record: Record, mark: Mark) -> bool:
    return record.waits and mark in record.match.marks


def missed(record: Record, fact: Fact) -> int:
    """Expected paid seconds that were not worked: before the arrival, after the departure, or of an absence.

    Whom a tier makes absent was there: what was missed is what lies before the arrival, and where the tier has taken
    the early leave too (a day's absence), what lies after the departure.
    """
    if fact is Fact.LATE:
        return record.missed_late
    if fact is Fact.EARLY:
        return record.missed_early
    if record.match.absent:
        return record.expected_seconds
    return record.missed_late + (record.missed_early if record.has(Word.ABSENT) else 0)


def alone(month: PersonMonth, record: Record) -> bool:
    """Whether a unit is all that its date asks for, without leave or an errand: missing it is missing the day."""
    units = [one for one in month.by_date[record.date] if one.unit.kind is UnitKind.SEGMENT]
    return len(units) == 1 and record.expected_seconds == record.paid_seconds


def unpaid(month: PersonMonth, record: Record, fact: Fact, code: str) -> Charge:
    """The wage part: pay for the time missed (4.3), a whole day being one day wage."""
    whole = fact is Fact.ABSENCE and record.match.absent and alone(month, record)
    seconds = missed(record, fact)
    amount = month.day(record.date) if whole else month.hour(record.date).hours(seconds)
    told = {"hours": length(seconds)}
    return Charge(record.date, Part.WAGE, amount, code, fact, whole=whole, record=record, values=told)
