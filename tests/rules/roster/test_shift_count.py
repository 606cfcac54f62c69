"""shift-count: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.rules.roster.shift_count import Params
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "shift-count"
LATE = {"shifts": ["late"], "per": "week"}
# Wednesday to Sunday, the last days of a calendar week
BASE: Table = {
    "first": "2026-10-07",
    "staff": ["A"],
    "shifts": {"E": "06:00-14:00", "L": "14:00-22:00"},
    "width": 5,
    "history": "A = E E",
}
MONTHS: Table = {**BASE, "first": "2026-10-29", "width": 6, "history": ""}
DAYS_OF_OCTOBER = "A = " + ". " * 26


def late(**bounds: int) -> dict[str, Any]:
    return {**LATE, **bounds}


CASES: dict[str, Table] = {
    "most": {**BASE, "params": late(most=2)},
    "none at all": {**BASE, "width": 3, "params": late(most=0)},
    "all but one of the horizon": {**BASE, "params": late(most=4)},
    "least": {**BASE, "params": late(least=2)},
    "least, all of the horizon": {**BASE, "width": 5, "params": late(least=5)},
    "least and most": {**BASE, "params": late(least=1, most=2)},
    "exactly": {**BASE, "params": late(least=2, most=2)},
    "carried in": {**BASE, "history": "A = L E", "params": late(least=3, most=3)},
    "carried in, beyond the most": {**BASE, "width": 3, "history": "A = L L", "params": late(most=1)},
    "carried in, at the most": {**BASE, "width": 3, "history": "A = L L", "params": late(most=2)},
    "carried in, two codes on a date": {**BASE, "history": "A = E+L L+M", "params": late(least=3, most=3),
                                        "shifts": {**BASE["shifts"], "M": "15:00-23:00"}},
    "carried in, before the window": {**BASE, "history": "A = L L L E", "params": late(most=1)},
    "the week goes on after the end": {**BASE, "width": 4, "params": late(least=2, most=2)},
    "the week begins before what is known": {**BASE, "history": "A = E", "params": late(least=2, most=3)},
    "nothing known": {**BASE, "history": "", "params": late(least=2, most=3)},
    "two weeks": {**BASE, "first": "2026-10-10", "history": "A = E E E E L", "params": late(least=2, most=3)},
    "the week begins on Saturday": {**BASE, "week_start": 5, "params": late(most=1)},
    "leave leaves too few": {
        **BASE,
        "leave": [{"who": "A", "first": "2026-10-08", "last": "2026-10-10"}],
        "params": late(least=4),
    },
    "leave, carried in": {
        **BASE,
        "history": "A = L L",
        "leave": [{"who": "A", "first": "2026-10-06", "last": "2026-10-10"}],
        "params": late(least=4),
    },
    "employed from inside": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-09"}],
        "params": late(least=4),
    },
    "codes": {**BASE, "width": 3, "shifts": {**BASE["shifts"], "N": "22:00-06:00"},
              "params": {"shifts": ["E", "night"], "per": "week", "most": 1}},
    "month": {**MONTHS, "params": {"shifts": ["L"], "most": 1}},
    "month, known from its beginning": {
        **MONTHS,
        "first": "2026-10-27",
        "width": 5,
        "history": DAYS_OF_OCTOBER,
        "params": {"shifts": ["L"], "least": 2, "most": 3},
    },
    "month, one day of it not known": {
        **MONTHS,
        "first": "2026-10-28",
        "width": 4,
        "history": DAYS_OF_OCTOBER,
        "params": {"shifts": ["L"], "least": 2, "most": 3},
    },
    "period": {
        **MONTHS,
        "first": "2026-10-23",
        "period_start": 26,
        "params": {"shifts": ["L"], "most": 2, "per": "period"},
    },
    "valid from inside the week": {**BASE, "valid_from": "2026-10-10", "params": late(least=1, most=2)},
    "valid from the next week": {
        **BASE,
        "first": "2026-10-10",
        "valid_from": "2026-10-12",
        "history": "A = E E E E L",
        "params": late(most=1),
    },
    "one post": {
        **BASE,
        "width": 3,
        "posts": ["desk", "gate"],
        "history": "A = E/gate+L/desk L/gate+E/desk",
        "for": {"post": ["gate"]},
        "params": late(least=2, most=3),
        "first": "2026-10-09",
    },
    "only one of two people": {
        **BASE,
        "width": 2,
        "first": "2026-10-10",
        "history": "A = L L L L L\nB = E E E E L",
        "staff": ["A", "B"],
        "for": {"employee": ["B"]},
        "params": late(least=2, most=2),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=250)


def test_readings_agree_until_the_rule_ends() -> None:
    table = {**BASE, "first": "2026-10-10", "history": "A = E E E E E", "params": late(least=1, most=1)}
    case, _ = read(table, replace(use_of(RULE, table), valid_until=date(2026, 10, 12)))
    agree.hard(case)
    agree.soft(case)


def test_a_week_that_goes_on_asks_for_nothing_yet() -> None:
    table = {**BASE, "width": 4, "params": late(least=2)}
    case, _ = read(table, use_of(RULE, table))
    every = set(agree.every_roster(case))
    assert agree.checker_rosters(case) == every == agree.solver_rosters(case)


def test_two_on_a_date_count_once_and_the_later_ones_are_too_many() -> None:
    shifts = {**BASE["shifts"], "M": "15:00-23:00"}
    table = {**BASE, "shifts": shifts, "params": late(most=1), "roster": "A = L+M E M L"}
    case, stated = read(table, use_of(RULE, table))
    (finding,) = judge(RosterIndex(case, stated))
    assert (finding.size, [on.day for on in finding.dates]) == (2, [9, 10])
    assert finding.values == {
        "first": date(2026, 10, 5),
        "last": date(2026, 10, 11),
        "count": 3,
        "limit": 1,
        "shifts": ("late",),
    }


@pytest.mark.parametrize(
    "stated", [{}, {"shifts": [], "most": 1}, {"most": 32}, {"least": -1}, {"least": 3, "most": 2}]
)
def test_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Params.model_validate({"shifts": ["L"], **stated})
