"""What parameters and lines of pay rules have in common: sums of yuan, percentages, lengths as people read them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, PlainSerializer, WithJsonSchema


def _number(amount: Decimal) -> int | str:
    return int(amount) if amount == amount.to_integral_value() else f"{amount:f}"


Yuan = Annotated[
    Decimal,
    Field(ge=0, max_digits=12, decimal_places=2),
    PlainSerializer(_number, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""A sum that a policy states, exact to the fen. Written ``10``, ``12.5`` or ``"12.50"``."""

Percent = Annotated[int, Field(ge=0, le=100)]
"""A share in whole percent."""


def length(seconds: int) -> str:
    """A length as ``h:mm``, with seconds where they are not whole minutes: ``2:30``, ``0:29:50``."""
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60}:{minutes % 60:02d}"
    return f"{text}:{rest:02d}" if rest else text
