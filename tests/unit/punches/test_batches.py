"""Batches: idempotent, immutable, whole or not at all; nothing is lost and nothing stored twice."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.domain.people import Employee
from rosterctl.domain.punches import PunchQuery
from rosterctl.errors import InputError, UsageError
from rosterctl.io.punches.people import People
from rosterctl.io.punches.read import KEY, Settings, read_punches
from rosterctl.io.punches.store import PunchStore
from rosterctl.messages import problem_line
from rosterctl.services.punches import Imported, import_punches, list_punches
from tests.support.desk import CALM

AS_OF = "2026-11-01T09:00:00+08:00"
STAFF = "工号,姓名,打卡号\nH01,陈思远,101\nH02,李佳怡,102\nH03,王梓涵,103\n"


def workspace(root: Path, zone: str = "Asia/Shanghai", staff: str = STAFF) -> Path:
    (root / "input").mkdir(parents=True, exist_ok=True)
    (root / "rosterctl.toml").write_text(f'zone = "{zone}"\n', "utf-8")
    (root / "input/staff.csv").write_text(staff, "utf-8")
    return root


def log(root: Path, name: str, *rows: tuple[int, str]) -> Path:
    path = root / name
    path.write_text("".join(f"{pin:>9}\t{time}\t1\t0\t1\t0\n" for pin, time in rows), "utf-8")
    return path


def take(root: Path, *files: Path, **more: object) -> tuple[Imported, ...]:
    return import_punches(root, files, AS_OF, **more)  # type: ignore[arg-type]


def counts(item: Imported) -> tuple[int, int, int, int]:
    return item.counts.new, item.counts.repeats, item.counts.known, item.counts.unknown


ONE, TWO, THREE = (101, "2026-10-01 08:00:00"), (102, "2026-10-01 08:00:00"), (101, "2026-10-01 17:30:00")


def test_the_same_file_again_adds_nothing(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    path = log(root, "1_attlog.dat", ONE, TWO, ONE)
    (first,) = take(root, path)
    assert counts(first) == (2, 1, 0, 0)
    before = {item.name: item.read_bytes() for item in (root / "punches").iterdir()}
    (again,) = take(root, path)
    assert (counts(again), again.batch) == ((0, 1, 2, 0), None)
    copy = root / "copy.dat"
    copy.write_bytes(path.read_bytes())
    assert counts(take(root, copy)[0]) == (0, 1, 2, 0)
    assert {item.name: item.read_bytes() for item in (root / "punches").iterdir()} == before


def test_overlapping_exports_are_stored_once(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    files = log(root, "1_attlog.dat", ONE, TWO), log(root, "1_attlog(2).dat", ONE, TWO, THREE)
    first, second = take(root, *files)
    assert (counts(first), counts(second)) == ((2, 0, 0, 0), (1, 0, 2, 0))
    frame = PunchStore(root).load()
    assert frame.height == frame.n_unique(KEY) == 3
    other_device = log(root, "2_attlog.dat", ONE)
    assert counts(take(root, other_device)[0]) == (1, 0, 0, 0)


def test_punches_without_a_device_overlap_too(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    one, two = root / "a.csv", root / "b.csv"
    one.write_text("工号,时间\nH01,2026-10-01 08:00\n", "utf-8")
    two.write_text("工号,时间\nH01,2026-10-01 08:00\nH02,2026-10-01 08:00\n", "utf-8")
    assert [counts(item) for item in take(root, one, two)] == [(1, 0, 0, 0), (1, 0, 1, 0)]


def test_the_same_file_twice_in_one_call(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    path = log(root, "1_attlog.dat", ONE, TWO)
    assert [counts(item)[0] for item in take(root, path, path)] == [2, 0]


def test_a_batch_says_where_it_came_from(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (made,) = take(root, log(root, "1_attlog.dat", ONE, TWO, ONE))
    (batch,) = PunchStore(root).batches()
    assert (batch.file, batch.source, batch.format, batch.as_of) == (made.batch, "1_attlog.dat", "zk-attlog", AS_OF)
    assert batch.counts == made.counts
    assert (batch.file[:11], len(batch.sha256)) == ("2026-10-01_", 64)
    frame = PunchStore(root).load()
    assert frame.select("employee", "source", "line", "clock_id").rows() == [
        ("H01", "1_attlog.dat", 1, "101"),
        ("H02", "1_attlog.dat", 2, "102"),
    ]
    assert frame.dtypes == [pl.String, pl.Int64, *[pl.String] * 4, pl.Int32, *[pl.String] * 3]


def test_same_input_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        root = workspace(tmp_path / name)
        take(root, log(root, "1_attlog.dat", ONE, TWO, THREE))
        made += [(item.name, item.read_bytes()) for item in (root / "punches").iterdir()]
    assert made[0] == made[1]


def test_strangers_are_taken_once_the_staff_file_knows_them(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    rows = [ONE, TWO, THREE, (103, "2026-10-01 08:01:00"), (999, "2026-10-01 08:02:00")]
    path = log(root, "1_attlog.dat", *rows)
    (first,) = take(root, path)
    assert counts(first) == (4, 0, 0, 1)
    assert [(problem.code, problem.values["count"]) for problem in first.warnings] == [("punch.stranger", 1)]
    workspace(root, staff=STAFF + "H04,赵一鸣,999\n")
    (second,) = take(root, path)
    assert counts(second) == (1, 0, 4, 0)
    assert second.batch == f"{(first.batch or '').removesuffix('.parquet')}-2.parquet"
    assert counts(take(root, path)[0])[0] == 0
    assert PunchStore(root).load().height == 5


def test_an_id_that_the_file_gives_to_somebody_else(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    path = root / "a.csv"
    path.write_text(
        "部门,姓名,考勤号码,日期时间,机器号\n,陈 思远,101,2026-10-01 08:00:00,1\n,王梓涵,102,2026-10-01 08:00:00,1\n"
        ",王梓涵,102,2026-10-02 08:00:00,1\n,Wang Zihan,101,2026-10-02 08:00:00,1\n",
        "utf-8",
    )
    (made,) = take(root, path)
    assert [problem_line(problem, "en").removeprefix(str(path)) for problem in made.warnings] == [
        ':3: "102" is "王梓涵" in this file, and 李佳怡 (H02) in the staff file, as whom it was imported. '
        "Check whose id it is."
    ]
    assert made.counts.new == 4


def test_two_imports_at_once_give_each_punch_once(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    take(root, log(root, "1_attlog.dat", ONE, TWO))
    (path,) = (root / "punches").iterdir()
    shutil.copyfile(path, path.with_name("2026-10-01_other.parquet"))
    assert PunchStore(root).load().height == 2
    assert len(list(list_punches(root, PunchQuery()))) == 2


def test_one_bad_file_and_nothing_is_written(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    good, bad = log(root, "1_attlog.dat", ONE), log(root, "2_attlog.dat", (101, "2026-10-01 25:00:00"))
    worse = log(root, "3_attlog.dat", (101, "2026-02-29 08:00:00"))
    before = sorted(root.rglob("*"))
    with pytest.raises(InputError) as caught:
        take(root, good, bad, worse)
    assert [problem.code for problem in caught.value.problems] == ["punch.no-such-clock", "punch.no-such-day"]
    assert sorted(root.rglob("*")) == before


def test_a_damaged_batch_is_named(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    take(root, log(root, "1_attlog.dat", ONE))
    (path,) = (root / "punches").iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError) as caught:
        take(root, log(root, "2_attlog.dat", TWO))
    assert [(problem.code, str(problem.place)) for problem in caught.value.problems] == [
        ("punch.batch", f"punches/{path.name}")
    ]


def test_the_staff_file_is_needed(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    path = log(root, "1_attlog.dat", ONE)
    (root / "input/staff.toml").write_text("", "utf-8")
    with pytest.raises(InputError) as caught:
        take(root, path)
    assert [problem.code for problem in caught.value.problems] == ["workspace.file-twice"]
    for file in (root / "input").iterdir():
        file.unlink()
    with pytest.raises(InputError) as caught:
        take(root, path)
    assert [problem.code for problem in caught.value.problems] == ["workspace.file-missing"]


def test_list_filters_by_person_day_and_device(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    take(root, log(root, "1_attlog.dat", ONE, TWO, THREE), log(root, "2_attlog.dat", (101, "2026-10-02 00:00:00")))

    def found(**query: object) -> list[str]:
        rows = list_punches(root, PunchQuery(**query))  # type: ignore[arg-type]
        return [f"{row['employee']} {row['time']} {row['device']} {row['where']}" for row in rows]

    all_of_them = [
        "H01 2026-10-01T08:00:00+08:00 1 1_attlog.dat:1",
        "H02 2026-10-01T08:00:00+08:00 1 1_attlog.dat:2",
        "H01 2026-10-01T17:30:00+08:00 1 1_attlog.dat:3",
        "H01 2026-10-02T00:00:00+08:00 2 2_attlog.dat:1",
    ]
    assert found() == all_of_them
    assert found(employees=frozenset({"李佳怡"})) == all_of_them[1:2]
    assert found(devices=frozenset({"2"})) == all_of_them[3:]
    assert found(last=dt.date(2026, 10, 1)) == all_of_them[:3]
    assert found(first=dt.date(2026, 10, 2), employees=frozenset({"H01"})) == all_of_them[3:]
    with pytest.raises(UsageError):
        found(employees=frozenset({"nobody"}))
    assert list(list_punches(workspace(tmp_path / "new"), PunchQuery())) == []


BEGIN = dt.datetime.fromisoformat("2026-09-30")
TIMES = st.integers(0, 3 * 86_400).map(lambda seconds: BEGIN + dt.timedelta(seconds=seconds))
PUNCHES = st.lists(st.tuples(st.sampled_from((101, 102, 103)), TIMES), min_size=1, max_size=30)
PEOPLE = People([Employee(f"H{n}", f"员工{n}", clock_ids=frozenset({f"{100 + n}"})) for n in (1, 2, 3)])
SETTINGS = Settings(PEOPLE, "Asia/Shanghai", 2_000_000_000)


def content(rows: list[tuple[int, dt.datetime]]) -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        path = log(Path(folder), "1_attlog.dat", *((pin, str(when)) for pin, when in rows))
        return read_punches(path, SETTINGS).frame.drop("line")


@CALM
@given(PUNCHES, st.randoms(use_true_random=False))
def test_shuffled_and_repeated_rows_give_the_same_batch(
    rows: list[tuple[int, dt.datetime]], chance: random.Random
) -> None:
    other = [*rows, *chance.choices(rows, k=3)]
    chance.shuffle(other)
    assert content(rows).equals(content(other))


@CALM
@given(PUNCHES)
def test_no_punch_is_lost_and_none_is_invented(rows: list[tuple[int, dt.datetime]]) -> None:
    eight_hours = dt.timedelta(hours=8)
    wanted = {(f"H{pin - 100}", int((when - eight_hours).replace(tzinfo=dt.UTC).timestamp())) for pin, when in rows}
    frame = content(rows)
    assert set(frame.select("employee", "at").rows()) == wanted
    assert frame.height == len(wanted)


@CALM
@given(PUNCHES, st.data())
def test_overlapping_pieces_make_the_whole(rows: list[tuple[int, dt.datetime]], data: st.DataObject) -> None:
    """Two pieces that overlap, in either order, store what the whole file would."""
    begin = data.draw(st.integers(0, len(rows) - 1))
    end = data.draw(st.integers(begin + 1, len(rows)))
    texts = [(pin, str(when)) for pin, when in rows]
    with tempfile.TemporaryDirectory() as folder:
        root = workspace(Path(folder))
        one, two = log(root, "1_attlog.dat", *texts[:end]), log(root, "1_attlog_2.dat", *texts[begin:])
        found = take(root, *data.draw(st.permutations([one, two])))
        frame = PunchStore(root).load()
    assert frame.height == sum(item.counts.new for item in found) == len(set(texts))
    rows_read = sum(item.counts.rows for item in found)
    assert rows_read == sum(sum(counts(item)) for item in found)
