"""Punches as columns are the punches that the store loads, each with its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import polars as pl
import pytest

from rosterctl.domain.punch_columns import PunchColumns
from rosterctl.errors import InputError
from rosterctl.io.punches.columns import punch_columns
from rosterctl.io.punches.store import PunchStore
from tests.unit.punches.test_batches import log, take, workspace

ROWS = [
    (101, "2026-10-01 08:00:00"), (103, "2026-10-01 08:00:00"), (102, "2026-10-01 17:30:00"),
    (101, "2026-10-01 08:00:30"), (101, "2026-09-30 23:59:59"), (102, "2026-10-02 00:00:00"),
]  # fmt: skip


def filled(root: Path) -> PunchStore:
    """Two terminals' lists, and a table that names devices."""
    workspace(root)
    take(root, log(root, "1_attlog.dat", *ROWS))
    take(root, log(root, "2_attlog.dat", *ROWS[1:4]))
    table = root / "手工.csv"
    rows = [
        "工号,时间,设备",
        "H02,2026-10-01 17:30:00,前门",
        "H02,2026-10-01 17:30:00,",
        "H01,2026-10-03 09:00:00,后门",
    ]
    table.write_text("\n".join([*rows, ""]), "utf-8")
    take(root, table)
    return PunchStore(root)


def told(found: PunchColumns) -> list[tuple[object, ...]]:
    return [
        (
            found.people[found.person[row]],
            int(found.at[row]),
            found.devices[found.device[row]] if found.device[row] >= 0 else None,
            str(found.place(row)),
        )
        for row in range(len(found))
    ]


def loaded(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    rows = frame.select("employee", "at", "device", "source", "line", "sheet").rows()
    return [
        (who, at, device, f"{source}:{line}" if sheet is None else f"{source}:{sheet}!{line}")
        for who, at, device, source, line, sheet in rows
    ]


def test_they_are_those_of_the_store(tmp_path: Path) -> None:
    store = filled(tmp_path)
    found = punch_columns(store)
    assert len(found) == 12
    assert told(found) == loaded(store.load())
    assert found.people == ("H01", "H02", "H03")
    assert (np.diff(found.person) >= 0).all()


def test_a_clock_that_has_lost_its_power(tmp_path: Path) -> None:
    # midnight of 1 January 1970 in China is 16:00 of the day before in UTC: eight hours before the epoch
    root = workspace(tmp_path)
    take(root, log(root, "1_attlog.dat", (102, "1970-01-01 00:00:00"), (101, "2026-10-01 08:00:00")))
    store = PunchStore(root)
    assert told(punch_columns(store)) == loaded(store.load())
    assert [row[:2] for row in told(punch_columns(store))][1] == ("H02", -8 * 3600)


def test_some_instants_of_them(tmp_path: Path) -> None:
    store = filled(tmp_path)
    at = sorted(store.load()["at"])
    for first, end in ((at[1], at[-1]), (None, at[3]), (at[3], None), (at[-1] + 1, None)):
        assert told(punch_columns(store, first, end)) == loaded(store.load(first, end))


def test_people_who_did_not_punch_are_numbered(tmp_path: Path) -> None:
    found = punch_columns(filled(tmp_path), people=["H00", "H02", "H9"])
    assert found.people == ("H00", "H01", "H02", "H03", "H9")
    assert set(found.person.tolist()) == {1, 2, 3}


def test_a_workbooks_place_is_its_sheet_and_row(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "十月"
    for row in (("工号", "时间"), ("H01", "2026-10-01 09:00:00")):
        sheet.append(row)
    book.save(root / "p.xlsx")
    take(root, root / "p.xlsx")
    assert [str(punch_columns(PunchStore(root)).place(0))] == ["p.xlsx:十月!2"]


def test_two_imports_at_once_give_each_punch_once(tmp_path: Path) -> None:
    store = filled(tmp_path)
    whole = told(punch_columns(store))
    (batch, *_) = sorted(store.path.glob("*.parquet"))
    (store.path / "2026-10-01_copy.parquet").write_bytes(batch.read_bytes())
    again = punch_columns(store)
    assert [row[:3] for row in told(again)] == [row[:3] for row in whole]
    assert told(again) == loaded(store.load())


def test_no_batches_are_no_punches(tmp_path: Path) -> None:
    found = punch_columns(PunchStore(workspace(tmp_path)), people=["A"])
    assert (len(found), found.people, found.sources) == (0, ("A",), ())


def test_a_damaged_batch_is_told(tmp_path: Path) -> None:
    store = filled(tmp_path)
    (store.path / "x.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError) as caught:
        punch_columns(store)
    assert [problem.code for problem in caught.value.problems] == ["punch.batch"]
