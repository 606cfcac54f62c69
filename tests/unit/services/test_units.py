"""What may give way, and what may not."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.measures import Ease, GiveUpLeave, Unpin
from rosterctl.services.units import dropped_pins, eases, free_days, lends
from rosterctl.solver.elastic import Lend
from tests.support.small import Table, read, use_of

TABLE: Table = {
    "first": "2026-10-01",
    "staff": ["A", {"id": "B", "skills": ["english"]}, "C"],
    "shifts": {"E": "06:00-14:00"},
    "width": 4,
}


def month(**more: Any) -> Case:
    return read({**TABLE, **more}, use_of("coverage", {}))[0]


@pytest.mark.parametrize(
    ("kind", "movable"),
    [("personal", True), ("annual", True), ("exchange", True), ("sick", False), ("marriage", False),
     ("maternity", False), ("bereavement", False), ("injury", False), ("乔迁假", False)],
)  # fmt: skip
def test_leave_that_is_due_is_not_given_up(kind: str, movable: bool) -> None:
    case = month(leave=[{"who": "B", "first": "2026-09-29", "last": "2026-10-02", "kind": kind}])
    days = [GiveUpLeave(1, case.first), GiveUpLeave(1, case.first + 1)]
    assert free_days(case) == (days if movable else [])


def test_a_day_that_is_also_sick_leave_stays() -> None:
    leave = [
        {"who": "A", "first": "2026-10-01", "last": "2026-10-03"},
        {"who": "A", "first": "2026-10-02", "kind": "sick"},
    ]
    case = month(leave=leave)
    assert [unit.day - case.first for unit in free_days(case)] == [0, 2]


def test_parts_of_days_are_left_alone() -> None:
    assert free_days(month(leave=[{"who": "A", "first": "2026-10-02", "part": "first-half"}])) == []


def test_pins_of_this_month() -> None:
    case = month(
        pins=[
            {"who": "A", "date": "2026-10-02"},
            {"who": "Z", "date": "2026-10-02"},
            {"who": "A", "date": "2026-11-02"},
        ]
    )
    assert dropped_pins(case) == [Unpin(case.pins[0])]


def test_rows_that_bind() -> None:
    case = month(
        demand=[
            {"day": "all", "shift": "E", "min": 2, "max": 2},
            {"day": "all", "time": "08:00-09:00", "min": 0, "max": 3},
            {"day": "all", "time": "08:00-09:00", "skill": "english", "target": 1},
        ]
    )
    row = case.demand[0]
    assert eases(case, [case.first]) == [Ease(case.first, (row,), "min"), Ease(case.first, (row,), "max")]


def test_quarters_of_an_hour_give_way_by_the_hour() -> None:
    quarters = [f"{h:02d}:{m:02d}" for h in range(8, 16) for m in (0, 15, 30, 45)] + ["16:00"]
    rows = [{"day": "all", "time": f"{a}-{b}", "min": 1} for a, b in itertools.pairwise(quarters)]
    case = month(demand=rows)
    units = eases(case, [case.first])
    assert [len(unit.rows) for unit in units] == [4] * 8
    assert [len(unit.rows) for unit in eases(month(demand=rows[:24]), [case.first])] == [1] * 24


def test_who_is_borrowed_is_like_the_one_who_can_do_most() -> None:
    rows = [
        {"day": "all", "shift": "E", "min": 1},
        {"day": "2026-10-02", "time": "08:00-09:00", "skill": "english", "min": 1},
    ]
    case = month(demand=rows)
    assert lends(case, [case.first, case.first + 1]) == [Lend(case.first, 0), Lend(case.first + 1, 1)]
    half = month(demand=rows, leave=[{"who": "B", "first": "2026-10-03", "part": "first-half"}])
    assert lends(half, [case.first + 1]) == [Lend(case.first + 1, 0)]
