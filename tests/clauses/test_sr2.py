"""SR2 (客服部管理规章制度 一.2): weekends are worked by rotation, so that customers are served without a gap."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

SR2 = stated("SR2", "six-day-rotating")
TWO_WEEKS: Table = {"first": "2026-10-05", "staff": ["A"], "shifts": {"D": "09:00-18:00"}}  # a Monday


def test_what_the_preset_states() -> None:
    assert SR2.numbers("weekend-rotation", "days", "every", "off") == (("sat", "sun"), 2, 1)


@pytest.mark.parametrize(
    ("roster", "breaches"),
    [
        ("A = . . . . . D D . . . . . . .", []),
        ("A = . . . . . . . . . . . . D .", []),
        ("A = . . . . . D . . . . . . . D", ["weekend-rotation rotation A 1"]),  # half of each is both of them
    ],
)
def test_of_two_in_a_row_one_is_free(roster: str, breaches: list[str]) -> None:
    assert SR2.breaches({**TWO_WEEKS, "roster": roster}) == breaches
