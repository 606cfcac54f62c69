"""The rules about money: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.pay import (
    absence_pay,
    cap,
    day_wage,
    forfeited_day,
    lateness_amount,
    lateness_percent,
    missing_punch_pay,
    proration,
    time_not_worked,
)
from rosterctl.rules.pay.base import AnyPayRule

PAY_RULES: tuple[AnyPayRule, ...] = (
    day_wage.RULE,
    time_not_worked.RULE,
    forfeited_day.RULE,
    lateness_percent.RULE,
    lateness_amount.RULE,
    absence_pay.RULE,
    missing_punch_pay.RULE,
    proration.RULE,
    cap.RULE,
)
"""In the order in which lines are made; those that close a month stand last."""


_BY_ID = {rule.id: rule for rule in PAY_RULES}


def pay_rule(rule_id: str) -> AnyPayRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    return _BY_ID[rule_id]
