"""Months as they might be, beside as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.services.audit import audit
from rosterctl.services.plan import Plan
from rosterctl.services.repair import Absence
from rosterctl.services.what_if import Line, Supposition, compare, suppose
from rosterctl.solver.search import Outcome
from tests.golden.transcript import lay
from tests.support.run import run
from tests.support.small import use_of
from tests.unit.solver.test_search import demand, small

FIRST = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("heads", "percent", "due"),
    [(1, 10, 1), (4, 10, 4), (5, 10, 6), (10, 10, 11), (8, -50, 4), (1, -50, 1), (3, 200, 9), (0, 200, 0)],
)
def test_heads_are_rounded_halves_up(heads: int, percent: int, due: int) -> None:
    """5 + 10 % is 5.5 and becomes 6; 4 + 10 % is 4.4 and stays 4; half of 1 is 1."""
    case = replace(small(), demand=(Demand("all", None, Filter("desk", shift="E"), min=heads),))
    assert suppose(case, Supposition(percent=percent)).demand[0].min == due


def test_a_maximum_makes_room_for_what_is_wanted() -> None:
    row = Demand("all", None, Filter("desk", shift="E"), min=5, target=10, max=10)
    found = suppose(replace(small(), demand=(row,)), Supposition(percent=20)).demand[0]
    assert (found.min, found.target, found.max) == (6, 12, 12)
    less = suppose(replace(small(), demand=(row,)), Supposition(percent=-50)).demand[0]
    assert (less.min, less.target, less.max) == (3, 5, 10)


def test_leave_is_granted_leave() -> None:
    case = small()
    who = case.employees[0].id
    other = suppose(case, Supposition((Absence(who, FIRST, date(2026, 10, 2)),)))
    days = [day for day in other.days if other.on_whole_leave(0, day)]
    assert [other.axis.date(day).day for day in days] == [1, 2]
    assert not any(case.on_whole_leave(0, day) for day in case.days)
    assert other.demand == case.demand


def built(case: Case, *cells: tuple[int, int]) -> Plan:
    """A plan in which these people (by number) do E on these dates of October."""
    made = tuple(
        Assignment(case.employees[who].id, FIRST.replace(day=day), "E", case.duties[0].post) for who, day in cells
    )
    judged = audit(case, made)
    outcome = Outcome("feasible", made, judged.penalty, 0, 1.0, 0.1)
    return Plan(Roster(FIRST, case.axis.date(case.end), made), judged, outcome)


def test_what_differs_is_told() -> None:
    """One head a day is wanted as before, two under the supposition; on the 2nd nobody works any more."""
    case = small(use_of("coverage", {}, Mode.SOFT, 1), demand=[demand("E", 1)])
    other = suppose(case, Supposition(percent=100))
    days = range(1, len(case.days) + 1)
    plain = built(case, *((0, day) for day in days))
    supposed = built(other, *((who, day) for day in days if day != 2 for who in (0, 1)))
    lines = compare(plain, supposed, case, other)
    told = {(line.part, line.what): (line.plain, line.supposed) for line in lines}
    assert told["status", ""] == ("feasible", "feasible")
    assert told["penalty", ""] == (0, supposed.audit.penalty)
    assert told["soft", ""] == (0, 1)
    assert told["cells", ""] == (0, len(case.days))
    assert told["rule", "coverage"] == (0, 1)
    assert Line("short", "2026-10-02", 0, 2) in lines
    assert len(lines) == 8


def test_what_cannot_be_is_told_beside_what_is(tmp_path: Path) -> None:
    root = lay("tiny", tmp_path)
    before = sorted(root.rglob("*"))
    words = ["--month", "2026-10", "--as-of", "2026-09-25T09:00+08:00", "--deterministic", "5"]
    done = run(["roster", "build", *words, "--what-if", "demand:+200%"], root)
    assert done.code == 5
    assert done.err.startswith("There is a roster as things stand (penalty 240), but not under this supposition:\n")
    assert sorted(root.rglob("*")) == before
