"""The inner loop of pricing, compiled when first needed and kept on disk."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def _advance(
    before: Ints, after: Ints, source: Ints, target: Ints, price: Ints, shifts: Ints, sizes: Ints, never: int
) -> None:
    """One day: from each state and sum along each arc, keeping the cheapest of what meets."""
    room = before.shape[1]
    for arc in range(len(source)):
        if price[arc] >= never:
            continue
        offset = 0
        for n in range(len(sizes)):
            offset = offset * sizes[n] + shifts[arc, n]
        for at in range(room):
            come = before[source[arc], at]
            if come >= never:
                continue
            rest, fits = at, True
            for n in range(len(sizes) - 1, -1, -1):
                if rest % sizes[n] + shifts[arc, n] >= sizes[n]:
                    fits = False
                    break
                rest //= sizes[n]
            if fits and come + price[arc] < after[target[arc], at + offset]:
                after[target[arc], at + offset] = come + price[arc]


advance: Any = numba.njit(cache=True, nogil=True)(_advance)
