"""outing-overrun: what the page's examples leave out (T7, D3)."""

from typing import Any

import pytest

from tests.support.settling import settle

OUT = {"who": "A", "kind": "outing", "first": "2026-10-09", "hours": "14:00-15:00"}


def told(punches: str, *requests: dict[str, str], rule: str = "outing-overrun", **params: Any) -> list[str]:
    table: dict[str, Any] = {"first": "2026-10-09", "roster": "A = D", "punches": f"A 09 {punches}"}
    table["requests"] = list(requests or (OUT,))
    found = settle({**table, "rules": [{"use": rule, **params}]})
    return [line.removeprefix(f"{rule} ") for line in found.findings(rule)]


@pytest.mark.parametrize(
    ("back", "grace", "said"),
    [
        ("15:00:00", 0, []),
        ("15:00:01", 0, ["overrun A 09 1"]),
        ("15:10:00", 10, []),
        ("15:10:01", 10, ["overrun A 09 601"]),  # from the time that was allowed
    ],
)
def test_t7_the_time_to_be_back(back: str, grace: int, said: list[str]) -> None:
    assert told(f"08:59 14:05 {back} 18:00", grace_minutes=grace) == said


def test_two_outings_that_follow_each_other_are_one_time_away() -> None:
    later = {**OUT, "hours": "15:00-16:00"}
    assert told("08:59 14:05 15:50 18:00", OUT, later) == []
    assert told("08:59 14:05 16:05 18:00", OUT, later) == ["overrun A 09 300"]
    assert told("08:59 14:05 16:05 18:00", later, OUT) == ["overrun A 09 300"]


def test_a_meal_is_no_outing_and_an_outing_no_meal() -> None:
    assert told("08:59 12:00 13:30 18:00") == []
    assert told("08:59 15:00 15:40 18:00") == [], "it begins in the second in which the outing ends"
    assert told("08:59 14:05 15:20 18:00", rule="meal-overrun", max_minutes=35) == []
    assert told("08:59 12:00 12:40 14:05 15:20 18:00", rule="meal-overrun", max_minutes=35) == ["overrun A 09 300"]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("13:50:00", ["not-back A 09 10800"]),
        ("13:49:59", []),  # gone before: an early leave
        ("15:00:00", ["not-back A 09 10800"]),
        ("15:00:01", []),
    ],
)
def test_d3_who_does_not_come_back(left: str, said: list[str]) -> None:
    assert told(f"08:59 {left}") == said


def test_nothing_to_come_back_for() -> None:
    assert told("08:59 16:55", {**OUT, "hours": "17:00-18:00"}) == []


def test_who_did_not_punch_is_believed() -> None:
    assert told("08:59 18:00") == []


def test_nothing_without_consent_nor_of_other_people() -> None:
    punches = "08:59 14:05 15:20 18:00"
    assert told(punches, {**OUT, "status": "filed"}) == []
    table = {
        "first": "2026-10-09",
        "roster": "A = D\nB = D",
        "punches": f"A 09 {punches}\nB 09 {punches}",
        "requests": [OUT, {**OUT, "who": "B"}],
        "rules": [{"use": "outing-overrun", "for": {"employee": ["B"]}}],
    }
    assert settle(table).findings("outing-overrun") == ["outing-overrun overrun B 09 1200"]
