"""Three hours a day, thirty-six a month: exactly, over midnight, over the month's end, and exceeded with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.rules.request.overtime_caps import RULE
from tests.support.requests import codes

LEADER = {"id": "L", "rank": "leader", "need": "leader"}
DIRECTOR = {"id": "D", "rank": "director", "need": "leader"}


def overtime(start: str, end: str, first: str = "2026-10-12", **more: Any) -> dict[str, Any]:
    return {"kind": "overtime", "first": first, "start": start, "end": end, **more}


@pytest.mark.parametrize(
    ("approved", "end", "refused"),
    [(0, "21:00", []), (0, "21:01", ["day"]), (60, "20:00", []), (61, "20:00", ["day"]), (180, "18:01", ["day"])],
)
def test_law_41_three_hours_a_day(approved: int, end: str, refused: list[str]) -> None:
    table = {"workdays": ["2026-10-12"], "overtime": {"2026-10-12": approved}}
    assert codes("overtime-caps", request=overtime("18:00", end), **table) == refused
    assert codes("overtime-caps", request=overtime("18:00", end), **table, decided_by=LEADER) == refused


@pytest.mark.parametrize(
    ("approved", "refused"),
    [(34 * 60, []), (34 * 60 + 1, ["month"])],  # 34 h and 2 h are 36
)
def test_law_41_thirty_six_hours_a_month(approved: int, refused: list[str]) -> None:
    table = {
        "workdays": ["2026-10-12"],
        "overtime": {"2026-10-01": approved // 2, "2026-10-31": approved - approved // 2},
    }
    assert codes("overtime-caps", request=overtime("18:00", "20:00"), **table) == refused


def test_other_months_do_not_count() -> None:
    table = {"overtime": {"2026-09-30": 36 * 60, "2026-11-01": 36 * 60}}
    assert codes("overtime-caps", request=overtime("18:00", "20:00"), **table) == []


def test_a_night_over_the_end_of_a_month_counts_in_both() -> None:
    """22:00 to 04:00: two hours in October, four in November, which has 32 h already: exactly 36."""
    request = overtime("22:00", "28:00", "2026-10-31")
    assert codes("overtime-caps", request=request, overtime={"2026-11-20": 32 * 60}) == []
    assert codes("overtime-caps", request=request, overtime={"2026-11-20": 32 * 60 + 1}) == ["month"]
    assert codes("overtime-caps", request=request, overtime={"2026-10-20": 34 * 60 + 1}) == ["month"]
    both = {"2026-10-20": 35 * 60, "2026-11-20": 35 * 60}
    assert codes("overtime-caps", request=request, overtime=both) == ["month", "month"]


def test_a_night_s_hours_belong_to_two_days() -> None:
    """Six hours, three on each date."""
    table = {"workdays": ["2026-10-12", "2026-10-13"]}
    assert codes("overtime-caps", request=overtime("21:00", "27:00"), **table) == []
    assert codes("overtime-caps", request=overtime("20:59", "27:01"), **table) == ["day", "day"]


def test_rest_days_have_a_cap_of_their_own() -> None:
    request = overtime("09:00", "18:00", "2026-10-17")
    assert codes("overtime-caps", request=request) == []
    assert codes("overtime-caps", request=request, params={"rest_day_hours": 8}) == ["day"]
    assert codes("overtime-caps", request=request, params={"rest_day_hours": 9}) == []


@pytest.mark.parametrize(
    ("first", "approved", "refused"),
    [
        ("2026-10-25", {"2026-09-26": 2100}, ["month"]),  # the period from 26 September: 35 h and 2 h
        ("2026-10-25", {"2026-09-25": 2100}, []),
        ("2026-10-25", {"2026-10-26": 2100}, []),
    ],
)
def test_the_payroll_period_as_the_month(first: str, approved: dict[str, int], refused: list[str]) -> None:
    table = {"period": ["2026-09-26", "2026-10-26"], "params": {"by": "period"}}
    assert codes("overtime-caps", request=overtime("18:00", "20:00", first), overtime=approved, **table) == refused


def test_a_night_over_the_end_of_a_period() -> None:
    """25 October 23:00 to 26 October 02:00: the two hours after midnight belong to the period up to 25 November."""
    request = overtime("23:00", "26:00", "2026-10-25")
    table = {"period": ["2026-09-26", "2026-10-26"], "params": {"by": "period"}}
    assert codes("overtime-caps", request=request, overtime={"2026-11-25": 34 * 60}, **table) == []
    assert codes("overtime-caps", request=request, overtime={"2026-11-25": 34 * 60 + 1}, **table) == ["month"]
    assert codes("overtime-caps", request=request, overtime={"2026-11-26": 36 * 60}, **table) == []


def test_exceeding_takes_reasons_from_whoever_asks_and_from_somebody_entitled() -> None:
    over = overtime("18:00", "22:00")
    asked = {**over, "over_cap": "抢修"}
    day = {"workdays": ["2026-10-12"]}
    assert codes("overtime-caps", request=over, **day) == ["day"]
    assert codes("overtime-caps", request=asked, **day) == []
    assert codes("overtime-caps", request=asked, decided_by=DIRECTOR, **day) == ["day"], "no reason of the director's"
    assert codes("overtime-caps", request=asked, decided_by={**DIRECTOR, "over_cap": "抢修"}, **day) == []
    assert codes("overtime-caps", request=asked, decided_by={**LEADER, "over_cap": "抢修"}, **day) == ["not-entitled"]
    nobody = {"params": {"exceed": "none"}}
    assert codes("overtime-caps", request=asked, **day, **nobody) == ["day"]
    assert codes("overtime-caps", request=asked, decided_by={**DIRECTOR, "over_cap": "x"}, **day, **nobody) == ["day"]


def test_a_step_before_the_last_is_not_asked_about_caps() -> None:
    first = {**LEADER, "final": False}
    assert codes("overtime-caps", request=overtime("18:00", "22:00"), workdays=["2026-10-12"], decided_by=first) == []


def test_no_limit_and_zero_are_different() -> None:
    request, day = overtime("18:00", "23:00"), {"workdays": ["2026-10-12"]}
    assert codes("overtime-caps", request=request, params={"day_hours": "none", "month_hours": "none"}, **day) == []
    assert codes("overtime-caps", request=request, params={"day_hours": 0, "month_hours": 0}, **day) == [
        "day",
        "month",
    ]
    assert RULE.kinds == ("overtime",)
