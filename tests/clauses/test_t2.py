"""T2 (客服部班长责任制 7): the leader is there 10 minutes before every shift for the roll call."""

from __future__ import annotations

import pytest

from tests.support.clauses import Stated, stated

T2 = stated("T2", "telecom-hotline")


def test_what_the_preset_states() -> None:
    assert T2.numbers("roll-call", "minutes") == (10,)
    assert T2.own["roll-call"].scope.rank == frozenset({"leader"})


def records(policy: Stated, rank: str, arrival: str) -> list[str]:
    staff = [{"id": "A", "rank": rank}]
    punches = f"A 12 {arrival} 18:00"
    return policy.month({"first": "2026-10-12", "staff": staff, "roster": "A = D", "punches": punches}).records()


@pytest.mark.parametrize(
    ("arrival", "found"), [("08:50:00", []), ("08:50:01", ["A 12 not-ready 1"]), ("09:00:01", ["A 12 late 1"])]
)
def test_ten_minutes_before(arrival: str, found: list[str]) -> None:
    assert records(T2, "leader", arrival) == found


def test_leaders_keep_theirs_when_the_others_are_changed() -> None:
    """Without T5's ten minutes for everybody only the leader is not ready."""
    others = Stated("T2", tuple(use for use in T2.uses if use.key != "arrive-early"))
    assert records(others, "leader", "08:55") == ["A 12 not-ready 300"]
    assert records(others, "agent", "08:55") == []
