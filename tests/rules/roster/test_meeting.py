"""meeting: the model's choice of a time and of who attends against check() over every choice.

A roster states nothing about meetings in the model: it is allowed when *some* statement passes check(), and costs
what the cheapest one does.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Activity, Assignment, Break
from rosterctl.rules.base import scope_of
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge, penalty
from rosterctl.rules.roster.meeting import Params
from rosterctl.rules.roster.meeting_times import sessions
from rosterctl.solver.search import Options, search
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "meeting"
# starts 14:00 and 15:00, an hour each; L begins between, E ends with the first
SHIFTS = {"D": "09:00-18:00", "L": "15:00-22:00"}
TALK = {"name": "m", "days": ["all"], "window": "14:00-16:00", "minutes": 60, "step": 60}
BASE: Table = {
    "first": "2026-10-12",
    "width": 1,
    "staff": ["A", "B"],
    "shifts": SHIFTS,
    "history": "A = .",
    "params": TALK,
}
ONE = [{"day": "all", "time": "13:30-15:30", "min": 1}]


def params(**more: object) -> Table:
    return {**TALK, **more}


CASES: dict[str, Table] = {
    "all": {**BASE},
    "demand in half of it": {**BASE, "demand": ONE},
    "demand beside it": {**BASE, "staff": list("ABC"), "demand": [{**ONE[0], "min": 2}],
                         "for": {"employee": ["A", "B"]}},
    "demand not kept": {**BASE, "demand": ONE, "params": params(keep=False)},
    "two rows": {**BASE, "staff": list("ABC"), "shifts": {"D": "09:00-18:00"},
                 "demand": [{**ONE[0], "min": 2}, {"day": "all", "time": "14:30-15:10", "min": 1, "rank": "r"}]},
    "some stay": {**BASE, "staff": list("ABC"), "shifts": {"D": "09:00-18:00", "L": "14:30-22:00"},
                  "params": params(at_least=1)},
    "present only": {**BASE, "params": params(attend="present"), "demand": ONE},
    "present, fixed": {**BASE, "params": params(attend="present", window="15:00-16:00", at_least=1)},
    "fixed": {**BASE, "params": params(window="14:00-15:00"), "shifts": {**SHIFTS, "E": "06:00-14:59"}},
    "touching the shift's ends": {**BASE, "shifts": {"E": "06:00-15:00", "L": "15:00-22:00", "F": "06:00-14:30"}},
    "leave": {**BASE, "staff": list("ABC"), "leave": [
        {"who": "A", "first": "2026-10-12", "part": "hours", "hours": "15:30-16:00"},
        {"who": "B", "first": "2026-10-11", "last": "2026-10-11"},
    ], "demand": ONE},
    "not employed": {**BASE, "staff": ["A", {"id": "B", "employed_from": "2026-10-13"}]},
    "two posts": {**BASE, "posts": ["desk", "gate"], "shifts": {"D": "09:00-18:00"}, "for": {"post": ["gate"]},
                  "demand": [{**ONE[0], "post": "gate"}]},
    "two posts, some stay": {**BASE, "posts": ["desk", "gate"], "shifts": {"D": "09:00-18:00"},
                             "params": params(at_least=1)},
    "one team": {**BASE, "staff": [{"id": "A", "team": "x"}, {"id": "B", "team": "y"}], "for": {"team": ["x"]},
                 "demand": ONE},
    "skill": {**BASE, "staff": [{"id": "A", "skills": ["en"]}, {"id": "B", "skills": ["en"]}, "C"],
              "shifts": {"D": "09:00-18:00"}, "demand": [{**ONE[0], "skill": "en"}]},
    "two days": {**BASE, "width": 2, "demand": ONE},
    "once a week": {**BASE, "width": 2, "shifts": {"D": "09:00-18:00"},
                    "params": params(per="week", window="14:00-15:00")},
    "a week of last month": {**BASE, "width": 2, "first": "2026-11-01", "shifts": {"D": "09:00-18:00"},
                             "params": params(per="week", window="14:00-15:00")},
    "one weekday": {**BASE, "width": 2, "shifts": {"D": "09:00-18:00"}, "params": params(days=["tue"])},
    "valid from the second day": {**BASE, "width": 2, "shifts": {"D": "09:00-18:00"}, "valid_from": "2026-10-13"},
    "at night": {**BASE, "width": 2, "shifts": {"N": "22:00-06:00"}, "history": "A = N\nB = .",
                 "demand": [{"day": "all", "time": "22:00-02:00", "min": 1}],
                 "params": params(window="01:00-03:00")},
    "row of the day before": {**BASE, "shifts": {"N": "00:00-08:00"}, "params": params(window="00:00-02:00"),
                              "demand": [{"day": "2026-10-11", "time": "22:00-00:50", "min": 1}]},
    "no history": {**BASE, "history": "", "shifts": {"N": "00:00-08:00", "M": "20:00-00:30"},
                   "params": params(window="00:00-01:00"),
                   "demand": [{"day": "all", "time": "00:00-08:00", "min": 1}]},
    "carried-in night stays": {**BASE, "history": "A = .\nB = N", "shifts": {"N": "20:00-09:00", "D": "07:00-16:00"},
                               "params": params(window="08:00-10:00"),
                               "demand": [{"day": "all", "time": "08:00-10:00", "min": 1}]},
    "fixed meal": {**BASE, "shifts": {"D": {"time": "09:00-18:00", "meals": ["14:00-14:30"]}, "L": "15:00-22:00"}},
    "gap": {**BASE, "shifts": {"D": "09:00-18:00", "S": "09:00-14:30;15:00-18:00"}},
}  # fmt: skip


def choices(case: Case, roster: list[Assignment]) -> Iterator[list[Assignment]]:
    """The roster with every combination of meetings and meals that people could be down for."""
    names = {use.params for use in case.uses if isinstance(use.params, Params)}
    step = next((use.params.step for use in case.uses if use.rule == "meal-rotation"), 30)  # type: ignore[attr-defined]
    options = [list(_stated(case, item, names, step)) for item in roster]
    yield from (list(chosen) for chosen in itertools.product(*options))


def _stated(case: Case, item: Assignment, names: set[Params], step: int) -> Iterator[Assignment]:
    day = case.axis.day(item.date)
    talks: list[list[Activity | None]] = []
    for one in sorted(names, key=str):
        walls = range(one.span.start, one.span.end - one.minutes + 1, one.step)
        late = max(s.span.end for s in case.shifts.values()) > 1440
        shifts = [0, 1440] if late else [0]
        talks.append([None, *(Activity(one.name, wall + by, one.minutes) for wall in walls for by in shifts)])
    meals = [m.starts(step) if not m.fixed else [m.window.start] for m in case.shifts[item.shift].meals]
    lengths = [m.minutes for m in case.shifts[item.shift].meals]
    assert case.first <= day
    for said in itertools.product(*talks):
        for starts in itertools.product(*meals):
            breaks = tuple(Break(*pair) for pair in zip(starts, lengths, strict=True))
            yield replace(item, breaks=breaks, activities=tuple(a for a in said if a is not None))


def cheapest(case: Case, labels: agree.Labels) -> tuple[bool, int]:
    """Whether some statement passes check() without a finding, and what the best one costs."""
    found = [judge(RosterIndex(case, roster)) for roster in choices(case, agree.assignments(case, labels))]
    return any(not any(f.hard for f in fs) for fs in found), min(penalty(fs) for fs in found)


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    example = CASES[name]
    hard, _ = read(example, use_of(RULE, example))
    soft = agree.with_mode(hard, Mode.SOFT, 3)
    rosters = list(agree.every_roster(hard))
    allowed = agree.solver_rosters(hard)
    costs = set()
    for labels in rosters[:: max(1, len(rosters) // 100)]:
        passes, _ = cheapest(hard, labels)
        _, cost = cheapest(soft, labels)
        assert (labels in allowed) == passes, f"hard: check() says {passes}\n{agree.draw(hard, labels)}"
        assert agree.fixed_cost(soft, labels) == cost, f"soft: check() says {cost}\n{agree.draw(hard, labels)}"
        costs.add(cost)
    assert len(allowed) < len(rosters), "the parameters bind nothing"
    assert len(costs) > 1, "the parameters bind nothing"


def uses(example: Table, *tables: Table) -> tuple[RuleUse, ...]:
    """Uses of the rule and of others: each table with its rule, mode and weight."""
    return tuple(
        replace(use_of(t.get("rule", RULE), {**example, "for": {}, **t}, t["mode"], t.get("weight", 1)), key=str(n))
        for n, t in enumerate(tables)
    )


def agreed(example: Table, *tables: Table, thin: int = 100) -> list[int]:
    """With several uses: the model's optimum is what the cheapest statement costs, for each roster; their costs."""
    case, _ = read(example, *uses(example, *tables))
    rosters = list(agree.every_roster(case))
    found = []
    for labels in rosters[:: max(1, len(rosters) // thin)]:
        every = [judge(RosterIndex(case, roster)) for roster in choices(case, agree.assignments(case, labels))]
        costs = [penalty(fs) for fs in every if not any(f.hard for f in fs)]
        cost = min(costs, default=None)
        assert agree.fixed_cost(case, labels) == cost, f"check() says {cost}\n{agree.draw(case, labels)}"
        if cost is not None:
            found.append(cost)
    return found


LEAD = [{"id": "A", "rank": "leader"}, "B", "C"]


def test_leaders_must_and_the_others_may_attend_one_meeting() -> None:
    example: Table = {**BASE, "staff": LEAD, "demand": [{"day": "all", "time": "14:00-18:00", "min": 1}]}
    must: Table = {"mode": Mode.HARD, "for": {"rank": ["leader"]}}
    may: Table = {"mode": Mode.SOFT, "weight": 3}
    costs = agreed(example, must, may)
    # A on D sees to it that it is held; B or C stays for the demand: 3, or both do, or are off: 6
    assert set(costs) == {3, 6}


def test_those_of_the_same_meeting_by_another_use_are_away_too() -> None:
    row = {"day": "all", "time": "14:00-16:00", "min": 1}
    example: Table = {**BASE, "shifts": {"D": "09:00-18:00"}, "demand": [row]}
    must: Table = {"mode": Mode.HARD, "for": {"employee": ["A"]}}
    may: Table = {"mode": Mode.SOFT, "weight": 3, "for": {"employee": ["B"]}, "params": params(keep=False)}
    # A must come, and the desk must not be empty for it: B, at work or off, does not come
    assert set(agreed(example, must, may)) == {3}


def test_two_teams_do_not_leave_the_desk_together() -> None:
    staff = [{"id": "A", "team": "x"}, {"id": "B", "team": "y"}, {"id": "C", "team": "z"}]
    example: Table = {**BASE, "staff": staff, "shifts": {"D": "09:00-18:00"},
                      "demand": [{"day": "all", "time": "14:00-15:00", "min": 2}]}  # fmt: skip
    x: Table = {"mode": Mode.HARD, "for": {"team": ["x"]}, "params": params(name="x")}
    y: Table = {"mode": Mode.SOFT, "for": {"team": ["y"]}, "params": params(name="y", at_least=1)}
    assert set(agreed(example, x, y)) == {0, 1}


def test_nobody_is_at_two_meetings_at_once() -> None:
    example: Table = {**BASE, "shifts": {"D": "09:00-18:00", "E": "09:00-15:30"}}
    long: Table = {"mode": Mode.SOFT, "weight": 3, "params": params(name="n", window="14:30-15:30")}
    assert len(set(agreed(example, {"mode": Mode.SOFT, "weight": 2}, long))) > 1


def test_a_meal_and_a_meeting_keep_apart() -> None:
    lunch = {"D": {"time": "09:00-18:00", "meals": ["14:00-15:30/30"]}, "L": "14:30-22:00"}
    example: Table = {**BASE, "shifts": lunch, "demand": [{"day": "all", "time": "14:00-16:00", "min": 1}]}
    meals: Table = {"rule": "meal-rotation", "mode": Mode.SOFT, "weight": 2,
                    "params": {"step": 30, "at_least": None}}  # fmt: skip
    assert len(set(agreed(example, meals, {"mode": Mode.SOFT, "weight": 50}))) > 1
    assert (
        len(
            set(
                agreed(
                    example, {"mode": Mode.HARD, "for": {"employee": ["A"]}}, {**meals, "for": {"employee": ["A"]}}
                )
            )
        )
        > 1
    )
    # with the window ending with the meal's there is no room for both but one after the other
    tight: Table = {"mode": Mode.HARD, "params": params(window="14:00-15:30", minutes=60, step=30, at_least=0)}
    assert agreed({**example, "demand": []}, {**meals, "mode": Mode.HARD}, tight)


def test_what_the_search_hands_out_passes_the_audit() -> None:
    example: Table = {
        "first": "2026-10-12",
        "width": 5,
        "staff": [*LEAD, "D", {"id": "E", "skills": ["en"]}, {"id": "F", "skills": ["en"]}],
        "shifts": {
            "D": {"time": "08:00-18:00", "meals": ["11:30-14:30/35"]},
            "N": "18:00-09:00",
        },
        "history": "F = N",
        "demand": [
            {"day": "all", "time": "08:00-18:00", "min": 2},
            {"day": "all", "time": "18:00-08:00", "min": 1},
            {"day": "all", "time": "12:10-15:00", "skill": "en", "min": 1},
        ],
        "leave": [{"who": "B", "first": "2026-10-12", "last": "2026-10-12", "part": "second-half"}],
    }
    weekly = params(name="周会", days=["mon"], window="13:00-17:00", step=15)
    daily = params(name="早会", window="08:00-08:30", minutes=30, attend="present")
    made = uses(
        example,
        {"rule": "coverage", "mode": Mode.HARD, "params": {}},
        {"rule": "meal-rotation", "mode": Mode.HARD, "params": {"away": 2}},
        {"rule": "max-consecutive-days", "mode": Mode.HARD, "params": {"days": 4}},
        {"mode": Mode.HARD, "params": weekly, "for": {"rank": ["leader"]}},
        {"mode": Mode.SOFT, "weight": 5, "params": weekly},
        {"mode": Mode.SOFT, "weight": 5, "params": daily},
    )
    case, _ = read(example, *made)
    found = search(case, Options(time_limit=20, workers=2))
    assert found.assignments is not None
    findings = judge(RosterIndex(case, found.assignments))
    assert [f for f in findings if f.hard] == []
    assert found.objective == penalty(findings)
    weekly_at = {(i.date, a.start) for i in found.assignments for a in i.activities if a.name == "周会"}
    assert len(weekly_at) == 1
    assert sum(a.name == "早会" for i in found.assignments for a in i.activities) >= 5


def codes(example: Table, **talks: list[str]) -> list[tuple[str, str, int]]:
    stated = {f"{who} 2026-10-12": texts for who, texts in talks.items()}
    case, roster = read({**example, "talks": stated}, use_of(RULE, example))
    return [(f.code, ",".join(f.employees), f.size) for f in judge(RosterIndex(case, roster))]


def test_the_meeting_is_where_most_are() -> None:
    example: Table = {**BASE, "staff": list("ABCD"), "roster": "A = D\nB = D\nC = D\nD = D"}
    at2, at3 = "m 14:00/60", "m 15:00/60"
    assert codes(example, A=[at3], B=[at3], C=[at2], D=[at3]) == [("missing", "C", 1)]
    assert codes(example, A=[at3], B=[at3], C=[at2], D=[at2]) == [("missing", "A", 1), ("missing", "B", 1)]
    # another length, another name and a time off the grid are no attendance
    assert codes(example, A=["m 15:00/59"], B=["n 15:00/60"], C=["m 14:30/60"], D=[at3]) == [
        ("missing", "A", 1), ("missing", "B", 1), ("missing", "C", 1),
    ]  # fmt: skip


def test_what_hinders_is_told() -> None:
    example: Table = {**BASE, "staff": list("ABC"), "roster": "A = L\nB = D\nC = D"}
    found = codes(example, A=["m 14:00/60"], B=["m 14:00/60", "talk 14:59/30"], C=["m 14:00/60", "talk 15:00/30"])
    assert found == [("elsewhere", "A", 1), ("clash", "B", 1)]


def test_other_activities_take_people_away_too() -> None:
    """A trains and B meets: only what the meeting adds is the meeting's."""
    example: Table = {**BASE, "staff": list("ABC"), "roster": "A = D\nB = D\nC = .", "for": {"employee": ["B"]},
                      "demand": [{"day": "all", "time": "14:00-16:00", "min": 1}]}  # fmt: skip
    assert codes(example, A=["talk 14:00/60"], B=["m 15:00/60"]) == []
    assert codes(example, A=["talk 14:30/60"], B=["m 14:00/60"]) == [("thin", "", 30)]
    # with B at nothing one is missing while A trains, which is not the meeting's business
    two: Table = {**example, "demand": [{"day": "all", "time": "14:00-16:00", "min": 2}]}
    assert codes(two, A=["talk 14:30/60"], B=["m 14:00/60"]) == [("thin", "", 60)]


def test_the_focus_is_the_peoples_for_who_is_missing_and_the_days_for_all() -> None:
    example: Table = {**BASE, "width": 2, "roster": "A = D .\nB = . ."}
    case, roster = read(example, use_of(RULE, example))
    index = RosterIndex(case, roster)
    assert len(judge(index)) == 4
    assert [f.employees for f in judge(index, people=[1], days=[case.first])] == [("B",)]
    assert len(judge(index, days=[case.first + 1])) == 2


def test_which_days_have_a_meeting() -> None:
    example: Table = {"first": "2026-09-28", "width": 35, "staff": ["A"], "shifts": SHIFTS,
                      "params": TALK,
                      "days": {"2026-10-01": "holiday", "2026-10-10": "moved", "2026-10-05": "festival"}}  # fmt: skip

    def days(**more: Any) -> list[str]:
        case, _ = read(example)
        found = sessions(case, scope_of(case, use_of(RULE, example)), Params(**params(**more)))
        return [" ".join(f"{case.axis.date(d):%m-%d}" for d in session.days) for session in found]

    assert days(days=["mon"]) == ["09-28", "10-05", "10-12", "10-19", "10-26"]
    assert days(days=["thu", "holiday"])[0] == "10-01"
    assert days(days=["thu"])[0] == "10-08"
    assert days(days=["sat", "festival"]) == ["10-03", "10-05", "10-17", "10-24", "10-31"]
    assert days(days=["fri", "tue"], per="week")[:2] == ["09-29 10-02", "10-06 10-09"]


@pytest.mark.parametrize("wrong", ["14:00", "16:00-14:00", "14:00-14:59", "14:00-24:01", "x-y"])
def test_a_window_must_hold_the_meeting(wrong: str) -> None:
    with pytest.raises(ValidationError, match="window"):
        Params(**params(window=wrong))
    assert Params(**params(window="14:00-15:00")).span.minutes == 60
    assert Params(**params(window="23:00-24:00")).span.end == 1440
