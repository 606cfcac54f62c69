"""A month's pay in the payroll's columns: sums of lines, what is not settled, what is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rosterctl.domain.pay import Fact, Part, PayLine
from rosterctl.domain.payroll import Column, Waiting, column_of, sums
from rosterctl.errors import InputError, RefusedError, UsageError
from rosterctl.messages import LANGS, Lang, texts
from rosterctl.report.pay_rows import PAY_HEADS, blank_zero, pay_line, person_data, shown_columns, total_line
from rosterctl.report.pay_xlsx import pay_book
from rosterctl.rules.pay import PAY_RULES
from rosterctl.services.attend import employee_of
from rosterctl.services.pay_telling import telling
from rosterctl.services.payroll import Payroll, pay, person_pay
from tests.support.clerk import AS_OF, CELLS, PUNCHES, punch, workspace


def month(root: Path, as_of: str = AS_OF) -> Payroll:
    return pay(workspace(root, CELLS, PUNCHES), "2026-10", as_of)


def line(**values: object) -> PayLine:
    plain = PayLine("A1", None, "time-not-worked", "x", Part.WAGE, "late", "1 = 1.00", Decimal("-1.00"))
    return replace(plain, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"fact": Fact.LATE}, Column.LATE),
        ({"fact": Fact.LATE, "part": Part.FINE}, Column.LATE),
        ({"fact": Fact.EARLY}, Column.EARLY),
        ({"fact": Fact.ABSENCE, "part": Part.FINE}, Column.ABSENCE),
        ({"fact": Fact.MISSING, "part": Part.FINE}, Column.MISSING),
        ({"fact": Fact.LEAVE}, Column.LEAVE),
        ({"part": Part.FINE}, Column.FINES),
        ({"part": Part.OVERTIME}, Column.OVERTIME),
        ({"part": Part.ALLOWANCE, "rule": "night-allowance"}, Column.NIGHT),
        ({"part": Part.ALLOWANCE, "rule": "full-attendance"}, Column.FULL_ATTENDANCE),
        ({"part": Part.ALLOWANCE, "rule": "call-in"}, Column.OTHER),
        ({"part": Part.PRORATION}, Column.OTHER),
        ({"part": Part.CAP}, Column.CAP),
    ],
)
def test_each_line_is_in_one_column(values: dict[str, object], column: Column) -> None:
    assert column_of(line(**values)) is column


def test_rules_that_have_a_column_exist() -> None:
    assert {"night-allowance", "full-attendance"} <= {rule.id for rule in PAY_RULES}


def test_columns_add_up() -> None:
    lines = [
        line(fact=Fact.LATE),
        line(fact=Fact.LATE, part=Part.FINE, amount=Decimal("-10.00")),
        line(part=Part.CAP),
    ]
    found = sums(lines)
    assert found[Column.LATE] == Decimal("-11.00")
    assert sum(found.values()) == sum(one.amount for one in lines)


def test_the_month_by_hand(tmp_path: Path) -> None:
    """A1, 2200: 16 min late 2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.3716 → 3.37; half an hour early 6.3218 → 6.32; absent on
    the 12th 2200 ÷ 21.75 = 101.1494 → 101.15. 2200 − 3.37 − 6.32 − 101.15 = 2089.16. The 10th is a missing punch,
    which costs nothing where no rule prices it. A3, 3000: 3 h of personal leave 3000 ÷ 21.75 ÷ 8 × 3 = 51.7241 →
    51.72; 2948.28. A2 worked on two days and has no line. A4 begins on the 12th: of 18 workdays (the 10th is moved)
    and 3 statutory holidays, 6 lie before: 2200 ÷ 21.75 × 6 = 606.8966 → 606.90; 1593.10."""
    payroll = month(tmp_path)
    assert {one.employee.id: str(one.net) for one in payroll.people} == {
        "A1": "2089.16",
        "A2": "2200.00",
        "A3": "2948.28",
        "A4": "1593.10",
    }
    first = payroll.people[0]
    assert {str(name): str(amount) for name, amount in first.columns.items() if amount} == {
        "late": "-3.37",
        "early": "-6.32",
        "absence": "-101.15",
    }
    assert first.net == first.base + sum(first.columns.values())
    assert not payroll.provisional


def test_what_is_not_settled_is_listed(tmp_path: Path) -> None:
    """As of the 13th 12:00: the 10th may be corrected until 24:00 of the 13th; A1's and A3's 13th have not ended,
    nor has A3's 14th; the 12th of both has (its reach ended at 22:00)."""
    payroll = month(tmp_path, "2026-10-13T12:00:00+08:00")
    assert payroll.provisional
    assert [(one.why, one.employee, one.date.day) for one in payroll.unsettled] == [
        (Waiting.CORRECTION, "A1", 10),
        (Waiting.OPEN, "A1", 13),
        (Waiting.OPEN, "A3", 13),
        (Waiting.OPEN, "A3", 14),
    ]
    assert [one.employee.id for one in payroll.people if one.waits] == ["A1", "A3"]


def test_a_date_without_data_is_not_settled(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D D\nA2 08 D D", "A1 10-08 08:55 18:00\nA2 10-08 08:55 18:00")
    payroll = pay(root, "2026-10", AS_OF)
    assert [(one.why, one.employee, one.date.day) for one in payroll.unsettled] == [
        (Waiting.NO_DATA, "A1", 9),
        (Waiting.NO_DATA, "A2", 9),
    ]
    assert payroll.people[0].net == Decimal(2200)


def test_people_without_a_wage_are_named_with_their_lines(tmp_path: Path) -> None:
    root = workspace(tmp_path, CELLS, PUNCHES)
    staff = root / "input/staff.csv"
    staff.write_text(staff.read_text("utf-8").replace("2200", ""), "utf-8")
    with pytest.raises(InputError) as refused:
        pay(root, "2026-10", AS_OF)
    assert [str(problem.place) for problem in refused.value.problems] == [f"input/staff.csv:{n}" for n in (2, 3, 5)]


def test_a_year_without_calendar_is_refused_until_it_is_stated(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D", month="2031-10", requests="id,kind,employee,from,status\n")
    at = "2031-11-10T09:00:00+08:00"
    with pytest.raises(RefusedError) as refused:
        pay(root, "2031-10", at)
    assert (refused.value.code, refused.value.values["years"]) == ("pay.no-calendar", (2031,))
    (root / "input/calendar.csv").write_text("date,kind\n2031-10-01,holiday\n", "utf-8")
    assert pay(root, "2031-10", at).people[0].employee.id == "A1"


def test_only_who_is_employed_is_paid(tmp_path: Path) -> None:
    payroll = month(tmp_path)
    gone = replace(payroll.people[0].employee, id="A9", name="早走")
    with pytest.raises(UsageError) as refused:
        person_pay(payroll, gone)
    assert refused.value.code == "pay.not-employed"
    assert person_pay(payroll, employee_of(payroll.attended.period, "A2")).net == Decimal(2200)


def test_rows_and_their_sum(tmp_path: Path) -> None:
    people = month(tmp_path).people
    rows = [pay_line(one) for one in people]
    assert list(rows[0]) == list(PAY_HEADS)
    total = total_line(people, "en")
    assert total["net"] == sum(Decimal(str(row["net"])) for row in rows) == Decimal("8830.54")
    assert shown_columns(people) == [
        "employee", "name", "team", "due", "attended", "base", "late", "early", "absence", "leave", "other", "net",
    ]  # fmt: skip
    assert blank_zero(rows[1])["late"] == ""
    assert blank_zero(rows[1])["net"] == Decimal("2200.00")


def test_programs_get_texts_of_two_decimals(tmp_path: Path) -> None:
    payroll = month(tmp_path)
    data = person_data(payroll.people[0], telling(payroll.attended, "en"))
    assert (data["base"], data["net"]) == ("2200.00", "2089.16")
    assert data["columns"]["full_attendance"] == "0.00"
    (late, *_) = data["lines"]
    assert late["arithmetic"] == "2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.37"
    assert late["evidence"] == ["1_attlog.dat:2", "1_attlog.dat:3"]  # A2 came at 08:55


def cells(data: bytes, sheet: int) -> list[list[str]]:
    """The cells of a sheet as a spreadsheet shows them."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        strings = ["".join(part.itertext()) for part in shared.findall("m:si", space)]
        tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert not tree.findall(".//m:f", space), "a formula"
    return [
        [
            strings[int(value.text or "")] if cell.get("t") == "s" else value.text or ""
            for cell in row.findall("m:c", space)
            if (value := cell.find("m:v", space)) is not None
        ]
        for row in tree.findall(".//m:row", space)
    ]


def test_the_workbook_has_the_payroll_s_columns(tmp_path: Path) -> None:
    payroll = month(tmp_path)
    data = pay_book(payroll.people, payroll.attended.period.first, "2026-10", telling(payroll.attended, "zh"))
    rows = cells(data, 1)
    heads = (  # as in the issue
        "工号 姓名 部门 应出勤 实出勤 基本工资 迟到 早退 旷工 缺卡 请假扣款 罚款 加班费 夜班津贴 全勤奖 其他 "
        "封顶返还 应发合计"
    )
    assert rows[0] == heads.split()
    assert rows[1][:5] == ["A1", "陈思远", "甲组", "5", "4"]
    assert [Decimal(cell) for cell in rows[1][5:]] == [
        Decimal(amount) for amount in ("2200", "-3.37", "-6.32", "-101.15", *["0"] * 8, "2089.16")
    ]
    assert rows[-1][0] == "合计"
    assert rows[-1][-1] == "8830.54"
    slips = cells(data, 2)
    assert slips[0] == ["工号", "姓名", "日期", "规则", "依据", "事项", "算式", "金额", "凭据"]
    assert len(slips) == 1 + 5
    assert slips[1][6:] == ["2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.37", "-3.37", "1_attlog.dat:2,3"]


def test_the_workbook_runs_no_formula(tmp_path: Path) -> None:
    root = workspace(tmp_path, CELLS, PUNCHES)
    staff = root / "input/staff.csv"
    staff.write_text(staff.read_text("utf-8").replace("陈思远", "=1+1"), "utf-8")
    payroll = pay(root, "2026-10", AS_OF)
    data = pay_book(payroll.people, payroll.attended.period.first, "2026-10", telling(payroll.attended, "en"))
    assert cells(data, 1)[1][1] == "'=1+1"
    assert cells(data, 2)[1][1] == "'=1+1"


@pytest.mark.parametrize("lang", LANGS)
def test_same_pay_same_workbook(lang: Lang, tmp_path: Path) -> None:
    payroll = month(tmp_path)
    tell = telling(payroll.attended, lang)
    one, two = (pay_book(payroll.people, payroll.attended.period.first, "2026-10", tell) for _ in range(2))
    assert one == two


@pytest.mark.parametrize("lang", LANGS)
def test_every_column_has_a_head(lang: Lang) -> None:
    assert all(texts()[f"pay.head.{name}"][lang] for name in PAY_HEADS)


def test_another_import_changes_the_sums(tmp_path: Path) -> None:
    root = workspace(tmp_path, CELLS, PUNCHES)
    before = pay(root, "2026-10", AS_OF).people[0].net
    punch(root, "A1 10-12 08:55 18:00", name="2_attlog.dat")
    assert pay(root, "2026-10", AS_OF).people[0].net - before == Decimal("101.15")
