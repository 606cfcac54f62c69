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
    leaver_notice,
    max_consecutive_days,
    meal_rotation,
    meeting,
    mentor_pairing,
    min_rest_run,
    min_work_run,
    monthly_rest,
    night_limit,
    on_call,
    opening_hours,
    peak_days,
    pins,
    publish_deadline,
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
    meeting.RULE,
    mentor_pairing.RULE,
    max_consecutive_days.RULE,
    min_work_run.RULE,
    weekly_rest.RULE,
    monthly_rest.RULE,
    min_rest_run.RULE,
    daily_rest.RULE,
    night_limit.RULE,
    hours_limit.RULE,
    forbidden_succession.RULE,
    on_call.RULE,
    weekends.RULE,
    shift_count.RULE,
    wishes.RULE,
    stability.RULE,
    fairness.RULE,
    publish_deadline.RULE,
    leaver_notice.RULE,
)
"""In the order in which findings are listed."""


def roster_rule(rule_id: str) -> AnyRosterRule:
    """The rule of that id; raises ``KeyError`` when there is none."""
    for rule in ROSTER_RULES:
        if rule.id == rule_id:
            return rule
    raise KeyError(rule_id)
