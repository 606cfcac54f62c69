"""SR1 (客服部管理规章制度 一.1): Saturday to Thursday 09:00–18:00 with an hour of lunch; Friday is the closed day."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

SR1 = stated("SR1", "six-day-rotating")
WEEK: Table = {
    "first": "2026-10-10",  # a Saturday
    "weekend": [4],
    "staff": ["A"],
    "shifts": {"D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}, "X": "09:00-17:00"},
}


def test_what_the_preset_states() -> None:
    assert SR1.numbers("shift-times", "shifts", "others") == ({"D": "09:00-18:00 12:00-13:00"}, False)
    assert SR1.numbers("closed-friday", "days", "most") == (("fri",), 0)


@pytest.mark.parametrize(
    ("roster", "breaches"),
    [
        ("A = D D D D D D .", []),
        ("A = . . . . . . D", ["closed-friday most A 1"]),
        ("A = X . . . . . .", ["shift-times other A 1"]),
    ],
)
def test_saturday_to_thursday(roster: str, breaches: list[str]) -> None:
    assert SR1.breaches({**WEEK, "roster": roster}) == breaches
