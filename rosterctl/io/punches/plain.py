"""A list that anybody can write: who, when, and perhaps device and direction; csv or xlsx.

The time is one column, or a date and a clock time side by side.
"""

from __future__ import annotations

from rosterctl.io.punches.grid import Grid, cell
from rosterctl.io.punches.heads import Fields, Heads, flat
from rosterctl.io.punches.raw import Raw, direction, take

NAME = "plain"
_FIELDS: Fields = {
    "number": ("工号", "员工", "员工编号", "员工工号", "人员编号", "employee", "employee id", "id", "staff"),
    "clock": (
        "打卡号",
        "考勤号",
        "考勤编号",
        "卡号",
        "账号",
        "坐席",
        "坐席工号",
        "clock id",
        "pin",
        "user id",
        "agent",
    ),
    "name": ("姓名", "员工姓名", "人员", "name", "employee name"),
    "time": (
        "时间",
        "打卡时间",
        "刷卡时间",
        "签到时间",
        "日期时间",
        "time",
        "punch time",
        "datetime",
        "timestamp",
        "at",
    ),
    "date": ("日期", "打卡日期", "date"),
    "device": ("设备", "设备号", "机器", "机号", "打卡机", "打卡设备", "地点", "device", "terminal", "site"),
    "direction": ("方向", "进出", "类型", "direction", "in/out", "inout", "type"),
    "note": ("备注", "说明", "note", "remark"),
}


def _heads(grid: Grid) -> Heads | None:
    return flat(grid, _FIELDS, ("number", "clock", "name"), ("time",))


def claims(grid: Grid) -> bool:
    """Whether a row names a person and a time; asked last, since most formats do."""
    return _heads(grid) is not None


def read(grid: Grid) -> Raw:
    """One punch a row."""
    heads = _heads(grid)
    assert heads is not None
    column = heads.columns
    fields = {name: column.get(name) for name in ("clock", "number", "name", "date", "device", "note")}
    way = direction(cell(heads.get("direction")))
    return Raw(take(grid.below(heads.line), column["time"], **fields, direction=way), blanks=False)
