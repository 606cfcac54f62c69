"""on-call: both readings over all small rosters, and the list that is made of a roster."""

from __future__ import annotations

import pytest

from rosterctl.rules.base import scope_of
from rosterctl.rules.roster import on_call
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "on-call"
D: Table = {"shifts": ["D"]}
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A"],
    "shifts": {"D": "09:00-18:00", "L": "14:00-23:00", "E": "04:59-13:00"},
    "width": 3,
    "params": D,
}
# a day off between 22:00 and 05:00 is eleven hours from D on either side
EDGE: Table = {**BASE, "shifts": {"D": "09:00-18:00", "L": "14:00-22:00", "E": "05:00-13:00"}}
LONG: Table = {**BASE, "shifts": {"D": "00:00-08:00", "X": "20:00-36:00"}, "width": 3}
CASES: dict[str, Table] = {
    "one": BASE,
    "one, just enough rest": EDGE,
    "a minute less is allowed": {**BASE, "params": {**D, "hours": 10}},
    "no rest": {**BASE, "params": {**D, "hours": 0}},
    "two of three": {**BASE, "staff": list("ABC"), "width": 1, "params": {**D, "people": 2}},
    "two people, two days": {**EDGE, "staff": list("AB"), "width": 2, "history": "A = L\nB = ."},
    "carried in": {**BASE, "width": 2, "staff": ["A", "B"], "history": "A = . L"},
    "carried in, two shifts": {**BASE, "width": 2, "staff": ["A", "B"], "history": "A = D+L"},
    "long shifts": {**LONG, "params": {**D, "hours": 24}},
    "long shifts, carried in": {**LONG, "history": "A = X .", "params": {**D, "hours": 12}},
    "long shifts, carried in, an hour more": {**LONG, "width": 2, "staff": ["A", "B"],
                                              "history": "A = X .", "params": {**D, "hours": 13}},
    "a night to come": {**BASE, "shifts": {"N": "22:00-32:00", "D": "09:00-18:00"}, "params": {"shifts": ["night"]}},
    "either": {**BASE, "params": {"shifts": ["E", "late"]}},
    "leave": {**BASE, "leave": [{"who": "A", "first": "2026-10-02", "part": "first-half"}], "staff": ["A", "B"],
              "width": 2},
    "not employed": {**BASE, "width": 2, "staff": [{"id": "A", "employed_from": "2026-10-02"}, "B"]},
    "shifts of one's own": {**BASE, "width": 2, "staff": [{"id": "A", "shifts": ["L"]}, "B"]},
    "posts": {**BASE, "width": 1, "posts": ["desk", "gate"], "staff": [{"id": "A", "posts": ["gate"]}, "B"],
              "for": {"post": ["desk"]}},
    "posts of the shift": {**BASE, "width": 1, "posts": ["desk", "gate"], "for": {"post": ["gate"]},
                           "shifts": {"D": {"time": "09:00-18:00", "posts": ["desk"]}, "E": "05:00-13:00"},
                           "params": {"shifts": ["D", "E"]}},
    "one team": {**BASE, "width": 1, "staff": [{"id": "A", "team": "x"}, {"id": "B", "team": "y"}],
                 "for": {"team": ["x"]}},
    "valid from the second day": {**BASE, "valid_from": "2026-10-02"},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=150)


def turns(example: Table, carried: dict[str, int] | None = None) -> tuple[list[str], dict[str, int]]:
    use = use_of(RULE, example)
    case, roster = read({**example, "carried": carried or {}}, use)
    index, scope = RosterIndex(case, roster), scope_of(case, use)
    assert isinstance(use.params, on_call.Params)
    found = on_call.turns(index, use.params, scope)
    assert list(found) == [d for d in case.days if scope.first <= d < scope.end]
    names = ["".join(case.employees[who].id for who in people) for people in found.values()]
    return names, on_call.carry(index, use.params, scope)


def test_turns_go_round() -> None:
    example: Table = {**BASE, "staff": list("ABC"), "roster": "A = . . . . D\nB = . . . . .\nC = . . . . ."}
    # A B C A, then A is at work
    assert turns(example) == (["A", "B", "C", "A", "B"], {"A": 1, "B": 1, "C": 0})


def test_turns_go_on_from_last_month() -> None:
    example: Table = {**BASE, "staff": list("ABC"), "roster": "A = . . .\nB = . . .\nC = . . ."}
    # C is two behind: C, C; then all have two and C has had the last one
    assert turns(example, {"A": 2, "B": 2, "gone": 7}) == (["C", "C", "A"], {"A": 1, "B": 0, "C": 0})


def test_two_a_day_and_a_day_with_too_few() -> None:
    example: Table = {**BASE, "staff": list("ABC"), "params": {**D, "people": 2},
                      "roster": "A = . . D\nB = . . D\nC = . . ."}  # fmt: skip
    assert turns(example)[0] == ["AB", "AC", "C"]


def test_of_two_who_have_been_as_often_the_one_longest_ago() -> None:
    example: Table = {**BASE, "staff": list("ABC"), "roster": "A = D . .\nB = . D D\nC = . . ."}
    # B; A; then C would be next with none, and is; so with C one ahead A and B have one each, and A's is the latest
    assert turns(example)[0] == ["B", "A", "C"]
    again: Table = {**example, "roster": "A = D . . .\nB = . D . .\nC = D D D D"}
    # B, A, then both have one: B's turn lies longer back
    assert turns(again)[0] == ["B", "A", "B", "A"]


def test_a_use_lists_its_own_days() -> None:
    example: Table = {**BASE, "staff": list("AB"), "roster": "A = . .\nB = . .", "valid_from": "2026-10-02"}
    assert turns(example) == (["A", "B"], {"A": 0, "B": 0})


def test_the_days_of_the_focus_are_judged() -> None:
    example: Table = {**BASE, "roster": "A = D D"}
    case, roster = read(example, use_of(RULE, example))
    index = RosterIndex(case, roster)
    assert len(judge(index)) == 2
    assert len(judge(index, people=[], days=[case.first + 1])) == 1
    assert len(judge(index.moved({(0, case.first + 1): ()}))) == 1
