"""wishes: both readings over all small rosters, and what only a roster edited by hand can have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "wishes"
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A"],
    "posts": ["desk", "gate"],
    "shifts": {"D": "09:00-18:00", "N": {"time": "22:00-06:00", "posts": ["gate"]}},
    "width": 3,
}


def wishes(*rows: str) -> list[Table]:
    """``"A 02 -D 3"``: who, day of October (or a whole date), ± shift (``*``: any work), weight."""
    found: list[Table] = []
    for row in rows:
        who, day, what, weight = row.split()
        wish = {"who": who, "date": day if "-" in day else f"2026-10-{day}", "on": what[0] == "+"}
        found.append({**wish, "shift": None if what[1:] == "*" else what[1:], "weight": int(weight)})
    return found


CASES: dict[str, Table] = {
    "for work": {**BASE, "wishes": wishes("A 02 +* 3")},
    "against work": {**BASE, "wishes": wishes("A 02 -* 3")},
    "for a shift at several posts": {**BASE, "wishes": wishes("A 02 +D 2")},
    "against a shift at several posts": {**BASE, "wishes": wishes("A 02 -D 2")},
    "for and against the night": {**BASE, "wishes": wishes("A 02 +N 1", "A 03 -N 4")},
    "of several weights": {**BASE, "wishes": wishes("A 01 +D 1", "A 02 -* 2", "A 03 +* 4")},
    "one cell several times": {**BASE, "wishes": wishes("A 02 +* 1", "A 02 -N 2", "A 02 +D 4")},
    "the first and the last day, not those beside": {
        **BASE,
        "history": "A = D",
        "wishes": wishes("A 2026-09-30 -* 16", "A 01 +N 1", "A 03 -* 2", "A 04 +D 8"),
    },
    "leave and employment": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-02"}],
        "leave": [{"who": "A", "first": "2026-10-03"}, {"who": "A", "first": "2026-10-02", "part": "first-half"}],
        "wishes": wishes("A 01 +D 1", "A 01 -D 2", "A 02 +D 4", "A 03 +N 8", "A 03 -* 16"),
    },
    "the last day employed, the first of leave": {
        **BASE,
        "staff": [{"id": "A", "employed_until": "2026-10-02"}, "B"],
        "width": 2,
        "leave": [{"who": "B", "first": "2026-10-02"}],
        "wishes": wishes("A 02 +* 1", "B 01 +* 2", "B 02 +* 4"),
    },
    "leave not approved": {
        **BASE,
        "leave": [{"who": "A", "first": "2026-10-02", "status": "filed"}],
        "wishes": wishes("A 02 -* 3"),
    },
    "valid from the second day": {
        **BASE,
        "valid_from": "2026-10-02",
        "wishes": wishes("A 01 +* 1", "A 02 +D 2", "A 03 -* 4"),
    },
    "only one of two people": {
        **BASE,
        "staff": ["A", "B"],
        "width": 2,
        "for": {"employee": ["B"]},
        "wishes": wishes("A 01 +* 1", "A 02 -* 2", "B 01 -D 4", "B 02 +N 8", "Z 01 +* 16"),
    },
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.soft(case, limit=200)
    if name != "one cell several times":  # these cannot all be fulfilled
        agree.hard(case)


def test_a_wish_that_cannot_be_fulfilled_costs_always() -> None:
    table = {**BASE, "wishes": wishes("A 02 +X 2", "A 03 -X 4", "A 01 +D 1")}
    case, _ = read(table, use_of(RULE, table))
    agree.soft(case, limit=200)
    assert not agree.checker_rosters(case)
    assert not agree.solver_rosters(case)


def test_readings_agree_until_a_date() -> None:
    table = {**BASE, "wishes": wishes("A 01 +D 1", "A 02 -N 2", "A 03 -* 4")}
    case, _ = read(table, replace(use_of(RULE, table), valid_until=date(2026, 10, 3)))
    agree.hard(case)
    agree.soft(case, limit=200)


def test_two_assignments_on_a_date() -> None:
    table = {
        **BASE,
        "wishes": wishes("A 01 +D 1", "A 01 -N 2", "A 02 +N 4", "A 02 -* 8"),
        "roster": "A = D+N/gate D+D",
    }
    case, roster = read(table, use_of(RULE, table))
    found = [(f.code, f.size, f.dates[0].day, f.values["shift"]) for f in judge(RosterIndex(case, roster))]
    assert found == [("off", 2, 1, "N"), ("on", 4, 2, "N"), ("off", 8, 2, "*")]


def test_focus() -> None:
    table = {**BASE, "staff": ["A", "B"], "wishes": wishes("A 01 +* 1", "B 02 +* 1"), "roster": "A = . . ."}
    case, roster = read(table, use_of(RULE, table))
    index = RosterIndex(case, roster)
    assert [f.employees for f in judge(index, people=[1])] == [("B",)]
    assert [f.employees for f in judge(index, days=[case.first])] == [("A",)]
