"""weekends: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.rules.roster.weekends import Params, weekends
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "weekends"
# Saturday 3 October to Sunday 11 October: two weekends whole
BASE: Table = {"first": "2026-10-03", "staff": ["A"], "shifts": {"D": "09:00-18:00"}, "width": 9}
# Sunday to Saturday, with two halves of weekends
HALVES: Table = {**BASE, "first": "2026-10-04", "width": 7}
# a week from Thursday on: with MON_WED_FRI_SUN it holds Friday, Sunday with Monday, and Wednesday
FOUR: Table = {**BASE, "first": "2026-10-01", "width": 7}
MON_WED_FRI_SUN = ["mon", "wed", "fri", "sun"]


def spread(**stated: Any) -> dict[str, Any]:
    """Many weekends in few days."""
    return {"days": MON_WED_FRI_SUN, **stated}


CASES: dict[str, Table] = {
    "most, one": {**BASE, "params": {"most": 1}},
    "most, none": {**HALVES, "params": {"most": 0}},
    "most, the month ends on Saturday": {**BASE, "first": "2026-10-25", "width": 7, "params": {"most": 0}},
    "most, the month ends on Saturday, the next begins": {
        **BASE,
        "first": "2026-10-31",
        "params": {"most": 0, "by": "month"},
        "width": 3,
    },
    "most, carried into the month's first Sunday": {
        **BASE,
        "first": "2026-11-01",
        "history": "A = D",
        "params": {"most": 1},
        "width": 8,
    },
    "most, carried in": {
        **BASE,
        "first": "2026-10-10",
        "width": 3,
        "history": "A = D . . . . .",
        "params": {"most": 1},
    },
    "most, carried in half, not worked": {**HALVES, "history": "A = .", "params": {"most": 1}},
    "most, carried in half, worked": {**HALVES, "history": "A = D", "params": {"most": 1}},
    "most, carried in beyond it": {
        **BASE,
        "first": "2026-10-18",
        "width": 7,
        "history": "A = D . . . . . . D . . . . . . D",
        "params": {"most": 2},
    },
    "most by period": {
        **BASE,
        "first": "2026-10-24",
        "width": 8,
        "period_start": 26,
        "params": {"most": 0, "by": "period"},
    },
    "most of several kinds of work": {
        **BASE,
        "first": "2026-10-08",
        "width": 4,
        "history": "A = D . . .",
        "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"},
        "params": {"most": 1},
    },
    "most of weekends of one or two days": {**FOUR, "params": spread(most=1)},
    "most of three": {**FOUR, "params": spread(most=2)},
    "every second": {**BASE, "params": {"every": 2}},
    "every second, carried in": {**HALVES, "history": "A = D . . . . . . .", "params": {"every": 2}},
    "every second, carried in beyond it": {**HALVES, "history": "A = D . . . . . . D", "params": {"every": 2}},
    "every third": {**FOUR, "params": spread(every=3)},
    "two of three": {**FOUR, "params": spread(every=3, off=2)},
    "three of four, one carried in": {**FOUR, "history": "A = D .", "params": spread(every=4, off=3)},
    "every sixth, as far back as history goes": {
        **BASE,
        "first": "2026-10-10",
        "width": 2,
        "history": "A =" + " D" * 35,
        "params": {"every": 6},
    },
    "whole": {**BASE, "params": {"whole": True}},
    "whole, halves at the ends": {**HALVES, "history": "A = D", "params": {"whole": True}},
    "whole, half carried in and free": {**HALVES, "history": "A = .", "params": {"whole": True}},
    "whole, half not known": {**BASE, "first": "2026-10-04", "width": 8, "params": {"whole": True}},
    "whole, three days": {**FOUR, "params": {"whole": True, "days": ["fri", "sat", "sun"]}},
    "whole, at leave": {**BASE, "leave": [{"who": "A", "first": "2026-10-11"}], "params": {"whole": True}},
    "whole, employed inside": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-04"}],
        "params": {"whole": True},
    },
    "whole, several kinds": {
        **BASE,
        "width": 3,
        "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"},
        "params": {"whole": True},
    },
    "all of them": {**FOUR, "params": spread(most=2, every=2, whole=True)},
    "the weekend is Friday": {**FOUR, "weekend": [4], "width": 9, "params": {"most": 1}},
    "moved workdays and holidays count": {
        **BASE,
        "days": {"2026-10-03": "holiday", "2026-10-10": "moved"},
        "params": {"every": 2},
    },
    "valid from the second weekend": {
        **BASE,
        "valid_from": "2026-10-10",
        "params": {"every": 2, "whole": True},
    },
    "valid from after the first": {**BASE, "valid_from": "2026-10-05", "params": {"whole": True}},
    "only one of two people": {
        **BASE,
        "width": 2,
        "staff": ["A", "B"],
        "for": {"employee": ["B"]},
        "history": "A = D . . . . . .\nB = D . . . . . .",
        "params": {"every": 2, "whole": True},
    },
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=250)


@pytest.mark.parametrize("until", ["2026-10-04", "2026-10-05", "2026-10-10"])
def test_readings_agree_until_the_rule_ends(until: str) -> None:
    table = {**BASE, "params": {"every": 2, "whole": True}}
    case, _ = read(table, replace(use_of(RULE, table), valid_until=date.fromisoformat(until)))
    agree.hard(case)
    agree.soft(case)


def dates(table: Table, days: list[str] | None) -> list[tuple[str, str]]:
    """First and last date of the weekends from the day before the horizon on."""
    case, _ = read(table)
    found = [(case.axis.date(a), case.axis.date(b - 1)) for a, b in weekends(case, days) if b >= case.first]
    return [(f"{a:%m-%d}", f"{b:%m-%d}") for a, b in found]


def test_what_a_weekend_is() -> None:
    assert dates(BASE, None) == [("10-03", "10-04"), ("10-10", "10-11")]
    assert dates(HALVES, None) == [("10-03", "10-04"), ("10-10", "10-11")]
    assert dates({**BASE, "weekend": [4]}, None) == [("10-02", "10-02"), ("10-09", "10-09")]
    assert dates(FOUR, ["sun", "mon"]) == [("10-04", "10-05")]
    assert dates(FOUR, MON_WED_FRI_SUN) == [
        ("09-30", "09-30"),
        ("10-02", "10-02"),
        ("10-04", "10-05"),
        ("10-07", "10-07"),
    ]
    assert dates({**BASE, "weekend": []}, None) == dates({**BASE, "weekend": range(7)}, None) == []


def test_the_first_weekend_may_begin_before_the_axis() -> None:
    """35 days before Sunday 4 October is a Sunday, so that of 29–30 August only the second day is on the axis."""
    case, _ = read(HALVES)
    assert weekends(case, None)[0] == (-1, 1)


def test_sizes_by_hand() -> None:
    """Four weekends in a row, of which the third whole; the two before them were free."""
    roster = "A = " + " ".join("D" if day in (3, 11, 17, 18, 24) else "." for day in range(3, 26))
    for params, sizes in (({"most": 2}, [2]), ({"every": 3, "off": 2}, [1, 2, 2]), ({"whole": True}, [1, 1, 1])):
        table = {**BASE, "params": params, "roster": roster}
        case, stated = read(table, use_of(RULE, table))
        assert [finding.size for finding in judge(RosterIndex(case, stated))] == sizes


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"off": 2},
        {"every": 2, "off": 2},
        {"every": 7},
        {"every": 1},
        {"most": -1},
        {"days": [], "most": 1},
        {"days": ["saturday"], "most": 1},
    ],
)
def test_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Params.model_validate(stated)
