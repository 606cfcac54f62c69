"""The records of a judged month as a file: one row for each unit, in columns that neither language changes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rosterctl.domain.facts import Facts, Flags, Ints
from rosterctl.domain.punch_columns import PunchColumns
from rosterctl.domain.records import words_of
from rosterctl.domain.roster_text import protect
from rosterctl.errors import UsageError
from rosterctl.io.files import write_whole
from rosterctl.rules.attendance.base import Sheet

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
    frame = records_frame(sheet, behind)
    buffer = io.BytesIO()
    if suffix == ".csv":
        buffer.write(b"\xef\xbb\xbf")  # Excel takes it for the local code page without
        frame.write_csv(buffer)
    elif suffix == ".parquet":
        frame.rechunk().write_parquet(buffer, compression="zstd", row_group_size=1 << 18)
    else:
        frame.write_ndjson(buffer)
    return buffer.getvalue()


def records_frame(sheet: Sheet, behind: Behind) -> pl.DataFrame:
    """The records by employee and time. Cells that a spreadsheet would run as a formula are neutralised."""
    facts = sheet.facts
    rows = np.flatnonzero(sheet.inside)
    zone = sheet.period.zone
    employees = [protect(who) for who in facts.people]
    names = [protect(behind.names.get(who, who)) for who in facts.people]
    bits, words = np.unique(sheet.words[rows], return_inverse=True)
    said = [" ".join(words_of(int(one))) for one in bits]
    present = facts.takes_punches[rows]
    columns = [
        _text("employee", employees, facts.employee[rows]),
        _text("name", names, facts.employee[rows]),
        _number("date", facts.date[rows] - _EPOCH).cast(pl.Int32).cast(pl.Date),
        _number("segment", facts.number[rows]),
        _text("shift", [protect(one) for one in facts.shifts], facts.shift[rows]),
        _text("post", [protect(one) for one in facts.posts], facts.post[rows]),
        _instant("start", facts.start[rows], None, zone),
        _instant("end", facts.end[rows], None, zone),
        _instant("expected_start", facts.expected_start[rows], present, zone),
        _instant("expected_end", facts.expected_end[rows], present, zone),
        _instant("arrival", facts.arrival[rows], facts.has_arrival[rows], zone),
        _instant("departure", facts.departure[rows], facts.has_departure[rows], zone),
        _text("words", said, words.ravel()),
        *_seconds(sheet, facts, rows),
        _flag("forgiven", sheet.forgiven[rows]),
        _flag("waits", sheet.waits[rows]),
        _flag("corrected_in", facts.pinned_start[rows]),
        _flag("corrected_out", facts.pinned_end[rows]),
        _place("arrival_from", behind.punches, behind.arrival[rows]),
        _place("departure_from", behind.punches, behind.departure[rows]),
        _findings(behind.findings, rows),
    ]
    return pl.DataFrame(columns)


def _seconds(sheet: Sheet, facts: Facts, rows: NDArray[np.intp]) -> list[pl.Series]:
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
    return [
        *(_number(name, values[rows]) for name, values in plain.items()),
        *(_known(_number(name, values[rows]), known) for name, values in worked.items()),
    ]


def _number(name: str, values: Ints) -> pl.Series:
    return pl.Series(name, values)


def _flag(name: str, values: Flags) -> pl.Series:
    return pl.Series(name, values)


def _text(name: str, known: Sequence[str], numbers: Ints) -> pl.Series:
    return pl.Series(name, known, dtype=pl.String).gather(pl.Series(numbers))


def _known(series: pl.Series, known: Flags | None) -> pl.Series:
    """The series, null where its value is not known."""
    if known is None:
        return series
    column = pl.DataFrame({"value": series, "known": known})
    return column.select(pl.when("known").then("value").alias(series.name)).to_series()


def _instant(name: str, instants: Ints, known: Flags | None, zone: str) -> pl.Series:
    """Instants on the wall as ISO 8601 with their offset."""
    frame = pl.DataFrame({name: instants})
    local = pl.from_epoch(pl.col(name)).dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    return _known(frame.select(local.dt.strftime("%Y-%m-%dT%H:%M:%S%:z")).to_series(), known)


def _place(name: str, punches: PunchColumns, rows: Ints) -> pl.Series:
    """``file:line`` of a raw punch, as :meth:`PunchColumns.where` gives it."""
    if not len(punches):
        return pl.Series(name, [None] * len(rows), dtype=pl.String)
    at = np.where(rows < 0, 0, rows)
    heads = [f"{one.file}:" if one.sheet is None else f"{one.file}:{one.sheet}!" for one in punches.sources]
    frame = pl.DataFrame(
        {"head": _text("head", heads, punches.source[at].astype(np.int64)), "line": punches.line[at]}
    )
    return _known(frame.select(pl.format("{}{}", "head", "line").alias(name)).to_series(), rows >= 0)


def _findings(findings: Mapping[int, Sequence[str]], rows: NDArray[np.intp]) -> pl.Series:
    """The codes of the findings about a unit; few have any."""
    told = np.zeros(len(rows), np.int64)
    texts: list[str | None] = [None]
    for row, codes in findings.items():
        at = int(np.searchsorted(rows, row))
        if at < len(rows) and rows[at] == row:
            told[at] = len(texts)
            texts.append(" ".join(codes))
    return pl.Series("findings", texts, dtype=pl.String).gather(pl.Series(told))
