"""House and law side by side: the arithmetic, small months, and a judgment that is known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rosterctl.domain.compare import Basis, Compared, compared
from rosterctl.domain.law import Figure
from rosterctl.domain.pay import Part, PayLine
from rosterctl.domain.people import Employee
from rosterctl.errors import Place
from rosterctl.rules.pay import cap, leave_pay
from rosterctl.services.pay_compare import lawful_lines, lawful_uses
from tests.support.settling import Table, settle

WHO = Employee("A", "王芳")


def line(part: Part, amount: str) -> PayLine:
    return PayLine("A", None, "rule", "rule", part, "code", f"… = {amount}", Decimal(amount))


def side_by_side(table: Table) -> Compared:
    found = settle(table)
    (one,) = found.priced
    return compared(one.month.employee, one.lines, lawful_lines(found.judged, {})["A"])


def test_a_known_judgment() -> None:
    """An employer had taken 209,400 yuan as fines: 698 times 300. The court let 12,781.90 stand as pay for time that
    was not worked: 126 days of 101.15 (2200 ÷ 21.75), 12,744.90, and 37 yuan for hours. 209,400 − 12,781.90 =
    196,618.10 were to be repaid."""
    house = [line(Part.FINE, "-300")] * 698
    lawful = [*[line(Part.WAGE, "-101.15")] * 126, line(Part.WAGE, "-37.00")]
    found = compared(WHO, house, lawful)
    assert found.house.kept == Decimal("209400")
    assert found.lawful.kept == Decimal("12781.90")
    assert found.repay == Decimal("196618.10")


def test_each_kind_of_money() -> None:
    lines = [
        line(Part.WAGE, "-10.00"), line(Part.FINE, "-50.00"), line(Part.CAP, "20.00"), line(Part.OVERTIME, "70.00"),
        line(Part.ALLOWANCE, "100.00"), line(Part.PRORATION, "-300.00"),
    ]  # fmt: skip
    assert compared(WHO, lines, ()).house == Basis(Decimal("10.00"), Decimal("30.00"), Decimal("70.00"))
    assert compared(WHO, (), lines).underpaid == Decimal("70.00")


def test_a_kinder_house_owes_nothing() -> None:
    found = compared(WHO, [line(Part.OVERTIME, "90")], [line(Part.WAGE, "-3.37"), line(Part.OVERTIME, "80")])
    assert (found.repay, found.underpaid) == (Decimal(0), Decimal(0))


def test_a_forfeited_day() -> None:
    """960 s late: 2200 ÷ 21.75 ÷ 8 ÷ 60 × 16 = 3.37 by the law, the day's 101.15 by the house; 97.78 beyond."""
    found = side_by_side(
        {
            "staff": ["A"], "roster": "A = D", "first": "2026-10-12", "punches": "A 12 09:16 18:00",
            "rules": [{"use": "forfeited-day", "mode": "hard", "minutes": 15}],
        }
    )  # fmt: skip
    assert found.house == Basis(Decimal("3.37"), Decimal("97.78"), Decimal(0))
    assert found.lawful == Basis(Decimal("3.37"), Decimal(0), Decimal(0))
    assert found.repay == Decimal("97.78")


def test_percentages() -> None:
    """Three latenesses of a minute: 1 + 1 + 5 = 7 % of 2200 = 154.00; by the law 0.21 each (2200 ÷ 21.75 ÷ 480)."""
    found = side_by_side(
        {
            "staff": ["A"], "roster": "A = D D D", "first": "2026-10-12",
            "punches": "A 12 09:01 18:00\nA 13 09:01 18:00\nA 14 09:01 18:00",
            "rules": [{"use": "lateness-percent", "mode": "hard"}, {"use": "cap", "mode": "off"}],
        }
    )  # fmt: skip
    assert (found.house.kept, found.lawful.kept, found.repay) == (
        Decimal("154.00"),
        Decimal("0.63"),
        Decimal("153.37"),
    )


def test_what_the_house_does_not_pay_for_overtime() -> None:
    """Two hours on a Monday evening: 2200 ÷ 21.75 ÷ 8 × 2 × 150 % = 37.93, which a house without the rule owes."""
    table = {
        "staff": ["A"], "roster": "A = D", "first": "2026-10-12", "punches": "A 12 09:00 20:00",
        "requests": [{
            "who": "A", "kind": "overtime", "first": "2026-10-12", "hours": "18:00-20:00",
        }],
        "rules": [{"use": "overtime", "mode": "off"}],
    }  # fmt: skip
    found, due = side_by_side(table), Decimal("37.93")
    assert (found.house.overtime, found.lawful.overtime, found.underpaid) == (Decimal(0), due, due)


@pytest.mark.parametrize("rule", [cap.ID, leave_pay.ID])
def test_the_minimum_wage_of_the_place(rule: str) -> None:
    law = {"minimum_wage": Figure(Decimal(2490), Place("rosterctl.toml", 9))}
    (use,) = [use for use in lawful_uses(law) if use.rule == rule]
    assert getattr(use.params, "minimum_wage") == 2490  # noqa: B009
    (use,) = [use for use in lawful_uses({}) if use.rule == rule]
    assert getattr(use.params, "minimum_wage") is None  # noqa: B009
