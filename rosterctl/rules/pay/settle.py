"""One person's month priced: every pay rule in force is asked, wage parts are limited, sums rounded (4.1, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rosterctl.domain.money import ZERO
from rosterctl.domain.pay import Charge, PayLine, PersonMonth
from rosterctl.domain.policy import RuleUse
from rosterctl.rules.pay import pay_rule
from rosterctl.rules.pay.claims import charges, pay_uses
from rosterctl.rules.pay.limits import Raised, limited
from rosterctl.rules.pay.tiers import crossed


def settle(month: PersonMonth) -> tuple[PayLine, ...]:
    """The lines of a person's period: by date, the period's own after them, those that close it last.

    Each line is rounded once, half-up; what somebody gets is the base wage and the sum of the rounded lines.
    """
    month = prepared(month)
    uses = _uses(month)
    priced = _priced(month, uses)
    priced += crossed(month, priced, uses, lambda other: _priced(other, uses))
    lines = [_line(month, one.use, one.charge, one.amount * one.charge.part.sign) for one in priced]
    lines.sort(key=lambda line: (line.date is None, line.date or date.min))
    for use in uses:
        close = pay_rule(use.rule).close
        if close is not None and use.holds(month.last):
            closing = close(month, tuple(lines), use.params)
            lines += [_line(month, use, charge, charge.amount.amount) for charge in closing]
    return tuple(lines)


def prepared(month: PersonMonth) -> PersonMonth:
    """The month with what rules in force at its end say about day wages (4.1)."""
    for use in _uses(month):
        prepare = pay_rule(use.rule).prepare
        if prepare is not None and use.holds(month.last):
            month = prepare(month, use.params)
    return month


def _uses(month: PersonMonth) -> list[RuleUse]:
    return [use for use in pay_uses(month.period) if use.scope.person(month.employee)]


def _priced(month: PersonMonth, uses: list[RuleUse]) -> list[Raised]:
    """What all rules charge, within the limits of a day."""
    return limited(month, [Raised.by(use, charge) for use in uses for charge in _raised(month, use, uses)])


def _raised(month: PersonMonth, use: RuleUse, uses: list[RuleUse]) -> Iterator[Charge]:
    """What a use may charge of what its rule says."""
    apply = pay_rule(use.rule).apply
    if apply is not None:
        yield from (charge for charge in apply(month, use.params) if charges(use, charge, month, uses))


def _line(month: PersonMonth, use: RuleUse, charge: Charge, amount: Decimal) -> PayLine:
    return PayLine(
        employee=month.employee.id,
        date=charge.date,
        rule=use.rule,
        key=use.key,
        part=charge.part,
        code=charge.code,
        arithmetic=f"{charge.amount.text} = {abs(amount)}",
        amount=amount + ZERO,  # no minus zero
        fact=charge.fact,
        record=charge.record,
        because=charge.because,
        values=charge.values,
        authority=use.authority,
        paid=charge.paid,
    )
