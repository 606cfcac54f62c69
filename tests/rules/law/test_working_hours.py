"""``working-hours``: eight hours a day, forty a week."""

from __future__ import annotations

import pytest

from tests.support.law import codes, judge

ID = "working-hours"
NO_FIVE = '[[rule]]\nuse = "weekly-rest"\nkey = "five-day-week"\nmode = "off"\n'


@pytest.mark.parametrize(("paid", "found"), [(480, []), (481, ["shift"])])
def test_eight_hours_exactly(paid: int, found: list[str]) -> None:
    assert codes(ID, "", shifts=[f"A 08:00-18:00 {paid}"]) == found


def test_what_is_over_is_told() -> None:
    (found,) = judge(ID, {"policy": 'extends = "statutory-cn"', "shifts": ["D 08:30-18:00 535"]})
    assert dict(found.values) == {"shift": "D", "hours": "08:55", "over": 55}


@pytest.mark.parametrize(("most", "found"), [(40, []), (44, []), (45, ["unlimited"]), (None, ["unlimited"])])
def test_forty_four_hours_limit_a_week(most: int | None, found: list[str]) -> None:
    limit = "" if most is None else f'[[rule]]\nuse = "hours-limit"\nmode = "soft"\nper = "week"\nmost = {most}'
    assert codes(ID, NO_FIVE + limit) == found


def test_a_monthly_limit_is_none_of_weeks() -> None:
    assert codes(ID, NO_FIVE + '[[rule]]\nuse = "hours-limit"\nper = "month"\nmost = 166') == ["unlimited"]


@pytest.mark.parametrize(("least", "found"), [(40, []), (41, ["asked"])])
def test_hours_that_are_asked_for(least: int, found: list[str]) -> None:
    assert codes(ID, f'[[rule]]\nuse = "hours-limit"\nper = "week"\nleast = {least}') == found


def test_two_days_in_hours_are_no_two_days() -> None:
    hours = '[[rule]]\nuse = "weekly-rest"\nkey = "five-day-week"\nmode = "soft"\ndays = 2\nhours = 35'
    assert codes(ID, hours) == ["unlimited"]
