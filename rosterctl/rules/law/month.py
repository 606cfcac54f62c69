"""A month as it was rostered, worked and paid: what provisions of the law look at beside a policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rosterctl.domain.law import Protection
from rosterctl.domain.pay import PayLine, PersonMonth
from rosterctl.domain.people import Employee
from rosterctl.domain.shifts import NIGHT
from rosterctl.rules.base import Breach, Scope
from rosterctl.rules.roster.index import RosterIndex

APPROVED = frozenset({"comprehensive", "flexible"})
"""The hours systems that a labour office approves (Labour Law 39)."""


@dataclass(frozen=True)
class Paid:
    """One person's month with its lines by the house's rules, and by the baseline's over the same judgements."""

    month: PersonMonth
    lines: tuple[PayLine, ...]
    lawful: tuple[PayLine, ...]


@dataclass(frozen=True)
class LawMonth:
    """``rostered`` is the roster in force; in ``attended`` the days on which overtime was worked stand as well.

    ``overtime``: employee → roster date → seconds of approved overtime that were worked. ``protected``: employee →
    the dates between which the law protects. ``paid`` is ``None`` where the month cannot be priced.
    """

    rostered: RosterIndex
    attended: RosterIndex
    overtime: Mapping[str, Mapping[date, int]]
    protected: Mapping[str, tuple[Protection, ...]]
    paid: tuple[Paid, ...] | None = None

    @cached_property
    def scope(self) -> Scope:
        """Everybody, on all days of the period."""
        case = self.rostered.case
        return Scope(tuple(range(len(case.employees))), case.first, case.end)

    @property
    def people(self) -> tuple[Employee, ...]:
        """Everybody, in the order of the staff file."""
        return self.rostered.case.employees

    def by_person(self, breaches: Iterable[Breach]) -> list[tuple[Employee, list[Breach]]]:
        """Breaches about one person each, gathered by person, in the order of the staff file."""
        found: dict[int, list[Breach]] = defaultdict(list)
        for breach in breaches:
            (who,) = breach.people
            found[who].append(breach)
        return [(self.people[who], found[who]) for who in sorted(found)]

    def under_protection(self, employee: str, on: date) -> bool:
        """Whether the law protects somebody on a date."""
        return any(one.on(on) for one in self.protected.get(employee, ()))

    def at_night(self, number: int, day: int) -> bool:
        """Whether any minute of a shift that somebody begins on a day lies in 22:00-06:00, whatever the house calls
        a night."""
        shifts = self.rostered.case.shifts
        return any(
            segment.overlap(night)
            for item in self.rostered.cells.get((number, day), ())
            for segment in shifts[item.shift].segments
            for night in NIGHT
        )


def who(person: Employee) -> dict[str, object]:
    """The values by which texts name a person."""
    return {"employee": person.id, "name": person.name}
