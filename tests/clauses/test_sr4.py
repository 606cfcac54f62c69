"""SR4 (客服部管理规章制度 二.1): a new employee trains for one week first."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

SR4 = stated("SR4", "six-day-rotating")


def test_what_the_preset_states() -> None:
    assert SR4.numbers("trainees", "days", "shifts") == (7, None)


@pytest.mark.parametrize(
    ("since", "breaches"),
    [
        ("2026-10-05", []),  # the 11th was the seventh day, the 12th is the eighth
        ("2026-10-06", ["coverage short 540"]),  # still in training: nobody covers 09:00–18:00
    ],
)
def test_who_trains_is_nobody_s_cover(since: str, breaches: list[str]) -> None:
    table = {
        "first": "2026-10-12",
        "staff": [{"id": "A", "employed_from": since}],
        "shifts": {"D": "09:00-18:00"},
        "demand": [{"day": "all", "time": "09:00-18:00", "min": 1}],
        "history": "A = .",
        "roster": "A = D",
    }
    assert SR4.breaches(table, "coverage") == breaches
