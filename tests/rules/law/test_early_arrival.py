"""``early-arrival``: minutes before the shift, by the rule or by the shifts."""

from __future__ import annotations

import pytest

from tests.support.law import codes

ID = "early-arrival"


@pytest.mark.parametrize(("minutes", "found"), [("0", []), ("1", ["asked"])])
def test_minutes_of_the_rule(minutes: str, found: list[str]) -> None:
    policy = f'[[rule]]\nuse = "arrive-early"\nminutes = {minutes}'
    assert codes(ID, policy, shifts=["A 08:00-17:00 480 early=5"]) == found, (
        "the rule's own minutes stand above the shifts'"
    )


def test_nobody_is_asked_while_the_rule_is_off() -> None:
    policy = '[[rule]]\nuse = "arrive-early"\nmode = "off"'
    assert codes(ID, policy, shifts=["A 08:00-17:00 480 early=5"]) == []


def test_shifts_that_ask_for_nothing() -> None:
    assert codes(ID, "", shifts=["A 08:00-17:00 480"]) == []
