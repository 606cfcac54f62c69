"""holiday-work: what the page's examples leave out (4.6, 4.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rosterctl.rules.pay.holiday_work import Params
from tests.support.settling import settle

SHIFTS = {"D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}, "N": "22:00-06:00"}
HOLIDAY = {"2026-10-01": "holiday"}


def day(punches: str, **more: object) -> dict[str, object]:
    return {
        "first": "2026-10-01",
        "roster": "A = D",
        "shifts": SHIFTS,
        "days": HOLIDAY,
        "punches": punches,
        **more,
    }


def lines(table: Mapping[str, object]) -> list[str]:
    return settle(table).lines()


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        # an hour late: seven hours, 12.6437 × 7 × 3 = 265.517…; no wage part for the hour
        ("A 01 10:00 18:00", ["A 01 holiday-work worked 265.52"]),
        # left at 17:59:59: one second less, 28799 s: 12.6437 × 28799 ÷ 3600 × 3 = 303.437…
        ("A 01 09:00 17:59:59", ["A 01 holiday-work worked 303.44"]),
        # a missing boundary: nothing until corrected
        ("A 01 09:00", []),
        ("A 01 18:00", []),
        ("", []),
    ],
)
def test_the_hours_that_were_worked(punches: str, expected: list[str]) -> None:
    # what 4.7 says of wage parts on a holiday is the engine's business: none
    assert lines(day(punches)) == expected


def test_a_correction_brings_it() -> None:
    correction = {"who": "A", "kind": "correction", "first": "2026-10-01", "side": "out", "time": "18:00"}
    assert lines(day("A 01 09:00", requests=[correction])) == ["A 01 holiday-work worked 303.45"]


def test_a_night_out_of_the_holiday_has_two_hours_of_it() -> None:
    # 12.6437 × 2 × 3 = 75.862…
    assert lines(day("A 01 22:00 30:00", roster="A = N")) == ["A 01 holiday-work worked 75.86"]


def test_a_night_between_two_holidays_is_a_line_each() -> None:
    table = day("A 01 22:00 30:00", roster="A = N", days={**HOLIDAY, "2026-10-02": "holiday"})
    assert lines(table) == ["A 01 holiday-work worked 75.86", "A 02 holiday-work worked 227.59"]


def test_overtime_beside_it_is_no_second_twice() -> None:
    # 18–20 is overtime at 300 %: 75.862…
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-01", "hours": "17:00-20:00"}
    assert lines(day("A 01 09:00 20:00", requests=[overtime])) == [
        "A 01 overtime holiday 75.86",
        "A 01 holiday-work worked 303.45",
    ]


def test_leave_and_outing() -> None:
    # the morning on leave has no hours: five are left, 12.6437 × 5 × 3 = 189.655…; an outing counts as worked
    leave = {"who": "A", "kind": "leave", "leave": "personal", "first": "2026-10-01", "part": "first-half"}
    assert lines(day("A 01 13:00 18:00", requests=[leave])) == ["A 01 holiday-work worked 189.66"]
    assert lines(day("", requests=[{**leave, "kind": "outing", "part": "whole"}])) == [
        "A 01 holiday-work worked 303.45"
    ]


def test_open_is_nothing_yet() -> None:
    assert lines(day("A 01 09:00 18:00", as_of="2026-10-01T22:00")) == []
    assert lines(day("A 01 09:00 18:00", as_of="2026-10-01T22:00:01")) == ["A 01 holiday-work worked 303.45"]


@pytest.mark.parametrize("system", ["standard", "comprehensive", "flexible"])
def test_every_hours_system(system: str) -> None:
    table = day("A 01 09:00 18:00", staff=[{"id": "A", "hours_system": system}])
    assert "A 01 holiday-work worked 303.45" in lines(table)


def test_the_rate_is_not_below_the_law() -> None:
    assert Params(percent=400).percent == 400
    with pytest.raises(ValueError):
        Params(percent=299)


@settings(max_examples=60, deadline=None)
@given(st.integers(20 * 60, 23 * 60), st.integers(28 * 60, 32 * 60), st.sets(st.sampled_from([9, 10])))
def test_cutting_at_midnight_loses_nothing(arrival: int, departure: int, holidays: set[int]) -> None:
    days = {f"2026-10-{number:02d}": "holiday" for number in holidays}
    punches = f"A 09 {arrival // 60}:{arrival % 60:02d} {departure // 60}:{departure % 60:02d}"
    table = {"first": "2026-10-09", "roster": "A = N", "shifts": SHIFTS, "days": days, "punches": punches}
    found = [line for line in settle(table).priced[0].lines if line.rule == "holiday-work"]
    # by hand: minutes of 22:00–30:00 inside presence, before and after 24:00
    inside = {9: 1440 - max(arrival, 1320), 10: min(departure, 1800) - 1440}
    expected = {f"2026-10-{number:02d}": inside[number] for number in holidays}
    got = {}
    for line in found:
        assert isinstance(line.date, dt.date)
        hours, minutes = (int(part) for part in str(line.values["hours"]).split(":"))
        got[line.date.isoformat()] = hours * 60 + minutes
    assert got == expected
