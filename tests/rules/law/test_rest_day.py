"""``rest-day``: who is under no firm weekly rest, and months with too few rest days."""

from __future__ import annotations

import pytest

from tests.support.law import codes, judge

ID = "rest-day"
OFF = '[[rule]]\nuse = "weekly-rest"\nmode = "off"\n'


@pytest.mark.parametrize(("days", "found"), [(1, ["monthly"]), (3, ["monthly"]), (4, []), (5, [])])
def test_four_days_a_month_are_one_a_week(days: int, found: list[str]) -> None:
    assert codes(ID, f'[[rule]]\nuse = "monthly-rest"\nmode = "hard"\ndays = {days}') == found


@pytest.mark.parametrize(("hours", "found"), [(23, ["missing"]), (24, []), (35, [])])
def test_a_rest_by_hours_is_a_day_from_24_on(hours: int, found: list[str]) -> None:
    assert codes(ID, f'[[rule]]\nuse = "weekly-rest"\nhours = {hours}') == found


def test_a_monthly_rest_that_is_off_says_nothing() -> None:
    assert codes(ID, '[[rule]]\nuse = "monthly-rest"\nmode = "off"\ndays = 2') == []


def test_off_for_everybody_without_a_workspace() -> None:
    assert codes(ID, OFF) == ["missing"]


def test_scopes_together_cover_the_staff() -> None:
    policy = OFF + "\n".join(
        f'[[rule]]\nuse = "weekly-rest"\nkey = "{name}"\nmode = "hard"\nfor = {{ employee = "{name}" }}'
        for name in "甲乙"
    )
    assert codes(ID, policy, staff=["甲 4500", "乙 4500"]) == []
    assert codes(ID, policy, staff=["甲 4500", "乙 4500", "丙 4500"]) == ["missing"]
    assert codes(ID, policy) == ["missing"], "a scope is nobody's in particular while no staff is known"


def test_those_with_standard_hours_are_named() -> None:
    policy = f'extends = "statutory-cn"\n{OFF}'
    (found,) = judge(ID, {"policy": policy, "staff": ["甲 4500 flexible", "乙 4500"]})
    assert found.values["who"] == ("乙",)
    (found,) = judge(ID, {"policy": policy, "staff": ["甲 4500 flexible"]})
    assert (found.code, found.values["who"]) == ("by-approval", ("甲",))


def test_only_the_version_of_the_date_counts() -> None:
    later = '[[rule]]\nuse = "weekly-rest"\nmode = "off"\nvalid_from = 2026-10-02'
    today = '[[rule]]\nuse = "weekly-rest"\nmode = "off"\nvalid_from = 2026-10-01'
    assert codes(ID, later) == []
    assert codes(ID, today) == ["missing"]
