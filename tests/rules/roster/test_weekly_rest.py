"""weekly-rest: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "weekly-rest"
# Thursday to Sunday, with the week's first three days carried in
BASE: Table = {
    "first": "2026-10-08",
    "staff": ["A"],
    "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"},
    "history": "A = D . N",
    "width": 4,
}
BUSY: Table = {**BASE, "history": "A = D D N"}
BUSY_DAYS: Table = {**BASE, "history": "A = D D D"}
ROLLING: Table = {**BUSY, "history": "A = D . D D N"}
DAYS: dict[str, Table] = {
    "one": {**BUSY, "params": {"days": 1}},
    "two, one carried in": {**BASE, "params": {"days": 2}},
    "all that is left": {**BASE, "params": {"days": 5}},
    "more than is left": {**BUSY, "params": {"days": 6}},
    "a week to come": {**BASE, "first": "2026-10-05", "width": 5, "history": "", "params": {"days": 4}},
    "nothing known": {**BASE, "history": "", "params": {"days": 5}},
    "two weeks": {**BUSY, "first": "2026-10-09", "width": 6, "params": {"days": 4}},
    "the week begins on Saturday": {**BUSY, "week_start": 5, "params": {"days": 3}},
    "the week begins on the second day": {**BUSY, "week_start": 4, "params": {"days": 6}},
    "valid from inside the week": {**BASE, "valid_from": "2026-10-10", "params": {"days": 3}},
    "valid from the next week": {**BUSY, "first": "2026-10-10", "valid_from": "2026-10-12", "params": {"days": 6}},
    "leave counts": {**BUSY, "params": {"days": 2}, "leave": [{"who": "A", "first": "2026-10-09"}]},
    "leave does not count": {
        **BUSY,
        "params": {"days": 2, "leave_counts": False},
        "leave": [{"who": "A", "first": "2026-10-09"}],
    },
    "leave does not count, and leaves too few": {
        **BASE,
        "params": {"days": 3, "leave_counts": False},
        "leave": [{"who": "A", "first": "2026-10-06", "last": "2026-10-10"}],
    },
    "leave after the end does not count": {
        **BASE,
        "width": 3,
        "params": {"days": 3, "leave_counts": False},
        "leave": [{"who": "A", "first": "2026-10-11"}],
    },
    "two posts": {**BUSY, "width": 4, "posts": ["desk", "gate"], "params": {"days": 2}},
    "only one of two people": {
        **BUSY,
        "width": 4,
        "staff": ["A", "B"],
        "shifts": {"D": "09:00-18:00"},
        "history": "A = D D D\nB = . D D",
        "for": {"employee": ["B"]},
        "params": {"days": 2},
    },
    "rolling": {**ROLLING, "params": {"days": 1, "window": "rolling"}},
    "rolling, two": {**ROLLING, "params": {"days": 2, "window": "rolling"}},
    "rolling, with more than is left": {
        **BUSY,
        "history": "A = D D D D D",
        "params": {"days": 4, "window": "rolling"},
    },
    "rolling, past the end": {**BASE, "history": "", "params": {"days": 4, "window": "rolling"}},
    "rolling, six": {**BASE, "history": "", "width": 3, "params": {"days": 6, "window": "rolling"}},
    "rolling, longer than a week": {
        **BASE,
        "history": "A = D",
        "shifts": {"D": "09:00-18:00"},
        "width": 9,
        "params": {"days": 1, "window": "rolling"},
    },
    "rolling, valid from the third day": {
        **ROLLING,
        "valid_from": "2026-10-10",
        "params": {"days": 2, "window": "rolling"},
    },
    "rolling, leave does not count": {
        **ROLLING,
        "params": {"days": 1, "window": "rolling", "leave_counts": False},
        "leave": [{"who": "A", "first": "2026-10-04"}, {"who": "A", "first": "2026-10-11", "last": "2026-10-12"}],
    },
}
# from the end of M on Saturday to the week's are 36 hours; between two D with a day off 39; from a D to the next N 28
HOURS: dict[str, Table] = {
    "exactly to the week's end": {
        **BUSY_DAYS,
        "shifts": {"D": "09:00-18:00", "M": "06:00-12:00"},
        "params": {"hours": 36},
    },
    "a minute too long": {**BUSY_DAYS, "shifts": {"D": "09:00-18:00", "M": "06:00-12:01"}, "params": {"hours": 36}},
    "exactly between two shifts": {**BUSY, "params": {"hours": 39}},
    "an hour more than between two shifts": {**BUSY, "params": {"hours": 40}},
    "from one night's end to the next night": {
        **BASE,
        "history": "A = N N N",
        "shifts": {"N": "22:00-06:00"},
        "params": {"hours": 40},
    },
    "the night before the week": {
        **BASE,
        "first": "2026-10-05",
        "history": "A = N",
        "shifts": {"N": {"time": "22:00-06:00", "posts": []}, "E": "18:00-24:00"},
        "width": 7,
        "params": {"hours": 36},
    },
    "a night out of the week does not shorten it": {**BUSY_DAYS, "params": {"hours": 28}},
    "the night before the next week": {
        **BUSY,
        "first": "2026-10-10",
        "history": "A = D D D . D",
        "width": 4,
        "params": {"hours": 162},
    },
    "the night before the next week, too late": {
        **BUSY,
        "first": "2026-10-10",
        "history": "A = D D D . D",
        "width": 4,
        "params": {"hours": 163},
    },
    "no longer to be had": {**BUSY, "first": "2026-10-10", "history": "A = D D D D N", "params": {"hours": 140}},
    "only just to be had": {**BUSY, "first": "2026-10-10", "history": "A = D D D D N", "params": {"hours": 42}},
    "had before the horizon": {**BASE, "history": "A = . D N", "valid_from": "2026-10-11", "params": {"hours": 48}},
    "almost had before the horizon": {**BASE, "history": "A = . D N", "params": {"hours": 34}},
    "a day at the week's beginning": {**BASE, "first": "2026-10-12", "history": "A = N", "params": {"hours": 140}},
    "nothing known": {**BASE, "history": "", "params": {"hours": 82}},
    "the whole week": {**BASE, "first": "2026-10-12", "history": "A = .", "width": 3, "params": {"hours": 168}},
    "the whole week, unless the night before": {
        **BASE,
        "first": "2026-10-11",
        "history": "",
        "width": 3,
        "params": {"hours": 168},
    },
    "longer than a day": {
        **BUSY_DAYS,
        "shifts": {"W": "08:00-48:00", "D": "00:00-09:00"},
        "params": {"hours": 24},
    },
    "a short one inside a long one": {
        **BUSY,
        "shifts": {"W": "08:00-48:00", "D": "10:00-14:00"},
        "history": "A = D W D",
        "params": {"hours": 29},
    },
    "split shifts are one stretch": {
        **BUSY_DAYS,
        "width": 3,
        "first": "2026-10-09",
        "history": "A = S S S S",
        "shifts": {"S": "08:00-08:30;20:30-21:00", "D": "09:00-18:00"},
        "params": {"hours": 12},
    },
    "leave is rest": {**BUSY, "params": {"hours": 39}, "leave": [{"who": "A", "first": "2026-10-10"}]},
    "two on one date carried in": {**BUSY, "history": "A = D D D+N", "params": {"hours": 39}},
    "the clocks go back on Sunday": {
        **BUSY_DAYS,
        "first": "2026-10-22",
        "zone": "Europe/Berlin",
        "shifts": {"D": "09:00-18:00", "M": "06:00-12:00"},
        "params": {"hours": 37},
    },
    "the clocks go forward on Sunday": {
        **BUSY_DAYS,
        "first": "2026-03-26",
        "zone": "Europe/Berlin",
        "shifts": {"D": "09:00-18:00", "M": "06:00-12:00"},
        "params": {"hours": 36},
    },
    "two weeks": {**BUSY, "first": "2026-10-10", "width": 5, "history": "A = D D D D D", "params": {"hours": 111}},
    "rolling": {**ROLLING, "params": {"hours": 39, "window": "rolling"}},
    "rolling, past the end": {**BASE, "history": "", "params": {"hours": 100, "window": "rolling"}},
    "rolling, valid from the third day": {
        **ROLLING,
        "valid_from": "2026-10-10",
        "params": {"hours": 40, "window": "rolling"},
    },
    "rolling, longer than a week": {
        **BASE,
        "history": "A = D",
        "shifts": {"D": "09:00-18:00"},
        "width": 8,
        "params": {"hours": 40, "window": "rolling"},
    },
    "many kinds": {
        **BUSY,
        "width": 3,
        "first": "2026-10-09",
        "history": "A = D D L N",
        "shifts": {
            "D": "09:00-18:00",
            "E": "07:00-15:00",
            "L": "14:00-22:00",
            "N": "22:00-06:00",
            "M": "06:00-12:00",
        },
        "params": {"hours": 33},
    },
    "only one of two people": {
        **BUSY,
        "staff": ["A", "B"],
        "first": "2026-10-09",
        "width": 3,
        "shifts": {"D": "09:00-18:00"},
        "history": "A = D D D D\nB = D D D D",
        "for": {"employee": ["B"]},
        "params": {"hours": 39},
    },
}


@pytest.mark.parametrize("name", DAYS)
def test_readings_agree_on_days(name: str) -> None:
    case, _ = read(DAYS[name], use_of(RULE, DAYS[name]))
    agree.hard(case)
    agree.soft(case)


@pytest.mark.parametrize("name", HOURS)
def test_readings_agree_on_hours(name: str) -> None:
    case, _ = read(HOURS[name], use_of(RULE, HOURS[name]))
    agree.hard(case)
    agree.soft(case)


def test_two_assignments_on_one_date_are_one_stretch() -> None:
    table = {
        "first": "2026-10-05",
        "staff": ["A"],
        "shifts": {"D": "09:00-18:00", "E": "19:00-24:00"},
        "params": {"hours": 39},
        "roster": "A = D D D D D+E . D",
    }
    case, roster = read(table, use_of(RULE, table))
    (finding,) = judge(RosterIndex(case, roster))
    assert finding.values["longest"] == "33:00"
    days = {**table, "params": {"days": 2}}
    case, roster = read(days, use_of(RULE, days))
    (finding,) = judge(RosterIndex(case, roster))
    assert (finding.size, finding.values["rest"], finding.values["due"]) == (1, 1, 2)


@pytest.mark.parametrize("params", [{"hours": 168}, {"days": 6, "leave_counts": False}])
@pytest.mark.parametrize("scope", [{"for": {"employee": ["nobody"]}}, {"valid_from": "2027-01-01"}])
def test_nothing_is_judged_outside_the_scope(params: Table, scope: Table) -> None:
    table = {**BUSY, **scope, "params": params, "roster": "A = D D D D"}
    case, roster = read(table, use_of(RULE, table))
    assert judge(RosterIndex(case, roster)) == ()


def test_two_people_may_be_judged_alone() -> None:
    table = {
        **BUSY,
        "staff": ["A", "B", "C"],
        "history": "A = D\nB = D",
        "params": {"days": 6},
        "roster": "A = D D D D\nB = . . . D\nC = D D D D",
    }
    case, roster = read(table, use_of(RULE, table))
    found = judge(RosterIndex(case, roster), people=[1, 2])
    assert [(finding.employees, finding.size) for finding in found] == [(("B",), 1), (("C",), 3)]


@pytest.mark.parametrize("params", [{"days": 2}, {"days": 6, "window": "rolling"}, {"hours": 40}])
def test_readings_agree_until_the_rule_ends(params: Table) -> None:
    table = {**BUSY, "first": "2026-10-10", "history": "A = D D D D D", "width": 5, "params": params}
    use = replace(use_of(RULE, table), valid_until=date(2026, 10, 12))
    case, _ = read(table, use)
    agree.hard(case)
    agree.soft(case)
