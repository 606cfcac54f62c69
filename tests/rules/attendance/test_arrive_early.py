"""arrive-early: what the page's examples leave out (3.2)."""

from typing import Any

import pytest

from tests.support.settling import settle

SHIFTS = {
    "D": {"time": "09:00-18:00", "arrive_early": 10},
    "S": {"time": "09:00-12:00;14:00-18:00", "arrive_early": 10},
}


def records(punches: str, *rules: dict[str, Any], roster: str = "A = D", **more: Any) -> list[str]:
    table = {"first": "2026-10-09", "shifts": SHIFTS, "roster": roster, "punches": punches, "rules": list(rules)}
    return settle({**table, **more}).records()


@pytest.mark.parametrize(
    ("arrival", "said"),
    [
        ("08:50:00", []),
        ("08:50:01", ["A 09 not-ready 1"]),
        ("09:00:00", ["A 09 not-ready 600"]),
        ("09:00:01", ["A 09 late 1"]),
    ],
)
def test_limits(arrival: str, said: list[str]) -> None:
    assert records(f"A 09 {arrival} 18:00") == said


def test_a_stated_number_goes_before_the_shifts() -> None:
    five = {"use": "arrive-early", "minutes": 5}
    assert records("A 09 08:55 18:00", five) == []
    assert records("A 09 08:55:01 18:00", five) == ["A 09 not-ready 1"]
    assert records("A 09 09:00 18:00", {"use": "arrive-early", "minutes": 0}) == []


def test_leaders_are_asked_for_more() -> None:
    staff = [{"id": "A", "rank": "leader"}, "B"]
    rules = (
        {"use": "arrive-early", "key": "all", "minutes": 5},
        {"use": "arrive-early", "key": "roll-call", "minutes": 10, "for": {"rank": ["leader"]}},
        {"use": "arrive-early", "mode": "off"},
    )
    found = records("A 09 08:56 18:00\nB 09 08:56 18:00", *rules, roster="A = D\nB = D", staff=staff)
    # 60 s after 08:55 for both, 360 s after 08:50 for the leader
    assert found == ["A 09 not-ready 360", "B 09 not-ready 60"]


def test_a_forgiven_lateness_is_not_turned_into_this() -> None:
    assert records("A 09 09:02 18:00", {"use": "lateness", "grace": 300}) == ["A 09 present, forgiven"]


def test_a_start_that_leave_has_moved_is_not_meant() -> None:
    leave = [{"who": "A", "first": "2026-10-09", "hours": "09:00-11:00"}]
    assert records("A 09 10:59 18:00", requests=leave) == ["A 09 part-leave"]


def test_only_the_first_half_of_a_split_shift() -> None:
    assert records("A 09 08:55 12:00 13:59 18:00", roster="A = S") == ["A 09 not-ready 300"]


def test_no_arrival_no_readiness() -> None:
    assert records("A 09 18:00") == ["A 09 missing-in"]


def test_a_shared_boundary_is_not_judged() -> None:
    shifts = {"M": "09:00-13:00", "P": {"time": "13:00-17:00", "arrive_early": 10}}
    assert records("A 09 08:58 13:00 17:00", roster="A = M+P", shifts=shifts) == []


def test_not_told_while_open() -> None:
    table = {
        "first": "2026-10-09",
        "shifts": SHIFTS,
        "roster": "A = D",
        "punches": "A 09 08:55",
        "as_of": "2026-10-09T12:00",
    }
    assert settle(table).findings("arrive-early") == []
    assert settle(table).records() == ["A 09 not-ready 300, open"]
