"""night-limit: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.rules.roster.night_limit import Params
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "night-limit"
BASE: Table = {"first": "2026-10-01", "staff": ["A"], "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"}, "width": 5}
TWO_MONTHS: Table = {**BASE, "first": "2026-10-29", "width": 6}
CASES: dict[str, Table] = {
    "in a row": {**BASE, "params": {"in_a_row": 2}},
    "in a row, one": {**BASE, "params": {"in_a_row": 1}},
    "in a row, all but one of the horizon": {**BASE, "params": {"in_a_row": 4}},
    "in a row, carried in": {**BASE, "history": "A = D N", "params": {"in_a_row": 2}},
    "in a row, carried in beyond the limit": {**BASE, "history": "A = N N N", "params": {"in_a_row": 2}},
    "in a row, valid from the third day": {**BASE, "valid_from": "2026-10-03", "params": {"in_a_row": 1}},
    "per month": {**BASE, "params": {"per_month": 2}},
    "per month, none": {**BASE, "width": 3, "params": {"per_month": 0}},
    "per month, all but one of the horizon": {**BASE, "params": {"per_month": 4}},
    "per month, carried in": {**BASE, "first": "2026-10-03", "history": "A = N N D", "params": {"per_month": 2}},
    "per month, carried in beyond the limit": {
        **BASE,
        "first": "2026-10-04",
        "width": 3,
        "history": "A = N N N",
        "params": {"per_month": 2},
    },
    "per month, carried in at the limit": {
        **BASE,
        "first": "2026-10-04",
        "width": 3,
        "history": "A = N D N",
        "params": {"per_month": 2},
    },
    "per month, two months": {**TWO_MONTHS, "params": {"per_month": 2}},
    "per period, one for all": {**TWO_MONTHS, "period_start": 15, "params": {"per_month": 2, "by": "period"}},
    "per period": {
        **TWO_MONTHS,
        "first": "2026-10-23",
        "period_start": 26,
        "params": {"per_month": 2, "by": "period"},
    },
    "per period, a month's end inside": {
        **TWO_MONTHS,
        "period_start": 26,
        "history": "A = N N N D",
        "width": 4,
        "params": {"per_month": 2, "by": "period"},
    },
    "per month, valid from the next month": {**TWO_MONTHS, "valid_from": "2026-11-01", "params": {"per_month": 1}},
    "per month, valid from inside": {**BASE, "valid_from": "2026-10-04", "params": {"per_month": 1}},
    "rest after, one": {**BASE, "params": {"rest_days_after": 1}},
    "rest after, two": {**BASE, "params": {"rest_days_after": 2}},
    "rest after, three": {**BASE, "params": {"rest_days_after": 3}},
    "rest after, carried in": {**BASE, "history": "A = N N .", "params": {"rest_days_after": 3}},
    "rest after, broken before the horizon": {**BASE, "history": "A = N D", "params": {"rest_days_after": 2}},
    "rest after, valid from the third day": {**BASE, "valid_from": "2026-10-03", "params": {"rest_days_after": 2}},
    "two kinds of night": {
        **BASE,
        "width": 4,
        "shifts": {"D": "09:00-18:00", "N": "22:00-06:00", "E": {"time": "16:00-24:00", "night": True}},
        "params": {"in_a_row": 2, "rest_days_after": 1},
    },
    "nothing but nights": {**BASE, "shifts": {"N": "22:00-06:00"}, "params": {"rest_days_after": 2}},
    "a late shift of two hours is no night": {
        **BASE,
        "width": 4,
        "shifts": {"L": "15:00-24:00", "N": "22:00-06:00"},
        "params": {"in_a_row": 2, "rest_days_after": 1},
    },
    "a night and a day on one date, carried in": {
        **BASE,
        "width": 4,
        "history": "A = D+N",
        "params": {"in_a_row": 1, "per_month": 2, "rest_days_after": 1},
    },
    "two posts": {**BASE, "width": 3, "posts": ["desk", "gate"], "params": {"in_a_row": 1, "rest_days_after": 1}},
    "leave is rest": {
        **BASE,
        "width": 4,
        "leave": [{"who": "A", "first": "2026-10-02"}],
        "params": {"rest_days_after": 2},
    },
    "all three": {**BASE, "history": "A = N", "params": {"in_a_row": 2, "per_month": 3, "rest_days_after": 1}},
    "only one of two people": {
        **BASE,
        "staff": ["A", "B"],
        "width": 3,
        "for": {"employee": ["B"]},
        "params": {"in_a_row": 1, "per_month": 2, "rest_days_after": 2},
    },
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case)


def test_some_limit_must_be_stated() -> None:
    with pytest.raises(ValidationError, match="at least one"):
        Params(by="period")


def test_no_rest_after_asks_for_nothing() -> None:
    table = {**BASE, "params": {"rest_days_after": 0}, "roster": "A = N D N . N"}
    case, roster = read(table, use_of(RULE, table))
    assert judge(RosterIndex(case, roster)) == ()
    labels = tuple(case.kind_of[i.shift, i.post] for i in roster)
    assert agree.fixed_cost(case, (*labels[:3], 0, labels[3])) == 0


def test_the_later_nights_are_those_over_a_months_limit() -> None:
    table = {**BASE, "params": {"per_month": 1}, "roster": "A = D+N N D N+D"}
    case, roster = read(table, use_of(RULE, table))
    (finding,) = judge(RosterIndex(case, roster))
    assert (finding.size, [on.day for on in finding.dates]) == (2, [2, 4])
    assert finding.values["nights"] == 3


def test_readings_agree_until_the_rule_ends() -> None:
    table = {**BASE, "params": {"in_a_row": 1, "rest_days_after": 2}}
    use = replace(use_of(RULE, table), valid_until=date(2026, 10, 3))
    case, _ = read(table, use)
    agree.hard(case)
    agree.soft(case)
