"""How a conflict is told: one line for each rule and person or demand, with the dates that matter."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.errors import InterruptedRun, Problem
from rosterctl.messages import Lang, problem_line
from rosterctl.services import infeasible as telling
from rosterctl.services.infeasible import infeasible, told
from rosterctl.solver.explain import Conflict
from rosterctl.solver.origin import Asked, Origin
from rosterctl.solver.search import Outcome
from tests.support.small import Table, read, use_of

TABLE: Table = {
    "first": "2026-10-01",
    "staff": [{"id": f"P{n}", "name": name} for n, name in enumerate(["陈思远", "P1", *"abcdef"])],
    "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"},
    "width": 10,
}


def small(**more: Any) -> Case:
    rules: dict[str, dict[str, Any]] = {"availability": {}, "coverage": {"levels": ["min"]}, "pins": {}}
    return read({**TABLE, **more}, *(use_of(rule, {"params": params}) for rule, params in rules.items()))[0]


def lines(problems: tuple[Problem, ...] | list[Problem], lang: Lang = "en") -> list[str]:
    return [problem_line(problem, lang) for problem in problems]


def test_an_infeasible_month() -> None:
    case = small(
        staff=["A", "B"],
        demand=[{"day": "2026-10-03", "shift": "N", "min": 2}],
        leave=[{"who": "B", "first": "2026-10-02", "last": "2026-10-04"}],
    )
    error = infeasible(case, "en")
    assert error.minimal
    assert lines(error.conflict) == [
        "Nobody is put where they cannot be (availability): B, 2026-10-03",
        "Demand is covered (coverage): 2026-10-03, at least 2 of 2 people on N",
    ]
    assert lines(error.closest) == ["2026-10-03 Sat B on N at desk, but on approved leave the whole day"]


def origins(case: Case, *found: Origin) -> list[Origin]:
    """Origins with days counted from the first of the month."""
    return [replace(o, first=o.first + case.first, end=o.end + case.first) for o in found]


def test_runs_of_dates_are_joined() -> None:
    case = small()
    found = origins(case, *(Origin(2, 0, n, n + 1) for n in (0, 1, 2, 5)), Origin(0, 0, 8, 10), Origin(0, 1, -2, 1))
    said = lines(told(case, Conflict(tuple(found), True, 1.0), "en"))
    assert said == [
        "What the planner has fixed (pins): P0 陈思远, 2026-10-01…10-03, 2026-10-06",
        "Nobody is put where they cannot be (availability): P0 陈思远, 2026-10-09…10-10",
        "Nobody is put where they cannot be (availability): P1, 2026-09-29…10-01",
    ]


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (3, None, "at least 3 of 8 people on D"),
        (None, 1, "at most 1 of 8 people on D"),
        (1, 2, "1 to 2 of 8 people on D"),
    ],
)
def test_what_is_asked(low: int | None, high: int | None, text: str) -> None:
    case = small()
    asked = Asked(low, high, 8, frozenset({1}))
    found = origins(case, Origin(1, None, 3, 4, asked), Origin(1, None, 4, 5, asked))
    (line,) = lines(told(case, Conflict(tuple(found), True, 1.0), "en"))
    assert line == f"Demand is covered (coverage): 2026-10-04…10-05, {text}"
    (line,) = lines(told(case, Conflict(tuple(found), True, 1.0), "zh"), "zh")
    assert "8 人" in line


def test_posts_are_named_where_there_are_several() -> None:
    case = small(posts=["desk", "gate"])
    found = origins(case, Origin(1, None, 3, 4, Asked(3, None, 8, frozenset({1, 4}))))
    (line,) = lines(told(case, Conflict(tuple(found), True, 1.0), "en"))
    assert line.endswith("on D/desk, N/gate")


def test_a_crowd_stands_on_one_line() -> None:
    case = small()
    found = tuple(origins(case, *(Origin(2, who, 0, 7) for who in range(8)), Origin(1, None, 2, 3)))
    assert lines(told(case, Conflict(found, True, 1.0, crowd=True), "en")) == [
        "What the planner has fixed (pins): P0 陈思远, P1, P2 a, P3 b, P4 c and 3 more, 2026-10-01…10-07",
        "Demand is covered (coverage): 2026-10-03",
    ]
    assert len(told(case, Conflict(found, True, 1.0), "en")) == 9


def test_no_conflict_found_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "explain", lambda _: None)
    case = small(staff=["A"], demand=[{"day": "all", "shift": "N", "min": 2}])
    error = infeasible(case, "en")
    assert not error.minimal
    assert [problem.code for problem in error.conflict] == ["build.conflict.unknown"]
    assert "availability, coverage, pins" in lines(error.conflict)[0]
    assert error.closest


def test_the_closest_breaks_other_rules_where_it_must() -> None:
    """Two conflicts: the first one found does not explain the other."""
    case = small(
        staff=["A", "B"],
        demand=[{"day": "2026-10-03", "shift": "N", "min": 3}],
        leave=[{"who": "B", "first": "2026-10-02"}],
        pins=[{"who": "B", "date": "2026-10-02", "shift": "D"}],
    )
    error = infeasible(case, "en")
    assert lines(error.conflict) == [
        "Nobody is put where they cannot be (availability): B, 2026-10-02",
        "What the planner has fixed (pins): B, 2026-10-02",
    ]
    assert lines(error.closest)[0].endswith("at least 3 must be there, 2 are")
    assert len(error.closest) == 2


def test_soft_rules_are_not_among_what_breaks() -> None:
    case = small(staff=["A"], demand=[{"day": "2026-10-03", "shift": "N", "min": 2, "target": 3}])
    wish = replace(use_of("coverage", {"params": {"levels": ["target"]}}, Mode.SOFT), key="target")
    error = infeasible(replace(case, uses=(*case.uses, wish)), "en")
    assert len(error.closest) == 1


def test_ctrl_c_while_looking_for_the_closest(monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = Outcome("feasible", (), 0, 0, 1.0, 0.1, interrupted=True)
    monkeypatch.setattr(telling, "search", lambda *_, **__: outcome)
    with pytest.raises(InterruptedRun):
        infeasible(small(staff=["A"], demand=[{"day": "all", "shift": "N", "min": 2}]), "en")


EXPLAINS = """
import sys
from rosterctl.cli import app
from rosterctl.solver import explain
from rosterctl.solver.trial import Trial
from tests.unit.services.test_infeasible import small
from rosterctl.services.infeasible import infeasible

true = Trial.refuted
def told(self, *given, **named):
    print("asking", flush=True)
    return true(self, *given, **named)
Trial.refuted = told

def command(*_, **__):
    case = small(staff=[f"P{n}" for n in range(40)], demand=[{"day": "all", "shift": "N", "min": 41}])
    while True:
        infeasible(case, "en")

app.root.main = command
sys.exit(app.run([], {"ROSTERCTL_LANG": "en"}))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_while_explaining() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", EXPLAINS], stdout=pipe, stderr=pipe, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "asking\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
