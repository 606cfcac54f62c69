"""The batches of a workspace: immutable Parquet files in ``punches/``, one for each imported file.

A batch is named by the day of its first punch and the SHA-256 of the file it came from; its metadata say the rest.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import polars as pl

from rosterctl.domain.punches import Batch, Counts, PunchQuery
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.files import write_whole
from rosterctl.io.punches.read import KEY, SCHEMA, ordered, without_repeats

FOLDER = "punches"
_META = "rosterctl"
_VERSION = 1
_GROUP = 1 << 18


class PunchStore:
    """The folder ``punches`` of a workspace."""

    def __init__(self, root: Path) -> None:
        self.path = root / FOLDER

    def batches(self) -> tuple[Batch, ...]:
        """All batches, by file name. Raises :class:`InputError` for a file that is no batch, or a damaged one."""
        found, problems = [], []
        for path in self._files():
            try:
                told = json.loads(pl.read_parquet_metadata(path)[_META])
                counts = Counts(**told["counts"])
                texts = {name: told[name] for name in ("source", "sha256", "format", "as_of")}
                found.append(Batch(path.name, **texts, counts=counts))
            except (pl.exceptions.PolarsError, OSError, KeyError, TypeError, ValueError):
                problems.append(Problem("punch.batch", Place(f"{FOLDER}/{path.name}")))
        if problems:
            raise InputError(problems)
        return tuple(found)

    def scan(self) -> pl.LazyFrame:
        """The punches of all batches, lazily and in no order."""
        files = self._files()
        if not files:
            return pl.LazyFrame(schema=SCHEMA)
        return pl.scan_parquet(files, glob=False).select(list(SCHEMA))

    def load(self, first: int | None = None, end: int | None = None) -> pl.DataFrame:
        """The punches with instants in ``[first, end)``, ordered by employee, instant, device and line.

        No batch holds what another does, unless two imports ran at once; then each punch is still given once.
        """
        frame = self.scan()
        if first is not None:
            frame = frame.filter(pl.col("at") >= first)
        if end is not None:
            frame = frame.filter(pl.col("at") < end)
        return without_repeats(ordered(frame.collect()))

    def touching(self, first: int, end: int) -> tuple[str, ...]:
        """The file names of the batches that hold a punch with its instant in ``[first, end)``."""
        files = self._files()
        if not files:
            return ()
        frame = pl.scan_parquet(files, glob=False, include_file_paths="_file")
        inside = frame.filter(pl.col("at").is_between(first, end, closed="left"))
        return tuple(sorted(Path(name).name for name in inside.select(pl.col("_file").unique()).collect()["_file"]))

    def before(self, end: int) -> tuple[str, ...]:
        """The file names of the batches whose punches all lie before an instant."""
        late = set(self.touching(end, 1 << 62))
        return tuple(path.name for path in self._files() if path.name not in late)

    def rows(self, name: str) -> Iterator[dict[str, object]]:
        """The punches of one batch, as plain rows."""
        yield from pl.read_parquet(self.path / name).iter_rows(named=True)

    def unseen(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The punches of a frame that no batch holds."""
        if not self._files() or frame.is_empty():
            return frame
        low, high = frame["at"].min(), frame["at"].max()
        stored = self.scan().filter(pl.col("at").is_between(low, high)).select(KEY).collect()
        return frame.join(stored, on=KEY, how="anti", nulls_equal=True, maintain_order="left")

    def write(self, batch: Batch, frame: pl.DataFrame) -> Path:
        """Writes a batch whole or not at all, under the first name that is free; same input, same bytes."""
        told = {"version": _VERSION, **{k: v for k, v in asdict(batch).items() if k != "file"}}
        buffer = io.BytesIO()
        metadata = {_META: json.dumps(told, ensure_ascii=False, sort_keys=True)}
        # one chunk and groups of a stated size: else the bytes would depend on the number of threads
        frame.rechunk().write_parquet(buffer, compression="zstd", row_group_size=_GROUP, metadata=metadata)
        path = self.path / batch.file
        number = 1
        while path.exists():
            number += 1
            path = self.path / f"{Path(batch.file).stem}-{number}.parquet"
        write_whole(path, buffer.getvalue())
        return path

    def _files(self) -> list[Path]:
        return sorted(path for path in self.path.glob("*.parquet") if not path.name.startswith("."))


def batch_name(frame: pl.DataFrame, sha256: str, zone: str) -> str:
    """The file name of a batch: ``2026-10-01_0123456789ab.parquet``."""
    first = frame.select(pl.from_epoch(pl.col("at").min()).dt.replace_time_zone("UTC").dt.convert_time_zone(zone))
    return f"{first.item():%Y-%m-%d}_{sha256[:12]}.parquet"


def asked(store: PunchStore, query: PunchQuery, zone: str) -> pl.DataFrame:
    """The punches that a query wants, in the order of time, with ``time`` (on the wall, ISO with offset)."""
    local = pl.from_epoch(pl.col("at")).dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    frame = store.scan().with_columns(local=local)
    if query.employees:
        frame = frame.filter(pl.col("employee").is_in(sorted(query.employees)))
    if query.devices:
        frame = frame.filter(pl.col("device").is_in(sorted(query.devices)))
    if query.first is not None:
        frame = frame.filter(pl.col("local").dt.date() >= query.first)
    if query.last is not None:
        frame = frame.filter(pl.col("local").dt.date() <= query.last)
    found = without_repeats(ordered(frame.collect())).sort("at", "employee", "device", nulls_last=False)
    return found.with_columns(time=pl.col("local").dt.strftime("%Y-%m-%dT%H:%M:%S%:z")).drop("local")


def per_device(frames: Iterable[pl.DataFrame], zone: str) -> list[tuple[str | None, str, int]]:
    """How many punches each device has on each day: device, date, count."""
    local = pl.from_epoch(pl.col("at")).dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    counted = (
        pl.concat(frames)
        .group_by("device", local.dt.date().cast(pl.String).alias("day"))
        .agg(count=pl.len())
        .sort("device", "day", nulls_last=False)
    )
    return counted.rows()
