"""What the pay of a period is made of: one person's month, the charges that rules raise, the lines that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from rosterctl.domain.incidents import Incident
from rosterctl.domain.money import Rate
from rosterctl.domain.people import Employee
from rosterctl.domain.period import Period
from rosterctl.domain.records import Record
from rosterctl.domain.requests import Request


class Fact(StrEnum):
    """What can be charged, each by exactly one rule; in the order in which wage parts are taken (4.2)."""

    LEAVE = "leave"
    ABSENCE = "absence"
    MISSING = "missing"
    LATE = "late"
    EARLY = "early"


class Part(StrEnum):
    """What kind of money a line is; the cap (4.8) returns fines only, and the floor leaves extra pay aside."""

    WAGE = "wage"
    """Pay for time not worked: deducted."""
    FINE = "fine"
    """Deducted by a house rule beyond the time."""
    OVERTIME = "overtime"
    """Overtime and work on statutory holidays: added."""
    ALLOWANCE = "allowance"
    """Bonuses, night allowance, call-in credit: added."""
    PRORATION = "proration"
    """What part of a period takes off the base, or gives back (4.5)."""
    CAP = "cap"
    """Fines returned (4.8): added."""

    @property
    def sign(self) -> int:
        """−1 for what is deducted, 1 for what is added; a proration states its own sign."""
        return -1 if self in (Part.WAGE, Part.FINE) else 1


@dataclass(frozen=True, slots=True)
class Charge:
    """What a rule says before wage parts are limited and sums rounded.

    ``amount`` is not negative for wage parts and fines. ``code`` names a text ``[line.<code>]`` of the rule's page
    and ``values`` fill it. ``fact`` is what is charged (``None``: no fact of attendance, an incident for instance);
    ``whole``: the wage part stands for the person's whole day. ``date`` ``None`` means the period itself.
    ``record`` and ``because`` (ids of requests and incidents) are the evidence.
    """

    date: date | None
    part: Part
    amount: Rate
    code: str
    fact: Fact | None = None
    whole: bool = False
    record: Record | None = None
    because: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PayLine:
    """One line of a pay slip: what it is for, by which rule and article, the arithmetic, the amount.

    ``amount`` is signed: a deduction is negative. ``arithmetic`` ends in ``= amount`` without its sign.
    """

    employee: str
    date: date | None
    rule: str
    key: str
    part: Part
    code: str
    arithmetic: str
    amount: Decimal
    fact: Fact | None = None
    record: Record | None = None
    because: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    authority: str | None = None


@dataclass(frozen=True)
class PersonMonth:
    """One person's period, as pay rules read it.

    ``records`` are the judged units of the period by (date, start, number), open ones and dates without data
    included; ``rostered`` are the dates with an assignment in the roster in force. ``day`` gives the exact day wage
    of a date (4.1), by whatever divisor is in force.
    """

    period: Period
    employee: Employee
    records: tuple[Record, ...]
    incidents: tuple[Incident, ...] = ()
    requests: tuple[Request, ...] = ()
    rostered: frozenset[date] = frozenset()
    divisor: Decimal | int | None = None
    """What a month's base is divided by: 21.75, or a number of days; ``None`` stands for 21.75."""

    def base(self, on: date) -> Rate:
        """The base wage in force on a date (4.1). Raises ``LookupError`` when none is stated for it."""
        found = self.employee.base_on(on)
        if found is None:
            raise LookupError(f"no wage of {self.employee.id} on {on}")
        return Rate.of(found)

    def day(self, on: date) -> Rate:
        """The day wage of a date: base ÷ divisor."""
        return self.base(on).over(Decimal("21.75") if self.divisor is None else self.divisor)

    def hour(self, on: date) -> Rate:
        """The hour wage of a date: day wage ÷ 8."""
        return self.day(on).over(8)

    @cached_property
    def by_date(self) -> Mapping[date, tuple[Record, ...]]:
        """The records of each roster date, in order."""
        found: dict[date, tuple[Record, ...]] = {}
        for record in self.records:
            found[record.date] = (*found.get(record.date, ()), record)
        return found

    @property
    def last(self) -> date:
        """The last date of the period on which the person is employed, else the period's last date."""
        from datetime import timedelta

        end = self.period.end - timedelta(days=1)
        until = self.employee.employed_until
        return end if until is None or until > end or until < self.period.first else until
