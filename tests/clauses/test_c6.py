"""C6 (客服部规章制度5篇 1 五.1): daily meeting 08:00–08:30."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

C6 = stated("C6", "call-centre")


def test_what_the_preset_states() -> None:
    names = ("days", "window", "minutes", "per", "attend")
    assert C6.numbers("daily-meeting", *names) == (("all",), "08:00-08:30", 30, "day", "present")


@pytest.mark.parametrize(
    ("days", "breaches"),
    [
        (["12", "13"], []),
        (["12"], ["daily-meeting missing A 1"]),
        ([], ["daily-meeting missing A 1", "daily-meeting missing A 1"]),
    ],
)
def test_each_day_for_those_who_begin_at_eight(days: list[str], breaches: list[str]) -> None:
    """B begins at nine and is not called in for it."""
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "shifts": {"D": "08:00-17:00", "L": "09:00-18:00"},
        "roster": "A = D D\nB = L L",
        "talks": {f"A 2026-10-{day}": ["晨会 08:00/30"] for day in days},
    }
    assert C6.breaches(table) == breaches
