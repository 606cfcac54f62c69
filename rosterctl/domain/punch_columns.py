"""Punches as columns: a month of millions of them, as matching reads it, each with the place it was read from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rosterctl.errors import Place

Ints = NDArray[np.int64]
Small = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a batch of punches was read from, and the sheet in it."""

    file: str
    sheet: str | None = None


@dataclass(frozen=True)
class PunchColumns:
    """A row for each punch, by employee, instant, device and line; ``people`` and ``devices`` are in their order.

    ``person``, ``device`` and ``source`` are numbers into the tables, ``at`` is UTC seconds. A punch without a device
    has the number -1.
    """

    people: tuple[str, ...]
    devices: tuple[str, ...]
    sources: tuple[Source, ...]
    person: Ints
    at: Ints
    device: Small
    source: Small
    line: Small

    def __len__(self) -> int:
        return len(self.person)

    def place(self, row: int) -> Place:
        """Where one was read: its file, and the line; in a workbook the sheet and the row."""
        source, line = self.sources[self.source[row]], int(self.line[row])
        return Place(source.file, line if source.sheet is None else None, source.sheet, source.sheet and str(line))

    def where(self, row: int) -> str:
        """The same as text: ``file:line``, or ``file:sheet!row``."""
        return str(self.place(row))
