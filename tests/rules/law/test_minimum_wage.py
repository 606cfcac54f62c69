"""``minimum-wage``: full-time wages in force on the date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rosterctl.domain.people import Employee, Wage
from rosterctl.rules.law.minimum_wage import Params, judge
from tests.support.law import codes, house, person

ID = "minimum-wage"
DUE = Params(minimum_wage=Decimal(2490))


@pytest.mark.parametrize(("wage", "found"), [("2489.99", ["below"]), ("2490", []), ("2490.01", [])])
def test_the_limit(wage: str, found: list[str]) -> None:
    assert codes(ID, "", staff=[f"甲 {wage}"], figures={"minimum_wage": 2490}) == found


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, 1),
        ({"contract": 50}, 0),
        ({"employed_until": date(2026, 9, 30)}, 0),
        ({"employed_until": date(2026, 10, 1)}, 1),
        ({"wages": ()}, 0),
        ({"wages": (Wage(None, Decimal(2400)), Wage(date(2026, 10, 1), Decimal(2600)))}, 0),
        ({"wages": (Wage(None, Decimal(2400)), Wage(date(2026, 10, 2), Decimal(2600)))}, 1),
    ],
)
def test_whose_wage_counts(changed: dict[str, object], found: int) -> None:
    who: Employee = replace(person("甲 2400"), **changed)  # type: ignore[arg-type]
    known = replace(house('extends = "statutory-cn"'), staff=(who,))
    assert len(list(judge(known, DUE))) == found
