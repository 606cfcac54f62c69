"""Wall-clock seconds of a zone to instants (attendance 2.10): repeated hours, and hours that do not exist."""

from __future__ import annotations

import polars as pl

_MAX_REPEAT = 3 * 3600
"""No clock is put back by more: ambiguous times of one person further apart belong to different nights."""


def instants(frame: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Adds ``at`` (UTC seconds; null where the wall time does not exist) to the columns ``wall`` and ``offset``.

    Needs ``employee`` and ``device`` as well: in a repeated hour a punch is of the first occurrence, unless in the
    file's order within one employee and device the wall clock runs backwards inside that hour.
    """
    local = pl.from_epoch(pl.col("wall"), time_unit="s")
    frame = frame.with_columns(
        early=_utc(local, zone, "earliest"),
        late=_utc(local, zone, "latest"),
    )
    stated = pl.col("offset").is_not_null()
    frame = frame.with_columns(at=pl.when(stated).then(pl.col("wall") - pl.col("offset")).otherwise("early"))
    twice = (pl.col("early") != pl.col("late")) & pl.col("offset").is_null()
    if frame.select(twice.any()).item():
        frame = _repeated(frame, twice)
    return frame.drop("early", "late")


def _utc(local: pl.Expr, zone: str, which: str) -> pl.Expr:
    ambiguous = pl.lit(which)
    return local.dt.replace_time_zone(zone, ambiguous=ambiguous, non_existent="null").dt.epoch("s")


def _repeated(frame: pl.DataFrame, twice: pl.Expr) -> pl.DataFrame:
    """The second occurrence where the file says so; few rows, so one by one."""
    frame = frame.with_row_index("order")
    ticks = frame.sort("employee", "device", "order", maintain_order=True).select(
        step=pl.col("wall").diff().over("employee", "device").sign()
    )
    newest_first = (ticks["step"].sum() or 0) < 0
    second: list[int] = []
    last: dict[tuple[str | None, str | None], tuple[int, bool]] = {}
    rows = frame.filter(twice).select("order", "employee", "device", "wall").rows()
    for order, employee, device, wall in reversed(rows) if newest_first else rows:
        before, later = last.get((employee, device), (wall, False))
        near = abs(wall - before) < _MAX_REPEAT
        later = near and (later or wall < before)
        last[employee, device] = (wall, later)
        if later:
            second.append(order)
    chosen = pl.when(pl.col("order").is_in(second)).then("late").otherwise("at")
    return frame.with_columns(at=chosen).drop("order")
