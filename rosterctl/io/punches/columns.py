"""The punches of all batches as columns: what matching needs of millions of them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rosterctl.domain.punch_columns import Ints, PunchColumns, Small, Source
from rosterctl.io.punches.store import PunchStore

_SHIFT = 1 << 36
"""Person × _SHIFT + instant orders by person, then time; instants stay below it until the year 4147."""
_READ = ("employee", "at", "device", "line")


def punch_columns(
    store: PunchStore, first: int | None = None, end: int | None = None, people: Iterable[str] = ()
) -> PunchColumns:
    """The punches with instants in ``[first, end)``, as :meth:`PunchStore.load` gives them.

    ``people`` are numbered even where they did not punch, so that a roster's and a staff file's numbers agree with
    these. Raises :class:`InputError` for a file that is no batch.
    """
    parts = [_read(store, batch.file, first, end) for batch in store.batches()]
    sources = tuple(_source(store, batch.file, batch.source) for batch in store.batches())
    names = tuple(sorted({*people, *(who for part in parts for who in part.people)}))
    devices = tuple(sorted({one for part in parts for one in part.devices}))
    person = _joined([_places(part.people, names)[part.person] for part in parts], np.int64)
    device = _joined([np.append(_places(part.devices, devices), -1)[part.device] for part in parts], np.int32)
    at = _joined([part.at for part in parts], np.int64)
    line = _joined([part.line for part in parts], np.int32)
    source = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part.at) for part in parts])
    del parts
    rows = _order(person * _SHIFT + at, device, line)
    return PunchColumns(names, devices, sources, person[rows], at[rows], device[rows], source[rows], line[rows])


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


def _joined(columns: list[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *(column.astype(kind, copy=False) for column in columns)])


def _order(key: Ints, device: Small, line: Small) -> Ints:
    """The rows by key, device and line, without those that repeat the key and device of the one before.

    Every batch is in order, so that a sort has only to merge them; punches of one second are few.
    """
    order = np.argsort(key, kind="stable").astype(np.int64)
    key = key[order]
    same = np.append(key[1:] == key[:-1], False)
    tied = np.flatnonzero(same | np.append(False, same[:-1])[: len(same)])
    rows = order[tied]
    order[tied] = rows[np.lexsort((line[rows], device[rows], key[tied]))]
    again = np.zeros(len(order), np.bool_)
    later = np.flatnonzero(same[:-1]) + 1 if len(same) else np.zeros(0, np.int64)
    again[later] = device[order[later]] == device[order[later - 1]]
    return order[~again]
