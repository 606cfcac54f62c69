"""What a format makes of a file: one row for each place where a punch may stand, still as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from rosterctl.io.punches.grid import Grid, cell

TEXTS = ("clock", "number", "name", "date", "time", "device", "direction", "note", "result")
"""``clock`` is an id that clocks and apps give, ``number`` one that the house gives; either may be the other."""

IN_WORDS = (
    "in",
    "i",
    "check in",
    "check-in",
    "checkin",
    "clock in",
    "login",
    "进",
    "入",
    "上班",
    "签到",
    "登录",
    "签入",
)
OUT_WORDS = (
    "out",
    "o",
    "check out",
    "check-out",
    "checkout",
    "clock out",
    "logout",
    "出",
    "下班",
    "签退",
    "登出",
    "签出",
)
BLANKS = ("-", "--", "—", "——", "未打卡", "无", "缺卡")


@dataclass(frozen=True)
class Raw:
    """The rows, and what is peculiar to their times."""

    rows: pl.DataFrame
    short_years: bool = False
    blanks: bool = True
    """Whether a blank time means that nobody punched; else it is missing."""


class Format(Protocol):
    """One module of this package: a layout that some clock or program writes."""

    NAME: str

    def claims(self, grid: Grid) -> bool:
        """Whether the content is of this format."""
        ...

    def read(self, grid: Grid) -> Raw:
        """Its rows; called only for what it claims."""
        ...


def take(rows: pl.DataFrame, time: int, **fields: int | pl.Expr | None) -> pl.DataFrame:
    """The raw rows of one time column; fields are column indexes or expressions, and those left out are null."""
    made = {name: value if isinstance(value, pl.Expr) else cell(value) for name, value in fields.items()}
    made = {name: made.get(name, cell(None)).alias(name) for name in TEXTS if name != "time"}
    return rows.select(
        "line",
        pl.lit(time, pl.Int32).alias("col"),
        *(expression.cast(pl.String) for expression in made.values()),
        cell(time).alias("time"),
    ).select("line", "col", *TEXTS)


def stacked(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The rows of several time columns, in the order of lines and columns."""
    return pl.concat(parts).sort("line", "col", maintain_order=True)


def direction(text: pl.Expr) -> pl.Expr:
    """``in`` or ``out`` where the words say so; null for anything else."""
    word = text.str.strip_chars().str.to_lowercase()
    return pl.when(word.is_in(IN_WORDS)).then(pl.lit("in")).when(word.is_in(OUT_WORDS)).then(pl.lit("out"))
