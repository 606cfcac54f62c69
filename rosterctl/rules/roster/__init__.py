"""The rules about rosters: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.base import AnyRosterRule
from rosterctl.rules.roster import (
    availability,
    coverage,
    daily_rest,
    duty_24h,
    fairness,
    forbidden_succession,
    grade_mix,
    hand_over,
    hours_limit,
    max_consecutive_days,
    meal_rotation,
    min_rest_run,
    min_work_run,
    monthly_rest,
    night_limit,
    opening_hours,
    peak_days,
    pins,
    rank_coverage,
    shift_count,
    shift_times,
    stability,
    trainees,
    weekends,
    weekly_rest,
    wishes,
)

ROSTER_RULES: tuple[AnyRosterRule, ...] = (
    availability.RULE,
    pins.RULE,
    shift_times.RULE,
    coverage.RULE,
    duty_24h.RULE,
    rank_coverage.RULE,
    grade_mix.RULE,
    opening_hours.RULE,
    peak_days.RULE,
    hand_over.RULE,
    trainees.RULE,
    meal_rotation.RULE,
    max_consecutive_days.RULE,
    min_work_run.RULE,
    weekly_rest.RULE,
    monthly_rest.RULE,
    min_rest_run.RULE,
    daily_rest.RULE,
    night_limit.RULE,
    hours_limit.RULE,
    forbidden_succession.RULE,
    weekends.RULE,
    shift_count.RULE,
    wishes.RULE,
    stability.RULE,
    fairness.RULE,
)
"""In the order in which findings are listed."""


def roster_rule(rule_id: str) -> AnyRosterRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    for rule in ROSTER_RULES:
        if rule.id == rule_id:
            return rule
    raise KeyError(rule_id)
