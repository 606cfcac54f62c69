"""forfeited-day: limits, what waits, and what is left of a day (OW2, 4.2)."""

from typing import Any

import pytest

from tests.support.settling import Settled, settle


def _settled(punches: str, rules: Any = (), roster: str = "A = D", **table: Any) -> Settled:
    uses = [{"use": "forfeited-day", **table.pop("params", {})}, *rules]
    return settle({"first": "2026-10-12", "roster": roster, "punches": punches, "rules": uses, **table})


@pytest.mark.parametrize(
    ("arrival", "minutes", "total"),
    [
        ("09:15:00", 15, "0.00"),
        ("09:15:01", 15, "-101.15"),
        ("09:00:01", 0, "-101.15"),
        ("11:00", 120, "0.00"),
        ("11:00:01", 120, "-101.15"),
    ],
)
def test_more_than_the_minutes(arrival: str, minutes: int, total: str) -> None:
    found = _settled(f"A 12 {arrival} 18:00", params={"minutes": minutes})
    assert found.totals() == {"A": total}


def test_the_time_missed_is_a_wage_part_and_the_rest_a_fine() -> None:
    (priced,) = _settled("A 12 10:00 18:00").priced
    # an hour is 12.6437; 101.1494 − 12.64 = 88.5094
    assert [(line.part.value, str(line.amount)) for line in priced.lines] == [("wage", "-12.64"), ("fine", "-88.51")]


def test_a_morning_in_the_break_misses_no_break() -> None:
    # 12:30 is in the break: three hours, 37.9310; 101.1494 − 37.93 = 63.2194
    found = _settled("A 12 12:30 18:00")
    assert found.lines() == ["A 12 forfeited-day time -37.93", "A 12 forfeited-day forfeited -63.22"]


def test_a_forgiven_lateness_forfeits_nothing() -> None:
    assert _settled("A 12 09:20 18:00", [{"use": "lateness", "grace": 1200}]).lines() == []


def test_absence_and_early_leave_are_still_the_default_rules() -> None:
    found = _settled("A 12 09:00 17:00", roster="A = D D")
    assert found.lines() == ["A 12 time-not-worked early -12.64", "A 13 time-not-worked absence -101.15"]


def test_an_absent_half_and_a_late_half_are_one_day() -> None:
    # 09:00-12:00 absent: 37.9310; 20 minutes 4.2146; 101.1494 − 42.14 = 59.0094
    found = _settled("A 12 14:20 18:00", roster="A = S", shifts={"S": "09:00-12:00;14:00-18:00"})
    assert found.lines() == [
        "A 12 time-not-worked absence -37.93",
        "A 12 forfeited-day time -4.21",
        "A 12 forfeited-day forfeited -59.01",
    ]
    assert found.totals() == {"A": "-101.15"}


def test_an_odd_arrival_waits_until_it_can_no_longer_be_corrected() -> None:
    # three punches, the first 3 h after the start: perhaps the arrival was forgotten (2.3)
    table = {"punches": "A 12 12:00 15:00 18:00"}
    assert _settled(**table, as_of="2026-10-15T23:59").lines() == []
    assert _settled(**table, as_of="2026-10-16T00:00").totals() == {"A": "-101.15"}


def test_open_days_cost_nothing_yet() -> None:
    assert _settled("A 12 09:20", as_of="2026-10-12T12:00").lines() == []
