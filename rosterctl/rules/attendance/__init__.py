"""The rules about judging: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.attendance import early_leave, lateness
from rosterctl.rules.attendance.base import AnyAttendanceRule

ATTENDANCE_RULES: tuple[AnyAttendanceRule, ...] = (lateness.RULE, early_leave.RULE)
"""In the order in which they fill the sheet."""


def attendance_rule(rule_id: str) -> AnyAttendanceRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    for rule in ATTENDANCE_RULES:
        if rule.id == rule_id:
            return rule
    raise KeyError(rule_id)
