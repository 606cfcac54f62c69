"""Time helpers for rules that look at minutes: elapsed minutes to clock texts and back."""

from __future__ import annotations

from rosterctl.domain.case import Case
from rosterctl.domain.time import DAY, format_clock


def wall(case: Case, day: int, elapsed: int) -> int:
    """Wall-clock minutes of ``day`` for an elapsed minute: the inverse of ``axis.at``, at most two days on."""
    guess = elapsed - case.axis.at(day, 0)
    for minutes in (guess, guess - 60, guess + 60):
        if 0 <= minutes <= 3 * DAY and case.axis.at(day, minutes) == elapsed:
            return minutes
    return guess


def clock(case: Case, day: int, elapsed: int) -> str:
    """``HH:MM`` of an elapsed minute as seen from ``day``; past its midnight it goes on counting (26:00)."""
    return format_clock(wall(case, day, elapsed))
