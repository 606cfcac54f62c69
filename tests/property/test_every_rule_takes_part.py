"""Random small months under any of the registered rules, with numbers from their own pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Stamp
from rosterctl.errors import InfeasibleError, NoRosterError
from rosterctl.rules.roster import ROSTER_RULES
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.services import plan as planning
from rosterctl.solver.explain import explain
from rosterctl.solver.feasible import first_roster
from rosterctl.solver.search import Options
from tests.property import test_built_rosters_pass_the_audit as built
from tests.property import test_explanations as tiny
from tests.support import agree
from tests.support.catalogue import numbers
from tests.support.small import read, use_of

NUMBERS = numbers()


def test_every_rule_has_numbers() -> None:
    assert {rule for rule, found in NUMBERS.items() if found} == {rule.id for rule in ROSTER_RULES}


@st.composite
def uses(draw: st.DrawFn, modes: tuple[Mode, ...]) -> tuple[RuleUse, ...]:
    chosen = draw(st.lists(st.sampled_from(sorted(NUMBERS)), min_size=3, max_size=9, unique=True))
    return tuple(
        use_of(rule, {"params": draw(st.sampled_from(NUMBERS[rule]))}, draw(st.sampled_from(modes)), draw(WEIGHT))
        for rule in chosen
    )


WEIGHT = st.integers(1, 9)
QUIETLY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.mark.slow
@QUIETLY
@given(example=built.months(), chosen=uses((Mode.HARD, Mode.SOFT)))
def test_a_built_roster_passes_the_audit(example: dict[str, Any], chosen: tuple[RuleUse, ...]) -> None:
    case, _ = read(example, *chosen)
    try:
        made = planning.plan(case, Options(time_limit=3, workers=2), Stamp("now", "hash", "0"))
    except (InfeasibleError, NoRosterError) as error:
        event(type(error).__name__)
        return
    event(made.outcome.status)
    assert not made.audit.hard
    assert made.audit.penalty >= (made.outcome.bound or 0)


def keeps_all(case: Case) -> bool:
    return any(not judge(RosterIndex(case, agree.assignments(case, labels))) for labels in agree.every_roster(case))


@pytest.mark.slow
@QUIETLY
@given(case=tiny.months(), chosen=uses((Mode.HARD,)))
def test_what_is_called_infeasible_is(case: Case, chosen: tuple[RuleUse, ...]) -> None:
    """By brute force over every roster; and what is called feasible comes with a roster that shows it.

    Cells do not say when a meeting is: ``tests/rules/roster/test_meeting.py`` goes through its times.
    """
    assume(all(use.rule != "meeting" for use in chosen))
    case = replace(case, uses=chosen)
    possible = keeps_all(case)
    event(f"possible: {possible}")
    assert (explain(case, time_limit=30) is None) == possible
    roster = first_roster(case, 30)
    assert isinstance(roster, tuple) == possible
    if isinstance(roster, tuple):
        assert not judge(RosterIndex(case, roster))
