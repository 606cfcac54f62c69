"""DingTalk's 原始记录: one row a check, with what DingTalk thinks of it; 未打卡 means that there was none."""

from __future__ import annotations

from rosterctl.io.punches.grid import Grid, cell
from rosterctl.io.punches.heads import Fields, Heads, flat
from rosterctl.io.punches.raw import Raw, take

NAME = "dingtalk-raw"
_FIELDS: Fields = {
    "clock": ("UserId",),
    "number": ("工号",),
    "name": ("姓名",),
    "date": ("考勤日期",),
    "time": ("打卡时间",),
    "result": ("打卡结果",),
    "device": ("打卡设备",),
    "note": ("打卡备注",),
}


def _heads(grid: Grid) -> Heads | None:
    return flat(grid, _FIELDS, ("clock", "number", "name"), ("date",), ("time",), ("result",))


def claims(grid: Grid) -> bool:
    """Whether there are 考勤日期, 打卡时间 and 打卡结果."""
    return _heads(grid) is not None


def read(grid: Grid) -> Raw:
    """One punch a row, or none; 打卡时间 has its own date, or is a clock time of 考勤日期."""
    heads = _heads(grid)
    assert heads is not None
    fields = {name: heads.get(name) for name in ("clock", "number", "name", "date", "device", "note")}
    rows = take(grid.below(heads.line), heads.columns["time"], **fields, result=cell(heads.get("result")))
    return Raw(rows, short_years=True)
