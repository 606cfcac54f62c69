"""Grids as planners keep them: many ways to write a head, a name, a shift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.case import Case
from rosterctl.domain.people import Employee
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span
from rosterctl.errors import InputError, UsageError
from rosterctl.io.rosters.roster_grid import ImportResult, read_plain_grid
from rosterctl.io.rosters.roster_xlsx import read_sheet_file
from rosterctl.messages import LANGS, error_text, problem_line
from rosterctl.report.grid_forms import grid_csv
from rosterctl.report.roster_data import lay_out
from tests.support.desk import FIRST, STAFF, desk, sample, work

DAYS = range(1, 32)
Rows = Sequence[Sequence[Any]]
SHIFTS = (
    Shift("A", "早班", (Span(480, 960),)),
    Shift("N", "夜班", (Span(1320, 1860),)),
    Shift("8", "八点班", (Span(480, 900),)),
    Shift("B1", "晚班", (Span(900, 1320),)),
    Shift("B2", "晚班", (Span(960, 1380),)),
)


def plain(**changes: object) -> Case:
    return desk(**{"shifts": SHIFTS, "posts": ("desk",), "demand": (), **changes})


def expect(*cells: tuple[str, int, str]) -> tuple[Assignment, ...]:
    return tuple(sorted((work(*cell) for cell in cells), key=Assignment.sort_key))


def as_csv(path: Path, rows: Rows, encoding: str = "utf-8", comma: str = ",") -> Path:
    path.write_bytes("\r\n".join(comma.join(map(str, row)) for row in rows).encode(encoding))
    return path


def as_xlsx(path: Path, rows: Rows, merge: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for area in merge:
        sheet.merge_cells(area)
    book.save(path)
    return path


def month(*cells: tuple[int, Any]) -> list[Any]:
    """A row of 31 cells, blank but for some."""
    return [dict(cells).get(day, "") for day in DAYS]


HEADS: list[list[Any]] = [
    [f"2026-10-{day:02d}" for day in DAYS],
    [f"2026/10/{day}" for day in DAYS],
    [f"2026年10月{day}日" for day in DAYS],
    [f"202610{day:02d}" for day in DAYS],
    [f"10/{day}" for day in DAYS],
    [f"10月{day}日" for day in DAYS],
    [f"10.{day}" for day in DAYS],
    [f"{day}日" for day in DAYS],
    [f"{day}号" for day in DAYS],
    [str(day) for day in DAYS],
    [f"１０月{day}日" for day in DAYS],
    [f"{day}（{'四五六日一二三'[(day - 1) % 7]}）" for day in DAYS],
    [f"10/{day} 周{'四五六日一二三'[(day - 1) % 7]}" for day in DAYS],
    [f"{day} {['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'][(day - 1) % 7]}" for day in DAYS],
    [str(46295 + day) for day in DAYS],
]
TYPED: list[list[Any]] = [
    [*DAYS],
    [float(day) for day in DAYS],
    [46295 + day for day in DAYS],
    [datetime.combine(date(2026, 10, day), time()) for day in DAYS],
    [date(2026, 10, day) for day in DAYS],
    [f"{day}\n{'四五六日一二三'[(day - 1) % 7]}" for day in DAYS],
]
BODY = [
    ["王小明", *month((1, "A"), (2, "早班"), (3, "休"), (4, "OFF"), (5, "-"), (31, "ｎ"))],
    ["欧阳 娜娜", *month((1, "夜班"), (9, " A "), (10, "空"), (11, "."), (12, "A+N"))],
]
WANTED = expect(
    *(("001", day, code) for day, code in ((1, "A"), (2, "A"), (31, "N"))),
    *(("E2", day, code) for day, code in ((1, "N"), (9, "A"), (12, "A"), (12, "N"))),
)


def read(path: Path, case: Case | None = None, **options: Any) -> ImportResult:
    return read_plain_grid(path, case or plain(), shown=path.name, **options)


@pytest.mark.parametrize("head", HEADS, ids=lambda head: str(head[0]))
def test_heads_in_csv(tmp_path: Path, head: list[Any]) -> None:
    path = as_csv(tmp_path / "r.csv", [["姓名", *head], *BODY])
    assert read(path).roster.assignments == WANTED


@pytest.mark.parametrize("head", [*HEADS, *TYPED], ids=lambda head: repr(head[0]))
def test_heads_in_xlsx(tmp_path: Path, head: list[Any]) -> None:
    path = as_xlsx(tmp_path / "r.xlsx", [["姓名", *head], *BODY])
    assert read(path).roster.assignments == WANTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("comma", [",", "\t", ";"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, comma: str) -> None:
    path = as_csv(tmp_path / "排班.csv", [["姓名", *DAYS], *BODY], encoding, comma)
    result = read(path)
    assert result.roster.assignments == WANTED
    assert str(result.where["E2", FIRST]) == "排班.csv:B3"


@pytest.mark.parametrize("above", [True, False])
def test_titles_weekdays_and_merged_heads(tmp_path: Path, above: bool) -> None:
    weekdays = [f"周{'四五六日一二三'[(day - 1) % 7]}" for day in DAYS]
    heads = [["序号", "姓名", "工号", *weekdays], ["", "", "", *DAYS]]
    if not above:
        heads = [["序号", "姓名", "工号", *DAYS], ["", "", "", *weekdays]]
    rows = [
        ["2026年10月客服中心排班表"],
        ["制表：李经理"],
        *heads,
        ["1", "王小明", "1", *month((1, "A"))],
        [],
        ["2", "李伟", "E5", *month((1, 8))],
        ["合计", "", "", *month((1, "2"))],
        ["备注：国庆期间不安排培训", "", ""],
    ]
    path = as_xlsx(tmp_path / "r.xlsx", rows, ("A1:AH1", "A3:A4", "B3:B4", "C3:C4"))
    result = read(path)
    assert result.roster.assignments == expect(("001", 1, "A"), ("E5", 1, "8"))
    assert str(result.where["E5", FIRST]) == "r.xlsx:Sheet!D7"
    assert [note.code for note in result.notes] == ["roster.grid.people-missing"]


def test_a_grid_without_a_name_head_and_on_the_second_sheet(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "r.xlsx", [["", "组", *DAYS], ["001", "甲", *month((1, "A"))], ["李伟 E4", "乙"]][:2])
    book = openpyxl.load_workbook(path)
    cover = book.create_sheet("封面", 0)
    cover["A1"] = "排班说明"
    book.save(path)
    assert read(path).roster.assignments == expect(("001", 1, "A"))


def test_a_period_from_the_26th(tmp_path: Path) -> None:
    case = plain(first=date(2026, 9, 26), end=date(2026, 10, 26), calendar=Calendar(period_start=26))
    numbers = [*range(26, 31), *range(1, 26)]
    path = as_csv(tmp_path / "r.csv", [["姓名", *numbers], ["王小明", "A", *[""] * 28, "N"]])
    days = [item.date for item in read(path, case).roster.assignments]
    assert days == [date(2026, 9, 26), date(2026, 10, 25)]


def test_shift_codes_that_look_like_days(tmp_path: Path) -> None:
    case = plain(shifts=tuple(Shift(str(n), f"班{n}", (Span(480, 960),)) for n in range(1, 32)))
    path = as_xlsx(tmp_path / "r.xlsx", [["姓名", *DAYS], ["王小明", *DAYS]])
    assert [item.shift for item in sorted(read(path, case).roster.assignments, key=lambda a: a.date)] == [
        str(day) for day in DAYS
    ]


def test_a_part_of_the_month_is_told(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "r.csv", [["姓名", "10/1", "10/2"], ["王小明", "A", "A"]])
    notes = {note.code: note for note in read(path).notes}
    missing = notes["roster.grid.days-missing"].values["dates"]
    assert isinstance(missing, tuple)
    assert len(missing) == 29
    assert all(problem_line(note, lang) for note in notes.values() for lang in LANGS)


def test_a_form_with_31_columns_for_a_shorter_month(tmp_path: Path) -> None:
    case = plain(first=date(2026, 11, 1), end=date(2026, 12, 1))
    path = as_csv(tmp_path / "r.csv", [["姓名", *DAYS], ["王小明", *month((30, "A"))]])
    assert read(path, case).roster.assignments[0].date == date(2026, 11, 30)


def test_a_mapping_of_own_words(tmp_path: Path) -> None:
    rows = [["姓名", *DAYS], ["王小明", *month((1, "白"), (2, "年假"), (3, "通"), (4, "A"))]]
    path = as_csv(tmp_path / "r.csv", rows)
    result = read(path, mapping={"白": "A", "年假": "OFF", "通": "早班+N", "A": "8"})
    assert result.roster.assignments == expect(("001", 1, "A"), ("001", 3, "A"), ("001", 3, "N"), ("001", 4, "8"))


def test_a_mapping_to_nothing(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "r.csv", [["姓名", *DAYS], *BODY])
    with pytest.raises(UsageError) as caught:
        read(path, mapping={"白": "X"})
    assert all("白" in error_text(caught.value, lang) for lang in LANGS)


def test_posts(tmp_path: Path) -> None:
    path = as_csv(
        tmp_path / "r.csv", [["姓名", *DAYS], ["王小明", *month((1, "D/gate"), (2, "夜班"), (3, "白班／desk"))]]
    )
    found = read(path, desk()).roster.assignments
    assert found == (work("001", 1, "D", "gate"), work("001", 2, "N", "gate"), work("001", 3, "D", "desk"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_csv_that_show_writes_comes_back(tmp_path: Path, lang: Any, encoding: str) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(grid_csv(lay_out(desk(), sample()), lang).encode(encoding))
    result = read_sheet_file(path, desk())
    bare = tuple(Assignment(a.employee, a.date, a.shift, a.post) for a in sample().assignments)
    assert result.roster.assignments == bare
    assert result.notes == ()


TWINS = (*STAFF, Employee("E7", "王小明"))
BAD: list[tuple[str, str | None, Rows]] = [
    ("roster.grid.no-dates", "A1", [["姓名", "一", "二"], ["王小明", "A", "A"]]),
    ("roster.grid.no-people", "A1", [["谁", *DAYS], ["某人", *month((1, "A"))]]),
    ("roster.grid.outside", "B1", [["姓名", "2026-09-30", "2026-10-01"], ["王小明", "A", "A"]]),
    ("roster.grid.outside", "AF1", [["姓名", *range(1, 31), "11/1"], ["王小明", *month((31, "A"))]]),
    ("roster.grid.date-twice", "C1", [["姓名", "10/1", "10月1日", "10/2"], ["王小明", "A", "A", "A"]]),
    ("roster.grid.person-unknown", "A2", [["姓名", *DAYS], ["张三", *month((1, "A"))]]),
    ("roster.grid.person-unknown.near", "A2", [["姓名", *DAYS], ["欧阳娜", *month((1, "A"))]]),
    ("roster.grid.name-ambiguous", "A2", [["姓名", *DAYS], ["李伟", *month((1, "A"))]]),
    ("roster.grid.person-twice", "A3", [["姓名", *DAYS], ["王小明", *month()], ["王 小明", *month()]]),
    ("roster.grid.row-nobody", "B2", [["姓名", *DAYS], ["", *month((1, "A"))], ["王小明", *month()]]),
    ("roster.grid.code-unknown", "B2", [["姓名", *DAYS], ["王小明", *month((1, "Q"), (2, "Q"))]]),
    ("roster.grid.code-unknown.near", "B2", [["姓名", *DAYS], ["王小明", *month((1, "B11"))]]),
    ("roster.grid.code-ambiguous", "B2", [["姓名", *DAYS], ["王小明", *month((1, "晚班"))]]),
]


@pytest.mark.parametrize(("code", "cell", "rows"), BAD, ids=[f"{code}-{n}" for n, (code, _, _) in enumerate(BAD)])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_complaint_has_its_cell_and_both_languages(
    tmp_path: Path, code: str, cell: str | None, rows: Rows, kind: str
) -> None:
    path = as_csv(tmp_path / "r.csv", rows) if kind == "csv" else as_xlsx(tmp_path / "r.xlsx", rows)
    with pytest.raises(InputError) as caught:
        read(path)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place and problem.place.cell) == (code, cell)
    for lang in LANGS:
        assert "{" not in problem_line(problem, lang)


@pytest.mark.parametrize(("word", "code"), [("D", "roster.grid.post-needed"), ("N/desk", "roster.grid.post-wrong")])
def test_complaints_about_posts(tmp_path: Path, word: str, code: str) -> None:
    path = as_csv(tmp_path / "r.csv", [["姓名", *DAYS], ["王小明", *month((1, word))]])
    with pytest.raises(InputError) as caught:
        read(path, desk())
    assert [problem.code for problem in caught.value.problems] == [code]
    assert all("gate" in problem_line(caught.value.problems[0], lang) for lang in LANGS)


def test_an_id_with_another_name_is_told(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "r.csv", [["工号", "姓名", *DAYS], ["E4", "李玮", *month((1, "A"))]])
    result = read(path)
    assert result.roster.assignments == expect(("E4", 1, "A"))
    assert result.notes[0].code == "roster.grid.name-differs"
    assert all("李玮" in problem_line(result.notes[0], lang) for lang in LANGS)


def test_everything_unknown_in_one_go(tmp_path: Path) -> None:
    rows = [
        ["工号", "姓名", *DAYS],
        ["001", "王小明", *month((1, "Q"), (2, "Z"), (3, "Q"))],
        ["E9", "", *month((1, "A"))],
        ["", "李伟", *month((1, "A"))],
        ["E2", "", *month((5, "Q"), (6, "年假"))],
        ["e2", "", *month()],
    ]
    with pytest.raises(InputError) as caught:
        read(as_csv(tmp_path / "r.csv", rows))
    found = {problem.code for problem in caught.value.problems}
    assert found == {
        "roster.grid.person-unknown",
        "roster.grid.name-ambiguous",
        "roster.grid.person-twice",
        "roster.grid.code-unknown",
    }
    unknown = [problem for problem in caught.value.problems if problem.code == "roster.grid.code-unknown"]
    assert [(p.values["read"], p.values["cells"]) for p in unknown] == [
        ("Q", ("C2", "E2", "G5")),
        ("Z", ("D2",)),
        ("年假", ("H5",)),
    ]


def test_a_cell_with_an_error_is_no_day_off(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "r.xlsx", [["姓名", *DAYS], ["王小明", *month((1, "A"), (2, "#REF!"))]])
    with pytest.raises(InputError) as caught:
        read(path)
    assert [problem.values["read"] for problem in caught.value.problems] == ["#REF!"]


def test_a_date_merged_over_two_columns(tmp_path: Path) -> None:
    rows = [["姓名", "10/1", "", "10/2"], ["王小明", "A", "N", "A"]]
    with pytest.raises(InputError) as caught:
        read(as_xlsx(tmp_path / "r.xlsx", rows, ("B1:C1",)))
    assert [problem.code for problem in caught.value.problems] == ["roster.grid.date-twice"]


def test_files_that_are_no_grids(tmp_path: Path) -> None:
    cases: list[tuple[str, bytes, str]] = [
        ("a.csv", b"", "input.empty"),
        ("b.csv", b"\x00\x01\x02,\x03" * 50, "input.binary"),
        ("c.csv", b"a,b\n" * 20_001, "roster.file.too-long"),
        ("d.xlsx", b"no zip", "input.not-xlsx"),
    ]
    for name, data, code in cases:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError) as caught:
            read(tmp_path / name)
        assert caught.value.problems[0].code == code
        assert all(problem_line(caught.value.problems[0], lang) for lang in LANGS)
    for name in ("none.csv", "none.xlsx"):
        with pytest.raises(InputError) as caught:
            read(tmp_path / name)
        assert caught.value.problems[0].code == "roster.file.unreadable"


def test_a_workbook_that_is_broken_inside(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "r.xlsx", [["姓名", *DAYS], *BODY])
    import zipfile

    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "broken.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    with pytest.raises(InputError) as caught:
        read(tmp_path / "broken.xlsx")
    assert caught.value.problems[0].code in ("roster.file.broken", "input.not-xlsx")
    assert all(problem_line(caught.value.problems[0], lang) for lang in LANGS)


def test_a_workbook_without_a_visible_grid(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "r.xlsx", [[]])
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.problems[0].code in ("roster.grid.no-sheet", "roster.grid.no-dates")
