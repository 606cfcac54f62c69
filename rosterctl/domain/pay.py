"""What the pay of a period is made of: one person's month, the charges that rules raise, the lines that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from rosterctl.domain.attendance import UnitKind
from rosterctl.domain.closing import Difference
from rosterctl.domain.incidents import Incident
from rosterctl.domain.money import Rate, sum_of
from rosterctl.domain.people import Employee
from rosterctl.domain.period import Period
from rosterctl.domain.records import Record
from rosterctl.domain.requests import Request

DIVISOR = Decimal("21.75")
"""What a month's base is divided by where no rule says otherwise (4.1)."""


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
    RETRO = "retro"
    """What later facts make of a closed period: with its sign. It has been through that period's cap."""

    @property
    def sign(self) -> int:
        """−1 for what is deducted, 1 for what is added; prorations and retro lines state their own sign."""
        return -1 if self in (Part.WAGE, Part.FINE) else 1


class Fill(Enum):
    """Which wage parts a fine fills up to its amount."""

    DATE = "date"
    """Those of its date, whoever charges them: a forfeited day is one day wage in all (4.2)."""
    RECORD = "record"
    """Those of the same use about the same record: half a day in all, of which some was not worked."""


@dataclass(frozen=True, slots=True)
class Paid:
    """Working time that is paid beside the base wage: exact seconds at a rate in percent of the hour wage."""

    seconds: int
    percent: int


@dataclass(frozen=True, slots=True)
class Charge:
    """What a rule says before wage parts are limited and sums rounded.

    ``amount`` is not negative for wage parts and fines. ``code`` names a text ``[line.<code>]`` of the rule's page
    and ``values`` fill it. ``fact`` is what is charged (``None``: no fact of attendance, an incident for instance);
    ``whole``: a wage part that stands for the person's whole day, of which nothing is paid. ``fill``: a fine of which
    only what certain wage parts have left of ``amount`` is charged. ``date`` ``None`` means the period itself.
    ``record`` and ``because`` (ids of requests and incidents) are the evidence. ``paid``: the time that overtime or
    work on a holiday is paid for.
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
    fill: Fill | None = None
    paid: Paid | None = None


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
    paid: Paid | None = None


@dataclass(frozen=True)
class PersonMonth:
    """One person's period, as pay rules read it.

    ``records`` are the judged units of the period by (date, start, number) on dates on which the person is employed,
    open ones and dates without data included; ``incidents`` are of such dates too. ``rostered`` are the dates with an
    assignment in the roster in force. ``divisor`` and ``counted`` are what ``day-wage`` says: what a month's base is
    divided by, and the dates that make up that number (``None``: 21.75; workdays and statutory holidays).
    """

    period: Period
    employee: Employee
    records: tuple[Record, ...]
    incidents: tuple[Incident, ...] = ()
    requests: tuple[Request, ...] = ()
    retro: tuple[Difference, ...] = ()
    rostered: frozenset[date] = frozenset()
    divisor: Decimal | int | None = None
    counted: tuple[date, ...] | None = None

    def employs(self, on: date) -> bool:
        """Whether the date is one of the period on which the person is employed."""
        return self.period.inside(on) and self.employee.employed(on)

    def base(self, on: date) -> Rate:
        """The base wage in force on a date (4.1). Raises ``LookupError`` when none is stated for it.

        Outside employment it is that of the nearest date of employment: what a part of a period is a part of.
        """
        since, until = self.employee.employed_from, self.employee.employed_until
        inside = since if since is not None and on < since else until if until is not None and on > until else on
        found = self.employee.base_on(inside)
        if found is None:
            raise LookupError(f"no wage of {self.employee.id} on {inside}")
        return self._rates(found)[0]

    def day(self, on: date) -> Rate:
        """The day wage of a date: base ÷ divisor."""
        return self._rates(self.base(on).value)[1]

    def hour(self, on: date) -> Rate:
        """The hour wage of a date: day wage ÷ 8."""
        return self._rates(self.base(on).value)[2]

    def _rates(self, base: Decimal | Fraction) -> tuple[Rate, Rate, Rate]:
        """A base with its day and its hour wage, worked out once: people have one or two a period."""
        known = self._known.get(base)
        if known is None:
            month = Rate.of(base)
            day = month.over(DIVISOR if self.divisor is None else self.divisor)
            known = self._known[base] = (month, day, day.over(8))
        return known

    @cached_property
    def _known(self) -> dict[Decimal | Fraction, tuple[Rate, Rate, Rate]]:
        return {}

    @cached_property
    def shifts(self) -> tuple[Record, ...]:
        """The records that may cost something: settled (1.3, 2.9), and no overtime: its absence is no wage matter."""
        return tuple(one for one in self.records if one.settled and one.unit.kind is UnitKind.SEGMENT)

    @cached_property
    def by_date(self) -> Mapping[date, tuple[Record, ...]]:
        """The records of each roster date, in order."""
        found: dict[date, list[Record]] = {}
        for record in self.records:
            found.setdefault(record.date, []).append(record)
        return {on: tuple(records) for on, records in found.items()}

    @cached_property
    def last(self) -> date:
        """The last date of the period on which the person is employed, else the period's last date."""
        end = self.period.dates[-1]
        until = self.employee.employed_until
        return end if until is None or until > end or until < self.period.first else until

    @property
    def days(self) -> tuple[date, ...]:
        """The dates of the period that the divisor counts, whether the person is employed on them or not (4.5)."""
        return self.period.workdays if self.counted is None else self.counted

    @cached_property
    def wage(self) -> Rate:
        """The month's wage, as if employed all of the period: each base counts by its days (4.1)."""
        parts = self._runs(self.days or (self.last,))
        if len(parts) == 1:
            return parts[0][0]
        total = sum_of(base.times(days) for base, days in parts)
        return total.over(sum(days for _, days in parts))

    def day_wages(self, dates: Iterable[date]) -> Rate:
        """The day wages of these dates together."""
        return sum_of(self._rates(base.value)[1].times(days) for base, days in self._runs(dates))

    def _runs(self, dates: Iterable[date]) -> list[tuple[Rate, int]]:
        """The bases of some dates with the number of dates of each, in order of time."""
        runs: list[tuple[Rate, int]] = []
        for on in sorted(dates):
            base = self.base(on)
            if runs and runs[-1][0] == base:
                runs[-1] = (base, runs[-1][1] + 1)
            else:
                runs.append((base, 1))
        return runs
