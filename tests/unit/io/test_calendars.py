import datetime as dt
from collections import Counter

import pytest

from rosterctl.domain.calendar import DayKind
from rosterctl.io.inputs.calendars import build_calendar, official_year
from rosterctl.io.inputs.days import Override

OCTOBER = (dt.date(2026, 10, 1), dt.date(2026, 11, 1))


@pytest.mark.parametrize(("year", "count"), [(2024, 11), (2025, 13), (2026, 13)])
def test_statutory_holidays_of_a_year(year: int, count: int) -> None:
    official = official_year(year)
    assert len(official.holidays) == count
    assert official.published
    assert not official.holidays & official.rest
    assert all(on.weekday() >= 5 for on in official.moved)


def test_october_2026() -> None:
    calendar = build_calendar(*OCTOBER)
    kinds = {day: calendar.kind(dt.date(2026, 10, day)) for day in range(1, 32)}
    assert [day for day, kind in kinds.items() if kind is DayKind.HOLIDAY] == [1, 2, 3]
    assert [day for day, kind in kinds.items() if kind is DayKind.MOVED] == [10]
    assert [day for day, kind in kinds.items() if kind is DayKind.REST] == [4, 5, 6, 7, 11, 17, 18, 24, 25, 31]
    assert calendar.kind(dt.date(2026, 9, 25)) is DayKind.HOLIDAY
    assert calendar.kind(dt.date(2026, 9, 20)) is DayKind.MOVED
    assert calendar.provisional == frozenset()


def test_spring_festival_2025() -> None:
    calendar = build_calendar(dt.date(2025, 1, 1), dt.date(2025, 3, 1))
    count = Counter(calendar.kind(dt.date(2025, 1, 26) + dt.timedelta(days=n)) for n in range(14))
    assert calendar.kind(dt.date(2025, 1, 26)) is DayKind.MOVED
    assert count == {DayKind.MOVED: 2, DayKind.WORKDAY: 4, DayKind.HOLIDAY: 4, DayKind.REST: 4}


def test_names_in_either_language() -> None:
    assert build_calendar(*OCTOBER).names[dt.date(2026, 10, 1)] == "National Day"
    assert build_calendar(*OCTOBER, lang="zh").names[dt.date(2026, 10, 1)] == "国庆节"


def test_a_year_that_is_not_published_is_provisional() -> None:
    december = (dt.date(2027, 12, 1), dt.date(2028, 1, 1))
    assert build_calendar(*december).provisional == {2027, 2028}
    assert build_calendar(*december).kind(dt.date(2027, 10, 1)) is DayKind.HOLIDAY
    told = [Override(dt.date(2027, 10, 1), DayKind.HOLIDAY)]
    assert build_calendar(*december, overrides=told).provisional == {2028}
    of_the_house = [Override(dt.date(2027, 10, 9), DayKind.REST, special="开业日")]
    assert build_calendar(*december, overrides=of_the_house).provisional == {2027, 2028}


def test_overrides_win() -> None:
    first = dt.date(2026, 10, 1)
    calendar = build_calendar(
        *OCTOBER,
        overrides=[Override(first, DayKind.WORKDAY), Override(dt.date(2026, 10, 20), None, "周年庆", "周年庆")],
    )
    assert calendar.kind(first) is DayKind.WORKDAY
    assert first not in calendar.names
    assert calendar.kind(dt.date(2026, 10, 20)) is DayKind.WORKDAY
    assert calendar.special == {dt.date(2026, 10, 20): "周年庆"}
    assert calendar.names[dt.date(2026, 10, 20)] == "周年庆"


def test_a_moved_workday_that_is_no_weekend_day_here_is_an_ordinary_workday() -> None:
    calendar = build_calendar(*OCTOBER, weekend={4}, week_start=5, period_start=26)
    assert calendar.kind(dt.date(2026, 10, 10)) is DayKind.WORKDAY
    assert calendar.kind(dt.date(2026, 10, 16)) is DayKind.REST
    assert calendar.kind(dt.date(2026, 10, 18)) is DayKind.WORKDAY
    assert calendar.period("2026-10") == (dt.date(2026, 9, 26), dt.date(2026, 10, 26))
    assert (calendar.week_start, sorted(calendar.weekend)) == (5, [4])
