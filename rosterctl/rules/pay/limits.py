"""Wage parts of one date never take more than its day wage, and fines that fill it up take what they left (4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rosterctl.domain.attendance import UnitKind
from rosterctl.domain.calendar import DayKind
from rosterctl.domain.money import ZERO, Rate
from rosterctl.domain.pay import Charge, Fact, Fill, Part, PersonMonth
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.records import Record

_ORDER = {fact: number for number, fact in enumerate(Fact)}


@dataclass(frozen=True, slots=True)
class Raised:
    """A charge with the use that raised it; the amount that is left of it in fen, when it is settled."""

    use: RuleUse
    charge: Charge
    amount: Decimal

    @staticmethod
    def by(use: RuleUse, charge: Charge) -> Raised:
        """As raised: nothing limits it yet."""
        return Raised(use, charge, charge.amount.amount)

    def left(self, of: Rate, taken: Decimal) -> Raised:
        """What is left of a sum: its own arithmetic where that comes to the same."""
        if self.amount == of.amount - taken:
            return self
        rate = of.minus(Rate.of(taken)) if taken else of
        return Raised(self.use, replace(self.charge, amount=rate), of.amount - taken)


def limited(month: PersonMonth, raised: Sequence[Raised]) -> list[Raised]:
    """Wage parts and fines after the limits of 4.2 and 4.7, wage parts first; the other charges are untouched.

    Wage parts of nothing are left out. On a statutory holiday there are no wage parts; what they would have been
    still counts for fines that fill a day, so that those stay what they are on other days.
    """
    by_date: dict[date, list[Raised]] = {}
    for one in raised:
        if one.charge.part is Part.WAGE and one.charge.date is not None:
            by_date.setdefault(one.charge.date, []).append(one)
    wages = [line for on, parts in sorted(by_date.items()) for line in _of_a_day(month, on, parts)]
    others = [one for one in raised if one.charge.part is not Part.WAGE or one.charge.date is None]
    holiday = {on for on in by_date if month.period.calendar.kind(on) is DayKind.HOLIDAY}
    return [*(one for one in wages if one.charge.date not in holiday), *_filled(wages, others)]


def _of_a_day(month: PersonMonth, on: date, parts: list[Raised]) -> Iterator[Raised]:
    """The wage parts of a date in their order, together at most its day wage; exactly that where nothing was worked
    or paid."""
    parts = sorted(parts, key=_rank)
    day, taken = month.day(on), ZERO
    left, unpaid = day.value, _nothing_paid(month, on, parts)
    for number, one in enumerate(parts, 1):
        own = one.charge.amount
        if own.value >= left or taken + own.amount > day.amount or (unpaid and number == len(parts)):
            one, left = one.left(day, taken), Fraction(0)  # the last line takes the rest, to the fen
        else:
            left -= own.value
        taken += one.amount
        if one.amount:
            yield one


def _rank(one: Raised) -> int:
    return len(_ORDER) if one.charge.fact is None else _ORDER[one.charge.fact]


def _nothing_paid(month: PersonMonth, on: date, parts: Iterable[Raised]) -> bool:
    """Whether nothing of a date was worked or paid: all units absent or on unpaid leave, nobody out on an errand."""
    charges = [one.charge for one in parts]
    if any(charge.whole for charge in charges):
        return True
    absent = {id(charge.record) for charge in charges if charge.fact is Fact.ABSENCE}
    units = [record for record in month.by_date.get(on, ()) if record.unit.kind is UnitKind.SEGMENT]
    if not absent or not all(_nothing_worked(record, absent) for record in units):
        return False
    leave = month.hour(on).value * sum(record.leave_seconds for record in units) / 3600
    return sum(charge.amount.value for charge in charges if charge.fact is Fact.LEAVE) >= leave


def _nothing_worked(record: Record, charged: set[int]) -> bool:
    """Whether nothing of a unit was worked: it is charged as an absence that nobody came to, or wholly leave."""
    gone = id(record) in charged if record.match.absent else not record.unit.takes_punches
    return gone and not record.unit.outing


def _filled(wages: Iterable[Raised], others: Iterable[Raised]) -> Iterator[Raised]:
    """The other charges; fines that fill take what wage parts, and earlier fines that fill, have left."""
    before = list(wages)
    for one in others:
        fill = one.charge.fill
        if fill is None:
            yield one
            continue
        taken = sum((other.amount for other in before if _counts(fill, one, other)), ZERO)
        if taken < one.amount:
            one = one.left(one.charge.amount, taken)
            before.append(one)
            yield one


def _counts(fill: Fill, one: Raised, other: Raised) -> bool:
    if fill is Fill.DATE:
        return one.charge.date == other.charge.date
    return one.use is other.use and one.charge.record is other.charge.record
