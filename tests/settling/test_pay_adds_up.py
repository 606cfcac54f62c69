"""What holds of every month: sums, limits, no float, and who comes later never pays less (4.1, 4.2, 4.3, 4.8)."""

from collections import defaultdict
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rosterctl.domain.pay import Part
from rosterctl.services.pay import Priced
from tests.support.settling import settle

LATENESS: dict[str, list[dict[str, Any]]] = {
    "time": [],
    "grace": [{"use": "lateness", "grace": 600}],
    "from-grace": [{"use": "lateness", "grace": 600, "from_grace": True}],
    "free": [{"use": "lateness", "free": 1}],
    "forfeited": [{"use": "forfeited-day"}],
    "forfeited-time": [{"use": "forfeited-day", "below": "time", "minutes": 40}],
    "percent": [{"use": "lateness-percent"}],
    "percent-occurrence": [{"use": "lateness-percent", "by": "occurrence", "tier": "whole-month", "time": True}],
    "amount": [{"use": "lateness-amount"}],
    "per-minute": [{"use": "lateness-amount", "minutes": [20], "amount": [0, 5], "per_minute": [2, 1], "time": True}],
    "tiers": [{"use": "lateness-tiers", "absent_half": 30, "absent": 120}],
    "tiers-absence": [{"use": "lateness-tiers", "absent_half": 30, "absent": 120}, {"use": "absence-pay"}],
    "tiers-forfeited": [{"use": "lateness-tiers", "absent_half": 30}, {"use": "forfeited-day"}],
    "tiers-percent": [
        {"use": "lateness-tiers", "serious": 10, "absent_half": 30, "absent": 120},
        {"use": "absence-pay", "multiple": 2},
        {"use": "lateness-percent", "first": 3},
    ],
    "tiers-per-minute": [
        {"use": "lateness-tiers", "absent": 45},
        {"use": "absence-pay"},
        {"use": "lateness-amount", "minutes": [], "amount": [], "per_minute": [7]},
    ],
}
NO_CAP = [{"use": "cap", "mode": "off"}]


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _deducted(rules: list[dict[str, Any]], late: int) -> Decimal:
    """Two days that are late already, and one more that is late by so many seconds, up to 1 h 50."""
    punches = f"A 12 09:08 18:00\nA 13 09:25 17:30\nA 14 {_clock(9 * 3600 + late)} 18:00"
    found = settle({"first": "2026-10-12", "roster": "A = D D D", "punches": punches, "rules": [*rules, *NO_CAP]})
    assert sum(record.match.absent or bool(record.match.missing) for record in found.judged.records()) == 0
    return -Decimal(found.totals()["A"])


@pytest.mark.parametrize("rules", LATENESS.values(), ids=LATENESS)
@settings(max_examples=12, deadline=None)
@given(late=st.integers(0, 6600), more=st.integers(1, 3600))
def test_arriving_later_never_lowers_the_deduction(rules: list[dict[str, Any]], late: int, more: int) -> None:
    assert _deducted(rules, min(late + more, 6600)) >= _deducted(rules, late) - Decimal("0.01") * (
        "tiers" in str(rules)
    )


LIMITS = [599, 600, 601, 899, 900, 901, 1199, 1200, 1201, 1799, 1800, 1801, 1860, 2399, 2400, 2401, 2699, 2700, 2701]


@pytest.mark.parametrize("rules", LATENESS.values(), ids=LATENESS)
def test_arriving_later_at_every_limit(rules: list[dict[str, Any]]) -> None:
    costs = [_deducted(rules, late) for late in LIMITS]
    assert costs == sorted(costs)


CELLS = (
    "09:00 18:00",
    "09:16 18:00",
    "10:00 17:00",
    "09:40 18:00",
    "13:30",
    "08:59",
    "",
    "12:30 18:00",
    "09:00 12:30",
)
SHIFTS = {"D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}, "S": "09:00-12:00;14:00-18:00", "K": "09:00-15:00",
          "L": "08:00-19:00"}  # fmt: skip
POLICIES: list[list[dict[str, Any]]] = [
    [],
    [{"use": "forfeited-day"}, {"use": "absence-pay", "multiple": 3, "fine": 30}],
    [{"use": "lateness-percent"}, {"use": "missing-punch-pay"}, {"use": "day-wage", "divisor": "scheduled"}],
    [{"use": "lateness-amount"}, {"use": "missing-punch-pay", "missing_as": "half-absent"},
     {"use": "lateness-tiers", "absent_half": 30}, {"use": "absence-pay"}],
    [{"use": "forfeited-day"}, {"use": "cap", "percent": 3, "minimum_wage": 2100}],
]  # fmt: skip


@st.composite
def some_month(draw: st.DrawFn) -> dict[str, Any]:
    """A week or more of one person, hired or left in it, under some policy; one of the days may be a holiday."""
    days = draw(st.lists(st.tuples(st.sampled_from("DSKL."), st.sampled_from(CELLS)), min_size=1, max_size=19))
    staff: dict[str, Any] = {"id": "A", "base": str(draw(st.integers(0, 900_000)) / Decimal(100))}
    if draw(st.booleans()):
        staff["employed_from"] = f"2026-10-{draw(st.integers(1, 31)):02d}"
    elif draw(st.booleans()):
        staff["employed_until"] = f"2026-10-{draw(st.integers(1, 31)):02d}"
    punches = "\n".join(f"A {12 + n} {times}" for n, (_, times) in enumerate(days) if times)
    return {
        "first": "2026-10-12",
        "staff": [staff],
        "shifts": SHIFTS,
        "roster": "A = " + " ".join(shift for shift, _ in days),
        "punches": punches,
        "wages": draw(st.sampled_from(({}, {"A": {"2026-10-15": "2600"}}))),
        "days": draw(st.sampled_from(({}, {"2026-10-13": "holiday"}))),
        "rules": draw(st.sampled_from(POLICIES)),
    }


def _priced(table: dict[str, Any]) -> Priced:
    (one,) = settle(table).priced
    return one


@settings(max_examples=60, deadline=None)
@given(some_month())
def test_every_month_adds_up(table: dict[str, Any]) -> None:
    one = _priced(table)
    month = one.month
    assert one.total == sum((line.amount for line in one.lines), Decimal(0))
    wages: dict[date, Decimal] = defaultdict(Decimal)
    for line in one.lines:
        shown = line.arithmetic.rsplit(" = ", 1)
        assert Decimal(shown[1]) == abs(line.amount)
        assert line.amount == round(line.amount, 2)
        assert line.date is None or month.employee.employed(line.date)
        if line.part is Part.WAGE and line.date is not None:
            assert line.amount < 0
            wages[line.date] -= line.amount
    assert all(amount <= month.day(on).amount for on, amount in wages.items())
    assert not any(month.period.calendar.kind(on).value == "holiday" for on in wages)
    fines = -sum((line.amount for line in one.lines if line.part is Part.FINE), Decimal(0))
    back = sum((line.amount for line in one.lines if line.part is Part.CAP), Decimal(0))
    assert 0 <= back <= fines
    unfined = one.base + sum(
        (line.amount for line in one.lines if line.part in (Part.WAGE, Part.PRORATION)), Decimal(0)
    )
    assert 0 <= unfined <= one.base


@settings(max_examples=60, deadline=None)
@given(some_month())
def test_the_arithmetic_of_every_line_is_true(table: dict[str, Any]) -> None:
    for line in _priced(table).lines:
        text, amount = line.arithmetic.rsplit(" = ", 1)
        value = _computed(text)
        assert abs(abs(value) - Fraction(amount)) <= Fraction(1, 200), line.arithmetic


def _computed(text: str) -> Fraction:
    """The arithmetic, computed as people read it: × and ÷ from left to right, before + and −."""
    tokens = text.replace("(", "( ").replace(")", " )").split()
    value, rest = _sum(tokens)
    assert not rest, text
    return value


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+−":
        sign = 1 if tokens[0] == "+" else -1
        more, tokens = _product(tokens[1:])
        value += sign * more
    return value, tokens


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _factor(tokens)
    while tokens and tokens[0] in "×÷%":
        if tokens[0] == "%":
            value, tokens = value / 100, tokens[1:]
            continue
        sign = tokens[0]
        more, tokens = _factor(tokens[1:])
        value = value * more if sign == "×" else value / more
    return value, tokens


def _factor(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] != "(":
        return Fraction(tokens[0]), tokens[1:]
    value, rest = _sum(tokens[1:])
    assert rest[0] == ")"
    return value, rest[1:]


@settings(max_examples=30, deadline=None)
@given(some_month())
def test_no_float_anywhere(table: dict[str, Any]) -> None:
    one = _priced(table)
    for line in one.lines:
        assert not any(isinstance(value, float) for value in line.values.values())
        assert all(not isinstance(getattr(line, item.name), float) for item in fields(line))
    for use in one.month.period.uses:
        params = use.params
        assert not is_dataclass(params)
        assert not any(isinstance(value, float) for value in vars(params).values())
    assert isinstance(one.total, Decimal)
