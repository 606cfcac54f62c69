"""Crossing into a tier of absence never costs less than the lateness just below it (3.1, 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.money import ZERO, Rate
from rosterctl.domain.pay import Charge, Fact, Part, PersonMonth
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.records import Record, Word
from rosterctl.rules.attendance import lateness, lateness_tiers
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay import pay_rule
from rosterctl.rules.pay.claims import claimant
from rosterctl.rules.pay.limits import Raised
from rosterctl.rules.pay.missed import Absence, absence

Pricing = Callable[[PersonMonth], Sequence[Raised]]


def crossed(
    month: PersonMonth, raised: Sequence[Raised], uses: Iterable[RuleUse], priced: Pricing
) -> Iterator[Raised]:
    """What to add where a lateness that a tier made an absence costs less than one that ends with the tier before.

    The month is priced a second time with that lateness instead of the absence, so that ordinals, forfeited days and
    whatever else a lateness brings along count. The difference is a fine of the rule that charges latenesses; a rule
    that never charges more than the time (``tier`` is ``None``) has none.
    """
    for record in month.shifts:
        if absence(record) not in (Absence.HALF, Absence.DAY):
            continue
        use = claimant(uses, Fact.LATE, record.date, record.unit.post)
        code = None if use is None else pay_rule(use.rule).tier
        seconds = just_below(month, record)
        if use is None or code is None or seconds <= 0:
            continue
        cost, below = deducted(raised), deducted(priced(_as_late(month, record, seconds)))
        if below > cost:
            amount = Rate.of(below).minus(Rate.of(cost))
            charge = Charge(record.date, Part.FINE, amount, code, Fact.LATE, record=record)
            yield Raised.by(use, charge)


def deducted(raised: Iterable[Raised]) -> Decimal:
    """What these charges take in all."""
    return -sum((one.amount * one.charge.part.sign for one in raised), ZERO)


def just_below(month: PersonMonth, record: Record) -> int:
    """The longest lateness that is no absence yet, in seconds as they count; 0 where it would be forgiven."""
    tiers = _params(month, record, lateness_tiers.ID, lateness_tiers.Params)
    if tiers is None:
        return 0
    limits = [one for one in (tiers.absent_half, tiers.absent) if one is not None]
    seconds = min([record.raw_late, *(limit * MINUTE for limit in limits)])
    rule = _params(month, record, lateness.ID, lateness.Params)
    if rule is None or seconds <= rule.grace:
        return 0
    used_up = sum(one.forgiven and one.raw_late > rule.grace for one in month.shifts)
    if used_up < rule.free:
        return 0
    return seconds - (rule.grace if rule.from_grace else 0)


P = TypeVar("P", bound=RuleParams)


def _params(month: PersonMonth, record: Record, rule: str, kind: type[P]) -> P | None:
    """The numbers by which an attendance rule judged a record: those of the last use that is for it."""
    found = [use.params for use in month.period.uses if use.rule == rule and _judges(use, month, record)]
    last = found[-1] if found else None
    return last if isinstance(last, kind) else None


def _judges(use: RuleUse, month: PersonMonth, record: Record) -> bool:
    posts = use.scope.post
    return use.scope.person(month.employee) and use.holds(record.date) and (not posts or record.unit.post in posts)


def _as_late(month: PersonMonth, record: Record, seconds: int) -> PersonMonth:
    """The month as if somebody had come that late, and had not been absent."""
    words = tuple(Word.LATE if word in (Word.ABSENT, Word.ABSENT_HALF) else word for word in record.words)
    unit = record.unit
    match = replace(record.match, arrival=unit.expected_start + seconds)
    late = replace(record, match=match, words=words, raw_late=seconds, late=seconds)
    records = tuple(late if one is record else one for one in month.records)
    return replace(month, records=records)
