"""What the pieces of a model stand for, so that an explanation can name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Asked(NamedTuple):
    """What a cover demands: that between ``low`` and ``high`` of so many people do one of these kinds."""

    low: int | None
    high: int | None
    people: int
    kinds: frozenset[int]


@dataclass(frozen=True)
class Origin:
    """What a piece of the model stands for: a use of a rule, whom it is about, and which days ``[first, end)``.

    A piece that ties people together (``who`` is ``None``) says, where it counts heads, how many it asks for.
    """

    use: int
    who: int | None
    first: int
    end: int
    asked: Asked | None = None
