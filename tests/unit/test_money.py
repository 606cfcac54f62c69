"""Rates are exact, rounded once, and say how they came about (4.1); the worked numbers of attendance 4."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.domain.money import Rate, exact, fen, plain

DAY = Rate.of(2200).over(Decimal("21.75"))
HOUR = DAY.over(8)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(1, 200), "0.01"),  # half a fen goes up
        (Fraction(-1, 200), "-0.01"),  # away from zero, so that a deduction mirrors a payment
        (Fraction(49, 10_000), "0.00"),
        (Fraction(-49, 10_000), "0.00"),  # no minus zero on a pay slip
        (Fraction(10115, 100), "101.15"),
        (Fraction(0), "0.00"),
    ],
)
def test_a_fen_is_rounded_half_up(value: Fraction, rounded: str) -> None:
    assert str(fen(value)) == rounded


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (DAY, "2200 ÷ 21.75 = 101.15"),
        (HOUR.hours(2 * 3600).percent(150), "2200 ÷ 21.75 ÷ 8 × 2 × 150 % = 37.93"),
        (HOUR.hours(2 * 3600).percent(200), "2200 ÷ 21.75 ÷ 8 × 2 × 200 % = 50.57"),
        (HOUR.hours(2 * 3600).percent(300), "2200 ÷ 21.75 ÷ 8 × 2 × 300 % = 75.86"),
        (HOUR.hours(16 * 60), "2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.37"),
        (HOUR.hours(61), "2200 ÷ 21.75 ÷ 8 × 61 ÷ 3600 = 0.21"),
        (Rate.of(2200).percent(1), "2200 × 1 % = 22.00"),
        (Rate.of(2200).percent(5), "2200 × 5 % = 110.00"),
    ],
)
def test_the_worked_numbers(rate: Rate, said: str) -> None:
    assert str(rate) == said


def test_numbers_are_shown_as_people_write_them() -> None:
    assert [plain(x) for x in (Decimal("21.75"), Decimal("30"), Fraction(1, 2), Fraction(1, 3), 100)] == [
        "21.75",
        "30",
        "0.5",
        "1/3",
        "100",
    ]
    assert exact(Fraction(1, 3)) is None


@given(st.integers(0, 10**6), st.integers(1, 40_000))
def test_half_up_agrees_with_decimal(hundredths: int, divisor: int) -> None:
    from decimal import ROUND_HALF_UP, localcontext

    with localcontext() as context:
        context.prec = 60
        wanted = (Decimal(hundredths) / Decimal(divisor)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    # ties need the exact quotient: a quotient cut at 60 digits never reads as one by accident below 10^6 / 40000
    assert fen(Fraction(hundredths, divisor)) == wanted


def test_brackets_stand_once_around_a_sum_that_is_a_factor() -> None:
    left = DAY.minus(Rate.of(2200).percent(80).over(Decimal("21.75")))
    # 440 ÷ 21.75 ÷ 8 × 3 = 7.586…
    assert str(left.over(8).hours(3 * 3600)) == "(2200 ÷ 21.75 − 2200 × 80 % ÷ 21.75) ÷ 8 × 3 = 7.59"
    assert str(left.over(8).plus(Rate.of(1)).times(2)) == "((2200 ÷ 21.75 − 2200 × 80 % ÷ 21.75) ÷ 8 + 1) × 2 = 7.06"
