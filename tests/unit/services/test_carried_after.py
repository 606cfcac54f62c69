"""What publishing leaves for the next month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rosterctl.domain.policy import For, Mode
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


# four days, all counted; A works the first three of them, B the second
MONTH: Table = {
    "first": "2026-10-01",
    "staff": ["A", "B", "C"],
    "shifts": {"N": "22:00-06:00", "D": "09:00-17:00"},
    "roster": "A = N N N .\nB = . N . .\nC = D D D D",
    "params": {"of": "nights"},
    "carried": {"B": 1},
}
CUT = date(2026, 10, 3)


def left(example: Table, *uses: object) -> dict[str, dict[str, int]]:
    case, stated = read(example, *uses)  # type: ignore[arg-type]
    return carried_after(case, Roster(date(2026, 10, 1), date(2026, 10, 5), stated))


def versions(rule: str, example: Table, **later: object) -> tuple[object, object]:
    use = use_of(rule, example, Mode.SOFT)
    return replace(use, valid_until=CUT), replace(use, valid_from=CUT, **later)  # type: ignore[arg-type]


def test_versions_of_one_key_add_up() -> None:
    one, two = versions("fairness", MONTH)
    # A 3, B 1 + 1; in whatever order the policy has them
    whole = {"fairness": {"A": 3, "B": 2, "C": 0}}
    assert left(MONTH, use_of("fairness", MONTH, Mode.SOFT)) == whole
    assert left(MONTH, one, two) == left(MONTH, two, one) == whole


def test_a_version_for_fewer_keeps_what_the_others_had() -> None:
    one, two = versions("fairness", MONTH, scope=For(employee=frozenset({"A", "C"})))
    # B is out from the third on, with 2 till then
    assert left(MONTH, one, two) == {"fairness": {"A": 3, "B": 2, "C": 0}}


def test_a_version_that_is_off_counts_nothing() -> None:
    one, two = versions("fairness", MONTH, mode=Mode.OFF)
    assert left(MONTH, one, two) == {"fairness": {"A": 2, "B": 2, "C": 0}}


def test_turns_on_call_go_on_within_the_month() -> None:
    example: Table = {**MONTH, "params": {"shifts": ["D"], "hours": 0}, "carried": {}, "roster": "C = D D D D"}
    one, two = versions("on-call", example)
    # A, B, A, B
    assert left(example, one, two) == {"on-call": {"A": 2, "B": 2, "C": 0}}
    three = {**example, "roster": "C = D D D ."}
    # A, B, A, and C, who has had none
    first, second = versions("on-call", three)
    assert left(three, first, second) == {"on-call": {"A": 1, "B": 0, "C": 0}}
    # in whatever order the policy has them
    assert left(three, second, first) == {"on-call": {"A": 1, "B": 0, "C": 0}}


def test_an_account_is_of_the_whole_month_whatever_the_versions() -> None:
    """The balance of hours is taken over the days of a cycle, not over those of a version: the last one's holds."""
    later = replace(AVERAGE, valid_from=date(2026, 11, 1))
    assert after(AVERAGE, later) == after(AVERAGE)
    halves = replace(AVERAGE, valid_until=CUT), replace(AVERAGE, valid_from=CUT)
    assert left(MONTH, *halves) == left(MONTH, AVERAGE)
