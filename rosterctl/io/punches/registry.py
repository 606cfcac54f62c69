"""All formats, in the order in which they are asked; a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Iterable

from rosterctl.errors import InputError, Place, Problem, UsageError
from rosterctl.io.punches import (
    agent_log,
    dingtalk_daily,
    dingtalk_monthly,
    dingtalk_raw,
    hikvision,
    plain,
    wecom_daily,
    zk_attlog,
    zk_export,
)
from rosterctl.io.punches.grid import Grid
from rosterctl.io.punches.raw import Format

FORMATS: tuple[Format, ...] = (
    zk_attlog,
    dingtalk_raw,
    dingtalk_monthly,
    dingtalk_daily,
    wecom_daily,
    zk_export,
    hikvision,
    agent_log,
    plain,
)
AUTO = "auto"


def formats_for(name: str) -> tuple[Format, ...]:
    """The formats to try: one by its name, or all for ``auto``. Raises :class:`UsageError` for another name."""
    chosen = FORMATS if name == AUTO else tuple(item for item in FORMATS if name == item.NAME)
    if not chosen:
        raise UsageError("punch.format", read=name, known=(AUTO, *(item.NAME for item in FORMATS)))
    return chosen


def detect(grids: Iterable[Grid], shown: str, name: str = AUTO) -> tuple[Format, Grid]:
    """The first sheet that a format claims, and that format, judged by content alone.

    Raises :class:`InputError` when none is: it shows the heads that were seen.
    """
    seen: tuple[str, ...] = ()
    wanted = formats_for(name)
    for grid in grids:
        for item in wanted:
            if item.claims(grid):
                return item, grid
        rows = sorted(grid.top, key=lambda row: sum(map(bool, row)), reverse=True)
        seen = seen or tuple(text[:30] for text in rows[0] if text)[:8]
    if not seen:
        raise InputError([Problem("input.empty", Place(shown))])
    code = "punch.unknown-format" if name == AUTO else "punch.other-format"
    known = tuple(item.NAME for item in wanted)
    raise InputError([Problem(code, Place(shown), {"seen": seen, "known": known})])
