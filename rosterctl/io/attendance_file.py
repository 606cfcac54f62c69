"""The records of a judged month as a file: one row for each unit, in columns that neither language changes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rosterctl.domain.facts import Flags, Ints
from rosterctl.domain.punch_columns import PunchColumns
from rosterctl.domain.records import words_of
from rosterctl.domain.roster_text import protect
from rosterctl.errors import UsageError
from rosterctl.io.files import write_whole
from rosterctl.rules.attendance.base import Sheet

Rows = NDArray[np.intp]
SUFFIXES = (".csv", ".parquet", ".ndjson")
_EPOCH = 719163
"""The ordinal of 1970-01-01."""


@dataclass(frozen=True)
class Behind:
    """What the sheet does not hold: names of people, and of the raw punches behind each boundary (row; −1: none)."""

    names: Mapping[str, str]
    arrival: Ints
    departure: Ints
    punches: PunchColumns
    findings: Mapping[int, Sequence[str]]


def write_records(path: Path, sheet: Sheet, behind: Behind) -> None:
    """Write the period's records, whole or not at all; the suffix says how. Same sheet, same bytes.

    Raises :class:`UsageError` for another suffix, ``OSError``.
    """
    if path.suffix not in SUFFIXES:
        raise UsageError("attend.out-kind", file=path, kinds=SUFFIXES)
    write_whole(path, record_bytes(path.suffix, sheet, behind))


def record_bytes(suffix: str, sheet: Sheet, behind: Behind) -> bytes:
    """The bytes of such a file."""
    records = lazy_records(sheet, behind)
    buffer = io.BytesIO()
    if suffix == ".csv":
        buffer.write(b"\xef\xbb\xbf")  # Excel takes it for the local code page without
        records.sink_csv(buffer)
    elif suffix == ".parquet":
        records.sink_parquet(buffer, compression="zstd", row_group_size=1 << 18)
    else:
        records.sink_ndjson(buffer)
    return buffer.getvalue()


def lazy_records(sheet: Sheet, behind: Behind) -> pl.LazyFrame:
    """The records by employee and time, made some rows at a time: all at once they would take half a gigabyte."""
    columns = RecordColumns(sheet, behind)
    rows = pl.LazyFrame({"row": np.flatnonzero(sheet.inside)})
    schema = columns.of(np.zeros(0, np.intp)).schema
    return rows.map_batches(lambda some: columns.of(some["row"].to_numpy()), schema=schema, streamable=True)


class RecordColumns:
    """What a file's columns are made of. Cells that a spreadsheet would run as a formula are neutralised."""

    def __init__(self, sheet: Sheet, behind: Behind) -> None:
        facts = sheet.facts
        self.sheet, self.behind = sheet, behind
        self.employees = _texts(facts.people)
        self.names = _texts([behind.names.get(who, who) for who in facts.people])
        self.shifts, self.posts = _texts(facts.shifts), _texts(facts.posts)
        sets = np.bincount(sheet.words).tolist()  # few sets of words occur, and their bits make a small number
        self.said = _texts(" ".join(words_of(bits)) if count else "" for bits, count in enumerate(sets))
        self.heads = pl.Series(
            [f"{one.file}:" if one.sheet is None else f"{one.file}:{one.sheet}!" for one in behind.punches.sources],
            dtype=pl.String,
        )
        self.found = np.zeros(len(facts), np.int64)
        self.found[list(behind.findings)] = np.arange(1, len(behind.findings) + 1)
        self.findings = pl.Series([None, *(" ".join(codes) for codes in behind.findings.values())], dtype=pl.String)
        seen = facts.arrival[facts.has_arrival], facts.departure[facts.has_departure]
        plan = facts.start, facts.end, facts.expected_start, facts.expected_end
        self.minutes = WallMinutes(sheet.period.zone, (*plan, *seen))

    def of(self, rows: Rows) -> pl.DataFrame:
        """The columns of these rows."""
        facts, sheet, behind, at = self.sheet.facts, self.sheet, self.behind, self.minutes
        present = facts.takes_punches[rows]
        columns = {
            "employee": _gather(self.employees, facts.employee[rows]),
            "name": _gather(self.names, facts.employee[rows]),
            "date": pl.Series(facts.date[rows] - _EPOCH).cast(pl.Int32).cast(pl.Date),
            "segment": pl.Series(facts.number[rows]),
            "shift": _gather(self.shifts, facts.shift[rows]),
            "post": _gather(self.posts, facts.post[rows]),
            "start": at.told(facts.start[rows]),
            "end": at.told(facts.end[rows]),
            "expected_start": _known(at.told(facts.expected_start[rows]), present),
            "expected_end": _known(at.told(facts.expected_end[rows]), present),
            "arrival": _known(at.told(facts.arrival[rows]), facts.has_arrival[rows]),
            "departure": _known(at.told(facts.departure[rows]), facts.has_departure[rows]),
            "words": _gather(self.said, sheet.words[rows]),
            **_seconds(sheet, rows),
            "forgiven": pl.Series(sheet.forgiven[rows]),
            "waits": pl.Series(sheet.waits[rows]),
            "corrected_in": pl.Series(facts.pinned_start[rows]),
            "corrected_out": pl.Series(facts.pinned_end[rows]),
            "arrival_from": self._place(behind.arrival[rows]),
            "departure_from": self._place(behind.departure[rows]),
            "findings": _gather(self.findings, self.found[rows]),
        }
        return pl.DataFrame(columns)

    def _place(self, rows: Ints) -> pl.Series:
        """``file:line`` of a raw punch, as :meth:`PunchColumns.where` gives it; null for −1."""
        punches = self.behind.punches
        if not len(punches):
            return pl.Series([None] * len(rows), dtype=pl.String)
        at = np.maximum(rows, 0)
        head = _gather(self.heads, punches.source[at].astype(np.int64))
        line = pl.Series(punches.line[at]).cast(pl.String)
        return _known(_joined(head, line), rows >= 0)


def _seconds(sheet: Sheet, rows: Rows) -> dict[str, pl.Series]:
    facts = sheet.facts
    known = facts.worked_known[rows]
    plain = {
        "late_seconds": sheet.late,
        "early_seconds": sheet.early,
        "raw_late_seconds": facts.raw_late,
        "raw_early_seconds": facts.raw_early,
        "not_ready_seconds": sheet.not_ready,
        "paid_seconds": facts.paid,
        "expected_seconds": facts.expected,
        "leave_seconds": facts.leave,
        "outing_seconds": facts.outing,
    }
    worked = {"worked_seconds": facts.worked, "overtime_seconds": facts.overtime_worked, "night_seconds": facts.night}
    return {
        **{name: pl.Series(values[rows]) for name, values in plain.items()},
        **{name: _known(pl.Series(values[rows]), known) for name, values in worked.items()},
    }


class WallMinutes:
    """Every minute from the first instant to the last, on the wall in ISO 8601, made once instead of row by row."""

    def __init__(self, zone: str, instants: Iterable[Ints]) -> None:
        some = [values for values in instants if len(values)]
        self.first = min((int(values.min()) // 60 for values in some), default=0)
        self.last = max((int(values.max()) // 60 for values in some), default=0)
        minutes = pl.from_epoch(pl.Series(np.arange(self.first, self.last + 1) * 60)).dt.replace_time_zone("UTC")
        wall = minutes.dt.convert_time_zone(zone)
        self.whole = wall.dt.strftime("%Y-%m-%dT%H:%M:00%:z")
        self.begin, self.offset = wall.dt.strftime("%Y-%m-%dT%H:%M:"), wall.dt.strftime("%:z")
        self.seconds = pl.Series([f"{second:02}" for second in range(60)])

    def told(self, instants: Ints) -> pl.Series:
        """The text of each instant; of those outside (unknown ones), any text."""
        minute = np.clip(instants // 60, self.first, self.last) - self.first
        second = instants % 60
        if not second.any():
            return _gather(self.whole, minute)
        return _joined(_gather(self.begin, minute), _gather(self.seconds, second), _gather(self.offset, minute))


def _texts(texts: Iterable[str]) -> pl.Series:
    return pl.Series([protect(text) for text in texts], dtype=pl.String)


def _gather(known: pl.Series, numbers: Ints) -> pl.Series:
    return known.gather(pl.Series(numbers))


def _joined(*texts: pl.Series) -> pl.Series:
    return pl.select(pl.concat_str([pl.lit(text) for text in texts])).to_series()


def _known(series: pl.Series, known: Flags) -> pl.Series:
    """The series, null where its value is not known."""
    column = pl.DataFrame({"value": series, "known": known})
    return column.select(pl.when("known").then("value")).to_series()
