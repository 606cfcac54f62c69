"""Changing a few cells: the scoped difference is that of two audits of the whole rosters, rule by rule."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Assignment, Break
from rosterctl.rules.roster import ROSTER_RULES
from rosterctl.rules.roster.difference import WhatIf, compare
from rosterctl.rules.roster.index import Items, RosterIndex
from rosterctl.rules.roster.judge import judge, penalty
from tests.property.test_built_rosters_pass_the_audit import ABOUT_POSTS, PARAMS, months
from tests.support.small import read, use_of

STRESSED: dict[str, list[dict[str, Any]]] = {
    **PARAMS,
    "meal-rotation": [*PARAMS["meal-rotation"], {"away": 0, "at_least": 2}],
    "duty-24h": [{}, {"people": 2}],
}


@st.composite
def some_uses(draw: st.DrawFn) -> tuple[RuleUse, ...]:
    """Every rule, with one of its parameters; some from a later day on."""
    found = []
    for rule in sorted(STRESSED):
        mode = draw(st.sampled_from([Mode.HARD, Mode.SOFT]))
        whom: dict[str, Any] = {}
        if rule in ABOUT_POSTS and draw(st.booleans()):
            whom = {"for": {"post": ["desk"]}}
        if draw(st.integers(0, 3)) == 0:
            whom["valid_from"] = "2026-09-30"
        found.append(use_of(rule, {"params": draw(st.sampled_from(STRESSED[rule])), **whom}, mode, 2))
    return tuple(found)


@st.composite
def cells(draw: st.DrawFn, case: Case, who: int, day: int) -> Items:
    """Off, or one or two assignments, with meals anywhere in or near their windows."""
    on, person = case.axis.date(day), case.employees[who].id
    found = []
    for kind in draw(st.lists(st.sampled_from(case.choices), max_size=2) if case.choices else st.just([])):
        duty = case.duty(kind)
        meals = [m for m in case.shifts[duty.shift].meals if draw(st.integers(0, 4))]
        starts = [m.window.start + draw(st.sampled_from([0, 5, 20, 30, -15])) for m in meals]
        breaks = tuple(sorted(Break(start, m.minutes) for start, m in zip(starts, meals, strict=True)))
        found.append(Assignment(person, on, duty.shift, duty.post, breaks))
    return tuple(sorted(found, key=Assignment.sort_key))


def bag(findings: tuple[Finding, ...]) -> Counter[str]:
    return Counter(f"{f.rule} {f.code} {f.size} {f.cost} {f.dates} {f.employees} {sorted(map(str, f.values.items()))}"
                   for f in findings)  # fmt: skip


def same(one: RosterIndex, other: RosterIndex) -> None:
    """Two indices of one roster, though numbered otherwise."""
    for name in ("works", "nights", "paid", "start", "stop"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    assert one.cells == other.cells
    rows = [
        sorted((who, day, i.items[n].sort_key(), a, b) for who, day, n, a, b in i.spans.tolist())
        for i in (one, other)
    ]
    assert rows[0] == rows[1]
    entries = [sorted((who, day, i.items[n].sort_key()) for who, day, n in i.entries.tolist()) for i in (one, other)]
    assert entries[0] == entries[1]


def check(example: dict[str, Any], chosen: tuple[RuleUse, ...], data: st.DataObject) -> None:
    case, _ = read(example, *chosen)
    everywhere = [(who, day) for who in range(len(case.employees)) for day in case.days]
    roster = {cell: data.draw(cells(case, *cell)) for cell in everywhere}
    index = RosterIndex(case, [item for items in roster.values() for item in items])
    what = WhatIf(index)
    before = judge(index)
    for _ in range(2):  # the second question must not find traces of the first
        picked = data.draw(st.lists(st.sampled_from(everywhere), min_size=1, max_size=3, unique=True))
        changes = {cell: data.draw(cells(case, *cell)) for cell in picked}
        moved = {**roster, **changes}
        fresh = RosterIndex(case, [item for items in moved.values() for item in items])
        same(index.moved(changes), fresh)
        found = what.change(changes)
        after = judge(fresh)
        whole = compare(before, after)
        assert bag(found.gone) == bag(whole.gone) == bag(before) - bag(after)
        assert bag(found.come) == bag(whole.come) == bag(after) - bag(before)
        assert found.penalty == penalty(after) - penalty(before) == sum(found.by_rule.values())
        for finding in (*found.gone, *found.come):
            event(finding.rule)
    twice = index.moved(changes).moved({cell: roster[cell] for cell in changes})
    same(twice, index)
    assert bag(judge(twice)) == bag(before)


CALM = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@settings(CALM, max_examples=25)
@given(example=months(), chosen=some_uses(), data=st.data())
def test_few_random_changes(example: dict[str, Any], chosen: tuple[RuleUse, ...], data: st.DataObject) -> None:
    check(example, chosen, data)


@pytest.mark.slow
@settings(CALM, max_examples=300)
@given(example=months(), chosen=some_uses(), data=st.data())
def test_random_changes(example: dict[str, Any], chosen: tuple[RuleUse, ...], data: st.DataObject) -> None:
    check(example, chosen, data)


def test_every_rule_says_how_far_a_change_goes() -> None:
    """``all`` is right for any rule, but slow."""
    reach = {rule.id: rule.reach for rule in ROSTER_RULES if rule.reach != "person"}
    assert reach == {
        **dict.fromkeys(("coverage", "duty-24h", "fairness"), "days"),
        **dict.fromkeys(("rank-coverage", "grade-mix", "opening-hours", "peak-days"), "days"),
        "meal-rotation": "both",
        **dict.fromkeys(("hand-over", "meeting", "mentor-pairing", "on-call"), "all"),
        **dict.fromkeys(("publish-deadline", "leaver-notice"), "all"),
    }
