"""A planner's first day: an own staff list in Chinese in Excel, own shifts and demand, a roster, a spreadsheet edited
by hand, a check, a publication."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.golden.test_months import cell_of, sheet_of
from tests.support.run import Ran, run

MONTH = ("--month", "2026-10")
PEOPLE = (
    ("００１", "陈思远", "班长"), ("００２", "李佳怡", "员工"), ("００３", "欧阳若兰", "员工"),
    ("００４", "王强", "员工"), ("００５", "赵敏", "员工"), ("００６", "周杰", "员工"), ("００７", "吴昊", "员工"),
)  # fmt: skip
SHIFTS = (
    ("班次表",),
    ("代码", "名称", "上班时间", "下班时间", "用餐", "夜班"),
    ("早", "早班", dt.time(8), dt.time(16), "12:00-12:30", "否"),
    ("中", "中班", "１４：００", "２２：００", "17:30-18:00", "否"),
)
DEMAND = (("日期类型", "班次", "最少", "最多"), ("每天", "早", 2, 3), ("每天", "中", "１", 2))


def staff(path: Path) -> None:
    """As a personnel office keeps it: titles above, merged cells, full-width digits, dates of Excel."""
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.title = "花名册"
    sheet["A1"] = "客户服务中心员工花名册（２０２６年９月）"
    sheet.merge_cells("A1:G1")
    sheet["A2"] = "制表：人事科"
    sheet.merge_cells("A2:C2")
    sheet.append(["工号", "姓 名", "班组", "职务", "技能", "入职日期", "离职日期"])
    for number, (code, name, rank) in enumerate(PEOPLE):
        since = dt.datetime(2021, 3, 1) + dt.timedelta(days=100 * number)  # noqa: DTZ001 (Excel's dates have no zone)
        sheet.append([code, name, None, rank, "导诊、电话" if number % 2 == 0 else "导诊", since])
    sheet["G10"] = dt.date(2026, 10, 25)
    sheet["C4"], sheet["C8"] = "甲班", "乙班"
    sheet.merge_cells("C4:C7")
    sheet.merge_cells("C8:C10")
    book.save(path)


def fill_merged(path: Path) -> None:
    """What the message asks for: each row its own value."""
    book = openpyxl.load_workbook(path)
    sheet = sheet_of(book)
    for area, value in (("C4:C7", "甲班"), ("C8:C10", "乙班")):
        sheet.unmerge_cells(area)
        for (cell,) in sheet[area]:
            cell.value = value
    book.save(path)


def table(path: Path, rows: tuple[tuple[object, ...], ...]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        sheet_of(book).append(list(row))
    book.save(path)


def edit(path: Path, **cells: str | None) -> None:
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        sheet_of(book)[place] = value
    book.save(path)


@pytest.mark.slow
def test_from_an_own_staff_list_to_a_published_roster(tmp_path: Path) -> None:
    def rosterctl(*args: str, code: int = 0, at: Path | None = None) -> Ran:
        ran = run(args, at or tmp_path / "我的中心", lang="")
        assert ran.code == code, ran.err
        assert "Traceback" not in ran.err
        return ran

    told = rosterctl("init", "我的中心", "--preset", "hospital-desk", "--lang", "zh", at=tmp_path)
    assert "history、incidents、pins、requests、wishes" in told.err
    given = tmp_path / "我的中心" / "input"
    for name in ("staff", "shifts", "demand", "history", "incidents", "pins", "requests", "wishes"):
        (given / f"{name}.csv").unlink()
    staff(given / "staff.xlsx")
    table(given / "shifts.xlsx", SHIFTS)
    table(given / "demand.xlsx", DEMAND)

    # merged cells below the header: refused with their place, nothing written
    refused = rosterctl("roster", "build", *MONTH, code=4)
    assert "input/staff.xlsx:花名册!C4: C4:C7 是合并单元格" in refused.err
    assert "input/staff.xlsx:花名册!C8: C8:C10 是合并单元格" in refused.err
    assert not (given.parent / "rosters").exists()
    fill_merged(given / "staff.xlsx")

    built = rosterctl("roster", "build", *MONTH, "--deterministic", "20")
    assert "吴昊（007）在本月离职，最后一天是 2026-10-25 周日" in built.err
    assert "已证明最优" in built.err
    assert "001 陈思远" in built.out
    assert "早 = 早班 08:00-16:00，计 7:30 小时" in built.out

    rosterctl("roster", "export", "班表.xlsx", *MONTH)
    book = given.parent / "班表.xlsx"
    assert "没有问题" in rosterctl("roster", "check", "班表.xlsx", *MONTH).err

    # by hand: 007 is put on a day after leaving, somebody gets a word that means nothing here
    sheet = sheet_of(openpyxl.load_workbook(book))
    after, free = cell_of(sheet, "007", 28), free_cell(sheet, "001")
    edit(book, **{after: "早", free: "值班"})
    unknown = rosterctl("roster", "check", "班表.xlsx", *MONTH, code=4)
    assert f"班表.xlsx:班表!{free}: " in unknown.err
    assert "“值班”" in unknown.err
    edit(book, **{free: "休"})
    found = rosterctl("roster", "check", "班表.xlsx", *MONTH, code=1)
    assert f"[硬性] availability · 007 吴昊 · 2026-10-28 · 班表!{after}" in found.out
    edit(book, **{after: None})

    # mended, read back, published
    rosterctl("roster", "import", "班表.xlsx", *MONTH)
    published = json.loads(rosterctl("roster", "publish", *MONTH, "--format", "json").out)
    assert (published["version"], published["accepted"]) == (1, None)
    again = rosterctl("roster", "diff", "v1", "班表.xlsx", *MONTH, "--format", "json")
    assert json.loads(again.out)["changes"] == []


def free_cell(sheet: Worksheet, who: str) -> str:
    """A cell in which that person has a day off."""
    return next(place for day in range(1, 32) if sheet[place := cell_of(sheet, who, day)].value == "休")
