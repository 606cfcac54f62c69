"""A call centre's login and logout list: each row is two punches, the second blank while the agent is logged in."""

from __future__ import annotations

import polars as pl

from rosterctl.io.punches.grid import Grid
from rosterctl.io.punches.heads import Fields, Heads, flat
from rosterctl.io.punches.raw import Raw, stacked, take

NAME = "agent-log"
_FIELDS: Fields = {
    "clock": (
        "坐席",
        "坐席号",
        "坐席工号",
        "座席工号",
        "账号",
        "登录账号",
        "agent",
        "agent id",
        "user",
        "user id",
        "login id",
    ),
    "number": ("工号", "员工编号", "employee", "employee id"),
    "name": ("姓名", "坐席姓名", "座席姓名", "agent name", "name"),
    "date": ("日期", "date"),
    "login": ("登录时间", "签入时间", "上线时间", "登入时间", "login", "login time", "logged in", "logon"),
    "logout": ("登出时间", "签出时间", "退出时间", "下线时间", "logout", "logout time", "logged out", "logoff"),
    "device": ("分机", "分机号", "工位", "extension", "station", "seat"),
}


def _heads(grid: Grid) -> Heads | None:
    return flat(grid, _FIELDS, ("clock", "number", "name"), ("login",), ("logout",))


def claims(grid: Grid) -> bool:
    """Whether there are columns of logins and logouts."""
    return _heads(grid) is not None


def read(grid: Grid) -> Raw:
    """Login is in, logout is out."""
    heads = _heads(grid)
    assert heads is not None
    rows, column = grid.below(heads.line), heads.columns
    fields = {name: column.get(name) for name in ("clock", "number", "name", "date", "device")}
    parts = [take(rows, column[name], **fields, direction=pl.lit(way)) for name, way in _WAYS.items()]
    return Raw(stacked(parts))


_WAYS = {"login": "in", "logout": "out"}
