"""What the benchmark of swaps measures is right, and fast enough by a wide margin."""

from __future__ import annotations

from benchmarks.swap import LATER, RULES, measure, month, swaps
from rosterctl.rules.roster import ROSTER_RULES


def test_every_rule_takes_part() -> None:
    measured = {rule for rule, _, _ in RULES}
    assert measured | LATER == {rule.id for rule in ROSTER_RULES}
    assert not measured & LATER


def test_its_swaps_change_something() -> None:
    case, roster = month(12)
    for changes in swaps(case, roster, 20):
        assert any(changes[cell] != roster.get(cell, ()) for cell in changes)


def test_scoped_and_whole_agree_and_scoped_is_faster() -> None:
    """``measure`` ends the run where they differ."""
    found = measure(40, 12, 12)
    assert 3 * found["median"] < found["two audits"]
