"""min-rest-run: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "min-rest-run"
BASE: Table = {"first": "2026-10-01", "staff": ["A"], "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"}, "width": 5}
PLAIN: Table = {**BASE, "shifts": {"D": "09:00-18:00"}, "width": 7}
LEAVE: Table = {**PLAIN, "leave": [{"who": "A", "first": "2026-10-03", "last": "2026-10-04"}]}
CASES: dict[str, Table] = {
    "two": {**BASE, "params": {"days": 2}},
    "three": {**PLAIN, "params": {"days": 3}},
    "as long as the horizon allows": {**PLAIN, "params": {"days": 5}},
    "nothing known before": {**BASE, "width": 4, "params": {"days": 2}},
    "carried in": {**BASE, "history": "A = D .", "width": 4, "params": {"days": 3}},
    "carried in, work on the last day": {**PLAIN, "history": "A = D", "params": {"days": 2}},
    "carried in, just long enough": {**PLAIN, "history": "A = D . .", "params": {"days": 2}},
    "rest from the first day known": {**PLAIN, "history": "A = . .", "params": {"days": 4}},
    "short in history alone": {**PLAIN, "history": "A = D . D", "params": {"days": 2}},
    "several on a date carried in": {**PLAIN, "history": "A = D+D .", "params": {"days": 3}},
    "leave counts": {**LEAVE, "params": {"days": 3}},
    "leave counts, and is not judged alone": {**LEAVE, "params": {"days": 4}},
    "leave does not count": {**LEAVE, "params": {"days": 2, "leave_counts": False}},
    "leave does not count, more days": {**LEAVE, "params": {"days": 3, "leave_counts": False}},
    "leave carried in": {
        **PLAIN,
        "history": "A = D . .",
        "leave": [{"who": "A", "first": "2026-09-29", "last": "2026-10-01"}],
        "params": {"days": 2, "leave_counts": False},
    },
    "two halves of leave are a day": {
        **PLAIN,
        "leave": [{"who": "A", "first": "2026-10-03", "part": part} for part in ("first-half", "second-half")],
        "params": {"days": 2, "leave_counts": False},
    },
    "valid from the fourth day": {**PLAIN, "valid_from": "2026-10-04", "params": {"days": 3}},
    "two posts": {**PLAIN, "width": 4, "posts": ["desk", "gate"], "params": {"days": 2}},
    "only one of two people": {
        **PLAIN,
        "staff": ["A", "B"],
        "width": 4,
        "for": {"employee": ["B"]},
        "params": {"days": 2},
    },
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=250)


def test_readings_agree_until_the_rule_ends() -> None:
    table = {**PLAIN, "params": {"days": 3}}
    case, _ = read(table, replace(use_of(RULE, table), valid_until=date(2026, 10, 4)))
    agree.hard(case)
    agree.soft(case, limit=250)


@pytest.mark.parametrize(
    ("roster", "sizes"),
    [
        ("A = . D D D D D", []),  # may have begun earlier
        ("A = D D D D D .", []),  # may go on
        ("A = D . D D D D", [2]),
        ("A = D . . D D D", [1]),
        ("A = D . . . D D", []),
        ("A = D . D . D .", [2, 2]),
    ],
)
def test_runs_by_hand(roster: str, sizes: list[int]) -> None:
    table = {**PLAIN, "params": {"days": 3}, "roster": roster, "width": 6}
    case, stated = read(table, use_of(RULE, table))
    assert [finding.size for finding in judge(RosterIndex(case, stated))] == sizes


def test_focus_finds_what_a_change_beside_the_run_breaks() -> None:
    table = {**PLAIN, "params": {"days": 2}, "roster": "A = D D . D D D"}
    case, stated = read(table, use_of(RULE, table))
    index = RosterIndex(case, stated)
    assert [len(judge(index, days=[day])) for day in case.days] == [0, 1, 1, 1, 0, 0, 0]
