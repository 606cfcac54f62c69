"""``annual-leave``: whether the law's days are counted, for everybody, and do not just end."""

from __future__ import annotations

import pytest

from tests.support.law import codes

ID = "annual-leave"


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("carry_months = 12", []),
        ("carry_months = 1", []),
        ("carry_months = 0", ["lost"]),
        ('carry_months = 1\nmode = "soft"', []),
        ('mode = "off"', ["uncounted"]),
        ('carry_months = 1\nfor = { team = "a" }', ["uncounted"]),
    ],
)
def test_one_rule_for_everybody(stated: str, found: list[str]) -> None:
    assert codes(ID, f'[[rule]]\nuse = "leave-balance"\n{stated}') == found


def test_years_that_nobody_states() -> None:
    rule = '[[rule]]\nuse = "leave-balance"\ncarry_months = 3'
    assert codes(ID, rule, staff=["甲 4500", "乙 4500"]) == ["unknown"]
    assert codes(ID, f'{rule}\nfor = {{ employee = "乙" }}', staff=["甲 4500", "乙 4500"]) == ["uncounted", "unknown"]
