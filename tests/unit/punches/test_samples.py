"""Every shipped sample, row by row: ``expected/<file>.txt`` was written from the sample by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rosterctl.domain.punches import PUNCH_FORMATS
from rosterctl.io.inputs.staff import read_staff
from rosterctl.io.punches.open import open_grids
from rosterctl.io.punches.people import People
from rosterctl.io.punches.read import Found, Settings, read_punches
from rosterctl.io.punches.registry import FORMATS, detect
from rosterctl.io.resources import samples

HERE = Path(__file__).parent
FOLDER = samples() / "punch-formats"
ZONE = ZoneInfo("Asia/Shanghai")
SAMPLES = {
    "1_attlog.dat": "zk-attlog",
    "zk-attlog-serial.dat": "zk-attlog",
    "zk-export.csv": "zk-export",
    "zk-export-en.csv": "zk-export",
    "hikvision.csv": "hikvision",
    "hikvision-en.csv": "hikvision",
    "plain.csv": "plain",
    "plain.xlsx": "plain",
    "agent-log.csv": "agent-log",
    "dingtalk-raw.xlsx": "dingtalk-raw",
    "dingtalk-daily.xlsx": "dingtalk-daily",
    "dingtalk-monthly.xlsx": "dingtalk-monthly",
    "上下班打卡_日报_20261015-20261016.xlsx": "wecom-daily",
}


def settings(**changes: object) -> Settings:
    staff = read_staff(samples() / "hospital-desk/input/staff.csv").values
    until = int(dt.datetime(2026, 11, 1, tzinfo=ZONE).timestamp())
    base = {"people": People(staff), "zone": "Asia/Shanghai", "until": until}
    return Settings(**{**base, **changes})  # type: ignore[arg-type]


def lines(found: Found) -> list[str]:
    rows = found.frame.sort("line", "at").iter_rows(named=True)
    told = []
    for row in rows:
        when = dt.datetime.fromtimestamp(row["at"], ZONE)
        cells = (row["line"], row["clock_id"], row["employee"], f"{when:%m-%d %H:%M:%S}")
        more = (row["device"] or "", row["direction"] or "", row["result"] or "")
        told.append("|".join(map(str, (*cells, *more))))
    return told


def test_every_sample_is_expected_and_every_format_has_one() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SAMPLES)
    assert {path.name.removesuffix(".txt") for path in (HERE / "expected").iterdir()} == set(SAMPLES)
    assert tuple(item.NAME for item in FORMATS) == PUNCH_FORMATS
    assert set(SAMPLES.values()) == set(PUNCH_FORMATS)


@pytest.mark.parametrize("name", SAMPLES)
def test_rows_of_a_sample(name: str) -> None:
    found = read_punches(FOLDER / name, settings())
    assert lines(found) == (HERE / "expected" / f"{name}.txt").read_text("utf-8").splitlines()
    assert found.warnings == ()
    assert set(found.frame["source"]) == {name}
    assert (found.frame["sheet"].null_count() == 0) == name.endswith(".xlsx")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_recognised_as_itself_and_nothing_else(name: str) -> None:
    path = FOLDER / name
    format_, grid = detect(open_grids(path, name), name)
    assert SAMPLES[name] == format_.NAME
    claimed = {item.NAME for item in FORMATS if item.NAME != "plain" and item.claims(grid)}
    assert claimed == {SAMPLES[name]} - {"plain"}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_name_does_not_matter(name: str, tmp_path: Path) -> None:
    other = tmp_path / "x.csv"
    other.write_bytes((FOLDER / name).read_bytes())
    found = read_punches(other, settings())
    assert found.format == SAMPLES[name]
    assert found.counts == read_punches(FOLDER / name, settings()).counts


def test_counts() -> None:
    counts = read_punches(FOLDER / "1_attlog.dat", settings()).counts
    assert (counts.rows, counts.new, counts.repeats, counts.unknown, counts.blank) == (14, 13, 1, 0, 0)
    counts = read_punches(FOLDER / "dingtalk-raw.xlsx", settings()).counts
    assert (counts.rows, counts.new, counts.repeats, counts.unknown, counts.blank) == (12, 10, 0, 0, 2)


def test_notes_are_kept() -> None:
    found = read_punches(FOLDER / "plain.csv", settings())
    assert [note for note in found.frame.sort("line")["note"] if note] == ["全角", "打卡号", "姓名", "Excel 序列值"]
    found = read_punches(FOLDER / "zk-export-en.csv", settings())
    assert set(found.frame["note"]) == {"C/In", "C/Out"}
