"""A roster repaired: the past stays, absent people are off, and nobody could do with fewer changes (brute force)."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.requests import Request, Status
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.errors import InfeasibleError
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.services.repair import Absence, repair, with_absences
from rosterctl.solver.engine import Options
from rosterctl.solver.repair import CELL, least_cells
from tests.support import small

FIRST = date(2026, 10, 12)
STAFF = ["A", "B", "C"]
BEGINS = date(2026, 10, 13)
ONE_WORKER = Options(deterministic=20.0)


def uses(example: small.Table) -> list[RuleUse]:
    return [
        small.use_of("availability", example),
        small.use_of("coverage", {**example, "params": {"levels": ["min"]}}),
        small.use_of("max-consecutive-days", {**example, "params": {"days": 3}}),
        small.use_of("daily-rest", {**example, "params": {"hours": 10}}),
    ]


def month(grid: str) -> tuple[Case, Roster]:
    """Four days; somebody is there from nine to ten and from 21 to 22."""
    example: small.Table = {
        "first": FIRST.isoformat(),
        "staff": STAFF,
        "shifts": {"D": "09:00-18:00", "L": "14:00-22:30"},
        "demand": [{"day": "all", "time": "09:00-10:00", "min": 1}, {"day": "all", "time": "21:00-22:00", "min": 1}],
        "roster": grid,
    }
    case, items = small.read(example, *uses(example))
    return case, Roster(case.axis.date(case.first), case.axis.date(case.end), items)


def lines(rows: dict[str, str]) -> str:
    return "\n".join(f"{who} = {cells}" for who, cells in rows.items())


def hard(case: Case, items: tuple[Assignment, ...]) -> int:
    return sum(finding.hard for finding in judge(RosterIndex(case, items)))


def all_changes(case: Case, roster: Roster, absent: str) -> Iterator[tuple[int, int]]:
    """(cells, people) of every lawful roster that has the same first day, and A off on the 13th."""
    away = with_absences(case, [Absence(absent, BEGINS, BEGINS)])
    now = {(item.employee, item.date): item.shift for item in roster.assignments}
    cells = [(who, case.axis.date(day)) for who in STAFF for day in case.days[1:]]
    past = tuple(item for item in roster.assignments if item.date < BEGINS)
    for choice in itertools.product(("", "D", "L"), repeat=len(cells)):
        if choice[cells.index((absent, BEGINS))]:
            continue
        moved = [
            cell
            for cell, shift in zip(cells, choice, strict=True)
            if now.get(cell, "") != shift and cell != (absent, BEGINS)
        ]
        if len(moved) > 4:
            continue
        items = tuple(
            Assignment(who, on, shift, "desk") for (who, on), shift in zip(cells, choice, strict=True) if shift
        )
        if not hard(away, (*past, *items)):
            yield len(moved), len({who for who, _ in moved})


def lawful(seed: int) -> tuple[Case, Roster]:
    """Some roster without a hard breach."""
    chance = random.Random(seed)
    while True:
        case, roster = month(lines({who: " ".join(chance.choices(".DL", k=4)) for who in STAFF}))
        if not hard(case, roster.assignments):
            return case, roster


@pytest.mark.parametrize("seed", range(4))
def test_nobody_could_do_with_less(seed: int) -> None:
    case, roster = lawful(seed)
    best = min(all_changes(case, roster, "A"), default=None)
    if best is None:  # not with four cells
        with contextlib.suppress(InfeasibleError):
            assert len(repair(case, roster, [Absence("A", BEGINS, BEGINS)], BEGINS, None, ONE_WORKER).others) > 4
        return
    found = repair(case, roster, [Absence("A", BEGINS, BEGINS)], BEGINS, None, ONE_WORKER)
    assert found.left == ()
    assert found.found.proven
    assert (len(found.others), len({one.employee for one in found.others})) == best
    assert found.found.cells == found.found.bound == best[0]


# B and C take the evenings in turn; C's early shift after a late one has its ten and a half hours
WEEK = {"A": "D D D .", "B": "L L . L", "C": ". . L D"}


def test_what_it_takes_by_hand() -> None:
    """A's early shift on the 13th: B has the late one, and C is off, so C takes it; late on the 14th stays lawful."""
    case, roster = month(lines(WEEK))
    assert hard(case, roster.assignments) == 0
    found = repair(case, roster, [Absence("A", BEGINS, BEGINS)], BEGINS, None, ONE_WORKER)
    told = [
        (one.employee, one.date.day, [i.shift for i in one.before], [i.shift for i in one.after])
        for one in found.changes
    ]
    assert told == [("A", 13, ["D"], []), ("C", 13, [], ["D"])]
    assert [one.employee for one in found.absent] == ["A"]
    assert found.roster.publication is None


def test_so_few_people() -> None:
    case, roster = month(lines(WEEK))
    with pytest.raises(InfeasibleError) as caught:
        repair(case, roster, [Absence("A", BEGINS, BEGINS)], BEGINS, 0, ONE_WORKER)
    assert [one.code for one in caught.value.conflict] == ["repair.none-of-so-few"]


def test_the_past_stays_whatever_it_breaks() -> None:
    """The 12th has nobody from 21 to 22, which was published for a reason; the 13th is repaired all the same."""
    case, roster = month(lines(WEEK | {"B": ". L . L"}))
    assert hard(case, roster.assignments) == 1
    found = repair(case, roster, [Absence("A", BEGINS, BEGINS)], BEGINS, None, ONE_WORKER)
    assert found.left == ()
    assert [(one.employee, one.date) for one in found.others] == [("C", BEGINS)]
    assert [one for one in found.roster.assignments if one.date < BEGINS] == [
        one for one in roster.assignments if one.date < BEGINS
    ]
    assert not [one for one in found.roster.assignments if (one.employee, one.date) == ("A", BEGINS)]


def test_an_absence_of_somebody_who_is_off_changes_nothing() -> None:
    case, roster = month(lines(WEEK))
    found = repair(case, roster, [Absence("C", BEGINS, BEGINS)], BEGINS, None, ONE_WORKER)
    assert found.changes == ()
    assert replace(found.roster, publication=None) == roster


def test_off_means_off() -> None:
    case, roster = month(lines(WEEK))
    found = repair(case, roster, [Absence("A", BEGINS, date(2026, 10, 14))], BEGINS, None, ONE_WORKER)
    assert {one.date for one in found.roster.assignments if one.employee == "A"} <= {FIRST, date(2026, 10, 15)}


def test_days_before_stay_though_somebody_was_ill_by_then() -> None:
    """A was ill on the 12th already; that day has been, and A's shift of then stays on the roster."""
    case, roster = month(lines(WEEK))
    found = repair(case, roster, [Absence("A", FIRST, BEGINS)], BEGINS, None, ONE_WORKER)
    assert [(one.employee, one.date) for one in found.absent] == [("A", BEGINS)]
    assert ("A", FIRST) in {(one.employee, one.date) for one in found.roster.assignments}
    past = repair(case, roster, [Absence("A", FIRST, FIRST)], BEGINS, None, ONE_WORKER)
    assert past.changes == ()


@pytest.mark.parametrize(("cells", "people", "below"), [(4, 3, 2), (1, 1, 0), (9, 1, 1), (12, 12, 7)])
def test_a_bound_never_claims_too_much(cells: int, people: int, below: int) -> None:
    assert least_cells(cells * CELL + people) <= cells
    assert least_cells(cells * CELL + people - below) <= cells
    assert least_cells((cells - 1) * CELL + 1 + people) >= cells - 1


def test_what_a_rule_forbids_by_now_counts_as_a_change() -> None:
    """C's leave on the 15th was approved after the roster was published: that cell changes too, and C hears of it."""
    case, roster = month(lines(WEEK))
    leave = Request("R1", "leave", "C", date(2026, 10, 15), date(2026, 10, 15), status=Status.APPROVED)
    since = replace(case, requests=(leave,))
    found = repair(since, roster, [], BEGINS, None, ONE_WORKER)
    assert found.found.proven
    assert found.found.cells == len(found.others)
    assert ("C", date(2026, 10, 15)) in {(one.employee, one.date) for one in found.others}
    assert found.left == ()
