"""What publishing leaves for the next month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Roster
from rosterctl.services.rosters import carried_after
from tests.support.small import Table, read, use_of

# the last day of October: 22 workdays of 8 h, the balance of whoever works nothing else is 8 − 176 hours
LAST: Table = {
    "first": "2026-10-31",
    "staff": ["A", "B"],
    "shifts": {"D": "09:00-17:00"},
    "roster": "A = D\nB = .",
    "carried": {"A": 60, "B": -60},
}
AVERAGE = use_of("hours-limit", {"params": {"per": "period", "periods": 3, "begins": 9, "swing": 24}})
NIGHTS = use_of("fairness", {"params": {"of": "weekends"}}, Mode.SOFT)


def after(*uses: object) -> dict[str, dict[str, int]]:
    case, stated = read(LAST, *uses)  # type: ignore[arg-type]
    return carried_after(case, Roster(date(2026, 10, 31), date(2026, 11, 1), stated))


def test_counters_of_every_use_by_its_key() -> None:
    mine = replace(AVERAGE, key="mine")
    assert after(mine, NIGHTS) == {
        "mine": {"A": 60 + 480 - 176 * 60, "B": -60 - 176 * 60},
        "fairness": {"A": 60 + 1 - (-60), "B": 0},
    }


def test_rules_that_are_off_or_count_nothing_leave_nothing() -> None:
    assert after(replace(AVERAGE, mode=Mode.OFF), use_of("weekly-rest", {})) == {}


def test_a_version_that_is_not_in_force_yet_has_no_say() -> None:
    now = replace(NIGHTS, valid_until=date(2026, 11, 1))
    later = replace(NIGHTS, params=NIGHTS.params, valid_from=date(2026, 11, 1))
    assert after(now, later) == after(NIGHTS)
    gone = replace(NIGHTS, valid_until=date(2026, 10, 31))
    assert after(gone, replace(NIGHTS, valid_from=date(2026, 10, 31))) == after(NIGHTS)
