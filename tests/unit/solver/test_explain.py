"""Explanations of infeasible months: what is named, how finely, and what is said when time runs out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.solver.explain import explain
from rosterctl.solver.origin import Asked, Origin
from rosterctl.solver.trial import Trial
from tests.support.small import Table, read, use_of

FIRST = date(2026, 10, 1)
SHIFTS = {"E": "06:00-14:00", "L": "14:00-22:00", "N": "22:00-06:00"}
RULES = {
    "availability": {},
    "pins": {},
    "coverage": {"levels": ["min", "max"]},
    "weekly-rest": {"days": 2},
    "daily-rest": {"hours": 11},
    "max-consecutive-days": {"days": 6},
    "night-limit": {"in_a_row": 4, "per_month": 8, "rest_days_after": 1},
}
USES = list(RULES)
E, N = frozenset({1}), frozenset({3})


def day(number: int) -> str:
    return (FIRST + timedelta(number)).isoformat()


def month(people: int, **more: Any) -> Case:
    staff = [{"id": f"P{n}", "skills": ["night"] if n < 4 else []} for n in range(people)]
    example: Table = {"first": FIRST.isoformat(), "staff": staff, "shifts": SHIFTS, "width": 31, **more}
    return read(example, *(use_of(rule, {"params": params}) for rule, params in RULES.items()))[0]


def everyday(people: int) -> list[Table]:
    return [{"day": "all", "shift": shift, "min": people // 6} for shift in SHIFTS]


def named(case: Case) -> list[tuple[str, int | None, int, int]]:
    """Rule, person, first and last day (0: the first of the month) of each origin of a minimal conflict."""
    conflict = explain(case, time_limit=60)  # a busy machine needs more than the ten seconds that people wait
    assert conflict is not None
    assert conflict.minimal
    return [
        (USES[origin.use], origin.who, origin.first - case.first, origin.end - case.first - 1)
        for origin in conflict.origins
    ]


def test_no_conflict() -> None:
    assert explain(month(12, demand=everyday(12))) is None


def test_soft_rules_are_in_no_conflict() -> None:
    example: Table = {"first": FIRST.isoformat(), "staff": ["A"], "shifts": SHIFTS, "width": 3}
    demand = [{"day": "all", "shift": "E", "min": 2}]
    case, _ = read({**example, "demand": demand}, use_of("coverage", {}, Mode.SOFT))
    assert explain(case) is None


def test_one_day_asks_for_too_many() -> None:
    case = month(12, demand=[*everyday(12), {"day": day(14), "time": "09:00-12:00", "min": 11}])
    conflict = explain(case)
    assert conflict is not None
    assert conflict.minimal
    other = conflict.origins[0] if conflict.origins[1].asked == Asked(11, None, 12, E) else conflict.origins[1]
    at = case.first + 14
    assert Origin(2, None, at, at + 1, Asked(11, None, 12, E)) in conflict.origins
    assert other.asked is not None
    assert (other.asked.low, other.first, len(conflict.origins)) == (2, at, 2)


def test_a_pin_on_leave() -> None:
    case = month(
        12,
        demand=everyday(12),
        leave=[{"who": "P5", "first": day(3), "last": day(8)}],
        pins=[{"who": "P5", "date": day(6), "shift": "E"}],
    )
    assert named(case) == [("availability", 5, 6, 6), ("pins", 5, 6, 6)]


def test_the_week_that_is_pinned_full() -> None:
    # Monday the 12th to Sunday the 18th
    pins = [{"who": "P5", "date": day(n), "shift": "E"} for n in (8, *range(11, 17), 19)]
    assert named(month(12, demand=everyday(12), pins=pins)) == [
        *[("pins", 5, n, n) for n in range(11, 17)],
        ("weekly-rest", 5, 11, 17),
    ]


def test_pinned_shifts_too_close() -> None:
    pins = [{"who": "P5", "date": day(3), "shift": "N"}, {"who": "P5", "date": day(4), "shift": "E"}]
    assert named(month(12, pins=pins)) in (
        [("pins", 5, 3, 3), ("pins", 5, 4, 4), ("daily-rest", 5, 3, 4)],
        [("pins", 5, 3, 3), ("pins", 5, 4, 4), ("night-limit", 5, 3, 4)],
    )


@pytest.mark.slow
def test_leave_of_three_who_share_the_nights() -> None:
    leave = [{"who": f"P{n}", "first": day(11), "last": day(17)} for n in range(3)]
    leave += [{"who": f"P{n}", "first": day(n)} for n in range(4, 30)]
    nights = {"day": "all", "shift": "N", "skill": "night", "min": 1}
    found = named(month(30, demand=[*everyday(30), nights], leave=leave))
    assert {who for rule, who, _, _ in found if rule == "availability"} == {0, 1, 2}
    assert {(rule, who) for rule, who, _, _ in found if rule not in ("availability", "coverage")} in (
        {("night-limit", 3)},
        {("weekly-rest", 3)},
    )
    asked = [span for rule, _, *span in found if rule == "coverage"]
    assert min(first for first, _ in asked) >= 11
    assert max(last for _, last in asked) <= 17


@pytest.mark.slow
def test_a_crowded_week_names_the_crowd() -> None:
    demand = [{"day": day(n), "shift": "E", "min": 22} for n in range(4, 11)]
    case = month(30, demand=[{"day": "all", "shift": "L", "min": 1}, *demand])
    conflict = explain(case, time_limit=30)
    assert conflict is not None
    assert conflict.crowd
    assert conflict.minimal
    assert {USES[origin.use] for origin in conflict.origins} == {"coverage", "weekly-rest"}
    # 22 a day for seven days are 154; 30 people have five days each
    assert len({origin.who for origin in conflict.origins} - {None}) > 20
    assert Trial.of(case).refuted(conflict.origins, 20)


def test_history_takes_part() -> None:
    case = month(
        2,
        history="P0 = E E E E E E\nP1 = . . . . . .",
        pins=[{"who": "P0", "date": day(0), "shift": "E"}],
        week_start=3,
    )
    assert named(case) == [("pins", 0, 0, 0), ("max-consecutive-days", 0, -6, 0)]


def test_no_time_no_answer() -> None:
    case = month(12, demand=[{"day": "all", "shift": "E", "min": 13}])
    assert explain(case, time_limit=0.0) is None


def test_a_conflict_cut_short_is_one_but_not_called_minimal(monkeypatch: pytest.MonkeyPatch) -> None:
    case = month(12, demand=[*everyday(12), {"day": day(14), "shift": "E", "min": 12}])
    true, asked = Trial.refuted, 0

    def tired(self: Trial, *given: Any, **named: Any) -> bool | None:
        nonlocal asked
        asked += 1
        return true(self, *given, **named) if asked < 4 else None

    monkeypatch.setattr(Trial, "refuted", tired)
    conflict = explain(case)
    monkeypatch.undo()
    assert conflict is not None
    assert not conflict.minimal
    assert Trial.of(case).refuted(conflict.origins, 20)


def test_the_trial_of_some_is_the_trial_of_those() -> None:
    case = month(3, width=4, demand=[{"day": "all", "shift": "E", "min": 2}], leave=[{"who": "P0", "first": day(2)}])
    trial = Trial.of(case)
    some = [origin for origin in trial.origins if origin.first > case.first]
    small = trial.only(some)
    assert set(small.origins) == set(some)
    assert small.refuted(some, 20) is trial.refuted(some, 20) is False
    assert small.refuted([], 20) is False
    assert small.refuted(some, 0) is None
