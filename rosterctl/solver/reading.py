"""A finished model read back as plain numbers, and whose business each part of it is.

Rules speak to the port in any order, so that only the finished model shows what concerns one person alone and what
ties people together. Reading it back costs less than writing it down twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

Numbers = NDArray[np.int64]

NOBODY, SEVERAL = -1, -2
"""Owners of what names no person at all, and of what names more than one."""

_CLAUSES = ("bool_or", "at_most_one", "exactly_one", "bool_and")


class Statement(NamedTuple):
    """One constraint: ``kind`` as CP-SAT calls it; ``factors`` and ``domain`` are of linear ones only."""

    kind: str
    when: tuple[int, ...]
    literals: list[int]
    factors: list[int]
    domain: list[int]


class Reading:
    """A model's statements and variables with their owners (numbers of people, or one of the two above)."""

    def __init__(self, model: cp_model.CpModel, people: Mapping[int, int]) -> None:
        """``people``: number of a variable → whose decision it is, for the variables of which that is known."""
        self.statements = [_read(constraint) for constraint in model.proto.constraints]
        self.owner: Numbers = np.full(len(model.proto.variables), NOBODY, np.int64)
        self.owner[list(people)] = list(people.values())
        self.business: Numbers = np.full(len(self.statements), NOBODY, np.int64)
        if self.statements:
            self._own()

    def _own(self) -> None:
        """Hand out what is left: a variable that only one person's statements name is that person's."""
        sizes = np.array([len(s.literals) + len(s.when) for s in self.statements], np.int64)
        named = np.array([x for s in self.statements for x in (*s.literals, *s.when)], np.int64)
        named = np.where(named < 0, ~named, named)
        where = np.repeat(np.arange(len(sizes)), sizes)
        while True:
            self.business = _joined(self.owner[named], where, len(sizes))
            claims = _joined(self.business[where], named, len(self.owner))
            free = (self.owner == NOBODY) & (claims >= 0)
            if not free.any():
                return
            self.owner[free] = claims[free]


def _joined(owners: Numbers, of: Numbers, size: int) -> Numbers:
    """For each of ``size`` things the one owner among those listed for it, else ``SEVERAL`` or ``NOBODY``."""
    most, least = np.full(size, NOBODY, np.int64), np.full(size, np.iinfo(np.int64).max, np.int64)
    known = owners != NOBODY
    np.maximum.at(most, of[known], owners[known])
    np.minimum.at(least, of[known], owners[known])
    several = (least < most) | (least == SEVERAL)
    return np.where(several, SEVERAL, most)


def _read(constraint: Any) -> Statement:
    when = tuple(constraint.enforcement_literal)
    for kind in _CLAUSES:
        if getattr(constraint, f"has_{kind}")():
            return Statement(kind, when, list(getattr(constraint, kind).literals), [], [])
    if not constraint.has_linear():
        raise TypeError(f"no reading for {constraint}")
    linear = constraint.linear
    return Statement("linear", when, list(linear.vars), list(linear.coeffs), list(linear.domain))
