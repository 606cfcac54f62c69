"""``overtime-hours``: three hours a day, 36 a month, for everybody whose hours are counted."""

from __future__ import annotations

import pytest

from tests.support.law import codes

ID = "overtime-hours"


def caps(**stated: object) -> str:
    lines = [f"{name} = {value}" for name, value in ({"exceed": '"none"'} | stated).items()]
    return '[[rule]]\nuse = "overtime-caps"\n' + "\n".join(lines)


@pytest.mark.parametrize(("hours", "found"), [(2, []), (3, []), (4, ["day"]), ('"none"', ["day"]), (0, [])])
def test_a_day(hours: object, found: list[str]) -> None:
    assert codes(ID, caps(day_hours=hours)) == found


@pytest.mark.parametrize(("hours", "found"), [(36, []), (37, ["month"]), ('"none"', ["month"]), (0, [])])
def test_a_month(hours: object, found: list[str]) -> None:
    assert codes(ID, caps(month_hours=hours)) == found


def test_off_and_soft_refuse_nothing() -> None:
    assert codes(ID, caps(mode='"off"')) == ["missing"]
    assert codes(ID, caps(mode='"soft"')) == ["missing"]


def test_comprehensive_hours_are_bound_and_flexible_ones_free() -> None:
    only = caps(**{"for": '{ hours_system = "standard" }'})
    assert codes(ID, only, staff=["甲 4500", "乙 4500 flexible"]) == []
    assert codes(ID, only, staff=["甲 4500", "乙 4500 comprehensive"]) == ["missing"]
