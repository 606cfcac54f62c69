"""monthly-rest: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "monthly-rest"
# at the end of October, so that few days decide: 26 days of work and a rest day are carried in
OCTOBER = "A = " + "D " * 13 + ". " + "N " * 13
BASE: Table = {
    "first": "2026-10-28",
    "staff": ["A"],
    "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"},
    "history": OCTOBER,
    "width": 4,
}
# the same before the 26th, where the payroll period begins
PERIOD: Table = {**BASE, "first": "2026-10-23", "period_start": 26, "width": 5}
CASES: dict[str, Table] = {
    "one is missing yet": {**BASE, "params": {"days": 2}},
    "three are missing yet": {**BASE, "params": {"days": 4}},
    "all that is left": {**BASE, "params": {"days": 5}},
    "more than is left": {**BASE, "params": {"days": 7}},
    "the next month begins": {**BASE, "width": 6, "params": {"days": 3}},
    "both months bind": {
        **BASE,
        "first": "2026-10-29",
        "width": 7,
        "shifts": {"D": "09:00-18:00"},
        "history": "A = " + "D " * 28,
        "params": {"days": 2},
        "leave": [{"who": "A", "first": "2026-11-04", "last": "2026-11-29"}],
    },
    "days to come": {**BASE, "width": 3, "params": {"days": 4}},
    "unknown days are rest": {**BASE, "history": "A = " + "D " * 24, "params": {"days": 5}},
    "nothing known": {
        **BASE,
        "first": "2026-10-01",
        "history": "",
        "params": {"days": 3},
        "leave": [{"who": "A", "first": "2026-10-05", "last": "2026-10-31"}],
    },
    "nothing known, a month all but over": {
        **BASE,
        "first": "2026-10-17",
        "history": "",
        "width": 10,
        "shifts": {"D": "09:00-18:00"},
        "leave": [{"who": "A", "first": "2026-10-01", "last": "2026-10-15"}],
        "params": {"days": 10},
    },
    "leave does not count": {**BASE, "params": {"days": 3}, "leave": [{"who": "A", "first": "2026-10-29"}]},
    "leave counts": {
        **BASE,
        "params": {"days": 3, "leave_counts": True},
        "leave": [{"who": "A", "first": "2026-10-29"}],
    },
    "leave carried in": {**BASE, "params": {"days": 2}, "leave": [{"who": "A", "first": "2026-10-14"}]},
    "leave leaves too few": {
        **BASE,
        "params": {"days": 4},
        "leave": [{"who": "A", "first": "2026-10-28", "last": "2026-10-30"}],
    },
    "leave after the end": {
        **BASE,
        "width": 3,
        "params": {"days": 3},
        "leave": [{"who": "A", "first": "2026-10-31", "last": "2026-11-05"}],
    },
    "leave that is not whole, or not approved": {
        **BASE,
        "params": {"days": 3},
        "leave": [
            {"who": "A", "first": "2026-10-28", "part": "first-half"},
            {"who": "A", "first": "2026-10-29", "part": "hours", "hours": "09:00-12:00"},
            {"who": "A", "first": "2026-10-30", "status": "filed"},
        ],
    },
    "period": {**PERIOD, "params": {"days": 3, "by": "period"}},
    "period, with more than is left": {**PERIOD, "params": {"days": 6, "by": "period"}},
    "a calendar month across the periods": {**PERIOD, "params": {"days": 14}},
    "valid from inside the month": {**BASE, "valid_from": "2026-10-30", "params": {"days": 3}},
    "employed from inside the month": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-14"}],
        "history": "A = " + "D " * 13,
        "params": {"days": 15},
    },
    "valid from the next period": {
        **PERIOD,
        "first": "2026-10-25",
        "width": 4,
        "history": "A = D",
        "valid_from": "2026-10-26",
        "params": {"days": 2, "by": "period"},
        "leave": [{"who": "A", "first": "2026-10-29", "last": "2026-11-25"}],
    },
    "two posts": {**BASE, "posts": ["desk", "gate"], "width": 3, "first": "2026-10-29", "params": {"days": 3}},
    "two on one date carried in": {**BASE, "history": "A = D+N " + "D " * 26, "params": {"days": 2}},
    "only one of two people": {
        **BASE,
        "first": "2026-10-29",
        "width": 3,
        "staff": ["A", "B"],
        "history": OCTOBER + "N\n" + OCTOBER.replace("A", "B") + "N",
        "for": {"employee": ["B"]},
        "params": {"days": 2},
    },
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case)


def test_readings_agree_until_the_rule_ends() -> None:
    table = {**BASE, "first": "2026-10-29", "width": 5, "params": {"days": 3, "by": "month"}}
    use = replace(use_of(RULE, table), valid_until=date(2026, 11, 1))
    case, _ = read(table, use)
    agree.hard(case)
    agree.soft(case)
