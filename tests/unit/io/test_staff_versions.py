"""Several rows of the staff file about one person: which of them holds, and what all of them say about wages.

What is refused stands in ``tests/errors/input/staff-versions`` and ``staff-wages``.
"""

import datetime as dt
import time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from rosterctl.domain.people import Employee, Wage
from rosterctl.io.inputs.staff import read_staff
from rosterctl.io.tables.amounts import money
from rosterctl.io.tables.columns import Raw, Unreadable


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def staff(folder: Path, *rows: str, on: str | None = None) -> tuple[Employee, ...]:
    path = folder / "staff.csv"
    head = "工号,姓名,班组,职级,工时制,入职日期,离职日期,打卡号,基本工资,生效日期"
    path.write_text("\n".join([head, *rows, ""]), "utf-8")
    read = read_staff(path, on=None if on is None else day(on))
    assert read.problems == []
    return read.values


MOVED = (
    "E01,张伟,一组,员工,标准,2020-01-01,,7,5000,",
    "E02,王芳,一组,员工,标准,,,9,4800,2026-01-01",
    "E01,张伟,二组,班长,,,,8,6000.5,2026-10-10",
    "E01,张伟,三组,,,,2026-12-31,,,2026-11-01",
)


@pytest.mark.parametrize(
    ("on", "team", "rank"),
    [
        ("2026-10-09", "一组", "agent"),
        ("2026-10-10", "二组", "leader"),
        ("2026-10-31", "二组", "leader"),
        ("2026-11-01", "三组", None),
        (None, "三组", None),
    ],
)
def test_the_version_in_force_on_a_date(on: str | None, team: str, rank: str | None, tmp_path: Path) -> None:
    """From its valid_from on, that day included; what a version leaves blank is blank."""
    person, other = staff(tmp_path, *MOVED, on=on)
    assert (person.id, person.team, person.rank) == ("E01", team, rank)
    assert other.id == "E02"


def test_what_all_versions_share(tmp_path: Path) -> None:
    """The last stated dates of employment, all clock ids, and the wages: a blank one is no new wage."""
    for on in (None, "2026-01-01", "2026-10-20"):
        person, _ = staff(tmp_path, *MOVED, on=on)
        assert (person.employed_from, person.employed_until) == (day("2020-01-01"), day("2026-12-31"))
        assert person.clock_ids == {"7", "8"}
        assert person.wages == (Wage(None, Decimal(5000)), Wage(day("2026-10-10"), Decimal("6000.5")))


def test_before_the_first_version_the_first_holds(tmp_path: Path) -> None:
    rows = ("E01,张伟,一组,,,,,,4600,2026-10-09", "E01,张伟,二组,,,,,,4700,2026-12-01")
    (person,) = staff(tmp_path, *rows, on="2026-10-01")
    assert person.team == "一组"
    assert person.base_on(day("2026-10-08")) is None


@pytest.mark.parametrize(
    ("on", "base"),
    [("1990-01-01", "5000"), ("2026-10-09", "5000"), ("2026-10-10", "6000.50"), ("2027-01-01", "6000.50")],
)
def test_the_wage_in_force_on_a_date(on: str, base: str, tmp_path: Path) -> None:
    person, _ = staff(tmp_path, *MOVED)
    assert str(person.base_on(day(on))) == base


def test_nobody_has_a_wage_that_is_not_stated(tmp_path: Path) -> None:
    (person,) = staff(tmp_path, "E01,张伟,,,,,,,,")
    assert person.wages == ()
    assert person.base_on(day("2026-10-01")) is None


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("5900", "5900"),
        ("5,900.50", "5900.50"),
        ("1,234,567.8", "1234567.80"),
        ("¥5900", "5900"),
        ("￥ 5,900.00", "5900"),
        ("５９００．５", "5900.50"),
        ("5900元", "5900"),
        ("0", "0"),
        ("-0", "0"),
        (5900, "5900"),
        (5900.0, "5900"),
        (5900.1, "5900.10"),
        (1234.57, "1234.57"),
    ],
)
def test_sums_of_money(raw: Raw, written: str) -> None:
    assert str(money(raw)) == written


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("5900.125", "input.money-decimals"),
        ("5900.000", "input.money-decimals"),
        (5900.125, "input.money-decimals"),
        (0.1 + 0.2, "input.money-decimals"),  # 0.30000000000000004: a formula that nobody has rounded
        ("-1", "input.money-negative"),
        ("¥-1", "input.money-negative"),
        (-0.01, "input.money-negative"),
        ("59,00", "input.cell"),
        ("5900.", "input.cell"),
        ("5.9k", "input.cell"),
        ("1e3", "input.cell"),
        (1e16, "input.cell"),
        (float("nan"), "input.cell"),
        ("面议", "input.cell"),
        (True, "input.cell"),
        ([5900], "input.cell"),
    ],
)
def test_no_sums_of_money(raw: Raw, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        money(raw)
    assert caught.value.code == code


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["工号", "姓名", "基本工资", "生效日期"],
        ["E01", "张伟", 5900, None],
        ["E01", "张伟", 5900.1, dt.datetime.fromisoformat("2026-10-01")],
    ):
        sheet.append(row)
    book.save(tmp_path / "staff.xlsx")
    read = read_staff(tmp_path / "staff.xlsx")
    assert read.problems == []
    assert [(wage.valid_from, str(wage.base)) for wage in read.values[0].wages] == [
        (None, "5900"),
        (day("2026-10-01"), "5900.10"),
    ]


def test_a_large_file_is_read_in_time(tmp_path: Path) -> None:
    """50,000 rows take about 1.5 s of one core here; a slow machine may take four times as long."""
    path = tmp_path / "staff.csv"
    head = "工号,姓名,班组,技能,入职日期,打卡号,基本工资,生效日期\n"
    rows = (f"E{n:05d},人{n},一组,导诊;电话,2020-06-15,{n},{4000 + n / 100:.2f},2026-01-01\n" for n in range(50_000))
    path.write_text(head + "".join(rows), "utf-8")
    before = time.process_time()
    people = read_staff(path).values
    assert time.process_time() - before < 6
    assert len(people) == 50_000
    assert people[-1].base_on(day("2026-10-01")) == Decimal("4499.99")


def test_of_the_dates_of_employment_the_last_one_stated_holds(tmp_path: Path) -> None:
    """The first version says 2026-12-31, the second 2027-06-30, the third nothing: 2027-06-30, of every version."""
    rows = ("E01,张伟,,,,2020-01-01,2026-12-31,,,", "E01,张伟,,,,2020-02-01,2027-06-30,,,2026-10-10",
            "E01,张伟,,,,,,,,2026-11-01")  # fmt: skip
    for on in ("2026-10-01", "2026-10-10", None):
        (person,) = staff(tmp_path, *rows, on=on)
        assert (person.employed_from, person.employed_until) == (day("2020-02-01"), day("2027-06-30"))
