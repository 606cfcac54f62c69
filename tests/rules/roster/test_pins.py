"""pins: both readings over all small rosters, and what only a roster edited by hand can have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "pins"
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A"],
    "posts": ["desk", "gate"],
    "shifts": {"D": "09:00-18:00", "N": {"time": "22:00-06:00", "posts": ["gate"]}},
    "width": 3,
}


def pins(*rows: str) -> list[Table]:
    """``"A 02 D/gate"``: who, day of October (or a whole date), what (``.``: off)."""
    found: list[Table] = []
    for row in rows:
        who, day, what = row.split()
        shift, _, post = what.partition("/")
        pin = {"who": who, "date": day if "-" in day else f"2026-10-{day}"}
        found.append(pin if shift == "." else {**pin, "shift": shift, "post": post or None})
    return found


CASES: dict[str, Table] = {
    "a day off": {**BASE, "pins": pins("A 02 .")},
    "a shift at any post": {**BASE, "pins": pins("A 02 D")},
    "a shift at a post": {**BASE, "pins": pins("A 02 D/gate")},
    "a shift with one post only": {**BASE, "pins": pins("A 02 N")},
    "the first and the last day, not those beside": {
        **BASE,
        "history": "A = D",
        "pins": pins("A 2026-09-30 .", "A 01 N", "A 03 .", "A 04 D"),
    },
    "one cell twice": {**BASE, "pins": pins("A 02 D", "A 02 D/desk")},
    "valid from the second day": {**BASE, "valid_from": "2026-10-02", "pins": pins("A 01 D", "A 02 N", "A 03 .")},
    "only one of two people": {
        **BASE,
        "staff": ["A", "B"],
        "width": 2,
        "for": {"employee": ["B"]},
        "pins": pins("A 01 D", "A 02 .", "B 02 D", "B 01 .", "Z 01 ."),
    },
}
IMPOSSIBLE: dict[str, Table] = {
    "contradicting": {**BASE, "pins": pins("A 02 D", "A 02 .", "A 03 N")},
    "a post where the shift is not worked": {**BASE, "pins": pins("A 02 N/desk", "A 03 D")},
    "an unknown shift": {**BASE, "pins": pins("A 02 X", "A 03 .")},
    "a post given up": {**BASE, "history": "A = D/kiosk", "pins": pins("A 02 D/kiosk", "A 01 .")},
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=150)


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_readings_agree_that_it_cannot_be(name: str) -> None:
    case, _ = read(IMPOSSIBLE[name], use_of(RULE, IMPOSSIBLE[name]))
    assert not agree.checker_rosters(case)
    assert not agree.solver_rosters(case)
    agree.soft(case, limit=150)


def test_readings_agree_until_a_date() -> None:
    table = {**BASE, "pins": pins("A 01 D", "A 02 N", "A 03 .")}
    case, _ = read(table, replace(use_of(RULE, table), valid_until=date(2026, 10, 3)))
    agree.hard(case)
    agree.soft(case, limit=150)


def found(table: Table) -> list[tuple[str, int, object]]:
    case, roster = read(table, use_of(RULE, table))
    return [(f.code, f.dates[0].day, f.values["now"]) for f in judge(RosterIndex(case, roster))]


def test_two_assignments_on_a_pinned_date() -> None:
    table = {**BASE, "pins": pins("A 01 D", "A 02 .", "A 03 D/gate"), "roster": "A = D+N/gate D+N/gate D+D/gate"}
    assert found(table) == [
        ("shift", 1, "D/desk+N/gate"),
        ("off", 2, "D/desk+N/gate"),
        ("shift", 3, "D/desk+D/gate"),
    ]


def test_findings_come_in_the_order_of_the_pins() -> None:
    assert found({**BASE, "pins": pins("A 03 D", "A 01 D"), "roster": "A = . D ."}) == [
        ("shift", 3, "—"),
        ("shift", 1, "—"),
    ]


def test_focus() -> None:
    table = {**BASE, "staff": ["A", "B"], "pins": pins("A 01 D", "B 02 D"), "roster": "A = . . ."}
    case, roster = read(table, use_of(RULE, table))
    index = RosterIndex(case, roster)
    assert [f.employees for f in judge(index, people=[1])] == [("B",)]
    assert [f.employees for f in judge(index, days=[case.first])] == [("A",)]
