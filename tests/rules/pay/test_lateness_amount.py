"""lateness-amount: limits, full minutes, never less than just below a tier (4.3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rosterctl.rules.pay.lateness_amount import Params

DEFAULT = Params()
MIXED = Params(
    minutes=(10, 30),
    amount=(Decimal(0), Decimal(5), Decimal(0)),
    per_minute=(Decimal(2), Decimal(1), Decimal("0.5")),
)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "10 = 10.00"),
        (600, "10 = 10.00"),
        (601, "30 = 30.00"),
        (1800, "30 = 30.00"),
        (1801, "50 = 50.00"),
        (36_000, "50 = 50.00"),
    ],
)
def test_fixed_amounts(seconds: int, said: str) -> None:
    assert str(DEFAULT.cost(seconds)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (59, "2 × 0 = 0.00"),
        (60, "2 × 1 = 2.00"),
        (599, "2 × 9 = 18.00"),
        (600, "2 × 10 = 20.00"),
        (601, "2 × 10 = 20.00"),  # 5 + 1 × 10 = 15 would be less than just below
        (900, "5 + 1 × 15 = 20.00"),  # the same as just below: its own arithmetic stands
        (960, "5 + 1 × 16 = 21.00"),
        (1800, "5 + 1 × 30 = 35.00"),
        (1860, "5 + 1 × 30 = 35.00"),  # 0.5 × 31 = 15.50
        (4200, "0.5 × 70 = 35.00"),
        (4260, "0.5 × 71 = 35.50"),
    ],
)
def test_by_the_minute(seconds: int, said: str) -> None:
    assert str(MIXED.cost(seconds)) == said


AMOUNT = st.decimals(0, 100, places=2)


@st.composite
def some_params(draw: st.DrawFn) -> Params:
    ends = sorted(draw(st.sets(st.integers(1, 200), max_size=4)))
    several = st.lists(AMOUNT, min_size=len(ends) + 1, max_size=len(ends) + 1)
    amount, rate = draw(several | st.just([])), draw(several | st.just([]))
    return Params(minutes=tuple(ends), amount=tuple(amount), per_minute=tuple(rate))


@given(some_params(), st.integers(0, 15_000), st.integers(0, 120))
def test_a_longer_lateness_never_costs_less(params: Params, seconds: int, more: int) -> None:
    assert params.cost(seconds + more).value >= params.cost(seconds).value


@pytest.mark.parametrize(
    "stated",
    [
        {"minutes": (30, 10)},
        {"minutes": (10, 10)},
        {"minutes": (10,), "amount": (Decimal(1),)},
        {"minutes": (10, 30), "per_minute": (Decimal(1),)},
        {"minutes": (0, 30)},
        {"minutes": (10, 30), "amount": (Decimal(-1), Decimal(1), Decimal(1))},
    ],
)
def test_what_is_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Params.model_validate(stated)
