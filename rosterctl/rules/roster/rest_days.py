"""Counting rest days in windows: what ``weekly-rest`` and ``monthly-rest`` have in common.

Two readings again: :func:`missing` counts a finished roster in arrays, :func:`require` speaks to the port.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.requests import Part
from rosterctl.rules.base import Scope
from rosterctl.rules.port import Cell, Port, Term
from rosterctl.rules.roster.index import Bools, RosterIndex

Window = tuple[int, int]


class Missing(NamedTuple):
    """A person's window with too few rest days; ``size`` = ``due`` − ``rest``, ``worked`` lies in the horizon."""

    who: int
    first: int
    end: int
    rest: int
    due: int
    worked: tuple[int, ...]


# check


def missing(
    index: RosterIndex, scope: Scope, windows: Iterable[Window], days: int, leave_counts: bool
) -> Iterator[Missing]:
    """The windows ``[first, end)`` that hold too few rest days, person by person."""
    case, people, spans = index.case, list(scope.judged), list(windows)
    width = max([case.end, *(end for _, end in spans)])
    works = np.pad(index.works[people], ((0, 0), (0, width - case.end)))
    rests = ~works
    open_ = np.ones_like(works)
    open_[:, : case.first] = rests[:, : case.first]
    if not leave_counts:
        leave = _leave(case, people, width)
        rests, open_ = rests & ~leave, open_ & ~leave
    had, could = _sums(rests), _sums(open_)
    starts, ends = ([span[side] for span in spans] for side in (0, 1))
    rest = had[:, ends] - had[:, starts]
    due = np.minimum(days, could[:, ends] - could[:, starts])
    for row, column in np.argwhere(rest < due).tolist():
        first, end = spans[column]
        begin = max(first, case.first)
        worked = tuple((begin + np.flatnonzero(works[row, begin:end])).tolist())
        yield Missing(people[row], first, end, int(rest[row, column]), int(due[row, column]), worked)


def _sums(flags: Bools) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Cumulative counts along the days, with a 0 before the first."""
    return np.pad(np.cumsum(flags, axis=1, dtype=np.int64), ((0, 0), (1, 0)))


def _leave(case: Case, people: list[int], width: int) -> Bools:
    found: Bools = np.zeros((len(people), width), np.bool_)
    for row, who in enumerate(people):
        for leave in case.leaves[who]:
            if leave.part is Part.WHOLE:
                found[row, max(leave.first, 0) : max(leave.end, 0)] = True
    return found


# encode


def require(
    port: Port, past: Mapping[tuple[int, int], int], who: int, window: Window, days: int, leave_counts: bool
) -> None:
    """At least ``days`` rest days in the window, or all that history and leave have left of it."""
    case = port.case
    countable = [day for day in range(*window) if leave_counts or not case.on_whole_leave(who, day)]
    still = sum((who, day) not in past for day in countable)
    beyond = sum(day >= case.end for day in countable)
    terms = [Term(Cell(day, frozenset({OFF}))) for day in countable if day < case.end]
    if terms:
        port.window(who, terms, min(days, still) - beyond, None)
