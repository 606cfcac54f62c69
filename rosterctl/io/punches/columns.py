"""The punches of all batches as columns: what matching needs of millions of them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rosterctl.domain.punch_columns import Ints, PunchColumns, Small, Source
from rosterctl.io.punches.store import PunchStore

_BITS = 36
_SHIFT, _BIAS = 1 << _BITS, 1 << 35
"""Person × _SHIFT + _BIAS + instant orders by person, then time; a clock that has lost its power may say 1970."""
_READ = ("employee", "at", "device", "line")


def punch_columns(
    store: PunchStore, first: int | None = None, end: int | None = None, people: Iterable[str] = ()
) -> PunchColumns:
    """The punches with instants in ``[first, end)``, as :meth:`PunchStore.load` gives them.

    ``people`` are numbered even where they did not punch, so that a roster's and a staff file's numbers agree with
    these. Raises :class:`InputError` for a file that is no batch.
    """
    batches = store.batches()
    parts = [_read(store, batch.file, first, end) for batch in batches]
    sources = tuple(_source(store, batch.file, batch.source) for batch in batches)
    names = tuple(sorted({*people, *(who for part in parts for who in part.people)}))
    devices = tuple(sorted({one for part in parts for one in part.devices}))
    count = sum(len(part.at) for part in parts)
    key = np.empty(count, np.int64)
    device, source, line = (np.empty(count, np.int32) for _ in range(3))
    begin = 0
    for number, part in enumerate(parts):
        rows = slice(begin, begin + len(part.at))
        key[rows] = (_places(part.people, names) * _SHIFT + _BIAS)[part.person]
        key[rows] += part.at
        device[rows] = np.append(_places(part.devices, devices), -1)[part.device]
        source[rows], line[rows] = number, part.line
        begin = rows.stop
    del parts
    order = _order(key, device, line)
    key = key[order]
    at = key & (_SHIFT - 1)
    at -= _BIAS
    key >>= _BITS
    return PunchColumns(names, devices, sources, key, at, device[order], source[order], line[order])


@dataclass(frozen=True)
class _Part:
    """One batch: ``person`` and ``device`` are numbers into its own lists; the last device stands for none."""

    people: list[str]
    devices: list[str]
    person: NDArray[np.uint32]
    device: NDArray[np.int64]
    at: Ints
    line: Small


def _read(store: PunchStore, file: str, first: int | None, end: int | None) -> _Part:
    frame = pl.scan_parquet(store.path / file, glob=False).select(_READ)
    if first is not None:
        frame = frame.filter(pl.col("at") >= first)
    if end is not None:
        frame = frame.filter(pl.col("at") < end)
    found = frame.collect()
    who, device = found["employee"], found["device"]
    # a batch is ordered by employee, so that people are a few runs
    run = who.rle_id().to_numpy()
    begins = np.flatnonzero(np.diff(run, prepend=np.uint32(1 << 31)))
    devices = device.drop_nulls().unique(maintain_order=True)
    number = device.cast(pl.Enum(devices)).to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
    return _Part(
        who.gather(begins).to_list(), devices.to_list(), run, number, found["at"].to_numpy(), found["line"].to_numpy()
    )


def _source(store: PunchStore, file: str, source: str) -> Source:
    """One file was one import; its sheet stands in every row."""
    sheet = pl.scan_parquet(store.path / file, glob=False).select("sheet").head(1).collect().to_series()
    return Source(source, sheet[0] if len(sheet) else None)


def _places(names: Iterable[str], known: tuple[str, ...]) -> Ints:
    place = {name: number for number, name in enumerate(known)}
    return np.array([place[name] for name in names], np.int64)


def _order(key: Ints, device: Small, line: Small) -> Ints:
    """The rows by key, device and line, without those that repeat the key and device of the one before.

    Every batch is in order, so that a sort has only to merge them; punches of one second are few.
    """
    order: Ints = np.argsort(key, kind="stable")
    if not len(order):
        return order
    key = key[order]
    same = key[1:] == key[:-1]
    later = np.flatnonzero(same) + 1
    if not len(later):
        return order
    tied = np.union1d(later, later - 1)
    rows = order[tied]
    order[tied] = rows[np.lexsort((line[rows], device[rows], key[tied]))]
    again = later[device[order[later]] == device[order[later - 1]]]
    return np.delete(order, again) if len(again) else order
