"""Layouts that differ from the samples: columns moved or left out, other separators, heads in groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from rosterctl.domain.people import Employee
from rosterctl.errors import InputError
from rosterctl.io.punches.people import People
from rosterctl.io.punches.read import Found, Settings, read_punches

SETTINGS = Settings(
    People(
        [Employee(f"H{n:02d}", name, clock_ids=frozenset({f"{100 + n}"})) for n, name in enumerate("甲乙丙丁", 1)]
    ),
    "Asia/Shanghai",
    2_000_000_000,
)


def lines(found: Found) -> list[str]:
    zone = ZoneInfo("Asia/Shanghai")
    return [
        f"{row['line']} {row['employee']} {dt.datetime.fromtimestamp(row['at'], zone):%d %H:%M:%S}"
        for row in found.frame.sort("line", "at").iter_rows(named=True)
    ]


def text(path: Path, body: str, encoding: str = "utf-8") -> Found:
    path.write_bytes(body.encode(encoding))
    return read_punches(path, SETTINGS)


def book(path: Path, fill: Callable[[Any], None]) -> Found:
    made = openpyxl.Workbook()
    fill(made.active)
    made.save(path)
    return read_punches(path, SETTINGS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(encoding: str, mark: str, end: str, tmp_path: Path) -> None:
    rows = ["打卡导出", "", "时间,备注,员工编号", "2026-10-01 08:00:00,甲的,H01", "", "2026-10-01 08:01:00,,102"]
    found = text(tmp_path / "a.csv", end.join(rows).replace(",", mark) + end, encoding)
    assert lines(found) == ["4 H01 01 08:00:00", "6 H02 01 08:01:00"]
    assert found.counts.rows == 2


def test_quotes_hold_separators_and_line_ends(tmp_path: Path) -> None:
    found = text(
        tmp_path / "a.csv", '工号,设备,时间\nH01,"门 1, 东\n侧",2026-10-01 08:00\nH02,"门 ""2""",2026-10-01 08:01\n'
    )
    assert lines(found) == ["2 H01 01 08:00:00", "4 H02 01 08:01:00"]
    assert found.frame["device"].to_list() == ["门 1, 东\n侧", '门 "2"']


def test_a_date_and_a_time_in_cells_of_their_own(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["姓名", "日期", "时间"])
        sheet.append(["甲", dt.date(2026, 10, 1), dt.time(8, 59)])
        sheet.append(["乙", "2026/10/1", "9:00"])
        sheet.append(["丙", dt.datetime(2026, 10, 1, 0, 0), 0.375])  # noqa: DTZ001
        sheet["C4"].number_format = "h:mm"

    found = book(tmp_path / "a.xlsx", fill)
    assert lines(found) == ["2 H01 01 08:59:00", "3 H02 01 09:00:00", "4 H03 01 09:00:00"]


def test_old_dingtalk_records_without_groups(tmp_path: Path) -> None:
    """No 考勤组; the time is a clock time of the day, and may be of the day after."""

    def fill(sheet: Any) -> None:
        sheet.append(
            ["姓名", "部门", "工号", "职位", "UserId", "考勤日期", "考勤时间", "打卡时间", "打卡结果", "打卡设备"]
        )
        sheet.append(["甲", "客服", "H01", "", "u1", "2026-10-01", "22:00", "21:55", "正常", "手机"])
        sheet.append(["甲", "客服", "H01", "", "u1", "2026-10-01", "06:00", "次日06:02", "正常", "手机"])
        sheet.append(["乙", "客服", "", "", "u2", "2026-10-01", "09:00", "", "未打卡", ""])
        sheet.append(["丙", "客服", "", "", "u3", "2026-10-01", "09:00", "未打卡", "未打卡", ""])

    found = book(tmp_path / "a.xlsx", fill)
    assert found.format == "dingtalk-raw"
    assert lines(found) == ["2 H01 01 21:55:00", "3 H01 02 06:02:00"]
    assert found.counts.blank == 2


def test_dingtalk_statistics_with_pairs_in_groups(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["每日统计表 统计日期：2026-10-01 至 2026-10-01"])
        sheet.append(["报表生成时间：2026-10-02 09:00"])
        sheet.append(["日期", "UserId", "姓名", "上班1", None, "下班1", None])
        sheet.append([None, None, None, "打卡时间", "打卡结果", "打卡时间", "打卡结果"])
        sheet.append(["26-10-01 星期四", "u1", "甲", "08:00", "正常", "17:00", "早退"])

    found = book(tmp_path / "a.xlsx", fill)
    assert found.format == "dingtalk-daily"
    assert lines(found) == ["5 H01 01 08:00:00", "5 H01 01 17:00:00"]
    assert found.frame.sort("at")["result"].to_list() == ["正常", "早退"]


def test_wecom_with_other_columns(tmp_path: Path) -> None:
    """Brackets around the groups, more columns before them, and no earliest and latest punch."""

    def fill(sheet: Any) -> None:
        sheet.append(["概况统计与打卡明细"])
        sheet.append(["统计时间:10-01"])
        sheet.append(["时间", "姓名", "账号", "假勤统计", None, "[上班1]", None, "[下班1]", None])
        sheet.append([None, None, None, "外勤(次)", "外出(小时)", "打卡时间", "打卡状态", "打卡时间", "打卡状态"])
        sheet.append(["2026/10/01 星期四", "甲", "a", "--", "--", "08:00", "正常", "次日00:30", "正常"])
        sheet.append(["2026/10/01 星期四", "乙", "b", "--", "--", "未打卡", "缺卡", "--", "--"])

    found = book(tmp_path / "a.xlsx", fill)
    assert found.format == "wecom-daily"
    assert lines(found) == ["5 H01 01 08:00:00", "5 H01 02 00:30:00"]
    assert found.counts.blank == 2


def test_the_sheet_is_found_by_its_content(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.worksheets[0]["B2"] = "  "
    made.create_sheet("封面").append(["说明", "请勿修改"])
    hidden = made.create_sheet("旧")
    hidden.append(["工号", "时间"])
    hidden.append(["H04", "2026-09-01 08:00"])
    hidden.sheet_state = "hidden"
    page = made.create_sheet("打卡")
    page["C3"], page["D3"] = "工号", "时间"
    page["C4"], page["D4"] = "H01", "2026-10-01 08:00"
    made.save(tmp_path / "a.xlsx")
    found = read_punches(tmp_path / "a.xlsx", SETTINGS)
    assert lines(found) == ["4 H01 01 08:00:00"]
    assert found.frame["sheet"].to_list() == ["打卡"]


def test_the_terminal_is_named_by_the_file_or_the_third_column(tmp_path: Path) -> None:
    row = "      101\t2026-10-01 08:00:00\t4\t0\t1\t0\n"
    for name, device in (("12_attlog.dat", "12"), ("CGKK2_attlog (2).dat", "CGKK2"), ("log.txt", "4")):
        assert text(tmp_path / name, row).frame["device"].to_list() == [device]


def test_agents_who_are_still_logged_in(tmp_path: Path) -> None:
    found = text(
        tmp_path / "a.csv", "Agent,Login,Logout\n101,2026-10-01 08:00,\n102,2026-10-01 08:00,2026-10-01 12:00\n"
    )
    assert found.format == "agent-log"
    assert lines(found) == ["2 H01 01 08:00:00", "3 H02 01 08:00:00", "3 H02 01 12:00:00"]
    assert found.counts.blank == 1


def test_a_workbook_of_blanks_is_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        book(tmp_path / "a.xlsx", lambda sheet: sheet.append([" ", None]))
    assert [problem.code for problem in caught.value.problems] == ["input.empty"]


def test_serials_are_rounded_to_whole_seconds(tmp_path: Path) -> None:
    """A tenth of a second below eight is eight, shown as a time or as a number."""

    def fill(sheet: Any) -> None:
        sheet.append(["工号", "时间"])
        for who in ("H01", "H02"):
            sheet.append([who, 46296 + 28_799.9 / 86_400])
        sheet["B2"].number_format = "yyyy-mm-dd hh:mm:ss"

    assert lines(book(tmp_path / "a.xlsx", fill)) == ["2 H01 01 08:00:00", "3 H02 01 08:00:00"]
