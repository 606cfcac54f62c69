"""Two searches side by side: what they find is a roster by all rules, what they prove holds, and they end."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from ortools.sat.python import cp_model

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.solver import engine, twin
from rosterctl.solver.build import build_model
from rosterctl.solver.columns.generation import Generation
from rosterctl.solver.columns.master import Unsolved
from rosterctl.solver.columns.reader import Record, read_case
from rosterctl.solver.engine import Engine, Options
from rosterctl.solver.neighbours import Neighbourhoods, View
from rosterctl.solver.port import Model
from rosterctl.solver.reopen import Reopener
from rosterctl.solver.search import search
from rosterctl.solver.twin import Board, Diver, Twin, blind
from tests.support.small import use_of
from tests.unit.solver.test_apart import month
from tests.unit.solver.test_engine import TWO, audited
from tests.unit.solver.test_search import demand, small, tug_of_war


@pytest.fixture(scope="module")
def case() -> Case:
    return month(18, (5, 4, 2))


@pytest.fixture(scope="module")
def best(case: Case) -> int:
    outcome = search(case, Options(time_limit=60, workers=2))
    assert outcome.status == "optimal"
    assert outcome.objective
    return outcome.objective


def first(model: Model) -> list[int]:
    """Any roster."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.stop_after_first_solution = True
    solver.parameters.cp_model_presolve = False
    assert solver.solve(model.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return list(solver.response_proto.solution)


def price(model: Model, values: list[int]) -> int:
    objective = model.cp.proto.objective
    total = round(objective.offset)
    for v, cost in zip(objective.vars, objective.coeffs, strict=True):
        total += round(cost) * (values[v] if v >= 0 else 1 - values[~v])
    return total


@dataclass
class Desk:
    """Stands where the engine does."""

    model: Model
    at: tuple[int, list[int]] | None = None
    bounds: list[int] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def hear(self, cost: int, values: object) -> None:
        with self.lock:
            if self.at is None or cost < self.at[0]:
                assert isinstance(values, list)
                self.at = cost, values

    def board(self, seconds: float) -> Board:
        def enough() -> bool:
            return bool(self.bounds) and self.at is not None and self.at[0] <= self.bounds[-1]

        return Board(time.monotonic() + seconds, lambda: self.at, self.hear, self.bounds.append, enough)


def run(case: Case, seconds: float) -> Desk:
    model = build_model(case)
    desk = Desk(model)
    values = first(model)
    desk.hear(price(model, values), values)
    pair = Twin(model, read_case(case), 1, desk.board(seconds))
    pair.start()
    assert pair.done.wait(120)
    assert pair.failure() is None
    return desk


def test_what_is_found_costs_what_is_said(case: Case, best: int) -> None:
    desk = run(case, 20)
    assert desk.at is not None
    cost, values = desk.at
    assert cost == price(desk.model, values)
    assert desk.bounds[-1] <= best <= cost
    assert cost <= 1.1 * best


def test_without_time_it_ends_at_once(case: Case) -> None:
    assert run(case, 0.0).at is not None


def test_through_the_engine_it_comes_to_the_same_optimum(
    case: Case, best: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CP-SAT alone may not try first; what the pair has proven or not, the end is the optimum."""
    monkeypatch.setattr(Engine, "_short", lambda self, **_: "unknown")
    paired: list[Engine] = []
    pair = Engine._pair

    def note(self: Engine, record: Record) -> None:
        paired.append(self)
        pair(self, record)

    monkeypatch.setattr(Engine, "_pair", note)
    outcome = search(case, Options(time_limit=60, workers=2))
    assert paired
    assert outcome.objective == best
    assert outcome.bound is not None
    assert outcome.bound <= best
    assert audited(case, outcome) == best
    bests, bounds = [p.best for p in outcome.log], [p.bound for p in outcome.log]
    assert bests == sorted(bests, reverse=True)
    assert bounds == sorted(bounds)


def test_ctrl_c_stops_both_and_keeps_the_best(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "_short", lambda self, **_: "unknown")
    # nothing is ever good enough: without Ctrl-C it would not end
    monkeypatch.setattr(Engine, "_good_enough", lambda self: False)
    made: list[Twin] = []
    start = Twin.start

    class Done(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if not made[0]._board.stopped.is_set():
                raise KeyboardInterrupt
            return super().wait(timeout)

    def begin(self: Twin) -> None:
        made.append(self)
        self.done = Done()
        start(self)

    monkeypatch.setattr(Twin, "start", begin)
    outcome = search(case, Options(time_limit=None, workers=2))
    assert outcome.interrupted
    assert outcome.status == "feasible"
    assert outcome.assignments


def test_what_goes_wrong_in_a_thread_is_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(self: Twin) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Twin, "_columns", wrong)
    monkeypatch.setattr(Engine, "_short", lambda self, **_: "unknown")
    with pytest.raises(ZeroDivisionError):
        search(case, Options(time_limit=30, workers=2))


def test_a_master_without_solution_leaves_it_to_cp_sat(
    case: Case, best: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsolved(self: Twin) -> None:
        raise Unsolved

    monkeypatch.setattr(Twin, "_columns", unsolved)
    # the other one ends with it: an hour is more than is waited for
    desk = run(case, 3600)
    assert desk.bounds == []
    monkeypatch.setattr(Engine, "_short", lambda self, **_: "unknown")
    outcome = search(case, Options(time_limit=60, workers=2))
    assert (outcome.status, outcome.objective) == ("optimal", best)


def test_columns_that_take_too_long_to_show_anything_are_left(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where words are left out: there nobody knows whether they will ever see enough."""
    monkeypatch.setattr(twin, "PATIENCE", (0.0, 0.0))
    model = build_model(case)
    values = first(model)
    for left_out, proven in ((set(), True), ({("fairness", "balance")}, False)):
        desk = Desk(model, (price(model, values), values))
        record = read_case(case)
        record.left_out = left_out
        pair = Twin(model, record, 1, desk.board(10))
        pair.start()
        assert pair.done.wait(60)
        assert pair.failure() is None
        assert bool(desk.bounds) is proven


def test_small_months_that_columns_see_in_part_are_cp_sats(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    paired: list[Engine] = []
    monkeypatch.setattr(Engine, "_pair", lambda self, _: paired.append(self))
    monkeypatch.setattr(Engine, "_short", lambda self, **_: "unknown")
    uneven = replace(
        case, uses=(*case.uses, use_of("fairness", {"params": {"of": "nights", "spread": 0}}, Mode.SOFT, 1))
    )
    for month_, quick, times in ((case, 1500, 1), (uneven, 1500, 1), (uneven, 100, 2)):
        monkeypatch.setattr(engine, "QUICK", quick)
        search(month_, TWO)
        assert len(paired) == times


def test_a_month_of_people_alone_needs_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row asks for heads: columns end at once, and the search goes on elsewhere."""
    lone = small(use_of("wishes", {}, Mode.SOFT, 2), use_of("max-consecutive-days", {"params": {"days": 3}}))
    desk = run(lone, 3600)
    assert desk.bounds == []


def test_where_most_of_the_cost_is_left_out_columns_are_blind() -> None:
    """Fairness is said in a word that columns do not read, coverage in one that they do."""
    case = small(
        use_of("coverage", {}, Mode.SOFT, 1),
        use_of("fairness", {"params": {"of": "nights", "spread": 0}}, Mode.SOFT, 100),
        staff=["A", "B"],
        demand=[demand("N", 1)],
    )
    model = build_model(case)
    again = Reopener(model)
    nights = next(n for n, k in enumerate(case.choices, 1) if case.duty(k).shift == "N")
    for unfair in (True, False):
        places = np.zeros(again.index.shape[:2], np.int64)
        places[0] = nights if unfair else 0
        found = again.solve(again.held(places, np.zeros(places.shape, np.bool_)), 10, 1, None)
        assert found.values is not None
        assert found.objective is not None
        assert blind(model, read_case(case), found.objective, found.values) == unfair


def test_the_cost_of_uses_adds_up(case: Case) -> None:
    model = build_model(case)
    values = first(model)
    uses = range(len(case.uses))
    assert sum(model.paid(values, {number}) for number in uses) + model.constant == price(model, values)


def test_what_is_left_of_a_narrow_gap_is_looked_through_at_once(case: Case, best: int) -> None:
    """With the optimum in hand nothing below it is found, which proves it; with a dearer roster the optimum is."""
    model = build_model(case)
    made = Generation(read_case(case), 1)
    begin = made.answer([None] * len(case.employees))
    assert begin is not None
    made.take(begin)
    made.run()
    margins = made.margins()
    assert margins is not None
    whole = Reopener(model)
    optimum = whole.solve(np.ones_like(whole.index, np.bool_), 60, 1, None)
    assert optimum.values is not None
    for at in ((best, optimum.values), (best + 30, optimum.values)):
        desk = Desk(model, at)
        board = desk.board(60)
        board.bound, board.margins = margins
        Diver(Reopener(model), made, board, np.random.default_rng(1))._close(30)
        assert desk.at is not None
        assert desk.at[0] == best
        assert desk.bounds == [best]


class TestReopener:
    """Parts of a roster solved again."""

    def test_held_cells_stay(self, case: Case) -> None:
        model = build_model(case)
        values, again = first(model), Reopener(model)
        places = again.places(values)
        open_ = np.zeros(places.shape, np.bool_)
        open_[:, :3] = True
        found = again.solve(again.held(places, open_), 10, 1, values)
        assert found.values is not None
        assert found.objective is not None
        assert price(model, values) >= found.objective == price(model, found.values)
        assert (again.places(found.values)[:, 3:] == places[:, 3:]).all()

    def test_what_was_held_can_be_opened_again(self, case: Case, best: int) -> None:
        model = build_model(case)
        values, again = first(model), Reopener(model)
        places = again.places(values)
        nothing = np.zeros(places.shape, np.bool_)
        same = again.solve(again.held(places, nothing), 10, 1, None)
        assert same.values is not None
        assert (again.places(same.values) == places).all()
        whole = again.solve(again.held(places, ~nothing), 20, 1, values)
        assert whole.objective is not None
        assert best <= whole.objective < price(model, values)

    def test_only_what_is_cheaper_counts_where_that_is_asked_for(self, case: Case, best: int) -> None:
        model = build_model(case)
        again = Reopener(model)
        everything = np.ones_like(again.index, np.bool_)
        found = again.solve(everything, 30, 1, None, below=best + 1)
        assert found.objective == best
        assert again.solve(everything, 30, 1, None, below=best).status == cp_model.INFEASIBLE
        assert again.solve(everything, 30, 1, None).objective == best

    def test_it_begins_nothing_once_stopped(self, case: Case) -> None:
        model = build_model(case)
        again = Reopener(model)
        again.stop()
        assert again.solve(np.ones_like(again.index, np.bool_), 30, 1, None).status == cp_model.UNKNOWN


class TestNeighbourhoods:
    """What is opened, and how large."""

    def view(self, places: np.ndarray, *, agreed: bool = True) -> View:
        doubt = np.full(places.shape, 0.9)
        doubt[2, 3] = 0.0
        return View(np.array([5]), doubt if agreed else None)

    @pytest.fixture
    def drawn(self) -> Neighbourhoods:
        return Neighbourhoods(6, 14, 3, np.random.default_rng(1))

    @pytest.mark.parametrize("size", [1, 2, 5, 14])
    def test_each_kind_opens_what_it_is_named_for(self, drawn: Neighbourhoods, size: int) -> None:
        view = self.view(np.zeros((6, 14), np.int64))
        people = drawn._draw["people"](view, size)
        assert people.any(axis=1).sum() == min(size, 6)
        assert people.all(axis=1).sum() == min(size, 6)
        days = drawn._draw["days"](view, size)
        assert 0 < days.all(axis=0).sum() == days.any(axis=0).sum() <= size
        assert 0 < drawn._draw["half"](view, size).any(axis=1).sum() <= 3
        assert drawn._draw["sore"](view, size)[:, 5].sum() == 4
        doubted = drawn._draw["doubted"](view, size)
        assert doubted[2, 3]
        assert doubted.sum() == size

    def test_kinds_without_what_they_look_at_are_not_drawn(self, drawn: Neighbourhoods) -> None:
        view = View(np.zeros(0, np.int64), None)
        assert {drawn.draw(view)[0].name for _ in range(60)} == {"people", "days", "half"}

    def test_sizes_follow_what_is_solved(self, drawn: Neighbourhoods) -> None:
        days = next(kind for kind in drawn.kinds if kind.name == "days")
        drawn.learn(days, better=True, proven=True, quick=True)
        assert days.size > 7
        assert days.weight > 1
        for _ in range(40):
            drawn.learn(days, better=False, proven=False, quick=False)
        assert days.size == 2
        assert days.weight == 0.25
        for _ in range(60):
            drawn.learn(days, better=True, proven=True, quick=True)
        assert days.size == 14
        assert days.weight == 4


def test_cells_that_lift_the_bound_above_the_best_are_useless() -> None:
    board = Board(math.inf, lambda: (10, []), lambda *_: None, lambda _: None, lambda: False, bound=7)
    assert board.useful() is None
    board.margins = np.array([[[0, 2, 3]]])
    found = board.useful()
    assert found is not None
    assert found.tolist() == [[[True, True, False]]]


def test_months_that_columns_cannot_see_are_left_to_cp_sat(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tug of war is about fairness too."""
    started: list[Twin] = []
    monkeypatch.setattr(twin, "blind", lambda *_: True)
    monkeypatch.setattr(Twin, "start", started.append)
    monkeypatch.setattr(Engine, "_short", lambda self, **_: "unknown")
    outcome = search(tug_of_war(), TWO)
    assert outcome.status == "optimal"
    assert not started
