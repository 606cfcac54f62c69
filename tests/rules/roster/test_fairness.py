"""fairness: both readings over all small rosters, and the counters that are carried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ortools.sat.python import cp_model

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.rules.base import scope_of
from rosterctl.rules.roster.fairness import RULE as FAIRNESS
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.solver.build import build_model
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "fairness"
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A", "B"],
    "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"},
    "width": 3,
}
FRIDAY: Table = {**BASE, "first": "2026-10-02", "shifts": {"D": "09:00-18:00"}, "width": 4}
HALVES: Table = {**BASE, "staff": ["A", {"id": "B", "contract": 50}]}
ODD: Table = {**BASE, "staff": [{"id": "A", "contract": 80}, {"id": "B", "contract": 60}]}


def nights(spread: int) -> dict[str, Any]:
    return {"of": "nights", "spread": spread}


CASES: dict[str, Table] = {
    "nights, even": {**BASE, "params": nights(0)},
    "nights, one apart": {**BASE, "params": nights(1)},
    "nights, all but the extremes": {**BASE, "params": nights(2)},
    "nights of three people": {**BASE, "staff": ["A", "B", "C"], "width": 2, "params": nights(1)},
    "nights carried": {**BASE, "carried": {"A": 2, "Z": 9}, "params": nights(1)},
    "nights carried beyond mending": {**BASE, "width": 2, "carried": {"A": 3}, "params": nights(1)},
    "nights of half a contract": {**HALVES, "params": nights(1)},
    "nights of half a contract, carried": {**HALVES, "carried": {"A": 1, "B": 1}, "params": nights(2)},
    "nights of odd contracts": {**ODD, "params": nights(1)},
    "nights of odd contracts, carried": {**ODD, "carried": {"A": 4, "B": 3}, "params": nights(0)},
    "nights in history are past": {**BASE, "width": 2, "history": "A = N N", "params": nights(1)},
    "nights from the second day": {**BASE, "valid_from": "2026-10-02", "params": nights(1)},
    "nights of two out of three": {
        **BASE,
        "staff": ["A", "B", "C"],
        "width": 2,
        "for": {"employee": ["A", "C"]},
        "params": nights(1),
    },
    "nights at one post": {
        **BASE,
        "width": 2,
        "posts": ["desk", "gate"],
        "shifts": {"N": "22:00-06:00", "D": {"time": "08:00-16:00", "posts": ["desk"]}},
        "for": {"post": ["gate"]},
        "params": nights(1),
    },
    "somebody comes on the second day": {
        **BASE,
        "width": 2,
        "staff": ["A", "B", {"id": "C", "employed_from": "2026-10-02"}],
        "params": nights(1),
    },
    "somebody goes before the last day": {
        **BASE,
        "width": 2,
        "staff": ["A", "B", {"id": "C", "employed_until": "2026-10-01"}],
        "params": nights(1),
    },
    "employed exactly that month": {
        **BASE,
        "staff": ["A", {"id": "B", "employed_from": "2026-10-01", "employed_until": "2026-10-03"}],
        "params": nights(2),
    },
    "somebody on leave all the time": {
        **BASE,
        "width": 2,
        "staff": ["A", "B", "C"],
        "leave": [{"who": "C", "first": "2026-09-20", "last": "2026-10-02"}],
        "params": nights(1),
    },
    "somebody on leave but for a day, or a half": {
        **BASE,
        "width": 2,
        "staff": ["A", "B"],
        "leave": [
            {"who": "A", "first": "2026-10-02"},
            {"who": "B", "first": "2026-10-01"},
            {"who": "B", "first": "2026-10-02", "part": "first-half"},
        ],
        "params": nights(1),
    },
    "on leave on all the days that count": {
        **BASE,
        "width": 2,
        "staff": ["A", "B", "C"],
        "leave": [{"who": "C", "first": "2026-10-02"}],
        "valid_from": "2026-10-02",
        "params": nights(0),
    },
    "somebody who takes no nights": {
        **BASE,
        "width": 2,
        "staff": ["A", "B", {"id": "C", "shifts": ["D"]}],
        "params": nights(1),
    },
    "somebody of another post": {
        **BASE,
        "width": 2,
        "posts": ["desk"],
        "staff": ["A", {"id": "B", "posts": ["desk"]}, {"id": "C", "posts": ["gate"]}],
        "params": nights(1),
    },
    "weekends": {**FRIDAY, "params": {"of": "weekends"}},
    "weekends that are holidays or moved": {
        **FRIDAY,
        "days": {"2026-10-03": "holiday", "2026-10-04": "moved", "2026-10-05": "rest"},
        "params": {"of": "weekends", "spread": 1},
    },
    "holidays": {
        **FRIDAY,
        "days": {"2026-10-02": "holiday", "2026-10-03": "holiday", "2026-10-05": "rest"},
        "params": {"of": "holidays", "spread": 1},
    },
    "hours, on the boundary": {
        **BASE,
        "width": 2,
        "shifts": {"D": "09:00-17:00", "K": "09:00-13:00", "L": "10:00-10:01"},
        "params": {"of": "hours", "spread": 4},
    },
    "hours of a split shift and a meal": {
        **BASE,
        "width": 2,
        "shifts": {"S": "08:00-11:00;16:00-20:00", "D": {"time": "09:00-17:31", "meals": ["12:00-13:00"]}},
        "params": {"of": "hours", "spread": 7},
    },
    "hours of odd contracts, carried in minutes": {
        **ODD,
        "width": 2,
        "shifts": {"D": "09:00-17:00", "K": "09:00-15:00"},
        "carried": {"B": 61},
        "params": {"of": "hours", "spread": 1},
    },
    "hours at one post": {
        **BASE,
        "width": 2,
        "posts": ["desk", "gate"],
        "shifts": {"N": "22:00-06:00"},
        "for": {"post": ["gate"]},
        "params": {"of": "hours", "spread": 8},
    },
    "the default": {**BASE, "params": {"of": "nights"}},
}


def allowed(case: Case) -> set[agree.Labels]:
    """The rosters that the encoded hard rule allows, asked one by one.

    The model of a balance has ends that may lie anywhere around the lines: enumerating all its solutions, as
    ``agree.hard`` does, would list each roster thousands of times.
    """
    model = build_model(agree.with_mode(case, Mode.HARD))
    cells, found = agree.cells_of(case), set()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    for labels in agree.every_roster(case):
        model.cp.clear_assumptions()
        model.cp.add_assumptions([model.cells.one(*cell, kind) for cell, kind in zip(cells, labels, strict=True)])
        if solver.solve(model.cp) == cp_model.OPTIMAL:
            found.add(labels)
    return found


def agree_hard(case: Case) -> None:
    checked = agree.checker_rosters(agree.with_mode(case, Mode.HARD))
    every = set(agree.every_roster(case))
    assert set() < checked < every, "the parameters are not on an attainable boundary"
    odd = sorted(checked ^ allowed(case))
    assert not odd, f"{len(odd)} rosters differ:\n{agree.draw(case, odd[0])}"


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    if name != "nights carried beyond mending":
        agree_hard(case)
    agree.soft(case, limit=200)


def test_readings_agree_until_a_date() -> None:
    table = {**BASE, "params": nights(1)}
    case, _ = read(table, replace(use_of(RULE, table), valid_until=date(2026, 10, 3)))
    agree_hard(case)
    agree.soft(case, limit=200)


@pytest.mark.parametrize(
    "change",
    [
        {"params": {"of": "holidays", "spread": 0}},
        {"params": nights(0), "staff": ["A"]},
        {"params": nights(0), "staff": ["A", {"id": "B", "contract": 0}]},
        {"params": nights(0), "valid_from": "2026-12-01"},
        {"params": {"of": "weekends", "spread": 0}, "for": {"employee": ["nobody"]}},
    ],
)
def test_nothing_to_judge(change: Table) -> None:
    table = {**BASE, "carried": {"A": 9}, **change, "roster": "A = N N D"}
    case, roster = read(table, use_of(RULE, table))
    assert not judge(RosterIndex(case, roster))
    assert allowed(case) == set(agree.every_roster(case))


def test_two_assignments_on_a_date_are_one_night_and_all_their_hours() -> None:
    roster = "A = D+N . .\nB = . . ."
    for params, size in ((nights(0), 1), ({"of": "hours", "spread": 0}, 17)):
        table = {**BASE, "params": params, "roster": roster}
        case, stated = read(table, use_of(RULE, table))
        assert [f.size for f in judge(RosterIndex(case, stated))] == [size]


def test_the_finding_names_both_ends() -> None:
    staff = [{"id": "P", "contract": 75}, *(f"E{n}" for n in range(7))]
    table = {**BASE, "staff": staff, "params": nights(0), "roster": "P = N N .\nE6 = N N ."}
    case, roster = read(table, use_of(RULE, table))
    (finding,) = judge(RosterIndex(case, roster))
    assert finding.employees == ("P", "E0", "E1", "E2", "E3", "E4")
    assert finding.size == 3
    assert finding.code == "nights"
    assert finding.values == {
        "high": "2.67",
        "low": "0",
        "most": "P",
        "least": "E0, E1, E2, E3, E4 +1",
        "spread": 0,
    }


def test_focus_is_about_days() -> None:
    table = {**BASE, "params": nights(0), "roster": "A = N . .", "valid_from": "2026-10-01"}
    case, roster = read(table, replace(use_of(RULE, table), valid_until=date(2026, 10, 3)))
    index = RosterIndex(case, roster)
    assert [len(judge(index, days=[day])) for day in case.days] == [1, 1, 0]
    assert judge(index, people=[1])


def tallied(table: Table) -> dict[str, int]:
    case, roster = read(table, use_of(RULE, table))
    (use,) = case.uses
    assert FAIRNESS.carry is not None
    return FAIRNESS.carry(RosterIndex(case, roster), use.params, scope_of(case, use))  # type: ignore[arg-type]


def test_counters_go_down_to_the_lowest() -> None:
    table = {**BASE, "params": nights(1), "carried": {"A": 1, "B": 2}, "roster": "A = N N .\nB = . N ."}
    assert tallied(table) == {"A": 0, "B": 0}
    assert tallied({**table, "roster": "A = N N N\nB = . N ."}) == {"A": 1, "B": 0}


def test_counters_of_part_time_go_down_in_proportion() -> None:
    # lowest: B with 2 of half a contract is worth 4, so that a full contract goes down by 4
    assert tallied(
        {**HALVES, "params": nights(1), "carried": {"A": 4, "B": 1}, "roster": "A = N . .\nB = N . ."}
    ) == {
        "A": 1,
        "B": 0,
    }
    # lowest: A with 3, so that half a contract goes down by 1.5, rounded down
    assert tallied({**HALVES, "params": nights(1), "carried": {"A": 3, "B": 2}, "roster": "A = ."}) == {
        "A": 0,
        "B": 1,
    }


def test_newcomers_and_those_away_start_level() -> None:
    staff = ["A", "B", {"id": "C", "employed_from": "2026-10-02"}, {"id": "L"}]
    table = {
        **BASE,
        "staff": staff,
        "leave": [{"who": "L", "first": "2026-10-01", "last": "2026-10-31"}],
        "carried": {"A": 3, "B": 3, "L": 4},
        "params": nights(1),
        "roster": "A = N N .\nB = N . N\nC = . N .",
    }
    assert tallied(table) == {"A": 0, "B": 0, "C": 0, "L": 0}
    assert tallied({**table, "carried": {"L": 4}}) == {"A": 0, "B": 0, "C": 0, "L": 2}


def test_hours_are_carried_in_minutes() -> None:
    table = {**BASE, "params": {"of": "hours"}, "carried": {"A": 30}, "roster": "A = D D .\nB = D . N"}
    assert tallied(table) == {"A": 90, "B": 0}


def test_nobody_compared_leaves_the_counters() -> None:
    table = {**BASE, "staff": [{"id": "A", "employed_from": "2026-10-02"}], "params": nights(1), "carried": {"A": 2}}
    assert tallied({**table, "roster": "A = . N N"}) == {"A": 4}
