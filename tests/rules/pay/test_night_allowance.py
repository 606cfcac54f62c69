"""night-allowance: what the page's examples leave out (4.9)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.settling import settle

SHIFTS = {
    "N": "22:00-06:00",
    "E": "16:00-24:00",
    "S": "20:00-23:30;24:30-28:00",
    "W": "05:00-23:00",
    "M": "04:00-12:00",
}


def night(roster: str, punches: str, *requests: Mapping[str, object], **rule: object) -> dict[str, object]:
    return {
        "first": "2026-10-09",
        "roster": f"A = {roster}",
        "shifts": SHIFTS,
        "punches": punches,
        "requests": [{"who": "A", "first": "2026-10-09", **one} for one in requests],
        "rules": [
            {"use": "night-allowance", "amount": "12.50", **rule},
            {"use": "time-not-worked", "mode": "off"},
            {"use": "leave-pay", "mode": "off"},
        ],
    }


def lines(table: Mapping[str, object]) -> list[str]:
    return [line for line in settle(table).lines() if "night-allowance" in line]


ONE = ["A 09 night-allowance night 12.50"]


@pytest.mark.parametrize(
    ("roster", "punches", "expected"),
    [
        ("N", "A 09 22:00 25:00", ONE),  # exactly three hours
        ("N", "A 09 22:00:01 25:00", []),
        ("N", "A 09 22:00", []),  # a boundary is missing
        ("N", "", []),
        ("E", "A 09 16:00 24:00", []),  # two hours
        # a split night: 22–23:30 and 00:30–04 are 1.5 + 3.5 = 5 h, together; the second alone is 3.5 h
        ("S", "A 09 20:00 23:30 24:30 28:00", ONE),
        ("S", "A 09 24:30 28:00", ONE),
        # 1.5 h and 1 h of the second: 2.5 h
        ("S", "A 09 20:00 23:30 24:30 25:30", []),
        ("W", "A 09 05:00 23:00", []),  # 05–06 and 22–23 are two hours
        ("M", "A 09 04:00 12:00", []),
    ],
)
def test_enough_of_the_night(roster: str, punches: str, expected: list[str]) -> None:
    assert lines(night(roster, punches)) == expected


def test_both_nights_of_a_long_shift_together() -> None:
    assert lines(night("W", "A 09 05:00 23:00", minutes=120)) == ONE


def test_overtime_beside_the_shift_counts() -> None:
    # two hours of the shift and one of the overtime
    overtime = {"kind": "overtime", "hours": "24:00-25:00"}
    assert lines(night("E", "A 09 16:00 25:00", overtime)) == ONE
    assert lines(night("E", "A 09 16:00 24:59", overtime)) == []


def test_overtime_of_its_own_does_not() -> None:
    assert lines(night(".", "A 09 22:00 30:00", {"kind": "overtime", "hours": "22:00-06:00"})) == []


def test_leave_takes_the_night_with_it() -> None:
    # the first half, 22–02, on leave: four hours are left; five of leave leave three, six leave two
    assert lines(night("N", "A 09 26:00 30:00", {"kind": "leave", "part": "first-half"})) == ONE
    assert lines(night("N", "A 09 27:00 30:00", {"kind": "leave", "hours": "22:00-03:00"})) == ONE
    assert lines(night("N", "A 09 28:00 30:00", {"kind": "leave", "hours": "22:00-04:00"})) == []
    assert lines(night("N", "", {"kind": "leave"})) == []


def test_two_assignments_of_one_date_have_one_each() -> None:
    shifts = {"X": "00:00-04:00", "N": "22:00-06:00"}
    table = {**night("X+N", "A 09 00:00 04:00 22:00 30:00"), "shifts": shifts}
    assert lines(table) == ONE * 2


def test_nothing_without_an_amount() -> None:
    assert lines(night("N", "A 09 22:00 30:00", amount="none")) == []


def test_open_is_nothing_yet() -> None:
    # the reach ends at 10:00
    table = night("N", "A 09 22:00 30:00")
    assert lines({**table, "as_of": "2026-10-10T10:00"}) == []
    assert lines({**table, "as_of": "2026-10-10T10:00:01"}) == ONE


def test_the_wall_clock_decides() -> None:
    # the clocks go back in Berlin on 25 October 2026 at 03:00: 22:00–06:00 is nine hours
    table = {**night("N", "A 24 22:00 30:00"), "first": "2026-10-24", "zone": "Europe/Berlin"}
    (line,) = [line for line in settle(table).priced[0].lines if line.rule == "night-allowance"]
    assert line.values == {"hours": "9:00"}
