"""ZKTeco's ``1_attlog.dat`` from the terminal's USB port: PIN, time, device, status, verify, work code; no heads.

The PIN is padded with blanks. The variant with a serial number as its first line and a checksum as its last has
CRLF line ends. The terminal is called by that serial number, else by what stands before ``_attlog`` in the file's
name, else by the third column. The status column says what somebody pressed, not which way the person went.
"""

from __future__ import annotations

import re

import polars as pl

from rosterctl.io.punches.grid import Grid, cell
from rosterctl.io.punches.raw import Raw, take

NAME = "zk-attlog"
_ROW = re.compile(r"[0-9A-Za-z]{1,24}\t\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(:\d{2})?(\t-?\d+){2,}")
_SERIAL = re.compile(r"[0-9A-Z]{6,24}")
_NAME = re.compile(r"([0-9A-Za-z]+)_attlog", re.IGNORECASE)


def claims(grid: Grid) -> bool:
    """Whether the first lines, a serial number apart, are tab-separated log entries."""
    if grid.sheet is not None:
        return False
    rows = [row for row in grid.top if any(row)]
    body = rows[1:] if _serial(grid) else rows
    like = any(_ROW.fullmatch("\t".join(row)) for row in body)
    return like and all(len(row) > 1 for row in body[:-1])


def read(grid: Grid) -> Raw:
    """One punch a line; the serial number and the checksum are none."""
    serial, rows = _serial(grid), grid.rows
    if serial is not None:
        rows = rows.slice(1)
        if rows.height and len(rows["cells"][-1]) == 1:
            rows = rows.slice(0, rows.height - 1)
    named = _NAME.match(grid.name)
    device = serial or (named[1] if named else None)
    return Raw(take(rows, 1, clock=0, device=cell(2) if device is None else pl.lit(device)), blanks=False)


def _serial(grid: Grid) -> str | None:
    first = next(row for row in grid.top if any(row))
    return first[0] if len(first) == 1 and _SERIAL.fullmatch(first[0]) else None
