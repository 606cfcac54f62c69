"""Random tiny months: every way out is one by brute force, and where less is said not to do, less does not do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, combinations_with_replacement, islice, product

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from rosterctl.domain.case import Case
from rosterctl.domain.measures import Borrow, Ease, GiveUpLeave, Measure, Retune, Soften, Unpin, changed
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.services.units import dropped_pins, eases, free_days
from rosterctl.services.ways import Way, find_ways
from rosterctl.solver.explain import explain
from tests.property.test_every_rule_takes_part import uses
from tests.property.test_explanations import months
from tests.support import agree

TRIED = 12
"""Cheaper choices of one way: each means to try every roster once more."""


def possible(case: Case) -> bool:
    """Whether any roster keeps all hard rules, by trying every one on the checker."""
    return any(
        not any(finding.hard for finding in judge(RosterIndex(case, agree.assignments(case, labels))))
        for labels in agree.every_roster(case)
    )


def less(case: Case, way: Way) -> Iterator[Sequence[Measure]]:
    """Every choice of the same kind of measures that costs one less (borrowing apart)."""
    measures = way.measures
    if all(isinstance(measure, GiveUpLeave | Unpin) for measure in measures):
        units = free_days(case) if isinstance(measures[0], GiveUpLeave) else dropped_pins(case)
        yield from combinations(units, way.cost - 1)
    elif all(isinstance(measure, Ease) for measure in measures):
        units_ = eases(case, {m.day for m in measures if isinstance(m, Ease)})
        for chosen in combinations_with_replacement(range(len(units_)), way.cost - 1):
            yield [replace(units_[n], by=chosen.count(n)) for n in sorted(set(chosen))]
    elif isinstance(measures[0], Retune):
        one = measures[0]
        was = getattr(case.uses[one.use].params, one.name)
        # the next one first: that is where an off-by-one would be
        step = 1 if one.value > was else -1
        yield from ([replace(one, value=value)] for value in range(one.value - step, was, -step))


def fewer_guests(case: Case, way: Way) -> Iterator[Case]:
    """Every way to borrow one head less on the same days, with what they do fixed."""
    days = sorted({m.day for m in way.measures if isinstance(m, Borrow)})
    like = next(m.like for m in way.measures if isinstance(m, Borrow))
    counting = frozenset(n for n, use in enumerate(case.uses) if use.rule == "coverage")
    cells = list(product(days, case.choices))
    for chosen in combinations_with_replacement(cells, way.cost - 1):
        heads = [Borrow(day, kind, chosen.count((day, kind)), like) for day, kind in dict.fromkeys(chosen)]
        yield changed(case, heads, counting)


def kind_of(way: Way) -> str:
    return "+".join(sorted({type(measure).__name__ for measure in way.measures}))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(case=months(), chosen=st.none() | uses((Mode.HARD,)))
def test_ways_out_hold_by_brute_force(case: Case, chosen: tuple[RuleUse, ...] | None) -> None:
    """Under the rules that the months come with, or under any that are registered."""
    if chosen is not None:
        case = replace(case, uses=chosen)
    conflict = explain(case)
    if conflict is None:
        return
    ways = find_ways(case, conflict, 60)
    assert not ways.open
    event(f"ways: {len(ways.found)}")
    for way in ways.found:
        event(kind_of(way))
        assert not [f for f in judge(RosterIndex(way.after, way.roster)) if f.hard]
        if any(isinstance(measure, Borrow) for measure in way.measures):
            continue  # below: the people who are borrowed make the months too large to try every roster
        assert possible(changed(case, way.measures)), way.measures
        if way.least and not isinstance(way.measures[0], Soften) and len({type(m) for m in way.measures}) == 1:
            for measures in islice(less(case, way), TRIED):
                assert not possible(changed(case, measures)), (way.measures, measures)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(months())
def test_no_fewer_guests_do(case: Case) -> None:
    conflict = explain(case)
    if conflict is None:
        return
    for way in find_ways(case, conflict, 60).found:
        if not all(isinstance(measure, Borrow) for measure in way.measures):
            continue
        event(f"guests: {way.cost}")
        size = (len(case.choices) + 1) ** (len(case.days) * len(case.employees) + way.cost)
        if way.least and way.cost <= 2 and size <= 800:
            for after in fewer_guests(case, way):
                assert not guests_do(after, len(case.employees)), way.measures


def guests_do(case: Case, ours: int) -> bool:
    """Whether any roster does, in which the guests are free on every day but their own."""
    own = [(who, day) for who in range(len(case.employees)) for day in case.days]
    options = [
        (0, *case.choices) if who < ours or case.employees[who].employed(case.axis.date(day)) else (0,)
        for who, day in own
    ]
    return any(
        not any(finding.hard for finding in judge(RosterIndex(case, agree.assignments(case, labels))))
        for labels in product(*options)
    )
