"""Random tiny months: what is named as a conflict cannot hold, by every reading, and nothing in it is idle."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.policy import RuleUse
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.solver.build import build_model
from rosterctl.solver.explain import Conflict, explain
from rosterctl.solver.origin import Origin
from tests.support import agree
from tests.support.small import read, use_of

FIRST = date(2026, 10, 1)
USES: dict[str, list[dict[str, Any]]] = {
    "availability": [{}],
    "pins": [{}],
    "coverage": [{"levels": ["min"]}, {"levels": ["min", "max"]}],
    "weekly-rest": [{"days": 1}, {"days": 2}, {"hours": 40, "window": "rolling"}],
    "daily-rest": [{"hours": 11}],
    "max-consecutive-days": [{"days": 1}, {"days": 2}],
    "night-limit": [{"in_a_row": 1}, {"per_month": 1}, {"rest_days_after": 1}],
    "forbidden-succession": [{"after": ["night"], "never": ["early"], "within": 2}],
    "min-work-run": [{"days": 2}],
    "min-rest-run": [{"days": 2}],
    "shift-count": [{"shifts": ["night"], "most": 1}, {"shifts": ["E"], "most": 1, "per": "week"}],
    "hours-limit": [{"per": "rolling", "most": 16}, {"per": "week", "most": 30}],
    "weekends": [{"most": 0}, {"days": ["thu", "sat"], "every": 2, "whole": True}],
    "stability": [{}, {"of": "night", "rest_days": 0}],
    "fairness": [{"of": "nights", "spread": 0}],
}


@st.composite
def months(draw: st.DrawFn) -> Case:
    people, width = draw(st.sampled_from([(1, 3), (1, 5), (2, 2), (2, 3), (3, 2)]))
    ids = [f"P{n}" for n in range(people)]
    when = st.integers(0, width - 1).map(lambda n: (FIRST + timedelta(n)).isoformat())
    cell = st.sampled_from([".", "E", "N"])
    demand = [
        {"day": draw(st.just("all") | when), "time": time, "min": draw(st.integers(0, people)), "max": people - 1}
        for time in draw(st.lists(st.sampled_from(["08:00-10:00", "23:00-05:00", "03:00-09:00"]), max_size=2))
    ]
    demand += [{"day": draw(when), "shift": "E", "min": draw(st.integers(1, people))}] if draw(st.booleans()) else []
    history = "\n".join(f"{who} = {draw(cell)} {draw(cell)}" for who in ids)
    example = {
        "first": FIRST.isoformat(),
        "staff": ids,
        "shifts": {"E": "06:00-14:00", "N": "22:00-06:00"},
        "width": width,
        "history": history,
        "demand": demand,
        "leave": [{"who": who, "first": draw(when)} for who in ids if draw(st.booleans())],
        "pins": [
            {"who": who, "date": draw(when), "shift": draw(st.sampled_from([None, "E", "N"]))}
            for who in ids
            if draw(st.booleans())
        ],
    }
    names = draw(st.lists(st.sampled_from(sorted(USES)), min_size=2, max_size=8, unique=True))
    uses: list[RuleUse] = [use_of(rule, {"params": draw(st.sampled_from(USES[rule]))}) for rule in names]
    return read(example, *uses)[0]


def possible(case: Case, origins: tuple[Origin, ...]) -> bool:
    """Whether some roster keeps these origins: a model of its own, asked in another way than the explanation does."""
    model = build_model(case, explain=True)
    for origin in origins:
        model.cp.add_bool_or([model.switches[origin]])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    status = solver.solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    return status == cp_model.OPTIMAL


def lines(conflict: Conflict) -> list[tuple[Origin, ...]]:
    found: dict[object, list[Origin]] = {}
    for origin in conflict.origins:
        who = origin.who if origin.who is None or not conflict.crowd else "all"
        found.setdefault((origin.use, who, origin.asked), []).append(origin)
    return [tuple(group) for group in found.values()]


def meant(case: Case, finding: Finding, origin: Origin) -> bool:
    """Whether a finding is about this origin; demand at night may be kept by who comes the evening before."""
    if finding.key != case.uses[origin.use].key:
        return False
    days = [case.axis.day(day) for day in finding.dates]
    if origin.who is None:
        return any(origin.first - 1 <= day <= origin.end for day in days)
    return case.employees[origin.who].id in finding.employees and any(origin.first <= d < origin.end for d in days)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(months())
def test_conflicts_hold_by_every_reading(case: Case) -> None:
    conflict = explain(case)
    judged = [judge(RosterIndex(case, agree.assignments(case, labels))) for labels in agree.every_roster(case)]
    event(f"infeasible: {conflict is not None}")
    assert (conflict is not None) == all(judged)
    if conflict is None:
        return
    for findings in judged:
        assert any(meant(case, finding, origin) for finding in findings for origin in conflict.origins)
    assert not possible(case, conflict.origins)
    assert conflict.minimal
    for line in lines(conflict):
        assert possible(case, tuple(origin for origin in conflict.origins if origin not in line)), line
