"""``punch import`` of files that cannot be taken, as a shell sees it: exit code 4, file and line of each problem, the
problems of all files at once, and nothing written, not even of the good file beside them.

The wording of each message stands in ``refused/``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rosterctl.io.resources import samples
from tests.support.run import Ran, run

FOLDER = samples() / "punch-formats"
GOOD = "打卡.csv"
HEAD = "工号,时间\n"
LOG = "".join(f"{pin:>9}\t2026-10-09 0{pin - 95}:00:00\t1\t0\t1\t0\n" for pin in (101, 102, 103, 104))


def rows(*lines: str) -> bytes:
    return "".join([HEAD, *(f"{line}\n" for line in lines)]).encode()


CASES: dict[str, tuple[str, bytes, list[str]]] = {
    # the last line of a log ends after its date
    "truncated": ("a.dat", LOG[:-18].encode(), ["a.dat:4: "]),
    "truncated in the middle of a character": ("a.csv", rows("陈思远,2026-10-09 08:00")[:-19], ["a.csv:2: "]),
    "truncated workbook": ("a.xlsx", (FOLDER / "dingtalk-raw.xlsx").read_bytes()[:4000], ["a.xlsx: "]),
    "mixed encodings": (
        "a.csv",
        rows("陈思远,2026-10-09 08:00") + "李佳怡,2026-10-09 08:01\n".encode("gb18030"),
        ["a.csv:3: "],
    ),
    # --as-of is 2026-11-01 09:00:00: that very second has happened
    "yet to come": (
        "a.csv",
        rows("H01,2026-11-01 09:00:00", "H01,2026-11-01 09:00:01", "H02,2027-10-09 08:00"),
        ["a.csv:3: ", "a.csv:4: "],
    ),
    # 2 of 9 are 22 %, and 20 % is the limit
    "unknown ids beyond the share": (
        "a.csv",
        rows(*(f"H0{n},2026-10-09 08:00" for n in range(1, 8)), "X1,2026-10-09 08:00", "X2,2026-10-09 08:00"),
        ["a.csv: ", "a.csv:9: ", "a.csv:10: "],
    ),
    "24:00": ("a.csv", rows("H01,2026-10-09 24:00", "H02,2026-10-09 24:00:00"), ["a.csv:2: ", "a.csv:3: "]),
    "29 February of a common year": ("a.csv", rows("H01,2024-02-29 08:00", "H01,2026-02-29 08:00"), ["a.csv:3: "]),
    "several in one file": (
        "a.csv",
        rows("H01,2026-10-09 24:00", "H01,2026-10-09 08:00", "H02,soon", ",2026-10-09 08:00", "H03,2026-02-29 08:00"),
        ["a.csv:2: ", "a.csv:4: ", "a.csv:5: ", "a.csv:6: "],
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(samples() / "hospital-desk", tmp_path, dirs_exist_ok=True)
    (tmp_path / GOOD).write_bytes(rows("H01,2026-10-09 08:00", "H02,2026-10-09 08:01"))
    return tmp_path


def take(desk: Path, *files: str, lang: str = "en") -> Ran:
    return run(["punch", "import", "--as-of", "2026-11-01T09:00:00+08:00", *files], desk, lang)


def tree(root: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


def begins(err: str, wanted: list[str]) -> bool:
    """Whether each problem stands on a line that begins with its place, and the last line counts them."""
    *lines, total = err.splitlines()
    return (
        total.startswith(f"{len(wanted)} ")
        and [line[: len(w)] for line, w in zip(lines, wanted, strict=True)] == wanted
    )


@pytest.mark.parametrize("case", CASES)
def test_refused(case: str, desk: Path) -> None:
    name, content, wanted = CASES[case]
    (desk / name).write_bytes(content)
    before = tree(desk)
    done = take(desk, GOOD, name)
    assert (done.code, done.out) == (4, "")
    assert begins(done.err, wanted), done.err
    assert tree(desk) == before


def test_all_files_are_told_at_once(desk: Path) -> None:
    names, wanted = [], []
    for number, (name, content, places) in enumerate(CASES.values()):
        other = f"{number}{name}"
        (desk / other).write_bytes(content)
        names.append(other)
        wanted += [f"{number}{place}" for place in places]
    before = tree(desk)
    done = take(desk, *names, GOOD)
    assert (done.code, done.out) == (4, "")
    assert begins(done.err, wanted), done.err
    assert tree(desk) == before


def test_the_good_file_alone_is_taken(desk: Path) -> None:
    assert take(desk, GOOD).code == 0
    assert len(list((desk / "punches").iterdir())) == 1


def test_a_bad_staff_file_stops_an_import(desk: Path) -> None:
    """A negative wage is no matter of punches, and still the file is not half believed."""
    staff = desk / "input/staff.csv"
    staff.write_text(staff.read_text("utf-8-sig").replace(",7800,", ",-7800,"), "utf-8")
    before = tree(desk)
    done = take(desk, GOOD)
    assert (done.code, done.out) == (4, "")
    assert begins(done.err, ["input/staff.csv:2: "]), done.err
    assert tree(desk) == before
