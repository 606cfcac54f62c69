"""The rules about requests: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.request import (
    approval,
    correction_window,
    leave_balance,
    leave_kinds,
    leave_notice,
    outing,
    overtime_caps,
    overtime_notice,
    overtime_protected,
    overtime_rest,
    swap_consent,
    swap_roster,
)
from rosterctl.rules.request.base import AnyRequestRule

REQUEST_RULES: tuple[AnyRequestRule, ...] = (
    approval.RULE,
    leave_notice.RULE,
    leave_kinds.RULE,
    leave_balance.RULE,
    overtime_notice.RULE,
    overtime_caps.RULE,
    overtime_protected.RULE,
    overtime_rest.RULE,
    swap_consent.RULE,
    swap_roster.RULE,
    correction_window.RULE,
    outing.RULE,
)
"""In the order in which refusals are listed."""


def request_rule(rule_id: str) -> AnyRequestRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    for rule in REQUEST_RULES:
        if rule.id == rule_id:
            return rule
    raise KeyError(rule_id)
