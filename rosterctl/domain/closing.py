"""A closed period as the ledger keeps it, what may be open when it is closed, and what later facts make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

BASE = "base-wage"
"""Under this name a closed period keeps each person's base wage beside the lines: it is no rule's line, and a wage
that is changed afterwards makes a difference all the same."""


class Why(StrEnum):
    """What is open; the words that ``--accept`` takes."""

    UNIT = "open"
    """A unit whose reach had not ended (1.3)."""
    NO_DATA = "no-data"
    """A roster date on which nobody at the site punched (2.9)."""
    CORRECTION = "correction"
    """A missing punch whose correction may still be filed, or awaits its decision (1.3)."""
    UNDECIDED = "undecided"
    """A request about the period that nobody has decided."""
    UNFILED = "unfiled"
    """A row of ``input/requests`` about the period that was never filed, or was changed since: it earns nothing."""
    UNROSTERED = "unrostered"
    """Punches that belong to no unit."""


@dataclass(frozen=True, slots=True, order=True)
class Open:
    """One thing that is open: about whom, on which date, and what (a shift's code, a request's id)."""

    why: Why
    date: date
    employee: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """A pay line as it was closed, its amount in fen. ``origin`` says what a retro line is about: the closed month,
    the date (``-``: the period itself), the rule and the key of its use, with blanks between them."""

    employee: str
    date: date | None
    rule: str
    key: str
    fen: int
    arithmetic: str
    origin: str | None = None


@dataclass(frozen=True)
class Closing:
    """One closing of the period ``[first, end)``; ``number`` counts those of a month.

    ``inputs`` maps each input (a file, or what the ledger holds) to its SHA-256; ``records`` is that of the judged
    records, ``lines`` that of the pay lines. ``hash`` is the chain's head right after the closing.
    """

    month: str
    number: int
    first: date
    end: date
    as_of: str
    closed_by: str
    inputs: Mapping[str, str]
    records: str
    lines: str
    accepted: tuple[Open, ...] = ()
    reopened_at: str | None = None
    reopened_by: str | None = None
    reason: str | None = None
    hash: str = ""

    @property
    def closed(self) -> bool:
        """Whether it still holds."""
        return self.reopened_at is None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a closed period paid somebody by one use of a rule for one date, and what it would pay by today's facts.

    ``date`` ``None`` means the period itself; ``before`` counts what later periods have added already. In fen.
    """

    employee: str
    month: str
    date: date | None
    rule: str
    key: str
    before: int
    now: int

    @property
    def origin(self) -> str:
        """As the closed lines name it."""
        return " ".join((self.month, "-" if self.date is None else self.date.isoformat(), self.rule, self.key))


@dataclass(frozen=True)
class Held:
    """A closed month held against what its facts say today. ``records``: whether they are as they were."""

    closing: Closing
    records: bool = True
    differences: tuple[Difference, ...] = ()
    changed: tuple[str, ...] = ()
    """The inputs that are not what they were."""

    @property
    def same(self) -> bool:
        """Whether a closing today would give the same records and lines."""
        return self.records and not self.differences


def yuan(fen: int) -> Decimal:
    """Fen as an amount of two decimals."""
    return Decimal(fen).scaleb(-2)
