"""``statutory-holidays``: thirteen since 2025, eleven before."""

from __future__ import annotations

from datetime import date

import pytest

from rosterctl.rules.law.base import House
from rosterctl.rules.law.statutory_holidays import Params
from rosterctl.rules.law.statutory_holidays import judge as judged


@pytest.mark.parametrize(
    ("year", "days", "found"), [(2026, 12, 1), (2026, 13, 0), (2025, 11, 1), (2024, 11, 0), (2024, 10, 1)]
)
def test_how_many(year: int, days: int, found: int) -> None:
    holidays = tuple(date(year, 1, 1 + number) for number in range(days))
    assert len(list(judged(House((), date(year, 6, 1), holidays=holidays), Params()))) == found


def test_a_year_that_nobody_knows_is_not_judged() -> None:
    assert list(judged(House((), date(2031, 6, 1)), Params())) == []
