"""``sick-pay``: the rule about leave knows the minimum wage of the place."""

from __future__ import annotations

import pytest

from tests.support.law import codes

ID = "sick-pay"


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("minimum_wage = 2490", []),
        ("valid_from = 2026-10-01\nminimum_wage = 2489", ["floor"]),
        ("", []),
        ('minimum_wage = "none"', ["floor"]),
        ('minimum_wage = "none"\nsick = 100', []),
        ('minimum_wage = "none"\nsick = 99', ["floor"]),
    ],
)
def test_with_a_known_figure(stated: str, found: list[str]) -> None:
    assert codes(ID, f'[[rule]]\nuse = "leave-pay"\n{stated}', figures={"minimum_wage": 2490}) == found


@pytest.mark.parametrize(("stated", "found"), [("", ["unknown"]), ("minimum_wage = 2000", [])])
def test_without_one(stated: str, found: list[str]) -> None:
    assert codes(ID, f'[[rule]]\nuse = "leave-pay"\n{stated}') == found
