"""Workbooks as people make them."""

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout, Record
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.reader import read_table
from rosterctl.io.tables.xlsx_scan import cell_name, column_index
from rosterctl.messages import LANGS, problem_line

ID = Column("id", ("工号",), cells.text, required=True)
NAME = Column("name", ("姓名",), cells.text, required=True)
FROM = Column("from", ("入职日期",), cells.day)
CLOCK = Column("clock", ("上班",), cells.clock)
SHARE = Column("share", ("比例",), cells.percent)
LAYOUT = Layout("staff", (ID, NAME, FROM, CLOCK, SHARE))
HEAD = ["工号", "姓名", "入职日期", "上班", "比例"]


def book(path: Path, fill: Callable[[Any], None]) -> Path:
    made = openpyxl.Workbook()
    fill(made)
    made.save(path)
    return path


def read(path: Path) -> tuple[list[Record], list[tuple[str, str]]]:
    problems = Problems("staff.xlsx")
    records = list(read_table(path, LAYOUT, problems))
    for problem in problems.listed():
        assert all(problem_line(problem, lang) for lang in LANGS)
    return records, [(problem.code, str(problem.place)) for problem in problems.listed()]


def test_dates_times_and_numbers_as_excel_keeps_them(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        sheet = made.active
        sheet.title = "员工"
        sheet.append(HEAD)
        sheet.append([1001, "张伟", dt.date(2026, 10, 1), dt.time(9, 0), 0.8])
        sheet.append(["E02", "王芳", 46296, 26 / 24, 1])
        sheet.append(["'003", "李娜", "2026年10月1日", dt.timedelta(hours=26), "80%"])
        sheet["D3"].number_format = "h:mm"
        sheet["D4"].number_format = "[h]:mm"
        sheet["E2"].number_format = "0%"

    records, problems = read(book(tmp_path / "a.xlsx", fill))
    assert problems == []
    first = dt.date(2026, 10, 1)
    columns: list[Column[Any]] = [ID, NAME, FROM, CLOCK, SHARE]
    assert [tuple(record.get(column) for column in columns) for record in records] == [
        ("1001", "张伟", first, 540, 80),
        ("E02", "王芳", first, 1560, 100),
        ("003", "李娜", first, 1560, 80),
    ]
    assert str(records[2].place(FROM)) == "staff.xlsx:员工!C4"


def test_titles_merged_cells_and_blank_columns_above_and_beside(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.active.title = "封面"
        made.active["A1"] = "客服部"
        hidden = made.create_sheet("旧")
        hidden.append(["工号", "姓名"])
        hidden.append(["OLD", "x"])
        hidden.sheet_state = "hidden"
        sheet = made.create_sheet("名单")
        sheet["C2"] = "员工名册"
        sheet.merge_cells("C2:D3")
        sheet["C5"], sheet["D5"] = "工号", "姓名"
        sheet["C6"], sheet["D6"] = "E01", "张伟"
        sheet["C9"], sheet["D9"] = "E02", "王芳"

    records, problems = read(book(tmp_path / "a.xlsx", fill))
    assert problems == []
    assert [(record.get(ID), str(record.place(NAME))) for record in records] == [
        ("E01", "staff.xlsx:名单!D6"),
        ("E02", "staff.xlsx:名单!D9"),
    ]


def test_each_problem_names_its_cell(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        sheet = made.active
        sheet.append(["名册"])
        sheet.append([*HEAD, "部们"])
        sheet.append(["E01", "张伟", "soon", 3.5, 0])
        sheet.append([None, "王芳"])
        sheet.append(["E03", "#REF!"])
        sheet["B5"].data_type = "e"
        sheet.append(["E04", "赵六", None, None, None, None, None, "x"])
        sheet.append(["E05", "孙七"])
        sheet.append(["E06"])
        sheet.merge_cells("B7:B8")

    _, problems = read(book(tmp_path / "a.xlsx", fill))
    assert problems == [
        ("input.column-unknown", "staff.xlsx:Sheet!F2"),
        ("input.cell-error", "staff.xlsx:Sheet!B5"),
        ("input.cell-merged", "staff.xlsx:Sheet!B7"),
        ("input.cell", "staff.xlsx:Sheet!C3"),
        ("input.cell", "staff.xlsx:Sheet!D3"),
        ("input.cell", "staff.xlsx:Sheet!E3"),
        ("input.cell-missing", "staff.xlsx:Sheet!A4"),
        ("input.cell-missing", "staff.xlsx:Sheet!A5"),
        ("input.cell-stray", "staff.xlsx:Sheet!H6"),
        ("input.cell-missing", "staff.xlsx:Sheet!A8"),
    ]


def test_a_stray_cell_in_the_last_corner_is_seen_before_memory_is_taken(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.active.append(["工号", "姓名"])
        made.active["XFD1048576"] = "x"

    assert read(book(tmp_path / "a.xlsx", fill)) == ([], [("input.xlsx-too-large", "staff.xlsx:Sheet!XFD1048576")])


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made, made.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(401):
            part.write(b" " * 1_000_000)
    assert read(path) == ([], [("input.too-large", "staff.xlsx")])


@pytest.mark.parametrize(("content", "code"), [(b"", "input.empty"), (b"PK\x03\x04x", "input.not-xlsx")])
def test_no_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert read(path) == ([], [(code, "staff.xlsx")])


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert read(book(tmp_path / "a.xlsx", lambda made: None)) == ([], [("input.empty", "staff.xlsx")])


def test_a_workbook_with_a_damaged_sheet(tmp_path: Path) -> None:
    whole = book(tmp_path / "a.xlsx", lambda made: made.active.append(["工号", "姓名"]))
    broken = tmp_path / "b.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<worksheet><sheetData><row" if "sheet1" in name else old.read(name))
    assert [code for code, _ in read(broken)[1]] == ["input.xlsx-broken"]


def test_names_of_cells() -> None:
    assert [cell_name(3, index) for index in (0, 25, 26, 701, 702)] == ["A3", "Z3", "AA3", "ZZ3", "AAA3"]
    assert [column_index(letters) for letters in ("A", "Z", "AA", "ZZ", "AAA")] == [0, 25, 26, 701, 702]
