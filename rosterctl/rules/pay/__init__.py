"""The rules about money: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.pay import (
    absence_pay,
    call_in,
    cap,
    comprehensive_hours,
    day_wage,
    forfeited_day,
    full_attendance,
    holiday_work,
    incident_counted,
    incident_doubling,
    incident_fixed,
    lateness_amount,
    lateness_percent,
    leave_pay,
    meal_fine,
    missing_punch_pay,
    night_allowance,
    overtime,
    proration,
    retro,
    time_not_worked,
    unapproved_swap,
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
    leave_pay.RULE,
    overtime.RULE,
    holiday_work.RULE,
    comprehensive_hours.RULE,
    night_allowance.RULE,
    incident_fixed.RULE,
    incident_counted.RULE,
    incident_doubling.RULE,
    unapproved_swap.RULE,
    meal_fine.RULE,
    call_in.RULE,
    full_attendance.RULE,
    proration.RULE,
    cap.RULE,
    retro.RULE,
)
"""In the order in which lines are made; those that close a month stand last."""


_BY_ID = {rule.id: rule for rule in PAY_RULES}


def pay_rule(rule_id: str) -> AnyPayRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    return _BY_ID[rule_id]
