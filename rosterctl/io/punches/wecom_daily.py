"""WeCom's 上下班打卡_日报: two rows of heads, [上班n]/[下班n] 打卡时间, and the day's earliest and latest punch."""

from __future__ import annotations

import re

import polars as pl

from rosterctl.io.punches.grid import Grid
from rosterctl.io.punches.heads import Deep, deep
from rosterctl.io.punches.raw import BLANKS, Raw, stacked, take

NAME = "wecom-daily"
_GROUP = re.compile(r"\[?(上班|下班)\d*\]?")
_ENDS = ("最早", "最晚")
_OUTSIDE = "外出"


def _pairs(heads: Deep) -> dict[int, str]:
    """Columns of clock times, with their direction."""
    found = {}
    for index, path in enumerate(heads.paths):
        group = _GROUP.fullmatch(path[0]) if len(path) > 1 and path[-1] == "打卡时间" else None
        if group is not None:
            found[index] = "in" if group[1] == "上班" else "out"
    return found


def _ends(heads: Deep) -> list[int]:
    """The earliest and the latest punch, those of outings (外出打卡) apart."""
    return [n for n, path in enumerate(heads.paths) if path and path[-1] in _ENDS and _OUTSIDE not in path[0]]


def claims(grid: Grid) -> bool:
    """Whether there are 时间, 账号 and 打卡时间 of shifts or the earliest and latest punch."""
    heads = deep(grid)
    if heads is None or heads.index("时间") is None or heads.index("账号") is None:
        return False
    return bool(_pairs(heads) or _ends(heads))


def read(grid: Grid) -> Raw:
    """A punch for each clock time. What the earliest and latest punch add to the pairs is taken too: people without
    fixed hours have no pairs. The same time in one row is one punch.
    """
    heads = deep(grid)
    assert heads is not None
    rows = grid.below(heads.line)
    columns = {"clock": heads.index("账号"), "name": heads.index("姓名"), "date": heads.index("时间")}
    status = {index: _status(heads, index) for index in _pairs(heads)}
    parts = [
        take(rows, index, **columns, direction=pl.lit(way), result=status[index])
        for index, way in _pairs(heads).items()
    ]
    parts += [take(rows, index, **columns) for index in _ends(heads)]
    found = pl.concat(parts).with_row_index("rank")
    blank = pl.col("time").is_null() | pl.col("time").is_in(BLANKS)
    there = found.filter(~blank).unique(["line", "time"], keep="first", maintain_order=True)
    blanks = found.filter(blank & pl.col("direction").is_not_null())
    return Raw(stacked([there.drop("rank"), blanks.drop("rank")]))


def _status(heads: Deep, index: int) -> int | None:
    """The 打卡状态 that stands right of a clock time."""
    after = heads.paths[index + 1] if index + 1 < len(heads.paths) else ()
    return index + 1 if len(after) > 1 and after[-1] == "打卡状态" else None
