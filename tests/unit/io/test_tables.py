"""One small table in every dress that a csv or toml file can wear."""

import tracemalloc
from pathlib import Path

import pytest

from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout, Record
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.reader import read_table

ID = Column("id", ("工号",), cells.text, required=True)
NAME = Column("name", ("姓名",), cells.text)
SKILLS = Column("skills", ("技能",), cells.items)
LAYOUT = Layout("staff", (ID, NAME, SKILLS), ignored=("base_wage",))
TEXT = "工号,姓名,技能\r\nE01,张伟,电话；导诊\r\nE02,王芳,\r\n"


def read(path: Path, limit: int = 100) -> tuple[list[Record], Problems]:
    problems = Problems(path.name)
    return list(read_table(path, LAYOUT, problems, limit=limit)), problems


def codes(problems: Problems) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place)) for problem in problems.listed()]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", ";").encode(),
        (TEXT + ",,\r\n\r\n,,\r\n").encode(),
        ("员工名册,,\r\n2026年10月,,\r\n" + TEXT).encode(),
        TEXT.replace("工号", " ＩＤ ").replace("姓名", "Name").encode(),
        TEXT.replace("工号", "工号（必填）").replace("E01", "Ｅ０１").replace("E02", "'E02").encode(),
        TEXT.replace("E01,", "备注,E01,").replace("工号,", "备注,工号,").replace("E02,", ",E02,").encode(),
        TEXT.replace("张伟", '" 张伟 "').encode(),
    ],
)
def test_one_csv_in_many_dresses(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(content)
    records, problems = read(path)
    assert codes(problems) == []
    assert [(r.get(ID), r.get(NAME), r.get(SKILLS)) for r in records] == [
        ("E01", "张伟", {"电话", "导诊"}),
        ("E02", "王芳", None),
    ]


def test_lines_are_those_of_the_editor(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text('id,name\nE01,"two\nlines"\n\nE02,x\n', "utf-8")
    records, _ = read(path)
    assert [str(record.place(ID)) for record in records] == ["staff.csv:2", "staff.csv:5"]


def test_toml(tmp_path: Path) -> None:
    path = tmp_path / "staff.toml"
    path.write_text(
        '[[staff]]\n"工号" = "E01"\nname = "张伟"\nskills = ["电话", "导诊"]\n\n[[staff]]\nid = 7\n', "utf-8"
    )
    records, problems = read(path)
    assert codes(problems) == []
    assert [(r.get(ID), r.get(NAME), r.get(SKILLS)) for r in records] == [
        ("E01", "张伟", {"电话", "导诊"}),
        ("7", None, None),
    ]
    assert str(records[0].place(SKILLS)) == "staff.toml:4"
    assert str(records[1].place()) == "staff.toml:6"
    assert str(records[1].place(NAME)) == "staff.toml:6"


def test_a_toml_array_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "staff.toml"
    path.write_text("staff = [1, 2]\n", "utf-8")
    assert codes(read(path)[1]) == [("input.toml-array", "staff.toml:1")]


def test_the_limit_is_a_limit_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("id\n" + "\n".join(f"E{n}" for n in range(4)), "utf-8")
    assert codes(read(path, limit=4)[1]) == []
    records, problems = read(path, limit=3)
    assert len(records) == 3
    assert problems.partial
    assert codes(problems) == [("input.too-many-rows", "staff.csv:5")]


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(b"id\n" + b"x" * 5000)
    assert codes(read(path, limit=5)[1]) == [("input.too-large", "staff.csv")]


def test_a_line_without_end(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(b"id\n" + b"x" * 1_500_000)
    assert codes(read(path, limit=10_000)[1]) == [("input.line-too-long", "staff.csv:2")]


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert codes(read(tmp_path / "staff.csv")[1]) == [("input.unreadable", "staff.csv")]


def test_the_first_hundred_problems_are_told_and_the_others_counted(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("id,name\n" + ",x\n" * 250, "utf-8")
    found = read(path, limit=1000)[1].listed()
    assert len(found) == 101
    assert (found[-1].code, found[-1].values["count"]) == ("input.more", 150)


@pytest.mark.slow
def test_two_million_rows_are_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    block = "".join(f"{n},\n" for n in range(10_000)).encode()
    with path.open("wb") as file:
        file.write("工号,姓名\n".encode())
        for _ in range(200):
            file.write(block)
    problems = Problems(path.name)
    tracemalloc.start()
    count = sum(1 for _ in read_table(path, LAYOUT, problems, limit=20_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(problems) == [("input.too-many-rows", "staff.csv:20002")]
    assert count == 20_000
    assert peak < 2_000_000
