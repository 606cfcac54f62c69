"""One punch-clock file to a frame of punches, with everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import polars as pl

from rosterctl.domain.punches import Counts
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.punches.grid import Grid
from rosterctl.io.punches.open import open_grids
from rosterctl.io.punches.people import Misnamed, People, Stranger, identified
from rosterctl.io.punches.raw import BLANKS, Raw
from rosterctl.io.punches.registry import AUTO, detect
from rosterctl.io.punches.times import joined, wall_seconds
from rosterctl.io.punches.zones import instants
from rosterctl.io.tables.problems import CAP, Problems

SCHEMA = pl.Schema(
    {
        "employee": pl.String(),
        "at": pl.Int64(),
        "device": pl.String(),
        "direction": pl.String(),
        "clock_id": pl.String(),
        "source": pl.String(),
        "line": pl.Int32(),
        "sheet": pl.String(),
        "note": pl.String(),
        "result": pl.String(),
    }
)
"""The columns of a batch; ``at`` is in seconds since 1970 (UTC), ``line`` the line or row of ``source``."""
KEY = ("employee", "at", "device")
"""Punches that agree in these are one punch."""
ORDER = ("employee", "at", "device", "line")
SHARE = 20
"""More than so many percent of strangers' punches, and the file is refused."""


@dataclass(frozen=True)
class Settings:
    """What reading depends on beside the file. ``until`` is the last instant that may have happened."""

    people: People
    zone: str
    until: int
    share: int = SHARE
    format: str = AUTO


@dataclass(frozen=True)
class Found:
    """A file as read: its punches in the order of :data:`ORDER`, and what a person should look at."""

    format: str
    frame: pl.DataFrame
    counts: Counts
    warnings: tuple[Problem, ...]


def read_punches(path: Path, settings: Settings, shown: str | None = None) -> Found:
    """Reads a file. Raises :class:`InputError` with all its problems when it cannot be used as a whole."""
    shown = shown or str(path)
    format_, grid = detect(open_grids(path, shown), shown, settings.format)
    raw = format_.read(grid)
    if raw.rows.is_empty():
        raise InputError([Problem("punch.no-rows", Place(shown))])
    problems = Problems(shown)
    rows, blank = _there(raw, grid, problems)
    rows = _timed(rows, raw, grid, problems)
    who = identified(rows, settings.people)
    rows = who.rows
    nameless = rows.filter(pl.col("clock_id") == "")
    _note(problems, grid, nameless, "punch.nobody")
    total = rows.height
    rows = _placed(rows.filter(pl.col("wrong").is_null()), grid, settings, problems)
    strange = tuple(item for item in who.strangers if item.id)
    _strange(strange, total, settings.share, grid, problems)
    if problems.count:
        raise InputError(problems.listed())
    known = rows.filter(pl.col("employee").is_not_null()).with_columns(
        source=pl.lit(path.name), sheet=pl.lit(grid.sheet, pl.String)
    )
    frame = ordered(known.select(list(SCHEMA)).cast(SCHEMA))
    once = without_repeats(frame)
    counts = Counts(
        rows=raw.rows["line"].n_unique(),
        new=once.height,
        repeats=frame.height - once.height,
        unknown=sum(item.count for item in strange),
        blank=blank,
    )
    return Found(
        format_.NAME, once, counts, (*_misnamed(who.misnamed, grid), *(_stranger(item, grid) for item in strange))
    )


def ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """The punches in the order of :data:`ORDER`; texts are ranked first, since millions of numbers sort faster."""
    texts = [name for name in ORDER if frame.schema[name] == pl.String]
    ranks = [_rank(frame[name]) for name in texts]
    keys = [f"_{name}" if name in texts else name for name in ORDER]
    return frame.with_columns(ranks).sort(keys, nulls_last=False).drop(f"_{name}" for name in texts)


def without_repeats(frame: pl.DataFrame) -> pl.DataFrame:
    """An ordered frame with the first of each group that agrees in :data:`KEY`."""
    return frame.filter(pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in KEY))


def _rank(text: pl.Series) -> pl.Series:
    known = pl.Enum(text.drop_nulls().unique().sort())
    return text.cast(known).to_physical().alias(f"_{text.name}")


def _there(raw: Raw, grid: Grid, problems: Problems) -> tuple[pl.DataFrame, int]:
    """The rows where somebody punched, and how many places say that nobody did."""
    nothing = pl.col("time").is_null() | (pl.col("time").is_in(BLANKS) & raw.blanks)
    there = raw.rows.filter(~nothing)
    blank = raw.rows.height - there.height
    if raw.blanks:
        return there, blank
    missing = raw.rows.filter(nothing).with_columns(read=pl.lit(""))
    _note(problems, grid, missing, "punch.time-missing")
    return there, 0


def _timed(rows: pl.DataFrame, raw: Raw, grid: Grid, problems: Problems) -> pl.DataFrame:
    """The rows with ``wall``, ``offset`` and ``wrong``; wrong ones are noted, and a last line that was cut off."""
    text = rows["time"] if rows["date"].null_count() == rows.height else joined(rows["date"], rows["time"])
    walls = wall_seconds(text, short_years=raw.short_years)
    rows = rows.hstack(walls).with_columns(read=text)
    if grid.cut and _is_cut(grid, rows):
        last = grid.rows["line"][-1]
        problems.add("punch.cut", grid.place(last))
        rows = rows.with_columns(
            wrong=pl.when(pl.col("line") == last).then(pl.lit("punch.cut")).otherwise(pl.col("wrong"))
        )
    for code in ("punch.time", "punch.no-such-day", "punch.no-such-clock"):
        _note(problems, grid, rows.filter(pl.col("wrong") == code), code)
    return rows


def _is_cut(grid: Grid, rows: pl.DataFrame) -> bool:
    """Whether the last line, which has no line end, is shorter than the others: in cells, or in its time."""
    widths = grid.rows["cells"].list.len()
    if widths.len() > 2 and widths[-1] < widths.slice(0, widths.len() - 1).tail(50).min():
        return True
    if rows.height < 3 or rows["line"][-1] != grid.rows["line"][-1]:
        return False
    lengths = rows["read"].str.len_chars()
    shortest = lengths.slice(0, rows.height - 1).tail(50).min()
    if rows["wrong"][-1] is None:
        return bool(lengths.slice(0, rows.height - 1).n_unique() == 1 and lengths[-1] < shortest)
    return bool(rows["wrong"][-1] == "punch.time" and lengths[-1] < shortest)


def _placed(rows: pl.DataFrame, grid: Grid, settings: Settings, problems: Problems) -> pl.DataFrame:
    """The rows with their instants; those that no clock shows, or that are yet to come, are noted."""
    rows = instants(rows, settings.zone)
    skipped = rows.filter(pl.col("at").is_null())
    _note(problems, grid, skipped, "punch.skipped-hour", zone=settings.zone)
    rows = rows.filter(pl.col("at").is_not_null())
    _note(problems, grid, rows.filter(pl.col("at") > settings.until), "punch.future")
    return rows


def _note(problems: Problems, grid: Grid, rows: pl.DataFrame, code: str, **values: object) -> None:
    """One problem for each row; those beyond what is listed are counted without being made."""
    for line, col, read in rows.head(CAP).select("line", "col", "read").iter_rows():
        problems.add(code, grid.place(line, col), read=read[:60], **values)
    problems.count += max(rows.height - CAP, 0)


def _misnamed(found: tuple[Misnamed, ...], grid: Grid) -> list[Problem]:
    """Ids whose owner the file calls otherwise than the staff file does."""
    return [
        Problem(
            "punch.misnamed",
            grid.place(item.line, item.col),
            MappingProxyType({"id": item.id, "employee": item.employee, "name": item.name, "read": item.read}),
        )
        for item in found
    ]


def _strange(strangers: tuple[Stranger, ...], total: int, share: int, grid: Grid, problems: Problems) -> None:
    """Notes ids that fit several people, and all others when they are more than the share."""
    nobody = [item for item in strangers if not item.several]
    missed = sum(item.count for item in nobody)
    problems.extend(_stranger(item, grid) for item in strangers if item.several)
    if missed * 100 > share * total:
        problems.add("punch.strangers", unknown=missed, total=total, share=share)
        problems.extend(_stranger(item, grid) for item in nobody)


def _stranger(item: Stranger, grid: Grid) -> Problem:
    code = "punch.several" if item.several else "punch.stranger"
    values: dict[str, object] = {"id": item.id, "count": item.count}
    if item.several:
        values["ids"] = item.several
    return Problem(code, grid.place(item.line, item.col), MappingProxyType(values))
