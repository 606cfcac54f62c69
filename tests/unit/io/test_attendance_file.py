"""The records' columns: instants on the wall, and the same rows however they are cut."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest

from rosterctl.attendance.evidence import make_evidence
from rosterctl.io.attendance_file import Behind, RecordColumns, WallMinutes, lazy_records
from rosterctl.services.attend import attend
from tests.support.clerk import AS_OF, publish, workspace

CELLS = "A1 08 D D D\nA2 08 D D N\nA3 08 N N"
PUNCHES = """
A1 10-08 08:55 18:00
A1 10-09 09:16:07 18:02
A2 10-08 08:58
A3 10-08 21:50
A3 10-09 06:01:59
A3 10-11 12:00
"""


def instant(text: str, zone: str) -> int:
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Kathmandu", "America/St_Johns"])
def test_instants_are_told_as_python_tells_them(zone: str) -> None:
    """Over a month's end, to the second; at +8:00, +5:45, and −2:30, which becomes −3:30 on 1 November."""
    begin = instant("2026-10-31T21:59:58", zone)
    wall = WallMinutes(zone, [np.array([begin, begin + 36_000], np.int64)])
    for step in (1, 60, 977):
        at = np.arange(begin // step * step + step, begin + 36_000, step)
        expected = [dt.datetime.fromtimestamp(one, ZoneInfo(zone)).isoformat() for one in at.tolist()]
        assert wall.told(at).to_list() == expected


def test_seconds_are_told_when_only_one_instant_has_them() -> None:
    begin = instant("2026-10-08T09:00:00", "Asia/Shanghai")
    wall = WallMinutes("Asia/Shanghai", [np.array([begin, begin + 59], np.int64), np.zeros(0, np.int64)])
    assert wall.told(np.array([begin, begin + 59])).to_list() == [
        "2026-10-08T09:00:00+08:00",
        "2026-10-08T09:00:59+08:00",
    ]


def test_no_instants_make_no_minutes() -> None:
    assert WallMinutes("Asia/Shanghai", []).told(np.zeros(0, np.int64)).to_list() == []


def test_rows_are_the_same_however_they_are_cut(tmp_path: Path) -> None:
    """The writer asks for rows as it needs them: cut anywhere, also where a piece has no seconds and no
    finding, they are the records; and what lies outside the period is in none."""
    month = attend(workspace(tmp_path, CELLS, PUNCHES), "2026-10", AS_OF)
    judged = month.judged
    evidence = make_evidence(judged.matches)
    names = {"A1": "陈思远"}
    findings = {1: ["lateness/late", "x/y"], 4: ["missing-punch/missing-out"]}
    behind = Behind(names, evidence.arrival, evidence.departure, month.loaded.punches, findings)
    columns = RecordColumns(judged.sheet, behind)
    rows = np.arange(len(judged.sheet.facts))
    whole = columns.of(rows)
    for cut in range(len(rows) + 1):
        assert pl.concat([columns.of(rows[:cut]), columns.of(rows[cut:])]).equals(whole)
    assert lazy_records(judged.sheet, behind).collect().equals(whole)
    assert whole["findings"].to_list() == [None, "lateness/late x/y", None, None, "missing-punch/missing-out",
                                           None, None, None]  # fmt: skip
    assert whole["arrival"].to_list()[:5] == [
        "2026-10-08T08:55:00+08:00",
        "2026-10-09T09:16:07+08:00",
        None,
        "2026-10-08T08:58:00+08:00",
        None,
    ]
    assert whole["name"].to_list()[:4] == ["陈思远"] * 3 + ["A2"]
    # the 10th, A1's third: two are rostered and nobody punches, which is no data (2.9)
    assert whole["words"].to_list()[:4] == ["present", "late", "no-data", "missing-out"]


def test_records_are_those_of_the_period_alone(tmp_path: Path) -> None:
    """The month before is read for its reaches: its unit of the 30th has a row in the sheet, and no record."""
    root = workspace(tmp_path, CELLS, PUNCHES)
    publish(root, "2026-09", "A1 30 D", "2026-08-25T09:00:00+08:00")
    month = attend(root, "2026-10", AS_OF)
    sheet = month.judged.sheet
    nothing = np.full(len(sheet.facts), -1, np.int64)
    records = lazy_records(sheet, Behind({}, nothing, nothing, month.loaded.punches, {})).collect()
    assert (len(sheet.facts), len(records)) == (9, 8)
    assert records["date"].min() == dt.date(2026, 10, 8)
