"""The inner loops of pricing, compiled when first needed and kept on disk.

Arcs of all days stand in one array in the order of days; ``begin[day]`` is where a day's begin. A table has a row for
each state of each day, ``first[day]`` on, and a place for each combination of sums. ``move[arc]`` says how an arc
moves the sums; ``open_at[move_begin[m]:move_begin[m + 1]]`` are the places from which move ``m`` stays in the table,
``step[m]`` how far it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def _forward(
    table: Ints,
    begin: Ints,
    first: Ints,
    source: Ints,
    target: Ints,
    price: Ints,
    move: Ints,
    step: Ints,
    move_begin: Ints,
    open_at: Ints,
    never: int,
) -> None:
    """Fill the table: the cheapest way to each state and sum."""
    table[:, :] = never
    table[0, 0] = 0
    for day in range(len(begin) - 1):
        here, there = first[day], first[day + 1]
        for arc in range(begin[day], begin[day + 1]):
            cost = price[arc]
            if cost >= never:
                continue
            before, after, kind = table[here + source[arc]], table[there + target[arc]], move[arc]
            far = step[kind]
            for n in range(move_begin[kind], move_begin[kind + 1]):
                at = open_at[n]
                come = before[at]
                if come < never and come + cost < after[at + far]:
                    after[at + far] = come + cost


def _back(
    table: Ints,
    begin: Ints,
    first: Ints,
    source: Ints,
    target: Ints,
    price: Ints,
    move: Ints,
    step: Ints,
    digits: Ints,
    moved: Ints,
    state: int,
    at: int,
    never: int,
    taken: Ints,
) -> None:
    """Write into ``taken`` the arc of each day of a cheapest way to this state and sum of the last day.

    ``digits[n, at]`` are the sums of a place, ``moved[m, n]`` what a move adds to each.
    """
    for day in range(len(begin) - 2, -1, -1):
        here, value = first[day], table[first[day + 1] + state, at]
        for arc in range(begin[day], begin[day + 1]):
            if target[arc] != state or price[arc] >= never:
                continue
            kind, fits = move[arc], True
            for n in range(moved.shape[1]):
                if digits[n, at] < moved[kind, n]:
                    fits = False
            if not fits:
                continue
            come = table[here + source[arc], at - step[kind]]
            if come < never and come + price[arc] == value:
                taken[day] = arc
                state, at = source[arc], at - step[kind]
                break


def _through(
    table: Ints,
    begin: Ints,
    first: Ints,
    source: Ints,
    target: Ints,
    price: Ints,
    move: Ints,
    step: Ints,
    move_begin: Ints,
    open_at: Ints,
    ends: Ints,
    never: int,
    least: Ints,
) -> None:
    """Write into ``least[arc]`` what the cheapest way over each arc costs; ``ends`` are the fees of last sums."""
    after = np.empty((first[len(begin)] - first[len(begin) - 1], table.shape[1]), np.int64)
    for state in range(len(after)):
        after[state] = ends
    for day in range(len(begin) - 2, -1, -1):
        before = np.full((first[day + 1] - first[day], table.shape[1]), never, np.int64)
        for arc in range(begin[day], begin[day + 1]):
            cost = price[arc]
            least[arc] = never
            if cost >= never:
                continue
            come, left, there = table[first[day] + source[arc]], before[source[arc]], after[target[arc]]
            kind = move[arc]
            far = step[kind]
            for n in range(move_begin[kind], move_begin[kind + 1]):
                at = open_at[n]
                rest = there[at + far]
                if rest >= never:
                    continue
                if cost + rest < left[at]:
                    left[at] = cost + rest
                if come[at] < never and come[at] + cost + rest < least[arc]:
                    least[arc] = come[at] + cost + rest
        after = before


def _compiled(plain: Callable[..., None]) -> Any:
    """Compiled, and kept for the next time where there is a place to write."""
    try:
        return numba.njit(cache=True, nogil=True)(plain)
    except RuntimeError:
        # installed read-only and without a home: compile each time
        return numba.njit(nogil=True)(plain)


through = _compiled(_through)
forward = _compiled(_forward)
back = _compiled(_back)
