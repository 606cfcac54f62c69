"""Provisions that have a say about a month, at the edges of their numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.law import judge

EVENINGS = (12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27)
"""Twelve workdays of October 2026: three hours on each are 36 exactly."""


def codes(name: str, month: dict[str, Any], **figures: int) -> list[str]:
    return [one.code for one in judge(name, {"month": month, "figures": figures})]


def overtime(**ends: str) -> dict[str, Any]:
    """A works 09:00–18:00 on twelve workdays and stays until 21:00, or as ``dDD`` says of a date."""
    until = {day: ends.get(f"d{day}", "21:00") for day in EVENINGS}
    return {
        "first": "2026-10-12",
        "roster": "A = D D D D D . . D D D D D . . D D",
        "punches": "\n".join(f"A {day} 09:00 {end}" for day, end in until.items()),
        "requests": [
            {"who": "A", "kind": "overtime", "first": f"2026-10-{day}", "hours": f"18:00-{end}"}
            for day, end in until.items()
        ],
    }


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        ({}, []),
        ({"d12": "21:01"}, ["worked-day", "worked-month"]),
        ({"d12": "21:01", "d13": "20:59"}, ["worked-day"]),
        ({"d12": "20:59"}, []),
    ],
)
def test_three_hours_and_thirty_six(ends: dict[str, str], found: list[str]) -> None:
    assert codes("overtime-hours", overtime(**ends)) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"roster": "A = . D D D D . D"}, ["worked-day"]),  # a Sunday that was rostered: its day's work was prolonged
        ({"roster": "A = . D D D D . D", "days": {"2026-10-18": "holiday"}}, ["worked-day"]),
        ({"roster": "A = . D D D D . ."}, []),  # no day's work that could be prolonged
        ({"roster": "A = . D D D D . D", "shifts": {"D": "09:00-18:00"}, "until": "21:00"}, []),
    ],
)
def test_three_hours_are_those_beside_a_shift_whatever_the_date(row: dict[str, Any], found: list[str]) -> None:
    end = row.get("until", "22:00")
    asked = {"who": "A", "kind": "overtime", "first": "2026-10-18", "hours": f"18:00-{end}"}
    come = "09:00" if row["roster"].endswith("D") else "18:00"
    month = {"first": "2026-10-12", "punches": f"A 18 {come} {end}", "requests": [asked], **row}
    assert codes("overtime-hours", month) == found


def test_flexible_hours_are_not_counted() -> None:
    month = {**overtime(d12="22:00"), "staff": [{"id": "A", "hours_system": "flexible"}]}
    assert codes("overtime-hours", month) == []


def test_what_was_approved_and_not_worked_is_no_overtime() -> None:
    month = overtime(d12="22:00")
    assert codes("overtime-hours", {**month, "punches": month["punches"].replace("09:00 22:00", "09:00 18:00")}) == []


@pytest.mark.parametrize(
    ("saturday", "found"),
    [("15:00-19:00", []), ("15:00-19:01", ["weeks"]), ("15:00-15:01", ["weeks-beyond-forty"])],
)
def test_forty_and_forty_four(saturday: str, found: list[str]) -> None:
    """Five days of eight hours, and what is left to 44 on Saturday: four hours are exactly that, yet beyond 40."""
    month = {"first": "2026-10-12", "shifts": {"D": "09:00-17:00", "S": saturday}, "roster": "A = D D D D D S ."}
    assert codes("working-hours", month) == (found or ["weeks-beyond-forty"])


def test_a_whole_leave_is_a_rest_day_and_a_day_nobody_came_is_none() -> None:
    week = {"first": "2026-10-12", "roster": "A = D D D D D D D"}
    leave = [{"who": "A", "first": "2026-10-14"}]
    assert codes("rest-day", {**week, "requests": leave}) == []
    assert codes("rest-day", week) == ["weeks"]


@pytest.mark.parametrize(("until", "found"), [("20:00", ["weeks"]), ("", [])])
def test_a_week_over_the_months_end_knows_the_overtime_before_the_first(until: str, found: list[str]) -> None:
    """Monday the 28th of September to Sunday the 4th of October; Tuesday is free, and overtime was worked on it."""
    month = {
        "first": "2026-09-28", "roster": "A = D . D D D D D",
        "punches": f"A 09-29 18:00 {until}" if until else "",
        "requests": [{"who": "A", "kind": "overtime", "first": "2026-09-29", "hours": "18:00-20:00"}],
    }  # fmt: skip
    assert codes("rest-day", month) == found


def test_a_week_over_the_months_end_knows_the_leave_before_the_first() -> None:
    week = {"first": "2026-09-28", "roster": "A = D D D D D D D"}
    assert codes("rest-day", week) == ["weeks"]
    assert codes("rest-day", {**week, "requests": [{"who": "A", "first": "2026-09-29"}]}) == []


def test_overtime_before_the_first_is_not_of_this_month() -> None:
    asked = {"who": "A", "kind": "overtime", "first": "2026-09-30", "hours": "18:00-22:00"}
    month = {"first": "2026-09-30", "roster": "A = D", "punches": "A 09-30 09:00 22:00", "requests": [asked]}
    assert codes("overtime-hours", month) == []


def test_fines_within_the_limits_are_no_finding_of_the_ceiling() -> None:
    """Two tenths of 2200 are a fifth exactly, and leave 1760."""
    month = {
        "first": "2026-10-12", "roster": "A = D D", "punches": "A 12 09:30 18:00\nA 13 09:30 18:00",
        "rules": [{"use": "lateness-percent", "first": 10, "later": 10}, {"use": "cap", "mode": "off"}],
    }  # fmt: skip
    assert codes("fine-ceiling", month) == []
    assert codes("fine-ceiling", month, minimum_wage=1760) == []
    assert codes("fine-ceiling", month, minimum_wage=1761) == ["taken-floor"]


def test_the_values_of_what_was_taken_and_of_what_is_owed() -> None:
    """Half an hour: 2200 ÷ 21.75 ÷ 8 ÷ 2 = 6.32, of 220. Two hours: 2200 ÷ 21.75 ÷ 8 × 2 × 150 % = 37.93."""
    late = {"first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:30 18:00"}
    fined = {**late, "rules": [{"use": "lateness-percent", "first": 10, "later": 10}]}
    (one,) = judge("fines", {"month": fined})
    assert [str(one.values[name]) for name in ("kept", "time", "repay")] == ["220.00", "6.32", "213.68"]
    long = {
        "first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:00 20:00",
        "requests": [{"who": "A", "kind": "overtime", "first": "2026-10-12", "hours": "18:00-20:00"}],
        "rules": [{"use": "overtime", "mode": "off"}],
    }  # fmt: skip
    (one,) = judge("overtime-pay", {"month": long})
    assert [str(one.values[name]) for name in ("paid", "due", "short")] == ["0.00", "37.93", "37.93"]
