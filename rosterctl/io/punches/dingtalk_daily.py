"""DingTalk's 每日统计: a row for each person and day, up to three pairs of 上班n打卡时间 and 下班n打卡时间."""

from __future__ import annotations

import re

import polars as pl

from rosterctl.io.punches.grid import Grid
from rosterctl.io.punches.heads import Deep, deep
from rosterctl.io.punches.raw import Raw, stacked, take

NAME = "dingtalk-daily"
_PAIR = re.compile(r"(上班|下班)(\d*)打卡时间")
_RESULT = "打卡结果"


def _pairs(heads: Deep) -> dict[int, str]:
    """Columns of clock times, with their direction."""
    found = {}
    for index, path in enumerate(heads.paths):
        match = _PAIR.fullmatch(path[-1] if path else "") or _PAIR.fullmatch("".join(path))
        if match is not None:
            found[index] = "in" if match[1] == "上班" else "out"
    return found


def claims(grid: Grid) -> bool:
    """Whether there are 日期 and 上班1打卡时间."""
    heads = deep(grid)
    return heads is not None and heads.index("日期") is not None and bool(_pairs(heads))


def read(grid: Grid) -> Raw:
    """A punch for each clock time; a night's end is written 次日02:15."""
    heads = deep(grid)
    assert heads is not None
    rows = grid.below(heads.line)
    who = {"clock": heads.index("UserId"), "number": heads.index("工号"), "name": heads.index("姓名")}
    parts = []
    for index, way in _pairs(heads).items():
        result = _result(heads, index)
        parts.append(take(rows, index, **who, date=heads.index("日期"), direction=pl.lit(way), result=result))
    return Raw(stacked(parts), short_years=True)


def _result(heads: Deep, index: int) -> int | None:
    """The 打卡结果 that stands right of a clock time."""
    after = heads.paths[index + 1] if index + 1 < len(heads.paths) else ()
    return index + 1 if after and after[-1].endswith(_RESULT) else None
