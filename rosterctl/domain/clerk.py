"""What a clerk reads of a judged month: one person's days, what must be looked at, and everybody's sums.

Instants are UTC seconds, lengths whole seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rosterctl.domain.records import Word


class Role(StrEnum):
    """What a raw punch was taken for."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    INNER = "inner"
    """Between the two: meals, or nothing in particular."""
    REPLACED = "replaced"
    """A correction stands in its place (2.7)."""
    OUTSIDE = "outside"
    """In no unit (2.1): unrostered."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A raw punch as evidence: when, where it was read (``file:line``), what it was taken for."""

    instant: int
    where: str
    role: Role


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of an attendance rule in words; ``mend`` says what to do."""

    rule: str
    key: str
    code: str
    text: str
    mend: str
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class DayRow:
    """One unit of one person, or a date without one (rest, holiday, or punches that belong to no unit)."""

    employee: str
    date: date
    words: tuple[Word, ...]
    number: int = 0
    """Which segment of its assignment, from 1; 0 without a unit."""
    shift: str = ""
    post: str = ""
    start: int | None = None
    end: int | None = None
    expected_start: int | None = None
    expected_end: int | None = None
    arrival: int | None = None
    departure: int | None = None
    corrected_in: bool = False
    corrected_out: bool = False
    raw_late: int = 0
    raw_early: int = 0
    late: int = 0
    early: int = 0
    forgiven: bool = False
    not_ready: int = 0
    waits: bool = False
    paid: int = 0
    expected: int = 0
    leave: int = 0
    worked: int | None = None
    requests: tuple[str, ...] = ()
    punches: tuple[Seen, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Kind(StrEnum):
    """What a clerk must look at, worst first."""

    MISSING = "missing"
    """A boundary is missing (2.3), or only presence is proven (2.4)."""
    ODD = "odd"
    """Very late or very early with an odd number of punches (2.3): perhaps a forgotten punch."""
    DOUBTFUL = "doubtful"
    """Absent, but a punch nearby may have been meant for it (2.8)."""
    ABSENT = "absent"
    """Absent without leave: it costs pay, so somebody should know why."""
    UNROSTERED = "unrostered"
    """Punches that belong to no unit (2.1, 2.4)."""
    NO_DATA = "no-data"
    """Nobody at a site punched (2.9)."""
    NOT_READY = "not-ready"
    """In time, but not there as early as a rule asks (3.2)."""
    RELIEF = "relief"
    """The post was left before the relief came (3.4)."""
    FINDING = "finding"
    """Any other finding of a rule."""

    @property
    def hard(self) -> bool:
        """Whether pay depends on what the clerk finds out."""
        return self in _HARD


_HARD = frozenset({Kind.MISSING, Kind.ODD, Kind.DOUBTFUL, Kind.ABSENT, Kind.UNROSTERED, Kind.NO_DATA})


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to look at: what was seen, and what to do. ``pending``: its charge waits for a correction (1.3).

    ``start`` and ``end`` are those of the unit that it is about, if any; ``employee`` is empty for a whole site.
    """

    kind: Kind
    employee: str
    date: date
    shift: str
    start: int | None
    end: int | None
    seen: tuple[str, ...]
    todo: str
    rule: str
    key: str
    code: str
    authority: str | None = None
    pending: bool = False
    punches: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How often, and how long altogether."""

    times: int = 0
    seconds: int = 0


@dataclass(frozen=True)
class PersonSummary:
    """One person's period. ``days`` of attendance are exact parts of days; times are numbers of units."""

    employee: str
    due: int
    """应出勤: roster dates with an assignment."""
    attended: Fraction
    """实出勤: of each such date the share of paid time that neither leave nor absence took."""
    leave_days: Fraction
    """Parts of days that approved leave took."""
    absent_days: Fraction
    """旷工: parts of days that were missed without leave."""
    unknown: int
    """Dates that are open or without data: they count in neither."""
    rest: int
    holidays: int
    """Statutory holidays of the period on which the person had no assignment."""
    late: Count
    serious: Count
    early: Count
    missing: Count
    not_ready: Count
    absent: Count
    absent_half: Count
    leave: Count
    worked: int
    overtime: int
    night: int
    unrostered: int
    leave_kinds: dict[str, int] = field(default_factory=dict)
    """Kind of leave → paid seconds that it took."""
    appraisal: dict[str, int] = field(default_factory=dict)
    """OS17: what the appraisal says of the person, finding of ``appraisal`` → days."""
