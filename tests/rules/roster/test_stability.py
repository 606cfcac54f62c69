"""stability: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.rules.roster.stability import Params
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "stability"
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A"],
    "shifts": {"E": "06:00-14:00", "L": "14:00-22:00", "N": "22:00-06:00"},
    "width": 4,
    "params": {},
}
TWO: Table = {**BASE, "shifts": {"E": "06:00-14:00", "N": "22:00-06:00"}, "width": 5}
STARTS: Table = {**BASE, "shifts": {"E": "06:00-14:00", "F": "07:30-15:30", "G": "07:31-15:31"}}
MIDNIGHT: Table = {**BASE, "width": 3, "shifts": {"N": "23:00-07:00", "M": "00:30-08:30", "E": "06:00-14:00"}}
CASES: dict[str, Table] = {
    "codes": BASE,
    "codes, neighbours only": {**BASE, "params": {"rest_days": 0}},
    "codes, two days off": {**TWO, "params": {"rest_days": 2}},
    "codes, more days off than the horizon has": {**TWO, "params": {"rest_days": 6}},
    "codes, carried in": {**BASE, "width": 3, "history": "A = L ."},
    "codes, carried in too long ago": {**BASE, "width": 3, "history": "A = L . .", "params": {"rest_days": 1}},
    "codes, carried in, just near enough": {**BASE, "width": 3, "history": "A = L . .", "params": {"rest_days": 2}},
    "codes, changed in history": {**BASE, "width": 3, "history": "A = N E"},
    "codes, several carried in": {**BASE, "width": 2, "history": "A = E+L"},
    "codes at two posts": {**TWO, "width": 3, "posts": ["desk", "gate"]},
    "starts": {**STARTS, "params": {"of": "start"}},
    "starts, exactly as far apart": {**STARTS, "params": {"of": "start", "minutes": 90}},
    "starts, more": {**STARTS, "width": 3, "params": {"of": "start", "minutes": 89}},
    "starts across midnight": {**MIDNIGHT, "params": {"of": "start", "minutes": 90}},
    "starts across midnight, too far": {**MIDNIGHT, "params": {"of": "start", "minutes": 89}},
    "starts half a day apart": {
        **MIDNIGHT,
        "shifts": {"A": "06:00-08:00", "B": "18:00-20:00", "C": "12:00-14:00"},
        "params": {"of": "start", "minutes": 719},
    },
    "starts of several carried in": {
        **STARTS,
        "width": 2,
        "history": "A = E+N",
        "shifts": {**STARTS["shifts"], "N": "22:00-06:00"},
        "params": {"of": "start", "minutes": 90},
    },
    "nights": {**BASE, "params": {"of": "night"}},
    "nights, several carried in": {**BASE, "width": 3, "history": "A = E+N", "params": {"of": "night"}},
    "nights stated": {
        **BASE,
        "width": 3,
        "shifts": {"E": "06:00-14:00", "X": {"time": "06:00-14:00", "night": True}},
        "params": {"of": "night"},
    },
    "valid from the third day": {**TWO, "valid_from": "2026-10-03"},
    "leave is a day off": {**TWO, "width": 4, "leave": [{"who": "A", "first": "2026-10-02"}]},
    "only one of two people": {**TWO, "width": 2, "staff": ["A", "B"], "for": {"employee": ["B"]}},
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=250)


def test_readings_agree_until_the_rule_ends() -> None:
    case, _ = read(TWO, replace(use_of(RULE, TWO), valid_until=date(2026, 10, 3)))
    agree.hard(case)
    agree.soft(case, limit=250)


def test_changes_by_hand() -> None:
    """E→L overnight, L→E after one day off; E→L after two days off is free, and nothing follows the last."""
    table = {**BASE, "roster": "A = E E L . E . . L"}
    case, stated = read(table, use_of(RULE, table))
    found = judge(RosterIndex(case, stated))
    assert [(f.code, f.size, [on.day for on in f.dates]) for f in found] == [("shift", 1, [3]), ("shift", 1, [5])]
    assert found[0].values == {"before": date(2026, 10, 2), "earlier": ("E",), "later": ("L",)}


@pytest.mark.parametrize(("of", "found"), [("shift", [2, 3]), ("start", [3]), ("night", [2])])
def test_several_on_a_date(of: str, found: list[int]) -> None:
    """E and N together begin at 06:00 and are a night; then E alone; then L at 14:00."""
    table = {**BASE, "roster": "A = N+E E L", "params": {"of": of}}
    case, stated = read(table, use_of(RULE, table))
    assert [on.day for finding in judge(RosterIndex(case, stated)) for on in finding.dates] == found


@pytest.mark.parametrize("stated", [{"minutes": 30}, {"of": "night", "minutes": 1}, {"rest_days": 7}, {"of": "post"}])
def test_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Params.model_validate(stated)
