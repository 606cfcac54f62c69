"""Each clause leads to a rule, to a preset that states it, and to a test; what is missing is listed in holes.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from rosterctl.io.pages.clauses import clauses
from rosterctl.io.policies.registry import known_rules
from rosterctl.services.trace import trace

ROOT = Path(__file__).parents[3]
FOUND = {one.clause.id: one for one in trace()}
HOLES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "holes.toml").read_text("utf-8"))


def test_every_clause_in_the_order_of_the_catalogue() -> None:
    assert list(FOUND) == list(clauses())


def test_clauses_without_a_rule() -> None:
    assert [name for name, one in FOUND.items() if not one.rules] == HOLES["rule"]


def test_clauses_without_a_preset() -> None:
    assert [name for name, one in FOUND.items() if not one.presets] == HOLES["preset"]


def test_clauses_without_a_test() -> None:
    assert [name for name, one in FOUND.items() if not (ROOT / one.test).is_file()] == HOLES["test"]


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
