"""trainees: both readings over all small rosters, alone and beside each rule that counts people."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.domain.policy import Mode
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.rules.roster.training import training_days
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "trainees"
DN = {"D": "08:00-20:00", "N": "20:00-08:00"}
NEW = {"id": "A", "employed_from": "2026-10-02"}
BASE: Table = {"first": "2026-10-01", "staff": [NEW, "B"], "width": 3, "shifts": DN}
CASES: dict[str, Table] = {
    "only by day": {**BASE, "params": {"days": 1, "shifts": ["D"]}},
    "the last day of training": {**BASE, "width": 4, "staff": [NEW], "params": {"days": 2, "shifts": ["night"]}},
    "begun last month": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-09-29"}, "B"],
        "params": {"days": 4, "shifts": ["D"]},
        "history": "A = N\nB = N",
    },
    "one team": {
        **BASE,
        "staff": [{**NEW, "team": "x"}, {"id": "B", "team": "y", "employed_from": "2026-10-02"}],
        "for": {"team": ["y"]},
        "params": {"days": 2, "shifts": ["D"]},
    },
    "valid from": {**BASE, "valid_from": "2026-10-03", "params": {"days": 3, "shifts": ["D"]}},
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=200)


ROW = {"day": "all", "time": "07:00-21:00", "min": 1}
BESIDE: dict[str, tuple[str, Table]] = {
    "coverage": ("coverage", {"demand": [ROW]}),
    "coverage at most": ("coverage", {"demand": [{**ROW, "time": "07:00-09:00", "min": 0, "max": 1}]}),
    "coverage of a shift": ("coverage", {"demand": [{"day": "all", "shift": "D", "min": 1}]}),
    "duty-24h": ("duty-24h", {}),
}


@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.parametrize("days", [1, 2])
def test_trainees_do_not_count(name: str, days: int) -> None:
    rule, more = BESIDE[name]
    staff = [{"id": "A", "employed_from": "2026-09-30"}, "B", "C"][: 2 if name != "duty-24h" else 3]
    example = {**BASE, "width": 2, "staff": staff, "history": "A = N\nB = .", **more}
    beside = use_of(RULE, {"params": {"days": days}})
    case, _ = read(example, use_of(rule, example), beside)
    alone, _ = read(example, use_of(rule, example))
    # with a day of training only the night carried in does not count: no matter for heads, nor where none is wanted
    if days == 2 or name in ("coverage", "duty-24h"):
        assert agree.checker_rosters(case) != agree.checker_rosters(alone)
    assert agree.checker_rosters(case) == agree.solver_rosters(case)
    agree.soft(case, limit=150)


@pytest.mark.parametrize("params", [{"away": 0}, {"away": 1, "at_least": 1}, {"at_least": 2}])
def test_trainees_leave_no_place_to_eat(params: dict[str, Any]) -> None:
    shifts = {"D": {"time": "09:00-18:00", "meals": ["11:30-12:00/20"]}}
    example = {
        **BASE,
        "first": "2026-10-02",
        "staff": [NEW, {**NEW, "id": "C"}, "B"],
        "width": 1,
        "shifts": shifts,
        "demand": [ROW],
        "params": {"step": 10, **params},
    }
    case, _ = read(example, use_of("meal-rotation", example), use_of(RULE, {"params": {"days": 1}}))
    meals = {f"{who} 2026-10-02": ["11:30"] for who in "ABC"}
    for line in ("A = D\nC = D", "A = D\nB = D\nC = D", "B = D"):
        labels = tuple(1 if f"{who.id} =" in line else 0 for who in case.employees)
        soft = agree.with_mode(case, Mode.SOFT, 1)
        _, roster = read({**example, "roster": line, "meals": meals})
        # all eat at 11:30; nobody but B can be missed
        assert agree.fixed_cost(soft, labels) == sum(f.cost for f in judge(RosterIndex(soft, roster)))
    alone = tuple(1 if who.id != "B" else 0 for who in case.employees)
    assert agree.fixed_cost(agree.with_mode(case, Mode.HARD), alone) == 0


def days_of(example: Table, *uses: Any) -> dict[str, list[int]]:
    case, _ = read(example, *uses)
    return {
        case.employees[who].id: sorted(day - case.first for day in days) for who, days in training_days(case).items()
    }


def test_the_days_of_training() -> None:
    week = use_of(RULE, {})
    assert days_of({**BASE, "width": 10}, week) == {"A": [1, 2, 3, 4, 5, 6, 7]}
    assert days_of(BASE, week) == {"A": [1, 2]}
    assert days_of(BASE, use_of(RULE, {}, Mode.OFF)) == {}
    assert days_of(BASE, use_of(RULE, {"for": {"employee": ["B"]}})) == {}
    assert days_of({**BASE, "staff": [{"id": "A", "employed_from": "2026-09-28"}]}, week) == {
        "A": [-3, -2, -1, 0, 1, 2]
    }
    assert days_of({**BASE, "staff": [{"id": "A", "employed_from": "2019-01-01"}]}, week) == {}


def test_two_uses_count_together_and_a_date_cuts() -> None:
    late = use_of(RULE, {"valid_from": "2026-10-04", "params": {"days": 4}})
    assert days_of({**BASE, "width": 10}, use_of(RULE, {"params": {"days": 1}}), late) == {"A": [1, 3, 4]}


def test_what_is_told() -> None:
    example = {**BASE, "params": {"days": 2, "shifts": ["D"]}, "roster": "A = . D N"}
    case, roster = read(example, use_of(RULE, example))
    (found,) = judge(RosterIndex(case, roster))
    assert (found.employees, found.dates[0].day, dict(found.values)) == (
        ("A",),
        3,
        {"nth": 2, "shift": "N", "shifts": ("D",)},
    )
