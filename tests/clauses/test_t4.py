"""T4 (员工级别划分 一–三): three grades of agents; what the juniors cannot answer goes to senior seats."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

T4 = stated("T4", "telecom-hotline")


def test_what_the_preset_states() -> None:
    assert T4.numbers("grade-mix", "grade", "least", "percent") == ("senior", 1, None)


@pytest.mark.parametrize(
    ("grade", "shift", "breaches"),
    [
        ("senior", "D", []),
        ("intermediate", "D", ["grade-mix least 540"]),  # 09:00–18:00
        ("senior", "L", ["grade-mix least 60"]),  # comes at ten
    ],
)
def test_somebody_senior_to_go_to(grade: str, shift: str, breaches: list[str]) -> None:
    table = {
        "first": "2026-10-12",
        "staff": [{"id": "A", "grade": "junior"}, {"id": "B", "grade": grade}],
        "shifts": {"D": "09:00-18:00", "L": "10:00-19:00"},
        "demand": [{"day": "all", "time": "09:00-18:00", "min": 1}],
        "history": "A = .",
        "roster": f"A = D\nB = {shift}",
    }
    assert T4.breaches(table) == breaches
