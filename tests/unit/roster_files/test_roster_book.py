"""The exported workbook: what it holds, and that it comes back exactly, edited by hand or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.domain.people import Employee
from rosterctl.domain.roster import Activity, Assignment, Break, Roster
from rosterctl.domain.roster_text import META_SHEET, ordered, protect, roster_hash, unprotect
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span
from rosterctl.errors import InputError
from rosterctl.io.rosters.roster_grid import ImportResult
from rosterctl.io.rosters.roster_xlsx import read_roster_book, read_sheet_file
from rosterctl.messages import LANGS, Lang, problem_line
from rosterctl.report.roster_xlsx import roster_book
from tests.support.desk import CALM, END, FIRST, NAMES, SHIFTS, STAFF, desk, rosters, sample, work

PLACES = tuple((s.code, post) for s in SHIFTS for post in ("desk", "gate") if s.posts is None or post in s.posts)
Hand = Callable[[Any, Any], None]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "十月.xlsx"
    path.write_bytes(roster_book(desk(), sample(), "zh", label="v2"))
    return path


def by_hand(path: Path, hand: Hand) -> ImportResult:
    """What comes in after somebody edited the two sheets."""
    edited = openpyxl.load_workbook(path)
    hand(edited["班表"], edited["日表"])
    edited.save(path)
    return read_roster_book(path, desk())


def cell_of(sheet: Any, who: str, on: int) -> Any:
    row = next(row for row in range(1, 40) if unprotect(str(sheet.cell(row, 1).value or "")) == who)
    return sheet.cell(row, 3 + on)


def day_row(sheet: Any, who: str, on: int) -> int:
    return next(
        row
        for row in range(2, sheet.max_row + 1)
        if unprotect(str(sheet.cell(row, 2).value)) == who and sheet.cell(row, 1).value.day == on
    )


@CALM
@given(rosters(tuple(employee.id for employee in STAFF), PLACES), st.sampled_from(LANGS))
def test_export_and_import_lose_nothing(tmp_path_factory: pytest.TempPathFactory, roster: Roster, lang: Lang) -> None:
    path = tmp_path_factory.mktemp("book") / "r.xlsx"
    path.write_bytes(roster_book(desk(), roster, lang))
    result = read_sheet_file(path, desk())
    assert result.roster == replace(roster, assignments=ordered(roster.assignments))
    assert result.notes == ()
    assert result.origin is not None
    assert result.origin.hash == roster_hash(result.roster)


@CALM
@given(NAMES, NAMES, NAMES)
def test_any_name_survives(tmp_path_factory: pytest.TempPathFactory, name: str, title: str, shift: str) -> None:
    case = desk(employees=(Employee("e1", name),), shifts=(Shift("D", shift, (Span(540, 1080),)),), demand=())
    item = Assignment("e1", FIRST, "D", "gate", (), (Activity(title, 600, 30),))
    path = tmp_path_factory.mktemp("book") / "r.xlsx"
    path.write_bytes(roster_book(case, Roster(FIRST, END, (item,)), "zh"))
    result = read_roster_book(path, case)
    assert result.roster.assignments == (item,)
    assert result.notes == ()


def test_same_roster_same_bytes() -> None:
    shuffled = replace(sample(), assignments=sample().assignments[::-1])
    assert roster_book(desk(), sample(), "zh") == roster_book(desk(), shuffled, "zh")


def test_shifts_whose_codes_are_words_for_off(tmp_path: Path) -> None:
    case = desk(
        shifts=(Shift("休", "休", (Span(540, 1080),)), Shift("OFF", "假", (Span(540, 600),))),
        posts=("desk",),
        demand=(),
    )
    roster = Roster(FIRST, END, (work("001", 1, "休"), work("E4", 3, "OFF")))
    for lang in LANGS:
        path = tmp_path / f"{lang}.xlsx"
        path.write_bytes(roster_book(case, roster, lang))
        assert read_roster_book(path, case).roster == roster


def test_what_a_planner_sees(book: Path) -> None:
    read = openpyxl.load_workbook(book)
    grid, days, meta = read["班表"], read["日表"], read[META_SHEET]
    assert meta.sheet_state == "veryHidden"
    assert grid.freeze_panes == "D5"
    assert grid["D3"].value == datetime.combine(FIRST, time())
    under = " ".join(str(grid.cell(4, column).value) for column in range(4, 14))
    assert under == "四节 五节 六节 日休 一休 二休 三休 四 五 六班"
    assert cell_of(grid, "001", 1).value == "D/desk"
    assert cell_of(grid, "001", 2).value == "N"
    assert cell_of(grid, "001", 3).value == "休"
    assert cell_of(grid, "E3", 10).value == "'-x+S/gate"
    assert cell_of(grid, "E4", 12).value == "假"
    fills = {on: cell_of(grid, "001", on).fill.fgColor.rgb for on in (1, 4, 8, 10)}
    assert len(set(fills.values())) == 4
    [choices] = grid.data_validations.dataValidation
    assert choices.formula1.startswith(f"'{META_SHEET}'!$D$1:$D$")
    assert str(choices.sqref) == "D5:AH10"
    assert [days.cell(1, column).value for column in range(1, 10)] == (
        ["日期", "工号", "姓名", "班次", "岗位", "上班", "下班", "休息1开始", "休息1分钟"]
    )


def test_totals_are_formulas_with_their_values(book: Path) -> None:
    formulas, values = openpyxl.load_workbook(book)["班表"], openpyxl.load_workbook(book, data_only=True)["班表"]
    row = cell_of(formulas, "001", 1).row
    assert all(str(formulas.cell(row, column).value).startswith("=") for column in range(35, 40))
    assert [values.cell(row, column).value for column in range(35, 40)] == [3, 28, 1, pytest.approx(25 + 20 / 60), 1]
    texts = [str(cell.value) for line in values.iter_rows() for cell in line]
    assert "1/2!" in texts


def test_no_text_would_run_as_a_formula(book: Path) -> None:
    for sheet in openpyxl.load_workbook(book):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@\t\r" and cell.value:
                    assert cell.data_type == "f"
                    assert cell.value.startswith(("=SUMPRODUCT(", "=31-", "=20-"))


@CALM
@given(st.text(max_size=5))
def test_protect_and_unprotect(word: str) -> None:
    assert unprotect(protect(word)) == word
    assert protect(word)[:1] not in tuple("=+-@\t\r\n")


def test_places_and_origin(book: Path) -> None:
    result = read_roster_book(book, desk(), shown="十月.xlsx")
    assert str(result.where["001", FIRST]) == "十月.xlsx:班表!D5"
    assert result.origin is not None
    assert (result.origin.label, result.origin.hash) == ("v2", roster_hash(sample()))


def test_a_new_shift_in_the_grid(book: Path) -> None:
    def hand(grid: Any, days: Any) -> None:
        cell_of(grid, "E5", 8).value = "Ｎ"
        cell_of(grid, "E5", 9).value = "白班/desk"
        cell_of(grid, "E3", 9).value = None

    result = by_hand(book, hand)
    added = {work("E5", 8, "N", "gate"), work("E5", 9, "D", "desk")}
    assert set(result.roster.assignments) == (set(sample().assignments) - {work("E3", 9, "D", "desk")}) | added
    [note] = result.notes
    assert note.code == "roster.days.contradicts.off"
    assert note.place is not None
    assert note.place.sheet == "日表"


def test_the_grid_decides_and_the_day_sheet_keeps_meals(book: Path) -> None:
    def hand(grid: Any, days: Any) -> None:
        cell_of(grid, "001", 1).value = "S/desk"  # another shift: its meal is gone
        cell_of(grid, "001", 4).value = "D/desk"  # another post: its meals stay
        cell_of(grid, "E2", 9).value = "D"  # no post: the day sheet's

    result = by_hand(book, hand)
    found = result.roster.by_cell()
    assert found["001", date(2026, 10, 1)] == (work("001", 1, "S", "desk"),)
    assert found["001", date(2026, 10, 4)] == (work("001", 4, "D", "desk", (725, 35), (900, 10)),)
    assert found["E2", date(2026, 10, 9)] == sample().by_cell()["E2", date(2026, 10, 9)]
    assert [note.code for note in result.notes] == ["roster.days.contradicts"] * 2
    for lang in LANGS:
        assert "001" in problem_line(result.notes[0], lang)


def test_meals_and_activities_edited_on_the_day_sheet(book: Path) -> None:
    def hand(grid: Any, days: Any) -> None:
        row = day_row(days, "001", 1)
        days.cell(row, 8).value = time(12, 5)
        row = day_row(days, "E4", 31)
        days.cell(row, 8).value = "次日02:40"
        row = day_row(days, "E3", 9)
        days.cell(row, 8).value, days.cell(row, 9).value = 0.5, 40
        days.cell(row, 12).value, days.cell(row, 13).value, days.cell(row, 14).value = "培训", "16：00", "30"

    found = by_hand(book, hand).roster.by_cell()
    assert found["001", FIRST][0].breaks == (Break(725, 35),)
    assert found["E4", date(2026, 10, 31)][0].breaks == (Break(1600, 30),)
    assert found["E3", date(2026, 10, 9)][0].breaks == (Break(720, 40),)
    assert found["E3", date(2026, 10, 9)][0].activities == (Activity("培训", 960, 30),)


def test_rows_and_columns_moved_about(book: Path) -> None:
    def hand(grid: Any, days: Any) -> None:
        grid.insert_rows(7)
        grid.insert_cols(3)
        grid["C3"] = "手机"
        for cell in ("C5", "C6", "C8"):
            grid[cell] = "13800000000"
        days.move_range("A2:Q4", rows=20)

    result = by_hand(book, hand)
    assert result.roster == sample()
    assert result.notes == ()


def test_a_person_taken_out_of_the_grid(book: Path) -> None:
    def hand(grid: Any, days: Any) -> None:
        grid.delete_rows(cell_of(grid, "E4", 1).row)

    result = by_hand(book, hand)
    assert all(item.employee != "E4" for item in result.roster.assignments)
    assert [note.code for note in result.notes] == ["roster.days.contradicts.off", "roster.grid.people-missing"]


def test_without_the_day_sheet(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    del edited["日表"]
    edited.save(book)
    result = read_roster_book(book, desk())
    assert not any(item.breaks for item in result.roster.assignments)
    assert [note.code for note in result.notes] == ["roster.book.no-days"]


def put(column: int, value: object, who: str = "001", on: int = 1) -> Hand:
    def hand(grid: Any, days: Any) -> None:
        days.cell(day_row(days, who, on), column).value = value

    return hand


def times(grid: Any, days: Any) -> None:
    days.cell(day_row(days, "001", 1), 6).value = "08:00"


def test_times_on_the_day_sheet_do_nothing(book: Path) -> None:
    result = by_hand(book, times)
    assert result.roster == sample()
    assert [note.code for note in result.notes] == ["roster.days.times"]
    assert all("08:00" in problem_line(result.notes[0], lang) for lang in LANGS)


def no_head(grid: Any, days: Any) -> None:
    days["D1"].value = "什么"


def gone(grid: Any, days: Any) -> None:
    grid.parent[META_SHEET]["B1"].value = "rosterctl/roster-book/9"


def other(grid: Any, days: Any) -> None:
    grid.parent[META_SHEET]["B1"].value = "something"


def month(grid: Any, days: Any) -> None:
    grid.parent[META_SHEET]["B2"].value = "2026-09-01"


BAD: list[tuple[str, str | None, Hand]] = [
    ("roster.days.date", "A2", put(1, "十月一日")),
    ("roster.days.outside", "A2", put(1, datetime.combine(END, time()))),
    ("roster.grid.person-unknown", "B2", put(2, "Z99")),
    ("roster.days.no-shift", "D2", put(4, None)),
    ("roster.days.clock", "H2", put(8, "中午")),
    ("roster.days.minutes", "I2", put(9, "35分")),
    ("roster.days.half", "I2", put(9, None)),
    ("roster.days.half", "H2", put(8, None)),
    ("roster.days.half", "M2", put(12, "例会")),
    ("roster.days.untitled", "L7", put(12, None, "E2", 9)),
    ("roster.days.no-head", "A1", no_head),
    ("roster.book.too-new", None, gone),
    ("roster.book.schema", None, other),
    ("roster.book.month", None, month),
]


@pytest.mark.parametrize(("code", "cell", "hand"), BAD)
def test_each_complaint_has_its_cell_and_both_languages(book: Path, code: str, cell: str | None, hand: Hand) -> None:
    with pytest.raises(InputError) as caught:
        by_hand(book, hand)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.cell == cell
    for lang in LANGS:
        assert "{" not in problem_line(problem, lang)


def test_a_day_row_of_nobody(book: Path) -> None:
    def hand(grid: Any, days: Any) -> None:
        days["B2"].value = days["C2"].value = None

    with pytest.raises(InputError) as caught:
        by_hand(book, hand)
    assert [problem.code for problem in caught.value.problems] == ["roster.days.nobody"]
    assert all(problem_line(caught.value.problems[0], lang) for lang in LANGS)


def test_a_workbook_of_hidden_sheets_only(tmp_path: Path, book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    del edited["班表"]
    edited.save(book)
    with pytest.raises(InputError) as caught:
        read_roster_book(book, desk())
    assert caught.value.problems[0].code == "roster.book.no-grid"
    assert all("班表" in problem_line(caught.value.problems[0], lang) for lang in LANGS)


def test_all_complaints_of_both_sheets_in_one_go(book: Path) -> None:
    def hand(grid: Any, days: Any) -> None:
        cell_of(grid, "E5", 8).value = "Q"
        cell_of(grid, "E5", 9).value = "Q"
        days["I2"].value = -1

    with pytest.raises(InputError) as caught:
        by_hand(book, hand)
    assert [problem.code for problem in caught.value.problems] == ["roster.days.minutes", "roster.grid.code-unknown"]
    assert caught.value.problems[1].values["cells"] == ("K9", "L9")
