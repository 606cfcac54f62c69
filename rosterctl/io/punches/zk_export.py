"""The export of ZKTeco's attendance software: 部门, 姓名, 考勤号码, 日期时间, 机器号, 比对方式; or in English."""

from __future__ import annotations

from rosterctl.io.punches.grid import Grid
from rosterctl.io.punches.heads import Fields, Heads, flat
from rosterctl.io.punches.raw import Raw, take

NAME = "zk-export"
_FIELDS: Fields = {
    "clock": ("考勤号码", "No.", "AC-No."),
    "number": ("自定义编号", "编号", "工号", "ID Number"),
    "name": ("姓名", "Name"),
    "time": ("日期时间", "Date/Time"),
    "device": ("机器号", "设备号", "Location ID", "Machine No."),
    "note": ("状态", "Status"),
}


def _heads(grid: Grid) -> Heads | None:
    return flat(grid, _FIELDS, ("clock",), ("time",))


def claims(grid: Grid) -> bool:
    """Whether there are 考勤号码 and 日期时间, or No. and Date/Time."""
    return _heads(grid) is not None


def read(grid: Grid) -> Raw:
    """One punch a row; its status (C/In …) is what was pressed, and no direction."""
    heads = _heads(grid)
    assert heads is not None
    fields = {name: heads.get(name) for name in ("clock", "number", "name", "device", "note")}
    return Raw(take(grid.below(heads.line), heads.columns["time"], **fields), blanks=False)
