"""coverage: both readings over all small rosters, and what check() says about hand-made ones."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "coverage"
ALL = {"levels": ["min", "target", "max"]}
TWO: Table = {"first": "2026-10-01", "staff": ["A", "B"], "width": 2, "shifts": {"D": "09:00-18:00"}}
DN: Table = {**TWO, "shifts": {"D": "08:00-20:00", "N": "20:00-08:00"}}


def row(time: str | None = "09:00-18:00", day: str = "all", **levels: Any) -> Table:
    return {"day": day, **({"time": time} if time else {}), **levels}


CASES: dict[str, Table] = {
    "min": {**TWO, "demand": [row(min=1)]},
    "max": {**TWO, "demand": [row("17:59-18:01", max=1)]},
    "all numbers at once": {**TWO, "staff": ["A", "B", "C"], "width": 1, "params": ALL,
                            "demand": [row("09:00-12:00", min=1, target=2, max=2), row("08:30-12:00", max=2)]},
    "night carried in": {**DN, "history": "A = . N\nB = N N", "demand": [row("00:00-24:00", min=1)]},
    "night carried in at the maximum": {**DN, "history": "A = N", "demand": [row("06:00-09:00", max=1)]},
    "two shifts on a day of history": {**DN, "history": "A = D+N", "demand": [row("00:00-10:00", min=1)]},
    "no history": {**DN, "demand": [row("00:00-12:00", min=1, max=1)]},
    "past midnight": {**DN, "history": "A = N", "width": 2, "demand": [row("19:00-04:00", min=1)]},
    "row of the day before": {**DN, "history": "A = .", "demand": [row("22:00-02:00", "2026-09-30", max=0),
                                                                   row("22:00-02:00", "2026-10-01", min=1)]},
    "month end": {**DN, "first": "2026-10-31", "history": "B = N", "demand": [row("07:00-09:00", min=1)]},
    "split shift with a fixed meal": {
        **TWO, "width": 1,
        "shifts": {"S": {"time": "09:00-12:00;14:00-18:00", "meals": ["10:00-10:20"]}, "D": "10:10-15:00"},
        "demand": [row("10:10-15:00", min=1), row("09:00-18:00", max=1), row(target=1)],
    },
    "half-day and hourly leave": {
        **TWO, "width": 2, "leave": [{"who": "A", "first": "2026-10-01", "part": "second-half"},
                                     {"who": "B", "first": "2026-10-02", "part": "hours", "hours": "10:00-11:00"}],
        "demand": [row("10:30-15:00", min=1)],
    },
    "hourly leave on the second day of a night": {
        **DN, "leave": [{"who": "A", "first": "2026-10-02", "part": "hours", "hours": "01:00-02:00"}],
        "history": "B = .", "demand": [row("00:30-06:00", "fri", min=1)],
    },
    "two posts": {**TWO, "width": 1, "posts": ["desk", "gate"], "demand": [row(post="gate", min=1), row(max=1)]},
    "a post out of scope": {**TWO, "width": 1, "posts": ["desk", "gate"], "for": {"post": ["gate"]},
                            "demand": [row(post="gate", min=1), row(post="desk", min=2), row(target=1)],
                            "params": ALL},
    "skill, grade and rank": {
        **TWO, "width": 1, "shifts": {"D": "09:00-18:00", "E": "07:00-13:00"},
        "staff": [{"id": "A", "skills": ["english"], "grade": "senior"}, {"id": "B", "rank": "leader"}, "C"],
        "demand": [row(skill="english", min=1), row("08:00-10:00", rank="leader", max=0),
                   row("12:00-14:00", grade="senior", min=1)],
    },
    "heads on a shift": {
        **TWO, "width": 1, "posts": ["desk", "gate"],
        "shifts": {"D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}, "E": "09:00-18:00"},
        "leave": [{"who": "A", "first": "2026-10-01", "part": "first-half"}],
        "demand": [row(None, shift="D", min=1), row(None, shift="E", post="gate", max=1, target=1)], "params": ALL,
    },
    "kinds of days": {
        **TWO, "width": 3, "staff": ["A"], "days": {"2026-10-01": "holiday", "2026-10-02": "campaign"},
        "demand": [row(min=0), row("09:00-10:00", "holiday", min=1), row("09:00-19:00", "campaign", max=0),
                   row("12:00-13:00", "2026-10-03", min=1)],
    },
    "valid from the second day": {**DN, "valid_from": "2026-10-02", "history": "A = .",
                                  "demand": [row("22:00-02:00", min=1)]},
    "only one team": {**TWO, "staff": [{"id": "A", "team": "x"}, {"id": "B", "team": "y"}], "width": 2,
                      "for": {"team": ["x"]}, "demand": [row("09:00-10:00", min=1)]},
    "overlapping shifts": {**DN, "staff": ["A"], "width": 3, "shifts": {"N": "20:00-08:00", "E": "06:00-14:00"},
                           "history": "A = .", "demand": [row("05:00-09:00", max=1)]},
    "spring forward": {**DN, "first": "2026-03-28", "zone": "Europe/Berlin", "history": "A = N",
                       "demand": [row("23:00-05:00", min=1)]},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=400)


def test_many_people_are_counted_by_one_variable() -> None:
    """From a few people on the port counts them by a variable; both readings must not notice."""
    example = {**TWO, "width": 1, "staff": list("ABCDEFG"), "demand": [row(min=2, target=5, max=6)], "params": ALL}
    case, _ = read(example, use_of(RULE, example))
    agree.hard(case)
    agree.soft(case)


def findings(example: Table) -> list[tuple[str, int, dict[str, object]]]:
    case, roster = read(example, use_of(RULE, example))
    return [(f.code, f.size, dict(f.values)) for f in judge(RosterIndex(case, roster))]


def test_a_row_that_nobody_can_fill_is_a_breach() -> None:
    example = {**TWO, "demand": [row("09:00-10:00", skill="french", min=2)], "roster": "A = D"}
    told = {"from": "09:00", "to": "10:00", "what": ("french",), "skill": "french", "need": 2, "have": 0}
    assert findings(example) == [("short", 120, told)] * 2
    case, _ = read(example, use_of(RULE, example))
    assert agree.fixed_cost(case, (0, 0, 0, 0)) is None


def test_an_empty_roster_and_no_members() -> None:
    example = {**TWO, "width": 1, "demand": [row(min=1)], "for": {"team": ["nobody"]}}
    assert [size for _, size, _ in findings(example)] == [540]


def test_a_new_shortage_is_a_new_finding() -> None:
    example = {
        **TWO,
        "shifts": {"D": "09:00-12:00", "E": "10:00-12:00"},
        "demand": [row("08:00-12:00", min=2)],
        "roster": "A = D\nB = E",
    }
    found = findings({**example, "width": 1})
    assert [(v["from"], v["to"], v["have"], size) for _, size, v in found] == [
        ("08:00", "09:00", 0, 120),
        ("09:00", "10:00", 1, 60),
    ]


def test_the_focus_narrows_the_days_not_the_people() -> None:
    example = {**TWO, "demand": [row("09:00-10:00", min=1)], "roster": "A = . .\nB = . D"}
    case, roster = read(example, use_of(RULE, example))
    index = RosterIndex(case, roster)
    assert [f.dates[0].day for f in judge(index)] == [1]
    assert judge(index, people=[0], days=[case.first + 1]) == ()
    assert [f.dates[0].day for f in judge(index, people=[0], days=[case.first])] == [1]


def test_minutes_after_the_last_midnight_are_the_next_rosters_business() -> None:
    example = {**DN, "width": 1, "history": "A = .", "demand": [row("22:00-06:00", min=1)], "roster": "A = ."}
    assert [(size, v["to"]) for _, size, v in findings(example)] == [(360, "30:00"), (120, "24:00")]
