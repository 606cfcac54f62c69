"""min-work-run: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "min-work-run"
BASE: Table = {"first": "2026-10-01", "staff": ["A"], "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"}, "width": 5}
PLAIN: Table = {**BASE, "shifts": {"D": "09:00-18:00"}, "width": 7}
CASES: dict[str, Table] = {
    "two": {**BASE, "params": {"days": 2}},
    "three": {**PLAIN, "params": {"days": 3}},
    "as long as the horizon allows": {**PLAIN, "width": 6, "params": {"days": 5}},
    "nothing known before": {**BASE, "width": 4, "params": {"days": 4}},
    "a day off known before": {**BASE, "history": "A = .", "width": 4, "params": {"days": 3}},
    "carried in": {**BASE, "history": "A = . D", "width": 4, "params": {"days": 3}},
    "carried in, just long enough": {**PLAIN, "history": "A = . D D", "params": {"days": 2}},
    "carried in from what is not known": {**PLAIN, "history": "A = D", "params": {"days": 3}},
    "short in history alone": {**PLAIN, "history": "A = . D .", "params": {"days": 2}},
    "several on a date carried in": {**PLAIN, "history": "A = . D+D", "params": {"days": 3}},
    "leave before and after": {
        **PLAIN,
        "leave": [{"who": "A", "first": "2026-10-02"}, {"who": "A", "first": "2026-10-06"}],
        "params": {"days": 3},
    },
    "leave on the last day known before": {
        **PLAIN,
        "history": "A = . .",
        "leave": [{"who": "A", "first": "2026-09-30"}],
        "params": {"days": 2},
    },
    "half a day of leave is no leave": {
        **PLAIN,
        "leave": [{"who": "A", "first": "2026-10-04", "part": "first-half"}],
        "params": {"days": 2},
    },
    "employed inside": {
        **PLAIN,
        "staff": [{"id": "A", "employed_from": "2026-10-02", "employed_until": "2026-10-05"}],
        "params": {"days": 3},
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
        ("A = D . . . . .", []),  # may have begun earlier
        ("A = . . . . . D", []),  # may go on
        ("A = . D . . . .", [2]),
        ("A = . . D D . .", [1]),
        ("A = . D D D . .", []),
        ("A = . D . D . D", [2, 2]),
    ],
)
def test_runs_by_hand(roster: str, sizes: list[int]) -> None:
    table = {**PLAIN, "params": {"days": 3}, "roster": roster, "width": 6}
    case, stated = read(table, use_of(RULE, table))
    assert [finding.size for finding in judge(RosterIndex(case, stated))] == sizes


def test_focus_finds_what_a_change_beside_the_run_breaks() -> None:
    """A swap that takes 2 October away leaves the 3rd alone; one that takes the 4th away does too."""
    table = {**PLAIN, "params": {"days": 2}, "roster": "A = D . D . . .", "history": "A = D"}
    case, stated = read(table, use_of(RULE, table))
    index = RosterIndex(case, stated)
    assert [len(judge(index, days=[day])) for day in case.days] == [0, 1, 1, 1, 0, 0, 0]
