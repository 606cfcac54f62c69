"""``hours-systems``: who is under an approved system is told, six names at most."""

from __future__ import annotations

from tests.support.law import codes, judge

ID = "hours-systems"


def test_a_preset_alone_has_nobody() -> None:
    assert codes(ID, "") == []


def test_six_names_and_the_count() -> None:
    staff = [f"甲{number} 4500 comprehensive" for number in range(8)]
    (found,) = judge(ID, {"policy": 'extends = "statutory-cn"', "staff": staff})
    assert found.values["count"] == 8
    assert found.values["who"] == tuple(f"甲{number}" for number in range(6))
