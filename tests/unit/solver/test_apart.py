"""Groups planned one after the other come to a roster of the whole month, or to nothing."""

from __future__ import annotations

import random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.solver import apart
from rosterctl.solver.build import build_model
from rosterctl.solver.port import Model
from tests.support.small import Table, read, use_of

CODES = ("E", "L", "N")
MONTH: Table = {
    "first": "2026-10-01",
    "shifts": {"E": "06:00-14:00", "L": "14:00-22:00", "N": "22:00-06:00"},
    "width": 14,
}
HARD = (
    use_of("availability", {}),
    use_of("coverage", {"params": {"levels": ["min"]}}),
    use_of("daily-rest", {"params": {"hours": 11}}),
    use_of("weekly-rest", {"params": {"days": 2}}),
    use_of("night-limit", {"params": {"in_a_row": 3}}),
)


def month(people: int, heads: tuple[int, int, int], *uses: RuleUse, **more: object) -> Case:
    staff = [{"id": f"P{n}", "skills": ["english"] if n % 3 == 0 else []} for n in range(people)]
    demand = [{"day": "all", "shift": code, "min": need} for code, need in zip(CODES, heads, strict=True)]
    dice = random.Random(people)
    wishes = [
        {"who": f"P{n}", "date": f"2026-10-{dice.randint(1, 14):02d}", "on": False, "weight": dice.randint(1, 4)}
        for n in range(people)
        for _ in range(3)
    ]
    table = {**MONTH, "staff": staff, "demand": demand, "wishes": wishes, **more}
    return read(table, *HARD, use_of("wishes", {}, Mode.SOFT, 10), *uses)[0]


def solve(model: cp_model.CpModel, seconds: float) -> tuple[Any, list[int] | None]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return status, list(solver.response_proto.solution) if found else None


def cost_of(model: Model, hint: dict[int, int]) -> int | None:
    """What the month costs when every person does what the hint says; ``None`` when that cannot be."""
    for (who, day, kind), literal in model.cells.items():
        assert literal.index in hint, (who, day, kind)
        model.cp.add(literal == hint[literal.index])
    status, _ = solve(model.cp, 20)
    if status == cp_model.INFEASIBLE:
        return None
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model.cp) == cp_model.OPTIMAL
    return round(solver.objective_value)


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "GROUP", 6 * 14)


def test_the_groups_rosters_together_keep_every_hard_rule() -> None:
    # 18 people × 14 days are three groups of six. Each person works ten days of the fourteen: 180 shifts for 154
    case = month(18, (5, 4, 2))
    model = build_model(case)
    start = apart.start_apart(model, 30.0, solve, tight=True)
    assert start is not None
    assert start.proven
    cost = cost_of(model, start.hint)
    assert cost == start.cost
    assert cost < 10 * sum(wish.weight for wish in case.wishes) / 4


def test_skills_that_few_have_are_asked_of_those() -> None:
    # people 0, 3, 6 … speak English: in threes they all would sit in one group, in twos they do not
    need = {"day": "all", "time": "09:00-12:00", "skill": "english", "min": 2}
    rows = [{"day": "all", "shift": code, "min": heads} for code, heads in zip(CODES, (3, 2, 1), strict=True)]
    case = month(12, (0, 0, 0), demand=[*rows, need])
    model = build_model(case)
    start = apart.start_apart(model, 30.0, solve, tight=True)
    assert start is not None
    assert cost_of(model, start.hint) is not None


def test_all_rules_at_once_leave_a_start_that_can_be_completed() -> None:
    """Meals, fairness, a post that is never left, history: what groups cannot see does not stop them."""
    shifts = {**MONTH["shifts"], "E": {"time": "06:00-14:00", "meals": ["10:00-12:00/30"]}}
    uses = (
        use_of("meal-rotation", {"params": {"away": 2}}, Mode.SOFT, 3),
        use_of("fairness", {"params": {"of": "nights", "spread": 1}}, Mode.SOFT, 5),
        use_of("duty-24h", {}),
        use_of("max-consecutive-days", {"params": {"days": 5}}),
    )
    history = "\n".join(f"P{n} = E . {'N' if n % 4 == 0 else '.'}" for n in range(12))
    case = month(12, (2, 2, 2), *uses, shifts=shifts, history=history)
    model = build_model(case)
    start = apart.start_apart(model, 30.0, solve, tight=True)
    assert start is not None
    assert cost_of(model, start.hint) is not None


def test_small_months_and_short_limits_are_left_alone() -> None:
    def never(model: cp_model.CpModel, seconds: float) -> tuple[Any, list[int] | None]:
        raise AssertionError("nothing to solve")

    assert apart.start_apart(build_model(month(6, (1, 1, 1))), 30.0, never, tight=True) is None
    assert apart.start_apart(build_model(month(18, (5, 4, 2))), 3 * apart.LEAST - 0.01, never, tight=True) is None


def test_a_group_without_a_roster_ends_it() -> None:
    asked = []

    def lost(model: cp_model.CpModel, seconds: float) -> tuple[Any, list[int] | None]:
        asked.append(seconds)
        return cp_model.UNKNOWN, None

    assert apart.start_apart(build_model(month(18, (5, 4, 2))), 30.0, lost, tight=True) is None
    # a third of the time, but no more than a group is worth
    assert asked == [apart.PATIENCE]


def test_a_group_that_is_not_proven_ends_it_unless_the_month_is_known_to_be_tight() -> None:
    def slow(model: cp_model.CpModel, seconds: float) -> tuple[Any, list[int] | None]:
        return cp_model.FEASIBLE, solve(model, seconds)[1]

    model = build_model(month(18, (5, 4, 2)))
    assert apart.start_apart(model, 30.0, slow, tight=False) is None
    start = apart.start_apart(model, 30.0, slow, tight=True)
    assert start is not None
    assert not start.proven


def watched(model: Model) -> tuple[apart.Start | None, list[Any]]:
    seen = []

    def watch(part: cp_model.CpModel, seconds: float) -> tuple[Any, list[int] | None]:
        status, values = solve(part, seconds)
        seen.append(status)
        return status, values

    return apart.start_apart(model, 30.0, watch, tight=True), seen


def test_who_is_away_is_dealt_nothing() -> None:
    """P0, P2 … are on leave all month: the second of two groups is asked for everything."""
    leave = [{"who": f"P{n}", "first": "2026-10-01", "last": "2026-10-14"} for n in range(0, 12, 2)]
    model = build_model(month(12, (1, 1, 1), leave=leave))
    start, seen = watched(model)
    assert seen == [cp_model.OPTIMAL] * 2
    assert start is not None
    assert cost_of(model, start.hint) is not None


def test_what_one_group_cannot_do_the_next_ones_do() -> None:
    """P0, P2 … may work a day a week, and three weeks are touched: of the 21 shifts dealt to the six they do 18."""
    staff = [{"id": f"P{n}", "grade": "guest" if n % 2 == 0 else "regular"} for n in range(12)]
    guests = use_of("weekly-rest", {"params": {"days": 6}, "for": {"grade": ["guest"]}})
    model = build_model(month(12, (1, 1, 1), guests, staff=staff))
    start, seen = watched(model)
    # the first group's second, elastic model has a roster whether or not the best one was proven in time
    assert (seen[0], len(seen)) == (cp_model.INFEASIBLE, 3)
    assert start is not None
    assert cost_of(model, start.hint) is not None
    idle = sum(start.hint[model.cells.one(who, day, OFF).index] for who in range(0, 12, 2) for day in model.case.days)
    assert idle >= 6 * 14 - 18
