"""day-wage: divisors, bases and the month's wage (4.1)."""

from datetime import date
from typing import Any

import pytest

from tests.support.months import month, months

ON = date(2026, 10, 12)


def _month(**table: Any) -> Any:
    return month({"first": "2026-10-12", "roster": "A = D D D", **table})


def _by(divisor: str, **table: Any) -> Any:
    return _month(rules=[{"use": "day-wage", "divisor": divisor}], **table)


def test_21_75_is_the_default() -> None:
    found = _month()
    assert str(found.day(ON)) == "2200 ÷ 21.75 = 101.15"
    assert str(found.hour(ON)) == "2200 ÷ 21.75 ÷ 8 = 12.64"
    assert len(found.days) == 22  # 1, 2, 5-9, 12-16, 19-23, 26-30 October 2026


def test_calendar_days() -> None:
    assert str(_by("calendar").day(ON)) == "2200 ÷ 31 = 70.97"
    # a period from the 26th of September to the 25th of October has 30 days
    calendar = month({"first": "2026-10-12", "roster": "A = D", "period_start": 26,
                      "rules": [{"use": "day-wage", "divisor": "calendar"}]})  # fmt: skip
    assert str(calendar.day(ON)) == "2200 ÷ 30 = 73.33"


def test_scheduled_days_are_those_published_before() -> None:
    found = _by("scheduled", planned="A = D D D D D")
    assert str(found.day(ON)) == "2200 ÷ 5 = 440.00"


def test_without_an_earlier_version_the_roster_in_force_counts() -> None:
    assert str(_by("scheduled").day(ON)) == "2200 ÷ 3 = 733.33"


def test_a_double_shift_is_one_scheduled_day() -> None:
    shifts = {"E": "06:00-12:00", "F": "17:00-23:00"}
    assert _by("scheduled", roster="A = E+F E", shifts=shifts).divisor == 2


@pytest.mark.parametrize(
    ("holiday", "divisor"),
    [
        ("2026-10-01", 4),  # not rostered: counts beside the three
        ("2026-10-12", 3),  # rostered: counts once
    ],
)
def test_a_statutory_holiday_counts_once(holiday: str, divisor: int) -> None:
    assert _by("scheduled", days={holiday: "holiday"}).divisor == divisor


def test_days_of_neighbouring_periods_are_not_scheduled_days() -> None:
    table = {"first": "2026-09-30", "roster": "A = D D", "rules": [{"use": "day-wage", "divisor": "scheduled"}]}
    assert month(table).divisor == 1


def test_nobody_scheduled_leaves_21_75() -> None:
    table = {"staff": ["A"], "roster": "A = .", "rules": [{"use": "day-wage", "divisor": "scheduled"}]}
    assert str(month(table).day(ON)) == "2200 ÷ 21.75 = 101.15"


def test_before_the_hiring_the_calendars_workdays_count() -> None:
    # 12-14 October are scheduled; 1, 2 and 5-9 are 7 workdays before the hiring: 10
    found = _by("scheduled", staff=[{"id": "A", "employed_from": "2026-10-12"}])
    assert found.divisor == 10


def test_the_use_in_force_at_the_end_decides() -> None:
    rules = [
        {"use": "day-wage", "valid_until": "2026-10-20"},
        {"use": "day-wage", "key": "new", "divisor": "calendar", "valid_from": "2026-10-20"},
    ]
    found = _month(rules=rules)
    assert found.divisor == 31
    left = _month(rules=rules, staff=[{"id": "A", "employed_until": "2026-10-19"}])
    assert left.divisor is None  # the last day of employment comes before the change


def test_some_people_by_another_divisor() -> None:
    table = {
        "first": "2026-10-12",
        "staff": [{"id": "A", "team": "x"}, "B"],
        "roster": "A = D\nB = D",
        "rules": [{"use": "day-wage", "divisor": "calendar", "for": {"team": ["x"]}}],
    }
    assert [one.divisor for one in months(table)] == [31, None]


def test_the_months_wage_weighs_each_base() -> None:
    # 10 workdays at 2200, 12 at 2610: 53320 ÷ 22 = 2423.6363…
    found = _month(wages={"A": {"2026-10-15": "2610"}})
    assert str(found.wage) == "(2200 × 10 + 2610 × 12) ÷ 22 = 2423.64"
    # by calendar days 14 and 17: (30800 + 44370) ÷ 31 = 2424.838…
    found = _by("calendar", wages={"A": {"2026-10-15": "2610"}})
    assert str(found.wage) == "(2200 × 14 + 2610 × 17) ÷ 31 = 2424.84"


def test_a_base_that_changes_outside_the_period_does_not_weigh() -> None:
    assert str(_month(wages={"A": {"2026-11-01": "2610"}}).wage) == "2200 = 2200.00"
    assert str(_month(wages={"A": {"2026-10-01": "2610"}}).wage) == "2610 = 2610.00"
