"""OS3 (客服部管理制度表 篇1 二.3): weekly meeting on Monday afternoon."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

OS3 = stated("OS3", "online-store")
# Monday 12 October 2026; the day shift goes at six, the evening shift comes at half past three
MONDAY = {
    "first": "2026-10-12",
    "staff": ["A", "B", "C"],
    "shifts": {"D": "08:30-18:00", "E": "15:30-24:00"},
    "roster": "A = D D\nB = E E\nC = . D",
}


def test_what_the_preset_states() -> None:
    names = ("name", "days", "window", "minutes", "attend")
    assert OS3.numbers("weekly-meeting", *names) == ("周会", ("mon",), "15:30-17:30", 60, "present")


@pytest.mark.parametrize(
    ("talks", "breaches"),
    [
        ({"A 2026-10-12": "15:30/60", "B 2026-10-12": "15:30/60"}, []),  # C is off on Monday
        ({"A 2026-10-12": "16:30/60", "B 2026-10-12": "16:30/60"}, []),  # ends when the window does
        ({"A 2026-10-12": "15:30/60"}, ["weekly-meeting missing B 1"]),
        ({}, ["weekly-meeting missing A 1", "weekly-meeting missing B 1"]),
    ],
)
def test_monday_afternoon_for_all_who_work(talks: dict[str, str], breaches: list[str]) -> None:
    said = {day: [f"周会 {when}"] for day, when in talks.items()}
    assert sorted(OS3.breaches({**MONDAY, "talks": said})) == breaches


def test_tuesday_has_none() -> None:
    tuesday = {**MONDAY, "first": "2026-10-13", "roster": "A = D\nB = E\nC = D"}
    assert OS3.breaches(tuesday) == []
