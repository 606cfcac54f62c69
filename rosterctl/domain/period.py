"""Everything that the attendance and the pay of one period rest on, apart from the punches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.domain.closing import Difference
from rosterctl.domain.incidents import Incident
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.requests import Request
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.domain.wall import Wall


@dataclass(frozen=True)
class Period:
    """The payroll period ``[first, end)`` as it is settled at ``as_of`` (UTC seconds).

    ``assignments`` are those in force, of the period and of its neighbours as far as they are known: reaches chain
    across its ends (1.5). ``planned`` are those of the version published before the period began (4.1), ``None``
    where there was none. ``uses`` holds the attendance and pay rules in force, in the order of the registries.
    ``opening`` is what was carried in: key → employee → count.
    """

    month: str
    first: date
    end: date
    zone: str
    as_of: int
    calendar: Calendar
    employees: tuple[Employee, ...]
    shifts: Mapping[str, Shift]
    assignments: Sequence[Assignment]
    uses: tuple[RuleUse, ...]
    requests: tuple[Request, ...] = ()
    incidents: tuple[Incident, ...] = ()
    planned: Sequence[Assignment] | None = None
    opening: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    retro: tuple[Difference, ...] = ()
    """What later facts make of periods that are closed."""

    @cached_property
    def person(self) -> Mapping[str, int]:
        """Employee id → number."""
        return {employee.id: number for number, employee in enumerate(self.employees)}

    @cached_property
    def wall(self) -> Wall:
        """The clock of the period's zone."""
        return Wall(self.zone)

    @cached_property
    def roster_dates(self) -> frozenset[date]:
        """The dates on which anybody has an assignment: outside the period, those that a roster is known for."""
        return frozenset(item.date for item in self.assignments)

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The dates of the period, in order."""
        return tuple(self.first + timedelta(days=n) for n in range((self.end - self.first).days))

    @cached_property
    def workdays(self) -> tuple[date, ...]:
        """Its workdays and statutory holidays: what the divisor 21.75 counts (4.5)."""
        kind = self.calendar.kind
        return tuple(on for on in self.dates if kind(on).worked or kind(on) is DayKind.HOLIDAY)

    def inside(self, on: date) -> bool:
        """Whether a date belongs to the period."""
        return self.first <= on < self.end

    def carried(self, key: str, employee: str) -> int:
        """What was carried in under a key for somebody; 0 where nothing is stated."""
        return self.opening.get(key, {}).get(employee, 0)
