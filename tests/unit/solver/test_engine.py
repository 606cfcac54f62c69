"""The calls of CP-SAT that make up a search: nothing found in one is lost in the next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge, penalty
from rosterctl.solver import apart, engine
from rosterctl.solver.build import build_model
from rosterctl.solver.engine import UNKNOWN, Engine, Options, Progress
from rosterctl.solver.port import Model
from rosterctl.solver.search import Outcome, search
from tests.support.small import use_of
from tests.unit.solver.test_apart import month
from tests.unit.solver.test_search import demand, small, tug_of_war

TWO = Options(time_limit=30, workers=2)


@pytest.fixture
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "GROUP", 6 * 14)


def audited(case: Case, outcome: Outcome) -> int:
    """The penalty that the checker finds; it finds no hard breach."""
    findings = judge(RosterIndex(case, outcome.assignments or ()))
    assert not [finding for finding in findings if finding.hard]
    return penalty(findings)


def calls(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The parameters of each call that is made from now on."""
    made = []
    run = Engine._run

    def note(self: Engine, solver: Any, model: Any, watcher: Any) -> Any:
        made.append(solver.parameters)
        return run(self, solver, model, watcher)

    monkeypatch.setattr(Engine, "_run", note)
    return made


@pytest.mark.usefixtures("_small_groups")
def test_a_month_of_groups_is_proven_and_audited(monkeypatch: pytest.MonkeyPatch) -> None:
    made = calls(monkeypatch)
    case = month(18, (5, 4, 2))
    heard: list[Progress] = []
    outcome = search(case, TWO, tell=heard.append)
    assert outcome.status == "optimal"
    assert audited(case, outcome) == outcome.objective == outcome.bound
    # the first roster, three groups, and the search that proves (twice, where its first share of time is not enough)
    assert len(made) in (5, 6)
    assert [p.stop_after_first_solution for p in made] == [True] + [False] * (len(made) - 1)
    assert {p.num_workers for p in made} == {2}
    assert tuple(heard) == outcome.log
    bests, bounds = [p.best for p in heard], [p.bound for p in heard]
    assert bests == sorted(set(bests), reverse=True)
    assert bounds == sorted(bounds)
    assert [p.seconds for p in heard] == sorted(p.seconds for p in heard)


@pytest.mark.usefixtures("_small_groups")
def test_large_months_come_to_the_same_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    case = month(18, (5, 4, 2))
    best = search(case, TWO).objective
    monkeypatch.setattr(engine, "FULL_RELAXATION", 0)
    outcome = search(case, TWO)
    assert (outcome.status, outcome.objective) == ("optimal", best)


@pytest.mark.usefixtures("_small_groups")
def test_the_groups_rosters_of_a_large_month_become_one_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FULL_RELAXATION", 0)
    made = calls(monkeypatch)
    heard: list[Progress] = []
    outcome = search(month(18, (5, 4, 2)), TWO, tell=lambda now: heard.append(replace(now, seconds=len(made))))
    # the first roster, three groups, their shifts taken as they are, and the search that proves
    assert [p.fix_variables_to_their_hinted_value for p in made] == [False] * 4 + [True, False]
    settled = [now for now in heard if now.seconds == 5]
    assert settled
    assert heard[0].best > settled[-1].best >= (outcome.bound or 0)


def started(monkeypatch: pytest.MonkeyPatch, kind: Callable[[int, int], int]) -> Outcome:
    """A large month whose start gives each person on each day this kind."""

    def start(model: Model, *_: object, **__: object) -> apart.Start:
        return apart.Start({x.index: int(kind(w, d) == k) for (w, d, k), x in model.cells.items()}, 0, True)

    monkeypatch.setattr(Engine, "_first", lambda self: UNKNOWN)
    monkeypatch.setattr(engine, "FULL_RELAXATION", 0)
    monkeypatch.setattr(engine, "start_apart", start)
    return search(tug_of_war(), TWO)


def test_what_is_proven_of_a_start_is_no_bound_of_the_month(monkeypatch: pytest.MonkeyPatch) -> None:
    best = search(tug_of_war(), TWO)
    made = calls(monkeypatch)
    outcome = started(monkeypatch, lambda who, day: OFF)
    assert sum(p.fix_variables_to_their_hinted_value for p in made) == 1
    assert (outcome.status, outcome.objective, outcome.bound) == ("optimal", best.objective, best.objective)


def test_a_start_that_cannot_be_is_only_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    best = search(tug_of_war(), TWO)
    busy = tug_of_war().choices[0]
    outcome = started(monkeypatch, lambda who, day: busy)
    assert (outcome.status, outcome.objective) == ("optimal", best.objective)
    assert audited(tug_of_war(), outcome) == best.objective


def test_a_settled_start_that_costs_the_least_possible_is_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "_first", lambda self: UNKNOWN)
    made = calls(monkeypatch)
    case = small(use_of("coverage", {}, Mode.SOFT, 2), demand=[demand("E", 1)])
    early = next(k for k in case.choices if case.duty(k).shift == "E")

    def start(model: Model, *_: object, **__: object) -> apart.Start:
        held = {x.index: int(k == (early if w == 0 else OFF)) for (w, _, k), x in model.cells.items()}
        return apart.Start(held, 0, True)

    monkeypatch.setattr(engine, "FULL_RELAXATION", 0)
    monkeypatch.setattr(engine, "start_apart", start)
    outcome = search(case, TWO)
    assert (outcome.status, outcome.objective, outcome.bound) == ("optimal", 0, 0)
    assert len(made) == 1


@pytest.mark.parametrize(
    ("low", "high", "cost", "least"), [(0, 1, 5, 0), (0, 1, -5, -5), (2, 9, 3, 6), (2, 9, -3, -27)]
)
def test_the_floor_takes_the_cheaper_end_of_each_variable(low: int, high: int, cost: int, least: int) -> None:
    model = build_model(small(use_of("coverage", {})))
    x = model.cp.new_int_var(low, high, "")
    model.cp.minimize(cost * x + 100)
    assert engine._floor(model) == 100 + least


@pytest.mark.usefixtures("_small_groups")
@pytest.mark.parametrize("options", [Options(workers=1), Options(deterministic=1.0, workers=2)], ids=str)
def test_one_worker_makes_one_call(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    made = calls(monkeypatch)
    search(month(12, (1, 1, 1)), options)
    assert [(p.num_workers, p.stop_after_first_solution) for p in made] == [(1, False)]


def test_deterministic_work_keeps_cp_sats_own_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    made = calls(monkeypatch)
    search(small(use_of("pins", {})), Options(deterministic=1.0, seed=3))
    untouched = Engine(build_model(small()), Options(), 0.0, None)._solver(1.0, tight=False).parameters
    assert made[0].max_deterministic_time == 1.0
    assert made[0].random_seed == 3
    assert made[0].cp_model_probing_level > untouched.cp_model_probing_level == 0
    assert made[0].max_time_in_seconds > 1e9


def test_a_start_is_one_call_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made = calls(monkeypatch)
    outcome = search(small(use_of("coverage", {}), demand=[demand("E", 1)]), TWO, start={})
    assert outcome.status == "optimal"
    assert len(made) == 1


def test_nothing_to_pay_for_is_over_with_the_first_roster(monkeypatch: pytest.MonkeyPatch) -> None:
    made = calls(monkeypatch)
    outcome = search(small(use_of("coverage", {}), demand=[demand("E", 1)]), TWO)
    assert (outcome.status, outcome.objective, outcome.bound) == ("optimal", 0, 0)
    assert len(made) == 1


def test_two_workers_find_the_infeasible() -> None:
    outcome = search(small(use_of("coverage", {}), demand=[demand("E", 4)]), TWO)
    assert outcome.status == "infeasible"
    assert (outcome.assignments, outcome.objective, outcome.bound, outcome.log) == (None, None, None, ())


def stopped_by(monkeypatch: pytest.MonkeyPatch, what: Callable[..., Any]) -> Outcome:
    monkeypatch.setattr(engine, "start_apart", what)
    return search(tug_of_war(), TWO)


def test_ctrl_c_between_two_calls_keeps_the_first_roster(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    outcome = stopped_by(monkeypatch, interrupt)
    assert outcome.interrupted
    assert outcome.status == "feasible"
    assert len(outcome.log) == 1
    assert outcome.objective == outcome.log[0].best
    assert outcome.bound is not None
    assert outcome.bound <= outcome.objective
    assert audited(tug_of_war(), outcome) <= outcome.objective


@pytest.mark.usefixtures("_small_groups")
def test_ctrl_c_while_groups_are_planned_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    made = calls(monkeypatch)

    class Interrupted(threading.Event):
        waited = 0

        def wait(self, timeout: float | None = None) -> bool:
            if len(made) == 2 and not Interrupted.waited:
                Interrupted.waited += 1
                raise KeyboardInterrupt
            return super().wait(timeout)

    monkeypatch.setattr("rosterctl.solver.engine.threading.Event", Interrupted)
    outcome = search(month(18, (5, 4, 2)), TWO)
    assert outcome.interrupted
    assert outcome.status == "feasible"
    assert outcome.assignments is not None
    assert len(made) == 2


def test_the_limit_holds_for_all_calls_together() -> None:
    case = month(60, (17, 15, 9))
    outcome = search(case, Options(time_limit=1.0, workers=2))
    assert outcome.assignments is not None
    assert outcome.seconds - outcome.build_seconds < 3
    assert audited(case, outcome) <= (outcome.objective or 0)


def test_a_worse_roster_of_a_later_call_is_not_heard_of() -> None:
    heard: list[Progress] = []
    searching = Engine(build_model(small()), TWO, 0.0, heard.append)
    assert not searching._hear(100, 3.0, [1])
    assert not searching._hear(100, 3.0, [2])
    assert not searching._hear(120, 5.0, [3])
    assert (searching.objective, searching.values, [p.best for p in heard]) == (100, [1], [100])
    # nor is a worse bound: the later call begins from nothing
    assert not searching._hear(50, 0.0, [4])
    assert [p.bound for p in heard] == [3, 3]
    # as good as was proven before: no later call has to prove it again
    assert searching._hear(3, 0.0, [5])
    assert searching.values == [5]


def test_a_gap_ends_the_search_early() -> None:
    outcome = search(tug_of_war(), Options(time_limit=60, workers=2, gap=0.95))
    assert outcome.objective is not None
    assert outcome.bound is not None
    assert outcome.objective - outcome.bound <= 0.95 * outcome.objective
    assert outcome.status == ("optimal" if outcome.objective == outcome.bound else "feasible")


def test_fairness_and_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ties everybody together by a difference is not dealt, and is right in the end all the same."""
    monkeypatch.setattr(apart, "GROUP", 6 * 14)
    case = month(12, (2, 2, 2), use_of("fairness", {"params": {"of": "nights", "spread": 0}}, Mode.SOFT, 7))
    outcome = search(case, TWO)
    assert outcome.status == "optimal"
    assert audited(case, outcome) == outcome.objective
