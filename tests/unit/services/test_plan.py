"""Planning: how each end of a search is told, and that the checker has the last word."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rosterctl.cli.app import run
from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Stamp
from rosterctl.errors import InfeasibleError, InterruptedRun, NoRosterError
from rosterctl.rules.base import AnyRosterRule, Breach
from rosterctl.rules.roster import roster_rule
from rosterctl.services import plan as planning
from rosterctl.services.plan import AuditFailed, plan
from rosterctl.solver.search import Options, Outcome
from tests.golden.transcript import lay
from tests.support.small import Table, read, use_of

STAMP = Stamp("2026-09-20T08:00:00+08:00", "hash", "0")
QUICK = Options(time_limit=20, workers=1)
TABLE: Table = {
    "first": "2026-10-01",
    "staff": ["A", "B"],
    "shifts": {"D": "09:00-18:00"},
    "width": 4,
    "demand": [{"day": "all", "shift": "D", "min": 1, "target": 2}],
}


def small(*uses: RuleUse, **more: object) -> Case:
    return read({**TABLE, **more}, *uses)[0]


def wanted(weight: int = 2) -> RuleUse:
    return use_of("coverage", {"params": {"levels": ["target"]}}, Mode.SOFT, weight)


def must() -> RuleUse:
    return replace(use_of("coverage", {"params": {"levels": ["min"]}}), key="must")


def rests() -> RuleUse:
    return use_of("max-consecutive-days", {"params": {"days": 1}})


def distort(monkeypatch: pytest.MonkeyPatch, rule: str, change: Any) -> None:
    """Let the checker read a rule differently."""
    true = roster_rule

    def lookup(name: str) -> AnyRosterRule:
        found = true(name)
        if name != rule:
            return found
        return replace(found, check=lambda *given: change(list(found.check(*given))))

    monkeypatch.setattr("rosterctl.rules.roster.judge.roster_rule", lookup)


def test_what_a_plan_holds() -> None:
    made = plan(small(must(), rests(), wanted()), replace(QUICK, seed=7), STAMP)
    assert made.outcome.status == "optimal"
    # one of two is missing every day, nine hours each
    assert made.audit.penalty == made.outcome.objective == 2 * 4 * 540
    assert made.gap == 0.0
    stamp = made.roster.stamp
    assert stamp is not None
    assert (stamp.status, stamp.penalty, stamp.bound, stamp.seed, stamp.workers) == ("optimal", 4320, 4320, 7, 1)


def test_the_gap_is_relative_to_the_penalty() -> None:
    made = plan(small(must(), rests(), wanted()), QUICK, STAMP)
    assert replace(made, outcome=replace(made.outcome, bound=2160)).gap == 0.5
    assert replace(made, outcome=replace(made.outcome, bound=None)).gap is None


def test_no_roster_within_the_limit() -> None:
    with pytest.raises(NoRosterError) as error:
        plan(small(must(), rests(), wanted()), Options(deterministic=1e-9), STAMP)
    assert error.value.exit_code == 6


def test_interrupted_before_the_first_roster(monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = Outcome("unknown", None, None, None, 1.0, 0.1, interrupted=True)
    monkeypatch.setattr(planning, "search", lambda *_, **__: outcome)
    with pytest.raises(InterruptedRun) as error:
        plan(small(must()), QUICK, STAMP)
    assert error.value.exit_code == 130


def test_an_interrupted_roster_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    case = small(must(), rests(), wanted())
    outcome = plan(case, QUICK, STAMP).outcome
    monkeypatch.setattr(
        planning, "search", lambda *_, **__: replace(outcome, status="feasible", interrupted=True, bound=1)
    )
    stamp = plan(case, QUICK, STAMP).roster.stamp
    assert stamp is not None
    assert stamp.status == "interrupted"


def test_infeasible() -> None:
    with pytest.raises(InfeasibleError) as error:
        plan(small(must(), rests(), staff=["A"]), QUICK, STAMP)
    assert error.value.exit_code == 5
    assert error.value.conflict


def test_a_breach_of_a_hard_rule_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    distort(monkeypatch, "max-consecutive-days", lambda found: [*found, Breach("run", 1, (36,), (0,), {})])
    with pytest.raises(AuditFailed) as error:
        plan(small(must(), rests()), QUICK, STAMP)
    assert error.value.code == "build.audit-hard"
    assert error.value.exit_code == 3
    assert error.value.values == {"count": 1, "rules": ("max-consecutive-days",)}
    assert error.value.roster.assignments


@pytest.mark.parametrize("more", [-1, 1])
def test_at_the_optimum_any_difference_is_refused(monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    def other(found: Iterable[Breach]) -> list[Breach]:
        return [replace(breach, size=breach.size + more) for breach in found]

    distort(monkeypatch, "coverage", other)
    with pytest.raises(AuditFailed) as error:
        plan(small(must(), rests(), wanted()), QUICK, STAMP)
    assert error.value.code == "build.audit-penalty"
    assert error.value.values == {"checked": 4320 + 8 * more, "solved": 4320}


@pytest.mark.parametrize(("objective", "refused"), [(4319, True), (4320, False), (5000, False)])
def test_before_the_optimum_the_objective_may_be_higher(
    monkeypatch: pytest.MonkeyPatch, objective: int, refused: bool
) -> None:
    case = small(must(), rests(), wanted())
    outcome = replace(plan(case, QUICK, STAMP).outcome, status="feasible", objective=objective, bound=4000)
    monkeypatch.setattr(planning, "search", lambda *_, **__: outcome)
    if not refused:
        assert plan(case, QUICK, STAMP).audit.penalty == 4320
        return
    with pytest.raises(AuditFailed):
        plan(case, QUICK, STAMP)


def test_a_refused_roster_is_kept_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay("tiny", tmp_path)
    distort(monkeypatch, "coverage", lambda _: [Breach("few", 1, (36,), (), {})])
    code = run(["roster", "build", "-C", str(root), "--month", "2026-10", "--lang", "en"], {})
    said = capsys.readouterr()
    assert code == 3
    assert "saved aside" in said.err
    assert said.out == ""
    folder = root / "rosters" / "2026-10"
    assert [path.name for path in folder.iterdir()] == ["refused.json"]
    assert json.loads((folder / "refused.json").read_text("utf-8"))["assignments"]
