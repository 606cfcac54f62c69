"""meal-rotation: the model's choice of starts against check() over every choice, for every small roster.

A roster states no starts in the model: it is allowed when *some* starts pass check(), and costs what the cheapest do.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Assignment, Break
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge, penalty
from rosterctl.solver.search import Options, search
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "meal-rotation"
# starts 11:00, 11:30 and 12:00; breaks of half an hour
LUNCH = {"D": {"time": "09:00-18:00", "meals": ["11:00-12:30/30"]}}
GRID = {"step": 30}
BASE: Table = {"first": "2026-10-01", "staff": ["A", "B"], "width": 1, "shifts": LUNCH, "params": GRID}
NOON = [{"day": "all", "time": "10:00-14:00", "min": 1}]
NIGHT = {"N": {"time": "20:00-08:00", "meals": ["23:30-01:00/30"]}, "E": "00:00-09:00"}

# starts 07:40 and 08:10; a night that began the day before ends at 08:00
EARLY = {"N": "20:00-08:00", "E": {"time": "00:00-09:00", "meals": ["07:40-08:40/30"]}}


def with_params(**params: object) -> Table:
    return {**GRID, **params}


CASES: dict[str, Table] = {
    "one stays": {**BASE},
    "one away at a time": {**BASE, "staff": list("ABCD"), "params": with_params(away=1)},
    "nobody may be away": {**BASE, "params": with_params(away=0, at_least=0),
                           "shifts": {**LUNCH, "E": "10:00-12:00"}},
    "two away, two stay": {**BASE, "staff": list("ABCD"), "params": with_params(away=2, at_least=2)},
    "overlapping starts": {**BASE, "staff": list("ABC"), "params": {"step": 10, "away": 1},
                           "shifts": {"D": {"time": "09:00-18:00", "meals": ["11:00-11:50/25"]}}},
    "demand": {**BASE, "staff": list("ABC"), "demand": [{**NOON[0], "min": 2}], "params": with_params(at_least=None)},
    "demand of part of the window": {**BASE, "demand": [{"day": "all", "time": "11:10-11:40", "min": 1},
                                                        {"day": "all", "time": "11:40-12:20", "min": 2}]},
    "demand not kept": {**BASE, "demand": [{**NOON[0], "min": 2}], "params": with_params(keep=False)},
    "skill, grade": {
        **BASE, "staff": [{"id": "A", "skills": ["en"], "grade": "s"}, {"id": "B", "skills": ["en"]}, "C"],
        "demand": [{**NOON[0], "skill": "en"}, {"day": "all", "time": "11:30-12:00", "grade": "s", "min": 1},
                   {"day": "all", "time": "11:00-12:00", "min": 2}],
    },
    "two posts": {**BASE, "staff": list("ABC"), "posts": ["desk", "gate"], "demand": [{**NOON[0], "post": "gate"}]},
    "one post of two": {**BASE, "posts": ["desk", "gate"], "for": {"post": ["gate"]},
                        "demand": [{**NOON[0], "post": "desk", "min": 2}, {**NOON[0]}]},
    "one team": {**BASE, "staff": [{"id": "A", "team": "x"}, {"id": "B", "team": "x"}, {"id": "C", "team": "y"}],
                 "for": {"team": ["x"]}},
    "two kinds of shift": {**BASE, "staff": list("ABC"), "demand": NOON, "params": with_params(at_least=None),
                           "shifts": {**LUNCH, "L": {"time": "11:30-20:00", "meals": ["12:00-13:00/30"]}}},
    "two meals, one fixed": {
        **BASE, "shifts": {"D": {"time": "09:00-20:00", "meals": ["11:00-12:00/30", "15:00-15:10", "17:00-18:00/30"]},
                           "E": {"time": "11:00-20:00", "meals": ["12:00-12:30"]}}, "demand": NOON,
    },
    "split shift": {**BASE, "params": with_params(away=1), "demand": NOON,
                    "shifts": {"S": {"time": "09:00-11:20;12:00-18:00", "meals": ["11:00-12:30/30"]}, **LUNCH}},
    "too long": {**BASE, "params": with_params(max_minutes=29), "shifts": {**LUNCH, "E": "10:00-14:00"}},
    "just not too long": {**BASE, "params": with_params(max_minutes=30)},
    "leave on the window": {**BASE, "staff": list("ABC"), "leave": [
        {"who": "A", "first": "2026-10-01", "part": "hours", "hours": "12:29-13:00"},
        {"who": "B", "first": "2026-10-01", "part": "hours", "hours": "12:30-13:00"},
    ], "demand": [{**NOON[0], "time": "12:00-12:45"}], "params": with_params(max_minutes=29)},
    "half a day off": {**BASE, "demand": NOON, "leave": [{"who": "A", "first": "2026-10-01", "part": "first-half"}]},
    "night": {**BASE, "width": 2, "shifts": NIGHT, "history": "A = N\nB = .",
              "demand": [{"day": "all", "time": "00:00-09:00", "min": 1}]},
    "night, no history": {**BASE, "width": 2, "shifts": NIGHT},
    "early meal, no history": {**BASE, "shifts": EARLY},
    "early meal beside a carried-in night": {**BASE, "shifts": EARLY, "history": "A = N\nB = ."},
    "last night": {**BASE, "shifts": NIGHT, "history": "A = .", "demand": [{"day": "all", "time": "22:00-03:00",
                                                                           "min": 2}]},
    "month end": {**BASE, "first": "2026-10-31", "width": 2, "shifts": {"N": NIGHT["N"]}, "history": "B = N",
                  "params": with_params(away=1)},
    "valid from the second day": {**BASE, "width": 2, "shifts": NIGHT, "history": "A = .",
                                  "valid_from": "2026-10-02"},
    "row of the day before": {**BASE, "shifts": {"N": {"time": "00:00-08:00", "meals": ["00:00-01:00/30"]}},
                              "history": "A = .", "params": with_params(at_least=None),
                              "demand": [{"day": "2026-09-30", "time": "22:00-00:50", "min": 1}]},
    "kinds of days": {**BASE, "width": 2, "days": {"2026-10-01": "holiday", "2026-10-02": "campaign"},
                      "demand": [{**NOON[0], "day": "campaign", "min": 2}, {**NOON[0], "day": "holiday"}],
                      "params": with_params(at_least=None)},
    "six alike": {**BASE, "staff": list("ABCDEF"), "params": {"step": 60, "away": 4, "at_least": 2},
                  "shifts": {"D": {"time": "09:00-18:00", "meals": ["11:00-12:30/30"]}}},
}  # fmt: skip


def choices(case: Case, roster: list[Assignment], step: int) -> Iterator[list[Assignment]]:
    """The roster with every combination of starts on the grid."""
    options: list[list[Assignment]] = []
    for item in roster:
        meals = case.shifts[item.shift].meals
        starts = [m.starts(step) if not m.fixed else [m.window.start] for m in meals]
        options.append([
            replace(item, breaks=tuple(Break(s, m.minutes) for s, m in zip(chosen, meals, strict=True)))
            for chosen in itertools.product(*starts)
        ])  # fmt: skip
    yield from (list(chosen) for chosen in itertools.product(*options))


def cheapest(case: Case, labels: agree.Labels, step: int) -> tuple[bool, int]:
    """Whether some starts pass check() without a finding, and what the best ones cost."""
    found = [judge(RosterIndex(case, roster)) for roster in choices(case, agree.assignments(case, labels), step)]
    return any(not findings for findings in found), min(penalty(findings) for findings in found)


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    example = CASES[name]
    step = example["params"]["step"]
    hard, _ = read(example, use_of(RULE, example))
    soft = agree.with_mode(hard, Mode.SOFT, 3)
    rosters = list(agree.every_roster(hard))
    allowed = agree.solver_rosters(hard)
    assert allowed
    costs = set()
    for labels in rosters[:: max(1, len(rosters) // 100)]:
        passes, cost = cheapest(soft, labels, step)
        assert (labels in allowed) == passes, f"hard: check() says {passes}\n{agree.draw(hard, labels)}"
        assert agree.fixed_cost(soft, labels) == cost, f"soft: check() says {cost}\n{agree.draw(hard, labels)}"
        costs.add(cost)
    if name not in ("just not too long", "demand not kept"):
        assert len(allowed) < len(rosters), "the parameters bind nothing"
        assert len(costs) > 1, "the parameters bind nothing"


def test_two_uses_speak_of_the_same_meals() -> None:
    """What one use lets people do at 11:00 the other one sees."""
    staff = [{"id": "A", "team": "x"}, {"id": "B", "team": "x"}, {"id": "C", "team": "y"}]
    example: Table = {**BASE, "staff": staff, "demand": [{"day": "all", "time": "11:30-12:30", "min": 3}]}
    # for the first one all should eat at 11:00, for the second one two of them must not
    one = use_of(RULE, {**example, "params": with_params(at_least=None)}, Mode.SOFT, 3)
    team = {**example, "for": {"team": ["x"]}, "params": with_params(keep=False)}
    two = replace(use_of(RULE, team, Mode.SOFT, 2), key="2")
    case, _ = read(example, one, two)
    for labels in agree.every_roster(case):
        assert agree.fixed_cost(case, labels) == cheapest(case, labels, 30)[1]


def test_what_the_search_hands_out_passes_the_audit() -> None:
    example: Table = {
        "first": "2026-10-01",
        "width": 4,
        "staff": [*"ABCDEF", {"id": "G", "skills": ["en"]}, {"id": "H", "skills": ["en"]}],
        "posts": ["desk", "gate"],
        "shifts": {
            "D": {"time": "08:00-20:00", "meals": ["10:00-10:15", "11:30-13:30/35", "17:00-18:30/30"]},
            "N": {"time": "20:00-08:00", "meals": ["23:30-01:30/30"]},
        },
        "history": "A = N/gate\nB = N",
        "demand": [
            {"day": "all", "time": "11:00-14:00", "min": 2},
            {"day": "all", "time": "12:00-13:00", "skill": "en", "min": 1},
        ],
        "leave": [
            {"who": "C", "first": "2026-10-01", "last": "2026-10-04", "part": "second-half"},
            {"who": "D", "first": "2026-10-02", "part": "hours", "hours": "12:00-13:00"},
        ],
        "params": {"away": 1, "max_minutes": 35},
    }
    cover = use_of("coverage", {**example, "params": {}})
    duty = use_of("duty-24h", {**example, "params": {}}, Mode.SOFT)
    case, _ = read(example, use_of(RULE, example), cover, duty)
    found = search(case, Options(time_limit=20, workers=2, gap=0.5))
    assert found.assignments is not None
    findings = judge(RosterIndex(case, found.assignments))
    assert [f for f in findings if f.hard] == []
    assert any(len(item.breaks) == 3 for item in found.assignments)
    excused = [item for item in found.assignments if item.employee == "C" and item.shift == "D"]
    assert all(len(item.breaks) < 3 for item in excused)


def findings(example: Table, breaks: dict[str, list[Break]]) -> list[tuple[str, str, int]]:
    case, roster = read(example, use_of(RULE, example))
    stated = [replace(item, breaks=tuple(breaks.get(item.employee, ()))) for item in roster]
    return [(f.code, ",".join(f.employees), f.size) for f in judge(RosterIndex(case, stated))]


def test_a_stated_break_is_judged_as_it_is_stated() -> None:
    example = {**BASE, "params": with_params(max_minutes=35, at_least=0), "roster": "A = D\nB = D"}
    assert findings(example, {"A": [Break(690, 40)], "B": [Break(661, 30)]}) == [
        ("length", "A", 1),
        ("too-long", "A", 1),
        ("window", "B", 1),
    ]
    # beyond the meals of the shift breaks are not looked at
    assert findings(example, {"A": [Break(660, 30), Break(900, 60)], "B": [Break(720, 30)]}) == []


def test_a_break_in_the_window_of_an_excused_meal_is_no_other_meal() -> None:
    shifts = {"D": {"time": "09:00-20:00", "meals": ["11:00-12:00/30", "17:00-18:00/30"]}}
    leave = [{"who": "A", "first": "2026-10-01", "part": "hours", "hours": "09:00-11:15"}]
    example = {**BASE, "shifts": shifts, "leave": leave, "params": with_params(at_least=0), "roster": "A = D"}
    assert findings(example, {"A": [Break(660, 30), Break(1050, 30)]}) == []
    assert findings(example, {"A": [Break(1050, 30)]}) == []
    assert findings(example, {"A": [Break(660, 30)]}) == [("missing", "A", 1)]


def test_the_focus_is_the_peoples_for_their_meals_and_the_days_for_the_crowd() -> None:
    example = {**BASE, "width": 2, "roster": "A = D D\nB = D D"}
    case, roster = read(example, use_of(RULE, example))
    one = [replace(item, breaks=(Break(660, 30),)) if item.date.day == 1 else item for item in roster]
    index = RosterIndex(case, one)
    assert [f.code for f in judge(index)] == ["missing", "missing", "thin"]
    assert [f.code for f in judge(index, people=[0], days=[case.first])] == ["thin"]
    assert [f.employees for f in judge(index, people=[0], days=[case.first + 1])] == [("A",)]
