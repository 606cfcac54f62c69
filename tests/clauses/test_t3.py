"""T3 (客服部会议制度 2): one team meeting a week, every shift leader attends."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

T3 = stated("T3", "telecom-hotline")
MONDAY: Table = {
    "first": "2026-10-12",
    "staff": [{"id": "L", "rank": "leader"}, {"id": "K", "rank": "leader"}, "A"],
    "shifts": {"D": "09:00-18:00"},
    "roster": "L = D . . . . . .\nK = D . . . . . .\nA = D . . . . . .",
}


def test_what_the_preset_states() -> None:
    (name, per, minutes, attend) = T3.numbers("team-meeting", "name", "per", "minutes", "attend")
    assert (name, per, minutes, attend) == ("班组例会", "week", 60, "all")
    assert T3.own["team-meeting"].scope.rank == frozenset({"leader"})


@pytest.mark.parametrize(
    ("talks", "breaches"),
    [
        ({"L": "13:30/60", "K": "13:30/60"}, []),  # A answers the phone
        ({"L": "13:30/60"}, ["team-meeting missing K 1"]),
        ({"L": "13:30/60", "K": "14:30/60"}, ["team-meeting missing K 1"]),  # not the same hour
        ({}, ["team-meeting missing K 1", "team-meeting missing L 1"]),
    ],
)
def test_every_leader_once_a_week(talks: dict[str, str], breaches: list[str]) -> None:
    said = {f"{who} 2026-10-12": [f"班组例会 {when}"] for who, when in talks.items()}
    assert sorted(T3.breaches({**MONDAY, "talks": said})) == breaches


def test_whoever_is_on_leave_all_week_is_excused() -> None:
    leave = [{"who": "K", "first": "2026-10-12", "last": "2026-10-16"}]
    said = {"L 2026-10-12": ["班组例会 13:30/60"]}
    roster = "L = D . . . . . .\nA = D . . . . . ."
    assert T3.breaches({**MONDAY, "leave": leave, "talks": said, "roster": roster}) == []
