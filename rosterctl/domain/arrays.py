"""Two helpers for columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def ranges(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Row numbers repeated, and ``low[r] … high[r] - 1`` for each row ``r``."""
    size = high - low
    row = np.repeat(np.arange(len(low), dtype=np.int64), size)
    offset = np.arange(len(row), dtype=np.int64) - np.repeat(np.cumsum(size) - size, size)
    return row, low[row] + offset


def covered(low: Ints, high: Ints, count: int) -> Ints:
    """How many of the ranges ``low[r] … high[r] - 1`` each of ``0 … count - 1`` lies in."""
    opened = np.bincount(low, minlength=count + 1) - np.bincount(high, minlength=count + 1)
    return np.cumsum(opened[:count], dtype=np.int64)
