"""cap: fines only, the percentage, then the floor (4.8)."""

from decimal import Decimal
from typing import Any

import pytest

from tests.support.settling import Settled, settle


def _fined(percent: int, cap: Any, days: int = 1, **table: Any) -> Settled:
    """That many latenesses of a minute, each costing so many percent."""
    rules = [
        {"use": "lateness-percent", "first": percent, "later": percent},
        {"use": "cap", **cap},
        *table.pop("rules", ()),
    ]
    punches = "\n".join(f"A {12 + n} 09:01 18:00" for n in range(days))
    return settle({"first": "2026-10-12", "roster": "A =" + " D" * days, "punches": punches, "rules": rules, **table})


def _back(found: Settled) -> list[str]:
    return [line for line in found.lines([" = "] * 20) if " cap " in line]


@pytest.mark.parametrize(
    ("fined", "cap", "back"),
    [
        (20, {}, []),
        (21, {}, ["A -- cap percent 22.00 = 462 − 2200 × 20 %"]),
        (21, {"percent": "none"}, []),
        (1, {"percent": 0}, ["A -- cap percent 22.00 = 22"]),
        (20, {"minimum_wage": "1760"}, []),  # 2200 − 440 = 1760, exactly
        (20, {"minimum_wage": "1760.01"}, ["A -- cap floor 0.01 = 440 − (2200 − 1760.01)"]),
        (30, {"minimum_wage": "1700"}, ["A -- cap percent 220.00 = 660 − 2200 × 20 %"]),  # the floor would leave 500
        (30, {"percent": "none", "minimum_wage": "1700"}, ["A -- cap floor 160.00 = 660 − (2200 − 1700)"]),
        (1, {"minimum_wage": "2200"}, ["A -- cap floor 22.00 = 22"]),
        (1, {"minimum_wage": "9000"}, ["A -- cap floor 22.00 = 22"]),
    ],
)
def test_limits(fined: int, cap: dict[str, Any], back: list[str]) -> None:
    assert _back(_fined(fined, cap)) == back


def test_wage_parts_are_not_limited() -> None:
    # 23 absent days are beyond any percentage
    assert settle({"first": "2026-10-12", "roster": "A = D D D D D"}).totals() == {"A": "-505.75"}


def test_wage_parts_count_for_the_floor() -> None:
    # absent on the 13th: 2200 − 101.15 = 2098.85; 2098.85 − 2090 = 8.85 of the 22 may stay
    found = _fined(1, {"minimum_wage": 2090}, roster="A = D D")
    assert _back(found) == ["A -- cap floor 13.15 = 22 − (2098.85 − 2090)"]


def test_part_of_a_period_has_part_of_the_percentage() -> None:
    # hired on the 19th: 2200 − 1188.51 = 1011.49 are due, 20 % are 202.298; the fine of 220 is of the whole base
    found = settle(
        {
            "first": "2026-10-19",
            "staff": [{"id": "A", "employed_from": "2026-10-19"}],
            "roster": "A = D",
            "punches": "A 19 09:01 18:00",
            "rules": [{"use": "lateness-percent", "first": 10}],
        }
    )
    assert _back(found) == ["A -- cap percent 17.70 = 220 − 1011.49 × 20 %"]


def test_no_wage_no_fine() -> None:
    # hired after the last workday: nothing is due, and nothing may be fined on the Saturday's shift
    found = settle(
        {
            "first": "2026-10-31",
            "staff": [{"id": "A", "employed_from": "2026-10-31"}],
            "roster": "A = D",
            "punches": "A 31 09:01 18:00",
            "rules": [{"use": "lateness-percent"}],
        }
    )
    assert _back(found) == ["A -- cap percent 22.00 = 22"]


def test_a_base_of_nothing() -> None:
    found = settle({"staff": [{"id": "A", "base": "0"}], "first": "2026-10-12", "roster": "A = D", "punches": "",
                    "rules": [{"use": "absence-pay", "fine": 30}, {"use": "cap", "minimum_wage": 100}]})  # fmt: skip
    assert found.totals() == {"A": "0.00"}


def test_it_tells_how_much_the_fines_were() -> None:
    (priced,) = _fined(21, {}).priced
    assert priced.lines[-1].values["fines"] == Decimal("462.00")
