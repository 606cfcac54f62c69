"""The rules about judging: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.attendance import (
    absence,
    appraisal,
    arrive_early,
    consecutive_absence,
    corrections,
    early_leave,
    lateness,
    lateness_tiers,
    matching,
    meal_overrun,
    missing_punch,
    no_data,
    outing_overrun,
    relief,
    unrostered,
)
from rosterctl.rules.attendance.base import AnyAttendanceRule

ATTENDANCE_RULES: tuple[AnyAttendanceRule, ...] = (
    matching.RULE,
    corrections.RULE,
    no_data.RULE,
    lateness_tiers.RULE,
    lateness.RULE,
    early_leave.RULE,
    arrive_early.RULE,
    absence.RULE,
    missing_punch.RULE,
    unrostered.RULE,
    meal_overrun.RULE,
    outing_overrun.RULE,
    relief.RULE,
    consecutive_absence.RULE,
    appraisal.RULE,
)
"""In the order in which they fill the sheet."""


def attendance_rule(rule_id: str) -> AnyAttendanceRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    for rule in ATTENDANCE_RULES:
        if rule.id == rule_id:
            return rule
    raise KeyError(rule_id)
