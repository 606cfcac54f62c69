"""What a reader hands back, and how it gathers problems."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from rosterctl.errors import Place, Problem

T = TypeVar("T")
CAP = 100
"""So many problems of one file are listed; the others are counted."""


class Read(NamedTuple, Generic[T]):
    """The outcome of one reader.

    ``named`` holds the ids and codes that stand in the file, those of rows with problems included, so that one
    mistyped cell does not make every reference to its row a second problem. ``whole`` is false when the file
    could not be read to its end: then nothing can be said about what does not stand in it.
    """

    values: tuple[T, ...]
    problems: list[Problem]
    named: frozenset[str] = frozenset()
    whole: bool = True


class Problems:
    """The problems of one file, in the order of finding; at most ``cap`` are kept, all are counted."""

    def __init__(self, shown: str, cap: int = CAP) -> None:
        self.shown = shown
        self._cap = cap
        self._kept: list[Problem] = []
        self.count = 0
        self.partial = False
        """Whether reading ended before the end of the file."""

    def add(self, code: str, place: Place | None = None, /, **values: object) -> None:
        """Notes a problem; without a place it is about the file."""
        self.take(Problem(code, place or Place(self.shown), MappingProxyType(values)))

    def take(self, *problems: Problem) -> None:
        """Notes problems that somebody else has made."""
        self.extend(problems)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Notes problems that somebody else has made."""
        for problem in problems:
            self.count += 1
            if len(self._kept) < self._cap:
                self._kept.append(problem)

    def read(self, values: Iterable[T], named: Iterable[str] = ()) -> Read[T]:
        """The outcome of the reader that gathered these problems."""
        return Read(tuple(values), self.listed(), frozenset(named), not self.partial)

    def listed(self) -> list[Problem]:
        """What was kept, in the order of lines, and one line for the rest."""
        more = self.count - len(self._kept)
        self._kept.sort(key=lambda problem: 0 if problem.place is None else problem.place.line or 0)
        if more:
            return [*self._kept, Problem("input.more", Place(self.shown), {"count": more})]
        return list(self._kept)
