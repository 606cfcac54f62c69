"""appraisal: what the page's examples leave out (3.8)."""

from typing import Any

import pytest

from tests.support.refusals import refused
from tests.support.settling import settle

ON = {"use": "appraisal"}


def told(roster: str, punches: str, *requests: dict[str, Any], **more: Any) -> list[str]:
    table = {"first": "2026-10-12", "roster": roster, "punches": punches, "requests": list(requests), "rules": [ON]}
    found = settle({**table, **more})
    return [line.removeprefix("appraisal ") for line in found.findings("appraisal")]


def leave(first: str, last: str | None = None, **more: Any) -> dict[str, Any]:
    return {"who": "A", "first": f"2026-10-{first}", "last": f"2026-10-{last or first}", **more}


HERE = "A 12 09:00 18:00\nA 13 09:00 18:00\nA 14 09:00 18:00"


def test_three_days_are_reached_and_two_are_not() -> None:
    assert told("A = D D D", "", leave("12", "14")) == ["days-away A 31 3"]
    assert told("A = D D", "", leave("12", "13")) == []


def test_leave_absence_and_both_on_one_day_are_away() -> None:
    # the 12th on leave, the 13th absent, the 14th half on leave and otherwise absent: three away, two unexcused
    said = told("A = D D D", "", leave("12"), leave("14", part="first-half"))
    assert said == ["days-away A 31 3", "unexcused A 31 2"]


def test_half_a_day_away_is_none() -> None:
    halves = [leave(day, part="second-half") for day in ("12", "13", "14")]
    assert told("A = D D D", "A 12 09:00 12:00\nA 13 09:00 12:00\nA 14 09:00 12:00", *halves) == []


def test_a_trip_is_work() -> None:
    trip = {**leave("12", "14"), "kind": "outing"}
    assert told("A = D D D", "", trip) == ["full-attendance A 31 1"]


def test_half_an_absence_is_unexcused_and_not_a_day_away() -> None:
    tiers = [ON, {"use": "lateness-tiers", "absent_half": 60}]
    assert told("A = D", "A 12 10:01 18:00", rules=tiers) == ["unexcused A 31 1"]
    split = {"shifts": {"D": "09:00-12:00;14:00-18:00"}}
    assert told("A = D", "A 12 09:00 12:00", **split) == ["unexcused A 31 1"]


def test_the_appraisal_period_adds_what_was_carried_in() -> None:
    carried = {"opening": {"absences": {"A": 13}, "unexcused-absences": {"A": 1}}}
    assert told("A = D", "", leave("12"), **carried) == ["unexcused A 31 1"]
    assert told("A = D D", "", leave("12", "13"), **carried) == ["total-away A 31 15", "unexcused A 31 1"]


def test_a_minus_can_be_left_out() -> None:
    rules = [{"use": "appraisal", "per_period": "none", "unexcused": "none", "total": 1}]
    assert told("A = D D D", "", rules=rules) == ["total-away A 31 3"]


@pytest.mark.parametrize(
    ("punches", "full"),
    [
        (HERE, True),
        (HERE.replace("A 13 09:00", "A 13 09:00:01"), False),  # late
        (HERE.replace("A 13 09:00 18:00", "A 13 09:00 17:59"), False),  # early
        (HERE.replace("A 13 09:00 18:00", "A 13 09:00"), True),  # a missing punch does not break it
    ],
)
def test_full_attendance(punches: str, full: bool) -> None:
    assert told("A = D D D", punches) == (["full-attendance A 31 1"] if full else [])


def test_a_forgiven_lateness_counts_nowhere() -> None:
    rules = [ON, {"use": "lateness", "grace": 60}]
    assert told("A = D", "A 12 09:01 18:00", rules=rules) == ["full-attendance A 31 1"]
    assert told("A = D", "A 12 09:01:01 18:00", rules=rules) == []


def test_an_hour_of_leave_breaks_it() -> None:
    assert told("A = D", "A 12 10:00 18:00", leave("12", hours="09:00-10:00")) == []


def test_nothing_rostered_or_not_employed_throughout_is_not_full() -> None:
    assert told("A = .", "", staff=["A"]) == []
    assert told("A = D", "A 12 09:00 18:00", staff=[{"id": "A", "employed_from": "2026-10-02"}]) == []
    assert told("A = D", "A 12 09:00 18:00", staff=[{"id": "A", "employed_until": "2026-10-30"}]) == []
    whole = [{"id": "A", "employed_from": "2026-10-01", "employed_until": "2026-10-31"}]
    assert told("A = D", "A 12 09:00 18:00", staff=whole) == ["full-attendance A 31 1"]


def test_open_and_silent_days_count_for_nothing() -> None:
    assert told("A = D", "A 12 09:00", as_of="2026-10-12T19:00") == []
    assert told("A = D D D\nB = D D D", "") == []


def test_the_neighbours_months_are_not_counted() -> None:
    # 29 and 30 September absent, 1 October on leave
    table = {"first": "2026-09-29", "roster": "A = D D D", "requests": [leave("01")], "rules": [ON]}
    assert settle(table).findings("appraisal") == []


def test_overtime_is_no_roster_day() -> None:
    overtime = {**leave("13"), "kind": "overtime", "hours": "09:00-12:00"}
    assert told("A = D .", "A 12 09:00 18:00", overtime) == ["full-attendance A 31 1"]


def test_a_use_holds_when_it_is_in_force_on_the_last_day() -> None:
    early, late = {"valid_until": "2026-10-31"}, {"valid_from": "2026-10-31"}
    assert told("A = D", "", rules=[{**ON, **early}]) == []
    assert told("A = D", "", rules=[{**ON, **late}]) == ["unexcused A 31 1"]


def test_it_cannot_be_for_posts() -> None:
    assert refused(rules=[{"use": "appraisal", "for": {"post": ["desk"]}}]) == ["judge.by-person"]
