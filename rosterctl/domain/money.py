"""Money: exact rates with the arithmetic that led to them, rounded to the fen once (4.1).

A rate is a fraction and never rounded. What a line says (``2200 ÷ 21.75 ÷ 8 × 2 × 200 %``) is built by the same
calls that compute it, so that text and amount cannot part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

ZERO = Decimal("0.00")


def fen(value: Fraction) -> Decimal:
    """A sum of money rounded to the fen, half away from zero (round half up, as payrolls do)."""
    hundredths = abs(value) * 100
    whole = (hundredths.numerator * 2 + hundredths.denominator) // (hundredths.denominator * 2)
    amount = Decimal(whole).scaleb(-2)
    return -amount if value < 0 and whole else amount


def exact(value: Fraction) -> Decimal | None:
    """The number as a decimal when it has at most six places, else ``None``."""
    scaled = value * 10**6
    if scaled.denominator != 1:
        return None
    return Decimal(scaled.numerator).scaleb(-6).normalize()


def plain(value: Fraction | Decimal | int) -> str:
    """A number for an arithmetic line: as a decimal where it is one, else as a fraction ``1/3``."""
    number = exact(Fraction(value))
    return str(Fraction(value)) if number is None else f"{number:f}"


@dataclass(frozen=True, slots=True)
class Rate:
    """A sum of money: its exact value in yuan, and how it came about."""

    value: Fraction
    text: str

    @staticmethod
    def of(amount: Decimal | int | Fraction) -> Rate:
        """A stated amount."""
        return Rate(Fraction(amount), plain(amount))

    def times(self, factor: Fraction | Decimal | int, text: str | None = None) -> Rate:
        """``× factor``; ``text`` where the factor has a form of its own (``16 ÷ 60``)."""
        return Rate(self.value * Fraction(factor), f"{self.bracketed.text} × {text or plain(factor)}")

    def over(self, divisor: Fraction | Decimal | int) -> Rate:
        """``÷ divisor``."""
        return Rate(self.value / Fraction(divisor), f"{self.bracketed.text} ÷ {plain(divisor)}")

    def percent(self, percent: Decimal | int) -> Rate:
        """``× percent %``."""
        return Rate(self.value * Fraction(percent) / 100, f"{self.bracketed.text} × {plain(percent)} %")

    def hours(self, seconds: int) -> Rate:
        """An hourly rate for that long: ``× 2``, or ``× 16 ÷ 60`` in minutes, or ``× 61 ÷ 3600`` in seconds."""
        if seconds % 3600 == 0:
            return self.times(seconds // 3600)
        for unit, per_hour in ((60, 60), (1, 3600)):
            if seconds % unit == 0:
                return Rate(self.value * seconds / 3600, f"{self.bracketed.text} × {seconds // unit} ÷ {per_hour}")
        raise AssertionError("every whole number of seconds is a multiple of one")

    def plus(self, other: Rate) -> Rate:
        """``+ other``."""
        return Rate(self.value + other.value, f"{self.text} + {other.text}")

    def minus(self, other: Rate) -> Rate:
        """``− other``, in brackets where that is a sum itself."""
        return Rate(self.value - other.value, f"{self.text} − {other.bracketed.text}")

    @property
    def bracketed(self) -> Rate:
        """Itself, with brackets around a sum or a difference, so that it can be a factor."""
        depth = 0
        for sign in self.text:
            depth += (sign == "(") - (sign == ")")
            if sign in "+−" and depth == 0:
                return Rate(self.value, f"({self.text})")
        return self

    @property
    def amount(self) -> Decimal:
        """Rounded to the fen."""
        return fen(self.value)

    def __str__(self) -> str:
        return f"{self.text} = {self.amount}"


def sum_of(rates: Iterable[Rate]) -> Rate:
    """All of them added up; nothing at all is 0."""
    first, *rest = list(rates) or [Rate.of(0)]
    for rate in rest:
        first = first.plus(rate)
    return first
