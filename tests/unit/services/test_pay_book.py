"""The payroll workbook's month and slips: figures by hand, sums that reconcile, nothing hidden that leaks."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rosterctl.domain.clerk import Count, PersonSummary
from rosterctl.domain.pay import Paid, Part, PayLine
from rosterctl.domain.payroll import PersonPay
from rosterctl.domain.people import Employee
from rosterctl.domain.redaction import HIDDEN, redacted
from rosterctl.messages import LANGS, Lang
from rosterctl.report.pay_month import month_cell, month_heads, month_line
from rosterctl.report.pay_month_sheet import _number
from rosterctl.report.pay_xlsx import pay_book
from rosterctl.services.pay_telling import telling
from rosterctl.services.payroll import Payroll, pay
from tests.support.clerk import AS_OF, CELLS, PUNCHES, workspace
from tests.unit.services.test_payroll import month

MONTH, SLIPS = 2, 3


def book(payroll: Payroll, lang: Lang = "zh", *, formulas: bool = False, **more: Any) -> Any:
    tell = telling(payroll.attended, lang)
    data = pay_book(payroll.people, payroll.attended.period.first, "2026-10", tell, **more)
    return openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas)


def table(sheet: Any) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def person(lines: tuple[PayLine, ...] = (), **more: Any) -> PersonPay:
    none = PersonSummary(
        employee="A1", due=0, attended=Fraction(0), leave_days=Fraction(0), absent_days=Fraction(0), unknown=0,
        rest=0, holidays=0, late=Count(), serious=Count(), early=Count(), missing=Count(), not_ready=Count(),
        absent=Count(), absent_half=Count(), leave=Count(), worked=0, overtime=0, night=0, unrostered=0,
    )  # fmt: skip
    return PersonPay(Employee("A1", "陈思远"), Decimal("2200"), lines, replace(none, **more), waits=False)


def overtime(seconds: int, percent: int, amount: str = "10.00") -> PayLine:
    line = PayLine("A1", None, "overtime", "overtime", Part.OVERTIME, "workday", "x", Decimal(amount))
    return replace(line, paid=Paid(seconds, percent))


def test_the_month_in_the_payroll_s_columns(tmp_path: Path) -> None:
    """A1 was to come on the 8th, 9th, 10th, 12th and 13th: 16 minutes late, half an hour early, no way out on the
    10th, nobody saw them on the 12th. −3.37 − 6.32 − 101.15 = −110.84. A3 had the first half of one day of three off,
    which ends at the meal: 09:00-12:00 are three hours of eight, 0.375 of the day; 2.625 are left."""
    rows = table(book(month(tmp_path)).worksheets[MONTH])
    assert rows[0] == {
        "工号": "A1", "姓名": "陈思远", "部门": "甲组", "应出勤（天）": 5, "实出勤（天）": 4, "未结（天）": 0,
        "迟到（次）": 1, "迟到（分钟）": 16, "早退（次）": 1, "早退（分钟）": 30, "缺卡（次）": 1, "旷工（天）": 1,
        "请假（天）": 0, "事假（小时）": 0, "加班 150 %（小时）": 0, "加班 200 %（小时）": 0, "加班 300 %（小时）": 0,
        "基本工资": 2200, "扣款": -110.84, "加给": 0, "应发合计": 2089.16,
    }  # fmt: skip
    (third,) = (row for row in rows if row["工号"] == "A3")
    assert (third["应出勤（天）"], third["实出勤（天）"]) == (3, 2.63)
    assert (third["请假（天）"], third["事假（小时）"]) == (0.38, 3)
    total = rows[-1]
    assert (total["工号"], total["应出勤（天）"], total["应发合计"]) == ("合计", 10, 8830.54)


def test_base_deducted_and_added_are_the_net(tmp_path: Path) -> None:
    payroll = month(tmp_path)
    for one in payroll.people:
        assert one.base + one.deducted + one.added == one.net
    for row in table(book(payroll).worksheets[MONTH]):
        assert round(row["基本工资"] + row["扣款"] + row["加给"], 2) == row["应发合计"]


def test_hours_are_rounded_once() -> None:
    """Eight times 29 min 50 s are 14,320 s, 3.98 hours, and not eight times half an hour."""
    one = person(tuple(overtime(1790, 150) for _ in range(8)))
    row = month_line(one)
    assert row["paid"] == {150: Fraction(14320, 3600)}
    assert _number(Fraction(14320, 3600)) == Decimal("3.98")
    assert one.paid == {150: 14320}


def test_a_more_generous_rate_has_its_own_column() -> None:
    row = month_line(person((overtime(3600, 160), overtime(7200, 300))))
    heads = [head for head in month_heads([row], "en") if head.field == "paid"]
    assert [(head.title, month_cell(row, head)) for head in heads] == [
        ("overtime 150 % (hours)", 0),
        ("overtime 160 % (hours)", 1),
        ("overtime 200 % (hours)", 0),
        ("overtime 300 % (hours)", 2),
    ]


def test_deductions_and_additions_go_by_their_sign() -> None:
    back = PayLine("A1", None, "retro", "retro", Part.RETRO, "x", "x", Decimal("-7.00"))
    row = month_line(person((overtime(3600, 150, "20.00"), back)))
    assert (row["deducted"], row["added"], row["net"]) == (Decimal("-7.00"), Decimal("20.00"), Decimal("2213.00"))


def test_totals_are_formulas_with_their_values(tmp_path: Path) -> None:
    payroll = month(tmp_path)
    sheet = book(payroll, formulas=True).worksheets[MONTH]
    last = [cell.value for cell in sheet[sheet.max_row]]
    count = len(payroll.people)
    assert last[:5] == ["合计", None, None, f"=SUM(D2:D{count + 1})", f"=SUM(E2:E{count + 1})"]
    slips = book(payroll, formulas=True).worksheets[SLIPS]
    sums = [row[5].value for row in slips.iter_rows() if str(row[5].value).startswith("=")]
    assert sums[0] == "=SUM(F3:F6)"
    assert len(sums) == count


def test_a_slip_for_everybody_on_a_page_of_its_own(tmp_path: Path) -> None:
    payroll = month(tmp_path)
    sheet = book(payroll).worksheets[SLIPS]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "工资条 2026-10　A1 陈思远　甲组"
    assert rows[1] == ["日期", "规则", "依据", "事项", "算式", "金额", "凭据"]
    assert (rows[2][1], rows[2][5]) == ("基本工资", 2200)
    assert rows[3][4:] == ["2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.37", -3.37, "1_attlog.dat:2,3"]
    assert (rows[6][0], rows[6][5]) == ("应发合计", 2089.16)
    nets = [row[5] for row in rows if row[0] == "应发合计"]
    assert nets == [float(one.net) for one in payroll.people]
    starts = [number for number, row in enumerate(rows, 1) if str(row[0]).startswith("工资条")]
    assert [one.id for one in sheet.row_breaks.brk] == [start - 1 for start in starts[1:]]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_sensitive_is_left_out(lang: Lang, tmp_path: Path) -> None:
    payroll = month(tmp_path)
    found = book(payroll, lang, shown=redacted)
    kind = {"zh": "事假", "en": "personal"}[lang]
    for sheet in found.worksheets[MONTH:]:
        texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
        assert not [cell for cell in texts if kind in cell or "2089.16" in cell or "2200" in cell or "110.84" in cell]
        assert HIDDEN in texts
    first = table(found.worksheets[MONTH])[0]
    assert 5 in first.values(), "days are no secret"


def test_nothing_runs_as_a_formula(tmp_path: Path) -> None:
    root = workspace(tmp_path, CELLS, PUNCHES)
    staff = root / "input/staff.csv"
    staff.write_text(staff.read_text("utf-8").replace("陈思远", "=1+1").replace("甲组", "@x"), "utf-8")
    payroll = pay(root, "2026-10", AS_OF)
    sheet = book(payroll, formulas=True).worksheets[MONTH]
    assert [cell.value for cell in sheet[2]][1:3] == ["'=1+1", "'@x"]
    for sheet in book(payroll, formulas=True).worksheets[MONTH:]:
        formulas = [str(c.value) for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        assert all(one.startswith("=SUM(") for one in formulas)
