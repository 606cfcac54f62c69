"""duty-24h: both readings over all small rosters, and what check() says about hand-made ones."""

from __future__ import annotations

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "duty-24h"
DN = {"D": "08:00-20:00", "N": "20:00-08:00"}
TN = {"T": "00:00-24:00", "N": "12:00-12:00"}
BASE: Table = {"first": "2026-10-01", "staff": ["A", "B"], "width": 2, "shifts": DN}
CASES: dict[str, Table] = {
    "carried in": {**BASE, "history": "A = . N\nB = N D"},
    "nothing carried in but known": {**BASE, "shifts": TN, "history": "A = ."},
    "no history": {**BASE},
    "two shifts on a day of history": {**BASE, "history": "B = D+N"},
    "month end": {**BASE, "first": "2026-10-31", "history": "B = N"},
    "a gap of a minute": {**BASE, "shifts": {"D": "08:00-19:59", "L": "08:00-20:00", "N": "20:00-08:00"},
                          "history": "B = N"},
    "two people": {**BASE, "staff": ["A", "B", "C"], "width": 1, "shifts": TN, "history": "A = N\nB = N",
                   "params": {"people": 2}},
    "two posts": {**BASE, "width": 1, "shifts": {"T": "00:00-24:00", "M": "00:00-12:00"}, "posts": ["desk", "gate"],
                  "history": "A = ."},
    "one post of two": {**BASE, "shifts": {"T": "00:00-24:00"}, "posts": ["desk", "gate"], "history": "A = .",
                        "for": {"post": ["gate"]}},
    "fixed meals": {**BASE, "width": 1, "history": "A = .",
                    "shifts": {"T": {"time": "00:00-24:00", "meals": ["12:00-12:30"]}, "E": "00:00-24:00"}},
    "split shift": {**BASE, "width": 1, "history": "A = .",
                    "shifts": {"S": "00:00-10:00;14:00-24:00", "M": "10:00-14:00", "T": "09:00-14:00"}},
    "rotating meals stay": {**BASE, "shifts": {"T": {"time": "00:00-24:00", "meals": ["11:00-13:00/30"]}},
                            "history": "A = ."},
    "half-day leave": {**BASE, "shifts": {"T": "00:00-24:00"}, "history": "A = .",
                       "leave": [{"who": "A", "first": "2026-10-02", "part": "second-half"}]},
    "hourly leave after midnight": {**BASE, "shifts": TN, "history": "A = N",
                                    "leave": [{"who": "A", "first": "2026-10-01", "part": "hours",
                                               "hours": "03:00-04:00"}]},
    "leave in a carried-in night": {**BASE, "history": "A = N\nB = .", "mode": "soft",
                                    "leave": [{"who": "A", "first": "2026-10-01", "part": "hours",
                                               "hours": "03:00-04:00"}]},
    "valid from the second day": {**BASE, "shifts": TN, "history": "A = .", "valid_from": "2026-10-02"},
    "one team": {**BASE, "staff": [{"id": "A", "team": "x"}, {"id": "B", "team": "y"}],
                 "shifts": {"T": "00:00-24:00"}, "history": "B = .", "for": {"team": ["x"]}},
    "autumn": {**BASE, "first": "2026-10-25", "zone": "Europe/Berlin", "history": "A = N"},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    if CASES[name].get("mode") != "soft":
        agree.hard(case)
    agree.soft(case, limit=300)


def findings(example: Table) -> list[tuple[str, str, str, int]]:
    case, roster = read(example, use_of(RULE, example))
    return [
        (str(f.values["post"]), str(f.values["from"]), str(f.values["to"]), f.size)
        for f in judge(RosterIndex(case, roster))
    ]


def test_a_gap_over_midnight_is_told_day_by_day() -> None:
    example = {**BASE, "history": "A = N", "roster": "A = D D\nB = . N"}
    assert findings(example) == [("desk", "20:00", "24:00", 240), ("desk", "00:00", "08:00", 480)]


def test_nobody_at_all() -> None:
    example = {**BASE, "posts": ["desk", "gate"], "params": {"people": 2}}
    assert sum(size for *_, size in findings({**example, "history": "A = ."})) == 2 * 2 * 2880
    # without history the first judged minute is the end of the longest night that could have begun before
    assert findings(example)[0] == ("desk", "08:00", "24:00", 2 * 960)


def test_the_night_of_the_change_of_clocks_is_as_long_as_it_is() -> None:
    example = {**BASE, "width": 1, "first": "2026-10-25", "zone": "Europe/Berlin", "history": "A = ."}
    assert [size for *_, size in findings(example)] == [1500]
