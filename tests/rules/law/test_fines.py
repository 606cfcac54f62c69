"""``fines``: whatever takes more than the time not worked."""

from __future__ import annotations

import pytest

from tests.support.law import codes, judge

ID = "fines"


@pytest.mark.parametrize(
    ("rule", "stated", "found"),
    [
        ("time-not-worked", "", []),
        ("full-attendance", "amount = 100", []),
        ("absence-pay", "multiple = 1", []),
        ("absence-pay", "multiple = 2", ["absence"]),
        ("absence-pay", "fine = 0.01", ["absence"]),
        ("lateness-percent", "first = 0\nlater = 0", []),
        ("lateness-percent", "first = 0\nlater = 1", ["percent"]),
        ("lateness-amount", "amount = [0, 0, 0]", []),
        ("lateness-amount", "amount = [0, 0, 5]", ["fine"]),
        ("lateness-amount", "amount = []\nper_minute = [0, 1, 1]", ["fine"]),
        ("missing-punch-pay", "fine = 0", []),
        ("missing-punch-pay", "fine = 10", ["fine"]),
        ("missing-punch-pay", 'fine = 0\nmissing_as = "half-absent"', ["presumed"]),
        ("meal-fine", "unanswered = 0", []),
        ("meal-fine", "unanswered = 0\noverrun = 5", ["fine"]),
        ("unapproved-swap", "amount = 0", []),
        ("incident-fixed", 'kinds = ["game"]\namount = 50', ["fine"]),
        ("incident-counted", "", ["fine"]),
        ("incident-doubling", "amount = 0", []),
        ("forfeited-day", "minutes = 60", ["forfeited"]),
    ],
)
def test_what_is_a_fine(rule: str, stated: str, found: list[str]) -> None:
    assert codes(ID, f'[[rule]]\nuse = "{rule}"\nmode = "hard"\n{stated}') == found


def test_the_fifth_of_a_doubling_fine() -> None:
    """50 × 2 × 2 × 2 × 2 = 800."""
    policy = 'extends = "statutory-cn"\n[[rule]]\nuse = "incident-doubling"\nmode = "hard"\namount = 50'
    (found,) = judge(ID, {"policy": policy})
    assert (found.values["first"], found.values["grown"], found.values["times"]) == (50, 800, 5)


def test_the_rule_in_question_is_named() -> None:
    policy = 'extends = "statutory-cn"\n[[rule]]\nuse = "forfeited-day"\nkey = "late"\nmode = "hard"'
    (found,) = judge(ID, {"policy": policy})
    assert found.use is not None
    assert found.use.key == "late"
    assert found.use.place is not None
    assert str(found.use.place) == "policy.toml:2"
