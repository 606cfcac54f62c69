"""mentor-pairing: both readings over all small rosters."""

from __future__ import annotations

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "mentor-pairing"
OLD = {"id": "M", "employed_from": "2026-01-01"}
NEW = {"id": "B", "employed_from": "2026-09-25"}
BASE: Table = {
    "first": "2026-10-01",
    "staff": [OLD, NEW],
    "shifts": {"D": "09:00-18:00", "L": "12:00-20:00"},
    "width": 2,
    "params": {},
}
NIGHTS: Table = {**BASE, "shifts": {"N": "20:00-08:00", "D": "07:00-15:00"}}
SHIFT = {"beside": "shift"}


def staff(*since: str) -> list[Table]:
    """A … in the order of their first days."""
    return [{"id": name, "employed_from": on} for name, on in zip("ABCDEF", since, strict=False)]


CASES: dict[str, Table] = {
    "minutes": BASE,
    "shift": {**BASE, "params": SHIFT},
    # employed for 1 and 2 days on the two dates: the second is the first after training
    "first day beside": {**BASE, "staff": [OLD, *staff("2026-09-30")], "params": {"training": 2}},
    "last day beside": {**BASE, "staff": [OLD, *staff("2026-09-25")], "params": {"training": 3, "days": 4, **SHIFT}},
    "last day beside, in minutes": {**BASE, "staff": [OLD, *staff("2026-09-25")],
                                    "params": {"training": 3, "days": 4}},
    # 30 days of service on 1 October, 31 on the second
    "service just enough": {**BASE, "staff": staff("2026-09-01", "2026-09-20"), "params": {"service": 31}},
    "service just enough for the shift": {
        **BASE, "staff": staff("2026-09-01", "2026-09-20"), "params": {"service": 31, **SHIFT},
    },
    "nobody mentors before his own time is over": {
        **BASE, "staff": staff("2026-09-15", "2026-09-25"), "params": {"service": 0, "days": 14, "training": 3},
    },
    "nor for a shift": {
        **BASE, "staff": staff("2026-09-15", "2026-09-25"),
        "params": {"service": 0, "days": 14, "training": 3, **SHIFT},
    },
    "grade": {**BASE, "staff": [{**OLD, "grade": "senior"}, {"id": "C", "grade": "junior"}, NEW], "width": 1,
              "params": {"grades": ["senior"]}},
    "rank": {**BASE, "staff": [{**OLD, "rank": "leader"}, {"id": "C", "rank": "agent"}, NEW], "width": 1,
             "params": {"ranks": ["leader", "middle"], **SHIFT}},
    "rank and grade": {**BASE, "width": 1, "staff": [
        {**OLD, "rank": "leader", "grade": "senior"}, {"id": "C", "rank": "leader"}, NEW],
        "params": {"ranks": ["leader"], "grades": ["senior"]}},
    "nobody knows since when": {**BASE, "staff": ["A", NEW]},
    "one for each": {**BASE, "staff": [OLD, *staff("2026-09-25", "2026-09-26")], "width": 1},
    "two for each": {**BASE, "staff": [OLD, *staff("2026-09-25", "2026-09-26", "2026-09-24")], "width": 1,
                     "params": {"each": 2, **SHIFT}},
    "two for each at every minute": {**BASE, "staff": [OLD, *staff("2026-09-25", "2026-09-26", "2026-09-24")],
                                     "width": 1, "params": {"each": 2}},
    "two posts": {**BASE, "posts": ["desk", "gate"], "shifts": {"D": "09:00-18:00"}},
    "two posts, shift": {**BASE, "posts": ["desk", "gate"], "shifts": {"D": "09:00-18:00"}, "params": SHIFT},
    "one of two posts": {**BASE, "posts": ["desk", "gate"], "width": 1, "for": {"post": ["gate"]}},
    "one of two posts, shift": {**BASE, "posts": ["desk", "gate"], "width": 1, "for": {"post": ["gate"]},
                                "params": SHIFT},
    "nights": NIGHTS,
    "nights, mentor carried in": {**NIGHTS, "history": "M = N\nB = ."},
    "nights, mentor carried in at another post": {
        **NIGHTS, "width": 1, "posts": ["desk", "gate"], "history": "M = N/gate\nB = .",
        "shifts": {"N": "20:00-08:00", "E": "06:00-08:00"},
    },
    "nights, mentor of two carried in": {
        **NIGHTS, "width": 1, "staff": [OLD, *staff("2026-09-25", "2026-09-26", "2026-09-24")],
        "history": "M = N", "shifts": {"E": "06:00-08:00", "N": "20:00-08:00"}, "params": {"each": 2},
    },
    "nights, two shifts carried in": {**NIGHTS, "history": "M = D+N\nB = ."},
    "nights, new hire carried in": {**NIGHTS, "width": 1, "history": "M = .\nB = N"},
    "mentor carried in, not yet for long": {**NIGHTS, "staff": staff("2026-09-01", "2026-09-20"), "history": "A = N",
                                            "params": {"service": 30}},
    "last night": {**NIGHTS, "width": 1, "shifts": {"N": "20:00-08:00", "M": "20:00-02:00"}},
    "training begins in the night": {**NIGHTS, "staff": [OLD, *staff("2026-09-30")],
                                     "params": {"training": 1, "days": 1}},
    "valid from the second day": {**NIGHTS, "valid_from": "2026-10-02"},
    "valid from the second day, shift": {**BASE, "valid_from": "2026-10-02", "params": SHIFT},
    "leave": {**BASE, "width": 1,
              "leave": [{"who": "M", "first": "2026-10-01", "part": "hours", "hours": "13:00-14:00"}]},
    "meals": {**BASE, "width": 1, "shifts": {"D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]},
                                             "E": {"time": "09:00-18:00", "meals": ["11:00-14:00/60"]}}},
    "one team": {**BASE, "staff": [OLD, {**NEW, "team": "x"}, {"id": "C", "employed_from": "2026-09-26"}], "width": 1,
                 "for": {"team": ["x"]}},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=150)


def test_who_is_alone_when_is_told() -> None:
    example: Table = {**BASE, "width": 1, "roster": "M = D\nB = L"}
    case, roster = read(example, use_of(RULE, example))
    (found,) = judge(RosterIndex(case, roster))
    assert (found.code, found.employees, found.size) == ("alone", ("B",), 120)
    assert dict(found.values) == {"post": "desk", "from": "18:00", "to": "20:00", "over": 1}


def test_the_days_of_the_focus_are_judged() -> None:
    example: Table = {**BASE, "roster": "B = D L"}
    case, roster = read(example, use_of(RULE, example))
    index = RosterIndex(case, roster)
    assert [f.size for f in judge(index)] == [540, 480]
    assert [f.size for f in judge(index, people=[0], days=[case.first + 1])] == [480]
