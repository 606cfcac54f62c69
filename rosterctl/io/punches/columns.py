"""The stored punches as columns for matching, each still knowing the file and line that it came from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rosterctl.io.punches.store import PunchStore

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class StoredPunches:
    """Punches by employee and time. ``person`` numbers ``people``, ``instant`` is UTC seconds."""

    people: tuple[str, ...]
    person: Ints
    instant: Ints
    frame: pl.DataFrame

    def __len__(self) -> int:
        return self.frame.height

    def where(self, row: int) -> str:
        """Where a punch was read: ``file:line``, or ``file:sheet!row``."""
        return _where(*self.frame.row(row, named=False)[:3])

    def device(self, row: int) -> str | None:
        """The device of a punch, where the file says it."""
        found: str | None = self.frame["device"][row]
        return found

    def places(self) -> pl.Series:
        """:meth:`where` of every punch."""
        sheet = pl.when(pl.col("sheet").is_null()).then(pl.lit("")).otherwise(pl.col("sheet") + "!")
        return self.frame.select(pl.format("{}:{}{}", "source", sheet, "line").alias("where")).to_series()


def stored_punches(store: PunchStore, first: int, end: int) -> StoredPunches:
    """The stored punches with instants in ``[first, end)``. Raises :class:`InputError` for a damaged batch."""
    store.batches()
    frame = store.load(first, end)
    people = frame["employee"].unique().sort()
    person = frame["employee"].cast(pl.Enum(people)).to_physical() if frame.height else pl.Series([], dtype=pl.Int64)
    return StoredPunches(
        tuple(people.to_list()),
        person.to_numpy().astype(np.int64),
        frame["at"].to_numpy().astype(np.int64),
        frame.select("source", "sheet", "line", "device", "direction"),
    )


def _where(source: str, sheet: str | None, line: int) -> str:
    return f"{source}:{line}" if sheet is None else f"{source}:{sheet}!{line}"
