"""lateness-tiers: what the page's examples leave out (3.1)."""

from typing import Any

import pytest
from pydantic import ValidationError

from rosterctl.rules.attendance.lateness_tiers import Params
from tests.support.settling import Settled, settle

TIERS = {"use": "lateness-tiers", "serious": 30, "absent_half": 60, "absent": 120}


def run(punches: str, *rules: dict[str, Any], **more: Any) -> Settled:
    table = {"first": "2026-10-12", "roster": "A = D D D", "rules": [TIERS, *rules], **more}
    lines = [f"A {day} {times}" for day, times in enumerate(punches.split("; "), 12)]
    return settle({**table, "punches": "\n".join(lines)})


@pytest.mark.parametrize(
    ("arrival", "said"),
    [
        ("09:30:00", "late 1800"),
        ("09:30:01", "serious-late 1801"),
        ("10:00:00", "serious-late 3600"),
        ("10:00:01", "absent-half"),
        ("11:00:00", "absent-half"),
        ("11:00:01", "absent"),
    ],
)
def test_more_than_is_more_than(arrival: str, said: str) -> None:
    assert run(f"{arrival} 18:00", roster="A = D").records() == [f"A 12 {said}"]


def test_without_numbers_nothing_happens() -> None:
    found = run("12:30 18:00", {"use": "lateness-tiers"}, roster="A = D")
    assert found.records() == ["A 12 late 12600"]


def test_one_tier_alone() -> None:
    found = run("12:30 18:00", {"use": "lateness-tiers", "absent": 60}, roster="A = D")
    assert (found.records(), found.findings("lateness-tiers")) == (
        ["A 12 absent"],
        ["lateness-tiers absent A 12 12600"],
    )


@pytest.mark.parametrize("numbers", [{"serious": 60, "absent_half": 60}, {"serious": 60, "absent": 30}])
def test_tiers_grow(numbers: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="must grow"):
        Params(**numbers)


def test_absence_uses_up_no_free_lateness_and_serious_does() -> None:
    found = run("10:30 18:00; 09:40 18:00; 09:50 18:00", {"use": "lateness", "free": 1})
    assert found.records() == ["A 12 absent-half", "A 13 present, forgiven", "A 14 serious-late 3000"]


def test_grace_does_not_move_the_tiers_of_absence() -> None:
    found = run("10:00:01 18:00; 09:59 18:00", {"use": "lateness", "grace": 3600}, roster="A = D D")
    assert found.records() == ["A 12 absent-half", "A 13 present, forgiven"]


def test_a_whole_absence_is_nothing_more_and_half_of_one_may_leave_early() -> None:
    found = run("11:30 17:00; 10:30 17:00; 11:30", roster="A = D D D")
    # 11:30 of the 14th is 2 h 30 min inside and deeper than 2 h from either end: presence only, so not late at all
    assert found.records() == ["A 12 absent", "A 13 early 3600, absent-half", "A 14 missing-in, missing-out"]


def test_an_absence_beside_an_odd_count_waits() -> None:
    found = run("11:30 12:30 18:00", roster="A = D", as_of="2026-10-14T12:00")
    assert found.records() == ["A 12 absent, waits"]


def test_tiers_of_some_do_not_touch_the_others() -> None:
    found = settle(
        {
            "first": "2026-10-12",
            "roster": "A = D\nB = D",
            "punches": "A 12 10:30 18:00\nB 12 10:30 18:00",
            "rules": [{**TIERS, "for": {"employee": ["B"]}}],
        }
    )
    assert found.records() == ["A 12 late 5400", "B 12 absent-half"]


def test_overtime_is_never_late() -> None:
    found = settle(
        {
            "first": "2026-10-12",
            "staff": ["A"],
            "roster": "A = .",
            "requests": [{"who": "A", "kind": "overtime", "first": "2026-10-12", "hours": "09:00-18:00"}],
            "punches": "A 12 12:30 18:00",
            "rules": [TIERS],
        }
    )
    assert found.records() == []
