"""The numbers of a rule, moved as little as helps: which way helps is found out, not stated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeVar

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel

W = TypeVar("W")

FAR = 24
"""How far beyond the present number is looked at least, where the parameter itself has no bound."""


def nearest(params: object, works: Callable[[str, int], W | bool | None]) -> Iterator[tuple[W, int, bool] | None]:
    """For each whole number among the parameters the nearest one that works, how far off it is, and whether all
    nearer ones were shown not to; ``None`` in its place where time ran out.

    ``works(name, value)`` gives what works, ``False`` when it does not and ``None`` when that is not known.
    """
    assert isinstance(params, BaseModel)
    for name, field in type(params).model_fields.items():
        value = getattr(params, name)
        if type(value) is not int:
            continue
        low, high = _bounds(field.metadata, value)
        for end in (high, low):
            if end != value:
                found = _between(value, end, lambda number, name=name: works(name, number))  # type: ignore[misc]
                if found is not False:
                    yield found


def _bounds(metadata: list[Any], value: int) -> tuple[int, int]:
    low, high = 0, value + max(value, FAR)
    for bound in metadata:
        if isinstance(bound, Ge):
            low = int(bound.ge)  # type: ignore[call-overload]
        elif isinstance(bound, Gt):
            low = int(bound.gt) + 1  # type: ignore[call-overload]
        elif isinstance(bound, Le):
            high = int(bound.le)  # type: ignore[call-overload]
        elif isinstance(bound, Lt):
            high = int(bound.lt) - 1  # type: ignore[call-overload]
    return low, high


def _between(
    value: int, end: int, works: Callable[[int], W | bool | None]
) -> tuple[W, int, bool] | Literal[False] | None:
    """The nearest to ``value`` on the way to ``end`` that works, when the end does (more of the same helps more)."""
    far = works(end)
    if far is None or isinstance(far, bool):
        return False if far is False else None
    step = 1 if end > value else -1
    good, best, bad, sure = abs(end - value), far, 0, True
    probe = 1
    while good - bad > 1:
        found = works(value + step * probe)
        if found is None or isinstance(found, bool):
            bad, sure = probe, sure and found is False
        else:
            good, best = probe, found
        probe = (good + bad) // 2
    return best, good, sure
