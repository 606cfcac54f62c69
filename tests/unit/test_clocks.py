"""Instants and lengths as people write them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from rosterctl.report.clocks import clock, days, hours, iso, minutes

ZONE = ZoneInfo("Asia/Shanghai")
ON = dt.date(2026, 10, 9)


def at(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        ("2026-10-09T08:59:00", "08:59"),
        ("2026-10-09T08:59:01", "08:59:01"),
        ("2026-10-09T00:00:00", "00:00"),
        ("2026-10-10T00:00:00", "00:00+1"),
        ("2026-10-10T07:02:00", "07:02+1"),
        ("2026-10-08T23:59:59", "23:59:59-1"),
    ],
)
def test_the_clock_of_a_roster_date(instant: str, shown: str) -> None:
    assert clock(at(instant), ZONE, ON) == shown


def test_what_is_not_known_is_empty() -> None:
    assert clock(None, ZONE, ON) == hours(None) == ""
    assert iso(None, ZONE) is None


def test_iso_has_an_offset() -> None:
    assert iso(at("2026-10-09T08:59:01"), ZONE) == "2026-10-09T08:59:01+08:00"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (60, "0:01"), (3600, "1:00"), (27005, "7:30:05"), (360000, "100:00")]
)
def test_hours(seconds: int, shown: str) -> None:
    assert hours(seconds) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(0, ""), (59, "0:59"), (960, "16"), (965, "16:05"), (3600, "60")])
def test_minutes(seconds: int, shown: str) -> None:
    assert minutes(seconds) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (22, "22"),
        (20, "20"),
        (Fraction(43, 2), "21.5"),
        (Fraction(37, 8), "4.63"),
        (Fraction(1, 3), "0.33"),
    ],
)
def test_days(value: Fraction | int, shown: str) -> None:
    assert days(value) == shown
