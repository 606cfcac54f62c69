"""``overtime-pay``: everybody is paid for overtime and for holidays."""

from __future__ import annotations

import pytest

from tests.support.law import codes

ID = "overtime-pay"
EXACT = '[[rule]]\nuse = "overtime"\nunit = {unit}\ncounts = "punched"\n'


@pytest.mark.parametrize(("unit", "found"), [(0, []), (1, []), (2, ["rounded"])])
def test_a_minute_is_no_rounding_that_loses_minutes(unit: int, found: list[str]) -> None:
    assert codes(ID, EXACT.format(unit=unit)) == found


@pytest.mark.parametrize("counts", ["min", "approved"])
def test_only_what_was_approved(counts: str) -> None:
    assert codes(ID, f'[[rule]]\nuse = "overtime"\nunit = 0\ncounts = "{counts}"') == ["approved-only"]


def test_a_team_without_holiday_pay() -> None:
    some = EXACT.format(unit=0) + '[[rule]]\nuse = "holiday-work"\nfor = { employee = "甲" }'
    assert codes(ID, some, staff=["甲 4500"]) == []
    assert codes(ID, some, staff=["甲 4500", "乙 4500"]) == ["holiday-work-missing"]


def test_comprehensive_hours_matter_where_somebody_has_them() -> None:
    none = EXACT.format(unit=0) + '[[rule]]\nuse = "comprehensive-hours"\nmode = "off"'
    assert codes(ID, none, staff=["甲 4500"]) == []
    assert codes(ID, none, staff=["甲 4500 comprehensive"]) == ["comprehensive-missing"]
