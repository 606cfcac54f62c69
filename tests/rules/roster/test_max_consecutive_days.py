"""max-consecutive-days: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "max-consecutive-days"
BASE: Table = {"first": "2026-10-01", "staff": ["A"], "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"}, "width": 6}
CASES: dict[str, Table] = {
    "plain": {**BASE, "params": {"days": 3}},
    "one day": {**BASE, "params": {"days": 1}},
    "as long as the horizon less one": {**BASE, "params": {"days": 5}},
    "carried in": {**BASE, "history": "A = . D N", "params": {"days": 3}},
    "carried in beyond the limit": {**BASE, "history": "A = D D D D", "params": {"days": 3}},
    "valid from the third day": {**BASE, "valid_from": "2026-10-03", "params": {"days": 2}},
    "only one of two people": {
        **BASE,
        "staff": ["A", "B"],
        "width": 3,
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
    table = {**BASE, "history": "A = D D", "params": {"days": 2}}
    use = replace(use_of(RULE, table), valid_until=date(2026, 10, 4))
    case, _ = read(table, use)
    agree.hard(case)
    agree.soft(case)
