"""A month's pay as the payroll reads it: one row a person, in its usual columns, and the lines behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rosterctl.domain.clerk import PersonSummary
from rosterctl.domain.money import ZERO
from rosterctl.domain.pay import Fact, Part, PayLine
from rosterctl.domain.people import Employee


class Column(StrEnum):
    """The columns that lines are summed into, in the payroll's order; each line is in exactly one."""

    LATE = "late"
    EARLY = "early"
    ABSENCE = "absence"
    MISSING = "missing"
    LEAVE = "leave"
    FINES = "fines"
    """Fines for what is no fact of attendance: incidents."""
    OVERTIME = "overtime"
    NIGHT = "night"
    FULL_ATTENDANCE = "full-attendance"
    OTHER = "other"
    """Proration, call-in credit, and whatever has no column of its own."""
    CAP = "cap"
    """Fines returned by the cap (4.8)."""


_OF_FACT = {
    Fact.LATE: Column.LATE,
    Fact.EARLY: Column.EARLY,
    Fact.ABSENCE: Column.ABSENCE,
    Fact.MISSING: Column.MISSING,
    Fact.LEAVE: Column.LEAVE,
}
_OF_RULE = {"night-allowance": Column.NIGHT, "full-attendance": Column.FULL_ATTENDANCE}
_OF_PART = {Part.CAP: Column.CAP, Part.FINE: Column.FINES, Part.OVERTIME: Column.OVERTIME}


def column_of(line: PayLine) -> Column:
    """The column of a line: by the fact that it charges, else by its rule, else by the kind of money it is."""
    if line.part is Part.CAP:
        return Column.CAP
    if line.fact is not None:
        return _OF_FACT[line.fact]
    return _OF_RULE.get(line.rule) or _OF_PART.get(line.part, Column.OTHER)


@dataclass(frozen=True)
class PersonPay:
    """One person's period: base wage, lines, and what they come to."""

    employee: Employee
    base: Decimal
    lines: tuple[PayLine, ...]
    summary: PersonSummary
    waits: bool
    """Something of it is not settled yet: its sums may still change."""

    @property
    def columns(self) -> Mapping[Column, Decimal]:
        """Every column's sum of rounded lines."""
        return sums(self.lines)

    @property
    def paid(self) -> Mapping[int, int]:
        """Percent of the hour wage → exact seconds of overtime and holiday work that are paid at it."""
        found: dict[int, int] = {}
        for line in self.lines:
            if line.paid is not None:
                found[line.paid.percent] = found.get(line.paid.percent, 0) + line.paid.seconds
        return found

    @property
    def deducted(self) -> Decimal:
        """扣款: the lines below zero, whatever they are for; not positive."""
        return sum((line.amount for line in self.lines if line.amount < 0), ZERO)

    @property
    def added(self) -> Decimal:
        """加给: the lines above zero. Base wage, ``deducted`` and ``added`` are the net, exactly."""
        return sum((line.amount for line in self.lines if line.amount > 0), ZERO)

    @property
    def net(self) -> Decimal:
        """应发合计: base wage and all lines."""
        return self.base + sum((line.amount for line in self.lines), ZERO)


def sums(lines: Iterable[PayLine]) -> Mapping[Column, Decimal]:
    """Lines summed by column; a column without lines is 0."""
    found = dict.fromkeys(Column, ZERO)
    for line in lines:
        found[column_of(line)] += line.amount
    return found


class Waiting(StrEnum):
    """Why something is not settled."""

    OPEN = "open"
    """The unit's reach had not ended (1.3)."""
    CORRECTION = "correction"
    """A correction may still be filed, or awaits its decision (1.3)."""
    NO_DATA = "no-data"
    """Nobody at the site punched (2.9)."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One unit that costs or earns nothing yet."""

    why: Waiting
    employee: str
    date: date
    shift: str
