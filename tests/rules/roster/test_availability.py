"""availability: both readings over all small rosters, and what only a roster edited by hand can have."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "availability"
SHIFTS = {"D": "09:00-18:00", "N": "22:00-06:00"}
BASE: Table = {"first": "2026-10-01", "staff": ["A"], "shifts": SHIFTS, "width": 4}
# the early shift and the night share exactly the last minute of the night; the day shift follows on the early one
CLASH: Table = {**BASE, "shifts": {"N": "22:00-06:01", "E": "06:00-14:00", "D": "14:00-22:00"}}


def leave(*rows: Table) -> list[Table]:
    return [{"who": "A", "first": "2026-10-02", **row} for row in rows]


def hours(*texts: str, on: str = "2026-10-02") -> list[Table]:
    return [{"who": "A", "first": on, "part": "hours", "hours": text} for text in texts]


# nine hours with a fixed meal at noon, a split shift, and a night
PARTS: Table = {
    **BASE,
    "staff": [{"id": "A", "employed_until": "2026-10-03"}],  # so that something binds whatever the leave does
    "shifts": {
        "D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]},
        "S": "08:00-11:00;16:00-20:00",
        "N": "20:00-04:00",
    },
}
CASES: dict[str, Table] = {
    "employed from the second day": {**BASE, "staff": [{"id": "A", "employed_from": "2026-10-02"}]},
    "employed until the day before the last": {**BASE, "staff": [{"id": "A", "employed_until": "2026-10-03"}]},
    "employed from the first day, one day": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-01", "employed_until": "2026-10-01"}],
    },
    "leave on one day": {**BASE, "leave": leave({})},
    "leave from history into the month": {**BASE, "leave": leave({"first": "2026-09-20", "last": "2026-10-02"})},
    "leave beyond the end": {**BASE, "leave": leave({"first": "2026-10-04", "last": "2026-11-20"})},
    "leave of somebody else, or not approved": {
        **BASE,
        "staff": ["A", "B"],
        "width": 2,
        "leave": leave({"status": "filed"}, {"status": "withdrawn"}, {"who": "B", "first": "2026-10-01"}),
    },
    "posts and shifts": {
        **BASE,
        "width": 2,
        "posts": ["desk", "gate"],
        "shifts": {**SHIFTS, "G": {"time": "08:00-16:00", "posts": ["gate"]}},
        "staff": [{"id": "A", "posts": ["desk"], "shifts": ["D", "G"], "employed_from": "2026-10-02"}],
        "leave": leave({}, {"part": "first-half"}),
    },
    "overlap": CLASH,
    "overlap carried in": {**CLASH, "width": 3, "history": "A = N"},
    "overlap carried in, a touch": {
        **CLASH,
        "shifts": {"N": "22:00-06:00", "E": "06:00-14:00", "D": "05:59-07:00"},
        "width": 3,
        "history": "A = . N",
    },
    "two assignments carried in": {
        **CLASH,
        "shifts": {"N": "22:00-06:00", "E": "04:00-12:00", "S": "05:00-06:00;07:00-09:00", "L": "14:00-30:30"},
        "width": 2,
        "history": "A = N+L",
        "valid_from": "2026-10-01",
    },
    "a post given up, carried in": {**CLASH, "width": 2, "history": "A = N/kiosk"},
    "overlap valid from the third day": {**CLASH, "valid_from": "2026-10-03"},
    "leave and employment valid from the third day": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-02"}],
        "leave": leave({"last": "2026-10-03"}),
        "valid_from": "2026-10-03",
    },
    "a split shift around a short one": {
        **BASE,
        "width": 3,
        "shifts": {"S": "20:00-22:00;30:00-34:00", "E": "04:00-06:00", "F": "06:00-07:00;10:00-11:00"},
    },
    "only one of two people": {
        **CLASH,
        "width": 2,
        "staff": [{"id": "A", "employed_from": "2026-10-02"}, {"id": "B", "shifts": ["N", "E"]}],
        "for": {"employee": ["B"]},
    },
    "a post in 'for' does not narrow": {
        **BASE,
        "width": 2,
        "posts": ["desk", "gate"],
        "leave": leave({}),
        "for": {"post": ["gate"]},
    },
    "the clocks go back": {**CLASH, "zone": "Europe/Berlin", "first": "2026-10-24", "width": 3},
}
PARTIAL: dict[str, list[Table]] = {
    "first half": leave({"part": "first-half"}),
    "both halves": leave({"part": "first-half"}, {"part": "second-half"}),
    "second half, two days": leave({"part": "second-half", "last": "2026-10-03"}),
    "all but a minute at the post": hours("09:00-17:59", on="2026-10-01"),
    "all but the meal": hours("09:00-12:00", "13:00-18:00"),
    "the gap of the split shift, exactly": hours("11:00-16:00"),
    "a minute into its second half": hours("11:00-16:01"),
    "the morning after a night": hours("03:59-08:00"),
    "the morning after a night, too late": hours("04:00-08:00"),
    "all of the night from midnight on, and its evening": [
        *hours("20:00-24:00", on="2026-10-01"),
        *hours("00:00-04:00"),
    ],
    "an evening that ends at midnight": [*hours("20:00-24:00"), *hours("00:00-03:59", on="2026-10-03")],
    "whole day and half": leave({}, {"part": "second-half"}),
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=300)


@pytest.mark.parametrize("partial", ["work-the-rest", "no-shift"])
@pytest.mark.parametrize("name", PARTIAL)
def test_readings_agree_on_parts_of_days(name: str, partial: str) -> None:
    table = {**PARTS, "leave": PARTIAL[name], "params": {"partial": partial}}
    case, _ = read(table, use_of(RULE, table))
    agree.hard(case)
    agree.soft(case, limit=100)


def found(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    case, roster = read(table, use_of(RULE, table))
    return [(f.code, tuple(d.isoformat()[8:] for d in f.dates)) for f in judge(RosterIndex(case, roster))]


def test_a_shift_at_a_post_where_it_is_not_worked() -> None:
    table = {
        **BASE,
        "posts": ["desk", "gate"],
        "shifts": {"G": {"time": "08:00-16:00", "posts": ["gate"]}, "N": "22:00-06:00"},
        "leave": [{"who": "A", "first": "2026-10-02", "part": "first-half"}, {"who": "A", "first": "2026-10-03"}],
        "roster": "A = G/desk G/desk G/nowhere N/nowhere",
        "params": {"partial": "no-shift"},
    }
    assert found(table) == [
        ("post", ("01",)),
        ("partial", ("02",)),
        ("post", ("02",)),
        ("leave", ("03",)),
        ("post", ("03",)),
        ("post", ("04",)),
    ]


def test_three_on_one_date_are_three_pairs() -> None:
    shifts = {"D": "09:00-18:00", "K": "17:00-20:00", "L": "17:59-18:00"}
    assert found({**BASE, "shifts": shifts, "roster": "A = D+K+L"}) == [("overlap", ("01",))] * 3
    assert found({**BASE, "shifts": shifts, "roster": "A = D+D"}) == [("overlap", ("01",))]


def test_a_night_and_a_day_on_one_date_against_the_next() -> None:
    shifts = {"N": "22:00-06:00", "D": "09:00-18:00", "E": "05:00-12:00"}
    assert found({**BASE, "shifts": shifts, "roster": "A = D+N E"}) == [("overlap", ("01", "02"))]


def test_focus_sees_the_overlap_from_either_date() -> None:
    table = {**CLASH, "roster": "A = . N E ."}
    case, roster = read(table, use_of(RULE, table))
    index = RosterIndex(case, roster)
    counts = [len(judge(index, days=[day])) for day in case.days]
    assert counts == [0, 1, 1, 0]
    assert not judge(index, people=[])


def test_check_is_quick() -> None:
    people = [{"id": f"E{n}", "posts": ["desk"], "shifts": ["D", "N"]} for n in range(300)]
    row = " D D D D N . ." * 5
    rows = "\n".join(f"E{n} = {' '.join(row.split()[:31])}" for n in range(300))
    table = {**BASE, "staff": people, "roster": rows}
    case, roster = read(table, use_of(RULE, table))
    index = RosterIndex(case, roster)
    began = time.perf_counter()
    assert not judge(index)
    assert time.perf_counter() - began < 0.5


def test_readings_agree_until_a_date() -> None:
    use = replace(use_of(RULE, CLASH), valid_until=date(2026, 10, 3))
    case, _ = read({**CLASH, "leave": leave({"last": "2026-10-04"})}, use)
    agree.hard(case)
    agree.soft(case, limit=300)
