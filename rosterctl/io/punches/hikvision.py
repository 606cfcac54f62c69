"""Hikvision's event list: 人员姓名, 工号, 事件时间; or Person ID, Name, Time, Attendance Check Point."""

from __future__ import annotations

from rosterctl.io.punches.grid import Grid, cell
from rosterctl.io.punches.heads import Fields, Heads, flat
from rosterctl.io.punches.raw import Raw, direction, take

NAME = "hikvision"
_CHINESE: Fields = {
    "number": ("工号", "人员编号", "员工号"),
    "name": ("人员姓名",),
    "time": ("事件时间",),
    "device": ("考勤点", "门禁点", "设备名称", "事件源", "读卡器"),
    "direction": ("考勤状态", "出入方向", "进出类型"),
}
_ENGLISH: Fields = {
    "number": ("Person ID",),
    "name": ("Name",),
    "time": ("Time",),
    "device": ("Attendance Check Point",),
    "direction": ("Attendance Status",),
}


def _heads(grid: Grid) -> Heads | None:
    chinese = flat(grid, _CHINESE, ("number", "name"), ("time",))
    return chinese or flat(grid, _ENGLISH, ("number",), ("time",), ("device",))


def claims(grid: Grid) -> bool:
    """Whether there is 事件时间, or Person ID with an Attendance Check Point."""
    return _heads(grid) is not None


def read(grid: Grid) -> Raw:
    """One punch a row."""
    heads = _heads(grid)
    assert heads is not None
    fields = {name: heads.get(name) for name in ("number", "name", "device")}
    way = direction(cell(heads.get("direction")))
    return Raw(take(grid.below(heads.line), heads.columns["time"], **fields, direction=way), blanks=False)
