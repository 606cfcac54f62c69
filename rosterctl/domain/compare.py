"""A house's pay beside what the law bears: one person, one period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rosterctl.domain.money import ZERO
from rosterctl.domain.pay import Part, PayLine
from rosterctl.domain.people import Employee


@dataclass(frozen=True)
class Basis:
    """What one set of rules keeps back and adds, in yuan, not negative.

    ``time`` is pay for time not worked, ``fines`` what goes beyond it (net of what a cap returned), ``overtime`` what
    is added for overtime and for work on statutory holidays.
    """

    time: Decimal
    fines: Decimal
    overtime: Decimal

    @property
    def kept(self) -> Decimal:
        """All that is kept back."""
        return self.time + self.fines


@dataclass(frozen=True)
class Compared:
    """One person's period by the house's rules and by the law's."""

    employee: Employee
    house: Basis
    lawful: Basis

    @property
    def repay(self) -> Decimal:
        """What the house kept back beyond the pay for time not worked: what a court would have it repay."""
        return max(self.house.kept - self.lawful.kept, ZERO)

    @property
    def underpaid(self) -> Decimal:
        """What the house pays less for overtime than the law asks."""
        return max(self.lawful.overtime - self.house.overtime, ZERO)


def basis(lines: Iterable[PayLine]) -> Basis:
    """What some lines of one person come to."""
    sums = dict.fromkeys(Part, ZERO)
    for line in lines:
        sums[line.part] += line.amount
    fines = -(sums[Part.FINE] + sums[Part.CAP])
    return Basis(ZERO - sums[Part.WAGE], ZERO + fines, sums[Part.OVERTIME])


def compared(employee: Employee, house: Iterable[PayLine], lawful: Iterable[PayLine]) -> Compared:
    """Both sides of one person."""
    return Compared(employee, basis(house), basis(lawful))
