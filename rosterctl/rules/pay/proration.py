"""Part of a period, and a period with little to pay (4.5); page ``constraints/pay/proration.md``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.money import ZERO, Rate, sum_of
from rosterctl.domain.pay import Charge, Part, PayLine, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.base import PayRule

ID = "proration"


class Params(RuleParams):
    """How far days paid are a floor."""

    unpaid: Annotated[
        Literal["half", "any"],
        Field(
            description="the day wages of the days paid are a floor once more than half of the days are unpaid, or "
            "from the first unpaid day on"
        ),
    ] = "half"


def close(month: PersonMonth, lines: tuple[PayLine, ...], params: Params) -> Iterator[Charge]:
    """A line for days not employed, and one where unpaid days would take too much or leave something over."""
    part = part_period(month)
    if part is not None:
        values = {"days": sum(map(month.employs, month.days)), "of": len(month.days)}
        yield Charge(None, Part.PRORATION, _negative(part), "part", values=values)
    unpaid = _Unpaid.of(month, lines)
    if unpaid.matters(params):
        due = month.wage.amount - (part.amount if part else ZERO)
        yield from unpaid.corrected(due, params)


def part_period(month: PersonMonth) -> Rate | None:
    """What days not employed take off the month's wage; ``None`` where they take nothing.

    Paid is the larger of day wage × days employed and wage − day wage × days not employed, never above the wage.
    """
    employed = [on for on in month.days if month.employs(on)]
    if len(employed) == len(month.days):
        return None
    if not employed:
        return month.wage
    others = month.day_wages(on for on in month.days if not month.employs(on))
    by_days = month.wage.minus(month.day_wages(employed))
    less = min(others, by_days, key=lambda one: one.value)
    return less if less.value > 0 else None


def _negative(rate: Rate) -> Rate:
    return Rate(-rate.value, rate.text)


@dataclass(frozen=True)
class _Unpaid:
    """What wage parts took, by date."""

    month: PersonMonth
    taken: dict[date, Decimal]

    @staticmethod
    def of(month: PersonMonth, lines: Iterable[PayLine]) -> _Unpaid:
        taken: dict[date, Decimal] = defaultdict(Decimal)
        for line in lines:
            if line.part is Part.WAGE and line.date is not None:
                taken[line.date] -= line.amount
        return _Unpaid(month, dict(taken))

    def matters(self, params: Params) -> bool:
        """Whether there can be a line at all: there is none while few dates have a wage part."""
        few = len(self.taken) <= len(self.month.days) // 2 and len(self.taken) < len(self._employed)
        return bool(self.taken) and not (few and params.unpaid == "half")

    @property
    def total(self) -> Decimal:
        return sum(self.taken.values(), ZERO)

    @cached_property
    def _employed(self) -> list[date]:
        return [on for on in self.month.days if self.month.employs(on)]

    @cached_property
    def whole(self) -> frozenset[date]:
        """The dates of which nothing is paid."""
        return frozenset(on for on, amount in self.taken.items() if amount >= self.month.day(on).amount)

    def corrected(self, due: Decimal, params: Params) -> Iterator[Charge]:
        """The line, if there is one. ``due`` is the wage before unpaid days."""
        left = Rate.of(due).minus(Rate.of(self.total))
        if self._nothing_paid():
            if left.amount:
                text = left.text if left.value > 0 else Rate.of(self.total).minus(Rate.of(due)).text
                yield Charge(None, Part.PRORATION, Rate(-left.value, text), "nothing")
            return
        floor = max(self._by_days(), self._by_roster(), key=lambda one: one.value)
        most = Rate.of(due) if params.unpaid == "any" else self._half(due)
        floor = min(floor, most, key=lambda one: one.value)
        back = floor.minus(left)
        if back.value > Fraction(len(self.taken), 200):  # half a fen a date is only the rounding of the lines
            yield Charge(None, Part.PRORATION, back, "floor", values={"days": len(self.whole)})

    def _nothing_paid(self) -> bool:
        """No day at all is paid: neither of those that the divisor counts, nor of those rostered. A roster of a few
        days says nothing about the others."""
        if self._by_roster().value > 0:
            return False
        return self._by_days().value <= 0 or len(self.whole) > len(self.month.days) // 2

    def _half(self, due: Decimal) -> Rate:
        """What half of the days unpaid would leave: beyond that, the floor begins."""
        half = len(self.month.days) // 2
        return Rate.of(due).minus(self.month.day(self.month.last).times(half))

    def _by_days(self) -> Rate:
        """Day wage × days paid, of the days that the divisor counts."""
        month, employed = self.month, self._employed
        bases = {month.base(on) for on in (*employed, *self.whole)}
        if len(bases) == 1:
            paid = month.day(month.last).times(len(employed) - len(self.whole))
        else:
            paid = month.day_wages(employed).minus(month.day_wages(self.whole))
        return _less(paid, (amount for on, amount in self.taken.items() if on not in self.whole))

    def _by_roster(self) -> Rate:
        """Day wage × days paid, of the days rostered and the statutory holidays among the others."""
        month = self.month
        kind = month.period.calendar.kind
        days = [on for on in month.period.dates if month.employs(on)]
        paid = [on for on in days if on not in self.whole and (on in month.rostered or kind(on) is DayKind.HOLIDAY)]
        return _less(month.day_wages(paid), (self.taken.get(on, ZERO) for on in paid))


def _less(rate: Rate, amounts: Iterable[Decimal]) -> Rate:
    parts = [Rate.of(amount) for amount in amounts if amount]
    return rate.minus(sum_of(parts)) if parts else rate


RULE = PayRule(ID, Params, close=close, single=True)
