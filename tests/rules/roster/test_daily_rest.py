"""daily-rest: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "daily-rest"
# from the end of L to the beginning of D are exactly eleven hours, from that of N to that of L eight
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A"],
    "shifts": {"D": "09:00-18:00", "L": "14:00-22:00", "N": "22:00-06:00"},
    "width": 4,
}
LONG: Table = {**BASE, "shifts": {"W": "08:00-48:00", "D": "00:00-08:00", "E": "11:00-20:00"}}
CASES: dict[str, Table] = {
    "exactly eleven hours are enough": {**BASE, "params": {"hours": 11}},
    "twelve are an hour more": {**BASE, "params": {"hours": 12}},
    "a minute short is an hour begun": {**BASE, "shifts": {**BASE["shifts"], "D": "08:59-18:00"}},
    "an hour and a minute short are two": {**BASE, "shifts": {**BASE["shifts"], "D": "07:59-18:00"}},
    "carried in": {**BASE, "history": "A = D . N", "width": 3},
    "carried in, too short before the horizon": {**BASE, "history": "A = N D L", "width": 3, "params": {"hours": 12}},
    "carried in from a shift no longer worked": {
        **BASE,
        "width": 3,
        "shifts": {**BASE["shifts"], "X": {"time": "12:00-24:00", "posts": []}},
        "history": "A = X",
    },
    "two assignments carried in on one date": {**BASE, "width": 3, "history": "A = D+L", "params": {"hours": 12}},
    "nothing known": {**BASE, "shifts": {"M": "00:00-08:00", "L": "14:00-22:00"}, "params": {"hours": 16}},
    "longer than a day": {**LONG, "params": {"hours": 11}},
    "longer than a day, exactly": {
        **LONG,
        "shifts": {"W": "08:00-45:00", "D": "08:00-16:00"},
        "params": {"hours": 11},
    },
    "longer than a day, carried in two days ago": {**LONG, "width": 3, "history": "A = W .", "params": {"hours": 11}},
    "a whole day": {**LONG, "params": {"hours": 24}},
    "split shifts": {**BASE, "shifts": {"S": "08:00-11:00;17:00-21:00", "D": "09:00-18:00"}, "params": {"hours": 12}},
    "two posts": {**BASE, "width": 3, "posts": ["desk", "gate"], "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"}},
    "the clocks go forward": {**BASE, "first": "2026-03-27", "zone": "Europe/Berlin"},
    "the clocks go back": {**BASE, "first": "2026-10-23", "zone": "Europe/Berlin", "params": {"hours": 12}},
    "the clocks go forward between dates two apart": {
        **LONG,
        "first": "2026-03-27",
        "zone": "Europe/Berlin",
        "width": 3,
        "params": {"hours": 24},
    },
    "valid from the third day": {**BASE, "valid_from": "2026-10-03"},
    "leave does not matter": {
        **BASE,
        "width": 3,
        "leave": [{"who": "A", "first": "2026-10-02", "part": "first-half"}],
    },
    "only one of two people": {
        **BASE,
        "staff": ["A", "B"],
        "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"},
        "width": 3,
        "for": {"employee": ["B"]},
        "params": {"hours": 15},
    },
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case)


def test_an_overlap_lacks_more_than_the_hours() -> None:
    table = {**LONG, "params": {"hours": 11}, "roster": "A = W E"}
    case, roster = read(table, use_of(RULE, table))
    (finding,) = judge(RosterIndex(case, roster))
    assert finding.size == 11 + 13
    assert finding.values["rest"] == "0:00"


@pytest.mark.parametrize(("day", "found"), [(1, 0), (2, 1), (3, 1), (4, 1), (5, 0)])
def test_a_swap_is_judged_with_the_rest_on_either_side(day: int, found: int) -> None:
    table = {**LONG, "width": 6, "params": {"hours": 11}, "roster": "A = . . W . D ."}
    case, roster = read(table, use_of(RULE, table))
    assert len(judge(RosterIndex(case, roster), people=[0], days=[case.first + day])) == found


def test_readings_agree_until_the_rule_ends() -> None:
    table = {**BASE, "params": {"hours": 11}}
    use = replace(use_of(RULE, table), valid_until=date(2026, 10, 3))
    case, _ = read(table, use)
    agree.hard(case)
    agree.soft(case)
