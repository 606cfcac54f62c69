"""The rules about money: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.pay import (
    absence_pay,
    cap,
    comprehensive_hours,
    day_wage,
    forfeited_day,
    holiday_work,
    lateness_amount,
    lateness_percent,
    leave_pay,
    missing_punch_pay,
    overtime,
    proration,
    time_not_worked,
)
from rosterctl.rules.pay.base import AnyPayRule

PAY_RULES: tuple[AnyPayRule, ...] = (
    day_wage.RULE,
    time_not_worked.RULE,
    leave_pay.RULE,
    forfeited_day.RULE,
    lateness_percent.RULE,
    lateness_amount.RULE,
    absence_pay.RULE,
    missing_punch_pay.RULE,
    overtime.RULE,
    holiday_work.RULE,
    comprehensive_hours.RULE,
    proration.RULE,
    cap.RULE,
)
"""In the order in which lines are made; those that close a month stand last."""


def pay_rule(rule_id: str) -> AnyPayRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    for rule in PAY_RULES:
        if rule.id == rule_id:
            return rule
    raise KeyError(rule_id)
