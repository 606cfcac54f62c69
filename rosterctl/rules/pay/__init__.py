"""The rules about money: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.pay import time_not_worked
from rosterctl.rules.pay.base import AnyPayRule

PAY_RULES: tuple[AnyPayRule, ...] = (time_not_worked.RULE,)
"""In the order in which lines are made; those that close a month stand last."""


def pay_rule(rule_id: str) -> AnyPayRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    for rule in PAY_RULES:
        if rule.id == rule_id:
            return rule
    raise KeyError(rule_id)
