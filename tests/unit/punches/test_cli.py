"""``punch import`` and ``punch list`` as a shell calls them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from rosterctl.io.resources import samples
from tests.support.run import Ran, run

FOLDER = samples() / "punch-formats"
AS_OF = ("--as-of", "2026-11-01T09:00:00+08:00")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(samples() / "hospital-desk", tmp_path, dirs_exist_ok=True)
    return tmp_path


def take(desk: Path, *args: str | Path, lang: str = "en") -> Ran:
    return run(["punch", "import", *AS_OF, *args], desk, lang)


def test_import_all_samples_at_once_and_again(desk: Path) -> None:
    files = sorted(FOLDER.iterdir())
    first = take(desk, *files, "--format", "json")
    assert first.code == 0, first.err
    told = json.loads(first.out)
    assert told["schema"] == "rosterctl/punch-import/1"
    assert told["as_of"] == "2026-11-01T09:00:00+08:00"
    assert len(told["files"]) == len(files)
    stored = sum(item["new"] for item in told["files"])
    assert first.err == f"{stored} new punch(es), as of 2026-11-01T09:00:00+08:00.\n"
    before = {path.name: path.read_bytes() for path in (desk / "punches").iterdir()}
    again = take(desk, *files, "--format", "ndjson", "--quiet")
    assert (again.code, again.err) == (0, "")
    assert [json.loads(line)["new"] for line in again.out.splitlines()] == [0] * len(files)
    assert {path.name: path.read_bytes() for path in (desk / "punches").iterdir()} == before
    listed = run(["punch", "list", "--format", "json", "-q"], desk)
    assert len(json.loads(listed.out)["punches"]) == stored


def test_table_and_devices_in_chinese(desk: Path) -> None:
    done = take(desk, FOLDER / "1_attlog.dat", "-v", lang="zh")
    assert done.code == 0
    heads, _, row = done.out.splitlines()
    assert heads.split() == ["文件", "格式", "行数", "新增", "文件内重复", "已有", "无此人", "未打卡", "存为"]
    assert row.split()[1:8] == ["zk-attlog", "14", "13", "1", "0", "0", "0"]
    assert "设备 1 共 13 条：2026-10-09 11、2026-10-10 2" in done.err
    assert "新增 13 条打卡" in done.err


def test_a_format_may_be_named(desk: Path) -> None:
    assert take(desk, FOLDER / "1_attlog.dat", "--format", "auto").code == 0
    done = take(desk, FOLDER / "zk-export.csv", "--input-format", "zk-export", "--format", "ndjson")
    assert json.loads(done.out)["format"] == "zk-export"
    done = take(desk, FOLDER / "hikvision.csv", "--format", "zk-export")
    assert done.code == 4
    assert "the content is not of the format zk-export" in done.err
    assert take(desk, FOLDER / "hikvision.csv", "--format", "excel").code == 2


def test_strangers_end_in_exit_code_1(desk: Path) -> None:
    path = desk / "a.csv"
    rows = "".join(f"H0{n},2026-10-0{n} 08:00\n" for n in range(1, 6))
    path.write_text(f"工号,时间\n{rows}X77,2026-10-01 08:00\n", "utf-8")
    done = take(desk, "a.csv", "--format", "ndjson")
    assert done.code == 1
    assert 'a.csv:7: "X77" is nobody\'s id; 1 punch(es) were left out.' in done.err
    assert json.loads(done.out)["unknown"] == 1
    assert take(desk, "a.csv", "--fail-on", "never").code == 0
    refused = take(desk, "a.csv", "--unknown-share", "16")
    assert refused.code == 4
    assert "1 of 6 punches are nobody's, more than 16 %." in refused.err


@pytest.mark.parametrize(("lang", "word"), [("zh", "钟面"), ("en", "no time of a clock")])
def test_refused_and_nothing_written(desk: Path, lang: str, word: str) -> None:
    bad = desk / "b.csv"
    bad.write_text("工号,时间\nH01,2026-10-01 24:00\nH02,2026-02-29 08:00\n", "utf-8")
    done = take(desk, FOLDER / "1_attlog.dat", "b.csv", lang=lang)
    assert (done.code, done.out) == (4, "")
    assert len(done.err.splitlines()) == 3
    assert done.err.startswith("b.csv:2: ")
    assert word in done.err
    assert not (desk / "punches").exists()


def test_list(desk: Path) -> None:
    take(desk, FOLDER / "1_attlog.dat", FOLDER / "plain.xlsx")
    table = run(["punch", "list", "--employee", "H01", "--day", "2026-10-09"], desk)
    assert table.code == 0
    assert [line.split()[:3] for line in table.out.splitlines()[2:]] == [
        ["H01", "陈思远", "2026-10-09T07:52:11+08:00"],
        ["H01", "陈思远", "2026-10-09T12:01:15+08:00"],
    ]
    assert table.err == "2 punch(es).\n"
    rows = run(
        ["punch", "list", "--from", "2026-10-13", "--to", "2026-10-13", "--device", "A", "--format", "csv"], desk
    )
    found = list(csv.DictReader(io.StringIO(rows.out)))
    assert [row["where"] for row in found] == [
        "plain.xlsx:打卡!2",
        "plain.xlsx:打卡!3",
        "plain.xlsx:打卡!7",
        "plain.xlsx:打卡!8",
    ]
    lines = run(["punch", "list", "--device", "B", "--format", "ndjson"], desk).out.splitlines()
    assert {json.loads(line)["device"] for line in lines} == {"B"}


def test_list_asked_wrongly(desk: Path) -> None:
    assert run(["punch", "list", "--day", "2026-10-01", "--to", "2026-10-02"], desk).code == 2
    wrong = run(["punch", "list", "--day", "1 October"], desk)
    assert wrong.code == 2
    assert "write it like 2026-10-01" in wrong.err
    nobody = run(["punch", "list", "--employee", "X"], desk)
    assert nobody.code == 2
    assert "'X' is not in the staff file" in nobody.err


def test_a_file_that_is_not_there(desk: Path) -> None:
    assert take(desk, "absent.csv").code == 2
    assert take(desk).code == 2


def test_the_number_of_threads_does_not_show(desk: Path) -> None:
    rows = "".join(
        f"H{n % 12 + 1:02d},2026-10-{n % 31 + 1:02d} {n % 24:02d}:{n % 60:02d}:{n % 59:02d}\n" for n in range(9000)
    )
    (desk / "a.csv").write_text(f"工号,时间\n{rows}", "utf-8")
    made = set()
    for threads in ("1", "4"):
        done = run(["punch", "import", *AS_OF, "a.csv", "-q"], desk, POLARS_MAX_THREADS=threads)
        assert done.code == 0
        (path,) = (desk / "punches").iterdir()
        made.add(path.read_bytes())
        path.unlink()
    assert len(made) == 1
