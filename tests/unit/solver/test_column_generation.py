"""Rows, the master and dives of column generation, by hand where hands suffice."""

from __future__ import annotations

from dataclasses import replace

import numba
import numpy as np
import pytest
from ortools.math_opt.python import mathopt

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.port import Cell, Heads
from rosterctl.solver.columns import kernel
from rosterctl.solver.columns import master as mastering
from rosterctl.solver.columns.dive import OPEN, dive
from rosterctl.solver.columns.generation import Generation, Stopped
from rosterctl.solver.columns.master import Column, Master, Unsolved
from rosterctl.solver.columns.needs import STRICT, Needs, needs_of
from rosterctl.solver.columns.pricer import NEVER, Pricer
from rosterctl.solver.columns.reader import Record, RowPort, read_case
from rosterctl.solver.columns.walk import Walker
from rosterctl.solver.search import search
from tests.support import ask
from tests.unit.solver.test_apart import month
from tests.unit.solver.test_engine import TWO

HARD = RuleUse("said", "hard", None, Mode.HARD, 1)


def soft(weight: int) -> RuleUse:
    return RuleUse("said", f"soft-{weight}", None, Mode.SOFT, weight)


def record(case: Case) -> Record:
    return Record(case, [[] for _ in case.employees])


def on_first(case: Case, *people: int) -> list[Heads]:
    """Work of kind 1 of these people on the first day."""
    return [Heads(people, Cell(case.first, frozenset({1})))]


def needs(case: Case, made: Record) -> Needs:
    assert made.case is case
    return needs_of(made)


def test_statements_about_the_same_heads_are_one_row() -> None:
    """At least two at 5 a head, at most two at 1 a head: nobody costs 10, one 5, two nothing, three 1."""
    case = ask.small(3, 1)
    made = record(case)
    RowPort(made, soft(5)).cover(on_first(case, 0, 1, 2), 2, None)
    RowPort(made, soft(1)).cover(on_first(case, 0, 1, 2), None, 2)
    found = needs(case, made)
    assert found.cost.tolist() == [[10, 5, 0, 1]]
    assert found.total(np.array([3])) == 1
    # nobody would like to be paid 4 a head when a missing one costs 5
    assert found.least(np.array([4]), 1) == min(10, 5 + 4, 0 + 8, 1 + 12)
    assert found.heads(0, (1,)).tolist() == [1]
    assert found.heads(0, (2,)).tolist() == [0]
    assert found.prices(0, np.array([7])).tolist() == [[0, -7, 0]]


def test_what_must_not_be_costs_much_more_than_what_may_be() -> None:
    case = ask.small(2, 1)
    made = record(case)
    RowPort(made, soft(5)).cover(on_first(case, 0), 1, None)
    RowPort(made, HARD).cover(on_first(case, 0, 1), 1, None)
    assert needs(case, made).cost.tolist() == [[5, 0, 5 * STRICT], [5 * STRICT, 0, 0]]


def test_history_counts_into_rows_beforehand() -> None:
    case = ask.small(1, 1, "A = D D")
    made = record(case)
    both = Heads((0,), Cell(case.first - 1, frozenset({1}))), *on_first(case, 0)
    RowPort(made, soft(3)).cover(both, 2, None)
    assert needs(case, made).cost.tolist() == [[3, 0]]


def test_people_in_the_same_groups_share_entries() -> None:
    case = ask.small(3, 1)
    made = record(case)
    RowPort(made, soft(1)).cover(on_first(case, 0, 1, 2), 1, None)
    RowPort(made, soft(1)).cover(on_first(case, 2), 1, None)
    assert needs(case, made).kind_of == (0, 0, 1)


def test_who_counts_twice_counts_twice() -> None:
    case = ask.small(1, 1)
    made = record(case)
    RowPort(made, soft(1)).cover([*on_first(case, 0), *on_first(case, 0)], 2, None)
    assert needs(case, made).heads(0, (1,)).tolist() == [2]


def two_for_one() -> tuple[Case, Master]:
    """Two people; one head wanted on the first day at 10; the months: off at nothing, work at 3 and at 4."""
    case = ask.small(2, 1)
    made = record(case)
    RowPort(made, soft(10)).cover(on_first(case, 0, 1), 1, 1)
    master = Master(needs(case, made), 2)
    for who, fee in ((0, 3), (1, 4)):
        assert master.add(Column(who, (0,), 0))
        assert master.add(Column(who, (1,), fee))
    return case, master


def test_the_master_takes_the_cheapest_shares() -> None:
    _, master = two_for_one()
    for point in (master.solve(), master.corner()):
        assert point.cost == pytest.approx(3, abs=1e-4)
        assert master.cells(point.shares)[:, 0, 1].tolist() == pytest.approx([1, 0], abs=1e-3)
        # a head is worth what the next cheapest would ask for it
        assert 3 - 1e-3 <= point.worth[0] <= 4 + 1e-3
        assert (master.reduced(point) >= -1e-3).all()


def test_a_month_is_known_once() -> None:
    _, master = two_for_one()
    assert not master.add(Column(0, (1,), 3))
    assert len(master.columns) == 4


def test_months_with_closed_cells_rest() -> None:
    _, master = two_for_one()
    allowed = np.ones((2, 1, 3), np.bool_)
    allowed[0, 0, 1] = False
    master.allow(allowed)
    assert master.corner().cost == pytest.approx(4)
    master.allow(np.ones((2, 1, 3), np.bool_))
    assert master.corner().cost == pytest.approx(3)


def test_the_dearest_months_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mastering, "MOST", 1)
    monkeypatch.setattr(mastering, "KEEP", 1)
    _, master = two_for_one()
    master.add(Column(1, (2,), 50))
    master.prune(master.corner())
    assert Column(1, (2,), 50) not in master.columns
    assert {column.who for column in master.columns} == {0, 1}
    assert master.corner().cost == pytest.approx(3)
    assert master.add(Column(1, (2,), 50)), "what went may come back"


def test_a_solver_that_gives_up_is_asked_anew_and_then_left(monkeypatch: pytest.MonkeyPatch) -> None:
    _, master = two_for_one()
    asked = []

    class GivesUp:
        def __init__(self, *_: object) -> None:
            asked.append(self)

        def solve(self) -> object:
            raise AttributeError("canonical_code")

    monkeypatch.setattr(mathopt, "IncrementalSolver", GivesUp)
    assert master.corner().cost == pytest.approx(3)
    assert len(asked) == 2
    monkeypatch.setattr(mathopt, "solve", lambda *_, **__: GivesUp().solve())
    with pytest.raises(Unsolved):
        master.corner()


@pytest.fixture(scope="module")
def tight() -> Case:
    return month(18, (5, 4, 2))


def test_a_dive_leaves_what_it_says_and_keeps_its_word(tight: Case) -> None:
    made = Generation(read_case(tight), 1)
    begin = made.answer([None] * 18)
    assert begin is not None
    made.take(begin)
    made.run()
    dived = dive(made, lambda: False, open_share=0.2, step=0.15, noise=0.0, dice=np.random.default_rng(1))
    open_ = dived.rounds == OPEN
    assert 0 < open_.mean() <= 0.2
    assert (dived.allowed.sum(axis=2)[~open_] == 1).all()
    for who, places in enumerate(dived.months):
        assert dived.allowed[who, np.arange(14), list(places)].all()
    after = made.answer(dived.months, dived.allowed)
    assert after is not None
    assert made.bound is not None
    assert after.cost >= made.bound


def test_a_dive_that_is_stopped_fixes_nothing(tight: Case) -> None:
    made = Generation(read_case(tight), 1)
    begin = made.answer([None] * 18)
    assert begin is not None
    made.take(begin)
    dived = dive(made, lambda: True, open_share=0.2, step=0.15, noise=0.0, dice=np.random.default_rng(1))
    assert (dived.rounds == OPEN).all()
    assert len(dived.months) == 18


def test_the_bound_is_near_the_optimum_of_a_month(tight: Case) -> None:
    made = Generation(read_case(tight), 1)
    begin = made.answer([None] * 18)
    assert begin is not None
    made.take(begin)
    made.run()
    best = search(tight, TWO)
    assert best.status == "optimal"
    assert made.bound is not None
    assert best.objective is not None
    assert 0.9 * best.objective <= made.bound <= best.objective


def test_a_stop_ends_whatever_is_under_way(tight: Case) -> None:
    with pytest.raises(Stopped):
        Generation(read_case(tight), 1, stop=lambda: True)
    asked = []

    def late() -> bool:
        asked.append(1)
        return len(asked) > 18 + 5

    made = Generation(read_case(tight), 1, stop=late)
    with pytest.raises(Stopped):
        made.answer([None] * 18)
    assert len(asked) == 18 + 6


def test_bounds_are_told_as_they_rise(tight: Case) -> None:
    told: list[int] = []
    made = Generation(read_case(tight), 1, prove=told.append)
    begin = made.answer([None] * 18)
    assert begin is not None
    made.take(begin)
    made.run()
    assert told == sorted(set(told))
    assert told[-1] == made.bound


def test_somebody_without_any_month_has_no_answer() -> None:
    case = ask.small(2, 2)
    made = record(case)
    for kinds in ({OFF}, {1}, {2}):
        RowPort(made, HARD).forbid(1, [Cell(case.first, frozenset(kinds))])
    assert Generation(made, 1).answer([None, None]) is None
    assert Generation(replace(made, personal=[made.personal[0], []]), 1).answer([None, None]) is not None


def test_without_a_place_to_keep_it_it_is_compiled_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def njit(**options: object) -> object:
        asked.append(options)
        if options.get("cache"):
            raise RuntimeError("no locator available")
        return lambda plain: plain

    monkeypatch.setattr(numba, "njit", njit)
    assert kernel._compiled(kernel._back) is kernel._back
    assert asked == [{"cache": True, "nogil": True}, {"nogil": True}]


def test_what_may_not_be_is_not_bought() -> None:
    """However much a head is worth: neither a banned cell, nor a month that has no other."""
    case = ask.small(1, 2)
    made = record(case)
    RowPort(made, HARD).forbid(0, [Cell(case.first, frozenset({1}))])
    worth = np.full((2, 3), -(1 << 40), np.int64)
    pricer = Pricer(Walker(case, {}).walk(0, made.personal[0]))
    found = pricer.best(worth)
    assert found is not None
    assert found.places[0] != 1
    margins = pricer.margins(worth)
    assert margins is not None
    assert (margins[1] >= NEVER).tolist() == [[False, True, False], [False, False, False]]
    for kinds in ({OFF}, {2}):
        RowPort(made, HARD).forbid(0, [Cell(case.first, frozenset(kinds))])
    pricer = Pricer(Walker(case, {}).walk(0, made.personal[0]))
    assert pricer.best(worth) is None
    assert pricer.margins(worth) is None
