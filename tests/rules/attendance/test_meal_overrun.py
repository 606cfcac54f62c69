"""meal-overrun: what the page's examples leave out (2.6)."""

from typing import Any

import pytest

from tests.support.settling import settle


def told(punches: str, roster: str = "A = D", shift: Any = None, **params: Any) -> list[str]:
    table: dict[str, Any] = {"first": "2026-10-09", "roster": roster, "punches": f"A 09 {punches}"}
    if shift is not None:
        table["shifts"] = {"D": shift}
    found = settle({**table, "rules": [{"use": "meal-overrun", **params}]})
    return [line.removeprefix("meal-overrun ") for line in found.findings("meal-overrun")]


@pytest.mark.parametrize(("back", "said"), [("13:00:00", []), ("13:00:01", ["overrun A 09 1"])])
def test_without_a_number_the_shifts_meal_is_the_limit(back: str, said: list[str]) -> None:
    assert told(f"08:59 12:00:00 {back} 18:00") == said


def test_the_longest_meal_of_the_shift() -> None:
    shift = {"time": "09:00-20:00", "meals": ["12:00-12:30", "17:00-17:45"]}
    assert told("08:59 12:00 12:45 17:00 17:46 20:00", shift=shift) == ["overrun A 09 60"]


def test_a_shift_without_meals_has_no_limit_of_its_own() -> None:
    assert told("08:59 12:00 14:30 18:00", shift="09:00-18:00") == []
    assert told("08:59 12:00 14:30 18:00", shift="09:00-18:00", max_minutes=35) == ["overrun A 09 6900"]


def test_it_lasts_from_the_last_instant_of_leaving_to_the_first_of_coming_back() -> None:
    # 12:00:00 and 12:00:50 are one event that leaves at its last instant; back at 12:36:00 and 12:36:20: 35 min 10 s
    assert told("08:59 12:00:00 12:00:50 12:36:00 12:36:20 18:00", max_minutes=35) == ["overrun A 09 10"]


def test_two_meals_are_two_findings() -> None:
    said = told("08:59 11:00 12:00 14:00 15:00 18:00", max_minutes=35)
    assert said == ["overrun A 09 1500", "overrun A 09 1500"]


def test_nothing_is_said_of_open_units() -> None:
    table = {
        "first": "2026-10-09",
        "roster": "A = D",
        "punches": "A 09 08:59 11:00 13:00 14:00",
        "as_of": "2026-10-09T15:00",
    }
    assert settle(table).findings("meal-overrun") == []


def test_only_those_whom_the_use_is_for() -> None:
    table = {
        "first": "2026-10-09",
        "roster": "A = D\nB = D",
        "punches": "A 09 08:59 12:00 13:30 18:00\nB 09 08:59 12:00 13:30 18:00",
        "rules": [{"use": "meal-overrun", "for": {"employee": ["B"]}}],
    }
    assert settle(table).findings("meal-overrun") == ["meal-overrun overrun B 09 1800"]


def test_overtime_has_no_meal_to_overrun() -> None:
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-10", "hours": "09:00-18:00"}
    table = {
        "first": "2026-10-09",
        "roster": "A = . .",
        "staff": ["A"],
        "requests": [overtime],
        "punches": "A 10 08:59 11:00 14:00 18:00",
    }
    assert settle(table).findings("meal-overrun") == []
