"""A month priced twice: by the house's rules, and by those of the law's baseline over the same judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rosterctl.attendance.pipeline import Judged
from rosterctl.domain.compare import Compared, compared
from rosterctl.domain.law import Figure
from rosterctl.domain.pay import PayLine
from rosterctl.domain.policy import RuleUse
from rosterctl.io.policies.policy import read_preset
from rosterctl.io.policies.registry import uses_of
from rosterctl.services.pay import price
from rosterctl.services.payroll import Payroll, pay

BASELINE = "statutory-cn"


@dataclass(frozen=True)
class Comparison:
    """Everybody's comparison, in the order of the staff file."""

    payroll: Payroll
    people: tuple[Compared, ...]


def compare(root: Path, month: str, as_of: str) -> Comparison:
    """The month by both. What was late, absent or worked is judged once, by the house; compared is what it costs.

    Raises what :func:`rosterctl.services.payroll.pay` raises.
    """
    payroll = pay(root, month, as_of)
    judged, config = payroll.attended.judged, payroll.attended.loaded.config
    lines = lawful_lines(judged, config.law)
    people = tuple(compared(one.employee, one.lines, lines[one.employee.id]) for one in payroll.people)
    return Comparison(payroll, people)


def lawful_lines(judged: Judged, law: Mapping[str, Figure]) -> Mapping[str, tuple[PayLine, ...]]:
    """Employee id → the lines of the baseline's pay rules over a judged period."""
    period = judged.period
    house = {id(use) for use in uses_of(period.uses, "pay")}
    kept = tuple(use for use in period.uses if id(use) not in house)
    lawful = replace(judged, period=replace(period, uses=(*kept, *lawful_uses(law))))
    return {one.month.employee.id: one.lines for one in price(lawful)}


def lawful_uses(law: Mapping[str, Figure]) -> tuple[RuleUse, ...]:
    """The pay rules of the baseline, which know the figures of the place."""
    return uses_of(read_preset(BASELINE, law).uses, "pay")
