"""G6 (物业客户服务管理制度 新人培训 3 一.2–3): new hires: 3 days of training, then one experienced colleague at their
side."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

G6 = stated("G6", "property-guard")


def test_what_the_preset_states() -> None:
    assert G6.numbers("trainees", "days") == (3,)
    assert G6.numbers("mentor-pairing", "training", "days", "service", "each", "beside") == (3, 14, 180, 1, "minutes")


def desk(since: str, roster: str) -> Table:
    """A has been there for years, N since ``since``; one is asked for from 09:00 to 18:00."""
    return {
        "first": "2026-10-12",
        "staff": ["A", {"id": "N", "employed_from": since}],
        "shifts": {"D": "09:00-18:00", "E": "09:00-17:00"},
        "demand": [{"day": "all", "time": "09:00-18:00", "min": 1}],
        "history": "A = .",
        "roster": roster,
    }


@pytest.mark.parametrize(
    ("since", "roster", "breaches"),
    [
        ("2026-10-10", "N = D", ["coverage short 540"]),  # the 12th is the third day of training
        ("2026-10-09", "N = D", ["mentor-pairing alone N 540"]),  # the fourth: counts, and needs somebody beside
        ("2026-10-09", "A = D\nN = D", []),
        ("2026-10-09", "A = E\nN = D", ["mentor-pairing alone N 60"]),  # who goes home an hour earlier
        ("2026-09-26", "N = D", ["mentor-pairing alone N 540"]),  # the seventeenth, the last one
        ("2026-09-25", "N = D", []),
    ],
)
def test_training_then_a_colleague(since: str, roster: str, breaches: list[str]) -> None:
    assert G6.breaches(desk(since, roster), "coverage") == breaches
