"""One person's month priced: every pay rule in force is asked, wage parts are limited, sums rounded (4.1, 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.money import Rate, fen
from rosterctl.domain.pay import Charge, Fact, Part, PayLine, PersonMonth
from rosterctl.domain.policy import RuleUse
from rosterctl.rules.pay import pay_rule

_ORDER = {fact: number for number, fact in enumerate(Fact)}


def settle(month: PersonMonth) -> tuple[PayLine, ...]:
    """The lines of a person's period, by date, the period's own last."""
    uses = [use for use in month.period.uses if _is_pay(use) and use.scope.person(month.employee)]
    charges = [(use, charge) for use in uses for charge in _raised(month, use, uses)]
    lines = [*_limited(month, charges), *(_line(month, use, c) for use, c in charges if c.part is not Part.WAGE)]
    lines.sort(key=lambda line: (line.date is None, line.date or date.min))
    for use in uses:
        close = pay_rule(use.rule).close
        if close is not None:
            lines += [_signed(month, use, charge) for charge in close(month, tuple(lines), use.params)]
    return tuple(lines)


def _is_pay(use: RuleUse) -> bool:
    try:
        pay_rule(use.rule)
    except KeyError:
        return False
    return True


def _raised(month: PersonMonth, use: RuleUse, uses: Iterable[RuleUse]) -> Iterator[Charge]:
    """What a use charges, less the facts that another use charges on that date."""
    rule = pay_rule(use.rule)
    if rule.apply is None:
        return
    for charge in rule.apply(month, use.params):
        on = charge.date or month.last
        if not in_force(use, on):
            continue
        if charge.fact is None or claimant(uses, charge.fact, on) is use:
            yield charge


def in_force(use: RuleUse, on: date) -> bool:
    """Whether a use holds on that date."""
    return (use.valid_from is None or on >= use.valid_from) and (use.valid_until is None or on < use.valid_until)


def claimant(uses: Iterable[RuleUse], fact: Fact, on: date) -> RuleUse | None:
    """The use that charges a fact on a date: the one whose rule names it, else the fallback (4.2)."""
    claims = [use for use in uses if in_force(use, on) and fact in pay_rule(use.rule).facts(use.params)]
    own = [use for use in claims if not pay_rule(use.rule).fallback]
    return next(iter(own or claims), None)


def _limited(month: PersonMonth, charges: Iterable[tuple[RuleUse, Charge]]) -> Iterator[PayLine]:
    """Wage parts by date, in the order of 4.2: together never more than one day wage, none on a holiday (4.7)."""
    wages: dict[date, list[tuple[RuleUse, Charge]]] = {}
    for use, charge in charges:
        if charge.part is Part.WAGE and charge.date is not None:
            wages.setdefault(charge.date, []).append((use, charge))
    for on, parts in sorted(wages.items()):
        if month.period.calendar.kind(on) is DayKind.HOLIDAY:
            continue
        parts.sort(key=lambda pair: _ORDER[pair[1].fact] if pair[1].fact else len(_ORDER))
        day = month.day(on)
        left, taken = day.value, Decimal(0)
        for use, charge in parts:
            value = min(charge.amount.value, left)
            left -= value
            line = _line(month, use, charge)
            if value < charge.amount.value:
                line = replace(line, amount=-fen(value), arithmetic=f"{charge.amount.text} → {fen(value)}")
            if left == 0:  # the last line takes the rest, so that the day adds up to the fen
                rest = day.amount - taken
                line = replace(line, amount=-rest)
            taken -= line.amount
            yield line


def _line(month: PersonMonth, use: RuleUse, charge: Charge) -> PayLine:
    amount = charge.amount.amount * charge.part.sign
    return _made(month, use, charge, charge.amount, amount)


def _signed(month: PersonMonth, use: RuleUse, charge: Charge) -> PayLine:
    return _made(month, use, charge, charge.amount, charge.amount.amount)


def _made(month: PersonMonth, use: RuleUse, charge: Charge, rate: Rate, amount: Decimal) -> PayLine:
    return PayLine(
        employee=month.employee.id,
        date=charge.date,
        rule=use.rule,
        key=use.key,
        part=charge.part,
        code=charge.code,
        arithmetic=str(rate),
        amount=amount,
        fact=charge.fact,
        record=charge.record,
        because=charge.because,
        values=charge.values,
        authority=use.authority,
    )
