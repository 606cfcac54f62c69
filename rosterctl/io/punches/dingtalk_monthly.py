"""DingTalk's 月度汇总: a row for each person, a column for each day, its punches in brackets: 正常(08:55,18:02).

The days stand under 考勤结果, labelled 1, 2, 3 and, at weekends, 六 and 日; the first date is in the title.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import polars as pl

from rosterctl.io.punches.grid import Grid, cell
from rosterctl.io.punches.heads import Deep, deep
from rosterctl.io.punches.raw import Raw, stacked, take

NAME = "dingtalk-monthly"
_TITLE = re.compile(r"统计日期\s*[:：]?\s*(\d{4})-(\d{2})-(\d{2})")
_TIMES = r"(?:次日)?\d{1,2}:\d{2}"


def _first(grid: Grid) -> date | None:
    for row in grid.top[:3]:
        for text in row:
            found = _TITLE.search(text)
            if found is not None:
                return date(int(found[1]), int(found[2]), int(found[3]))
    return None


def _days(grid: Grid) -> tuple[Deep, list[int]] | None:
    heads = deep(grid)
    days = [] if heads is None else [n for n in heads.under("考勤结果") if len(heads.paths[n]) > 1]
    return None if heads is None or not days or _first(grid) is None else (heads, days)


def claims(grid: Grid) -> bool:
    """Whether there are 考勤结果 by days and a title with the dates."""
    return _days(grid) is not None


def read(grid: Grid) -> Raw:
    """A punch for each time in a day's brackets; a day without any is left out."""
    found, first = _days(grid), _first(grid)
    assert found is not None
    assert first is not None
    heads, days = found
    rows = grid.below(heads.line)
    who = {"clock": heads.index("UserId"), "number": heads.index("工号"), "name": heads.index("姓名")}
    parts = []
    for offset, index in enumerate(days):
        on = pl.lit(str(first + timedelta(days=offset)))
        result = cell(index).str.replace(r"(?s)\s*\(.*", "")
        part = take(rows, index, **who, date=on, result=result)
        part = part.with_columns(time=pl.col("time").str.extract_all(_TIMES))
        parts.append(part.filter(pl.col("time").list.len() > 0).explode("time"))
    return Raw(stacked(parts))
