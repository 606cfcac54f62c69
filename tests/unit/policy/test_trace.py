"""Each clause leads to a rule, to a preset that states it, and to a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosterctl.io.pages.clauses import clauses
from rosterctl.io.policies.registry import known_rules
from rosterctl.io.resources import samples
from rosterctl.services.trace import trace

ROOT = Path(__file__).parents[3]
FOUND = {one.clause.id: one for one in trace()}


def test_every_clause_in_the_order_of_the_catalogue() -> None:
    assert list(FOUND) == list(clauses())


@pytest.mark.parametrize("name", FOUND)
def test_every_clause_leads_to_all_four(name: str) -> None:
    one = FOUND[name]
    assert one.carriers, "no rule's page names it, and nothing else carries it"
    assert one.statements, "no preset cites it, and no sample states it"
    assert (ROOT / one.test).is_file()


def test_what_is_no_rule_is_named_and_stated_in_a_sample() -> None:
    carried = {name: one.clause for name, one in FOUND.items() if one.clause.carried_by is not None}
    assert list(carried) == ["W2", "C4"]
    for name, clause in carried.items():
        assert not FOUND[name].rules, "carried_by is for clauses that no rule stands for"
        assert clause.sample is not None
        assert (samples() / clause.sample).is_file()


def test_a_test_of_no_clause() -> None:
    known = {one.test for one in FOUND.values()}
    files = (ROOT / "tests" / "clauses").glob("test_*.py")
    assert {path.relative_to(ROOT).as_posix() for path in files} <= known


def test_known_ones() -> None:
    assert "forfeited-day" in FOUND["OW2"].rules
    assert FOUND["H3"].rules[:1] == ("monthly-rest",)
    assert "hospital-desk" in FOUND["H3"].presets
    assert "statutory-cn" not in {name for one in FOUND.values() for name in one.presets}


@pytest.mark.parametrize("name", FOUND)
def test_rules_are_rules(name: str) -> None:
    assert set(FOUND[name].rules) <= set(known_rules())
