"""The inner loop of pricing, compiled when first needed and kept on disk."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def _advance(
    before: Ints, after: Ints, source: Ints, target: Ints, price: Ints, shifts: Ints, digits: Ints, never: int
) -> None:
    """One day: from each state and sum along each arc, keeping the cheapest of what meets.

    For each place of the table ``digits[0]`` is how far each sum may still go up, ``digits[1]`` what a step is there.
    """
    room, dimensions = before.shape[1], shifts.shape[1]
    for arc in range(len(source)):
        if price[arc] >= never:
            continue
        offset = 0
        for n in range(dimensions):
            offset += shifts[arc, n] * digits[1, n, 0]
        for at in range(room - offset):
            come = before[source[arc], at]
            if come >= never or come + price[arc] >= after[target[arc], at + offset]:
                continue
            fits = True
            for n in range(dimensions):
                if digits[0, n, at] < shifts[arc, n]:
                    fits = False
            if fits:
                after[target[arc], at + offset] = come + price[arc]


advance: Any = numba.njit(cache=True, nogil=True)(_advance)
