"""M3 (总服务台管理制度 4.3.5, 4.3.7): meals at the set times, back punctually."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

M3 = stated("M3", "mall-desk")
SHIFTS: dict[str, Table] = {
    "E": {"time": "10:00-18:00", "meals": ["11:30-13:30/30"]},
    "L": {"time": "14:00-22:00", "meals": ["17:00-19:00/30"]},
}


def test_what_the_preset_states() -> None:
    (shifts,) = M3.numbers("shift-times", "shifts")
    assert shifts == {"E": "10:00-18:00 11:30-13:30", "L": "14:00-22:00 17:00-19:00"}
    assert M3.numbers("meal-rotation", "at_least") == (1,)
    assert M3.numbers("meal-overrun", "max_minutes") == (None,)


@pytest.mark.parametrize(
    ("starts", "breaches"),
    [
        (("11:30", "13:00"), []),
        (("11:00", "13:00"), ["meal-rotation window A 1"]),  # before the set time
        (("12:00", "12:00"), ["meal-rotation thin 30"]),  # both at once
    ],
)
def test_at_the_set_times(starts: tuple[str, str], breaches: list[str]) -> None:
    meals = {"A 2026-10-12": [starts[0]], "B 2026-10-12": [starts[1]]}
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "shifts": SHIFTS,
        "history": "A = .",
        "roster": "A = E\nB = E",
    }
    assert M3.breaches({**table, "meals": meals}) == breaches


def test_the_windows_are_the_house_s() -> None:
    other = {**SHIFTS, "E": {"time": "10:00-18:00", "meals": ["12:00-13:30/30"]}}
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "shifts": other,
        "history": "A = .",
        "roster": "A = E\nB = E",
    }
    meals = {"A 2026-10-12": ["12:00"], "B 2026-10-12": ["12:30"]}
    assert M3.breaches({**table, "meals": meals}) == ["shift-times times A 1", "shift-times times B 1"]


@pytest.mark.parametrize(("back", "found"), [("12:30:00", []), ("12:30:01", ["meal-overrun overrun A 12 1"])])
def test_back_punctually(back: str, found: list[str]) -> None:
    """As long as the shift says: half an hour."""
    table = {"first": "2026-10-12", "shifts": SHIFTS, "roster": "A = E", "punches": f"A 12 10:00 12:00 {back} 18:00"}
    assert M3.findings(table) == found
