import csv
import datetime as dt
import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rosterctl.errors import InputError, UsageError
from rosterctl.io.inputs.config import Config
from rosterctl.io.inputs.desk import PLANNED, SETTLED
from rosterctl.io.inputs.settlement import load_settlement
from rosterctl.io.inputs.workspace import find_workspace, load_config, load_inputs
from rosterctl.io.resources import samples

SAMPLES = sorted(path.parent.name for path in samples().glob("*/rosterctl.toml"))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_reads_without_a_problem(name: str) -> None:
    root = samples() / name
    inputs = load_inputs(root, load_config(root), "2026-10")
    assert inputs.employees
    assert inputs.shifts
    assert inputs.demand
    assert {problem.code for problem in inputs.warnings} <= {"warn.leaver"}
    assert set(inputs.files) == {"rosterctl.toml"} | {
        path.relative_to(root).as_posix() for path in (root / "input").iterdir() if path.stem in PLANNED
    }
    assert {path.stem for path in (root / "input").iterdir()} <= {*PLANNED, *SETTLED}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(samples() / "hospital-desk", tmp_path, dirs_exist_ok=True)
    return tmp_path


def rewrite(path: Path, kind: str) -> None:
    """The csv file as a workbook or in toml, with the same texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = [row for row in csv.reader(file) if any(row)]
    if kind == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        for row in (["标题"], head, *rows):
            sheet.append([cell or None for cell in row])
        book.save(path.with_suffix(".xlsx"))
    else:
        one = {"wishes": "wish"}.get(path.stem, path.stem.removesuffix("s"))
        lines = [
            f"{json.dumps(k)} = {json.dumps(v)}"
            for row in rows
            for k, v in zip(["#", *head], ["", *row], strict=True)
        ]
        text = "\n".join(line if not line.startswith('"#"') else f"\n[[{one}]]" for line in lines)
        path.with_suffix(".toml").write_text(text, "utf-8")
    path.unlink()


def placeless(rows: Iterable[Any]) -> list[Any]:
    return [replace(row, place=None) for row in rows]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("kind", ["xlsx", "toml", "gb18030"])
def test_the_same_tables_in_other_formats_are_the_same_input(name: str, kind: str, tmp_path: Path) -> None:
    shutil.copytree(samples() / name, tmp_path, dirs_exist_ok=True)
    for path in sorted((tmp_path / "input").glob("*.csv")):
        if kind == "gb18030":
            path.write_bytes(path.read_text("utf-8-sig").encode("gb18030"))
        else:
            rewrite(path, kind)
    one = load_inputs(samples() / name, load_config(samples() / name), "2026-10")
    other = load_inputs(tmp_path, load_config(tmp_path), "2026-10")
    for field in ("employees", "shifts", "history", "carried", "calendar"):
        assert getattr(one, field) == getattr(other, field)
    for field in ("demand", "requests", "wishes", "pins"):
        assert placeless(getattr(one, field)) == placeless(getattr(other, field))
    settled = load_settlement(samples() / name, load_config(samples() / name), "2026-10")
    again = load_settlement(tmp_path, load_config(tmp_path), "2026-10")
    assert settled.employees == again.employees
    for field in ("requests", "incidents"):
        assert placeless(getattr(settled, field)) == placeless(getattr(again, field))


def test_a_workspace_is_found_from_below(root: Path) -> None:
    assert find_workspace(root / "input") == root.resolve()
    (root / "rosterctl.toml").unlink()
    with pytest.raises(UsageError):
        find_workspace(root / "input")


def test_an_empty_config_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "rosterctl.toml").write_text("", "utf-8")
    found = load_config(tmp_path)
    assert found == Config(sha256=found.sha256)
    assert found.sha256.startswith("e3b0c442")


def test_a_config_in_chinese_words(tmp_path: Path) -> None:
    (tmp_path / "rosterctl.toml").write_text(
        'zone = "Europe/Berlin"\nlanguage = "zh"\nweek_start = "周六"\nweekend = ["周五"]\nperiod_start = 26\n'
        'posts = ["总台", "大门"]\n',
        "utf-8",
    )
    found = load_config(tmp_path)
    assert (found.zone, found.language, found.week_start, sorted(found.weekend)) == ("Europe/Berlin", "zh", 5, [4])
    assert (found.period_start, found.posts) == (26, ("总台", "大门"))


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_config(tmp_path)


def test_other_months_are_left_out(root: Path) -> None:
    (root / "input/wishes.csv").write_text("工号,日期,想要\nH01,2026-10-05,休\nH01,2026-11-05,休\n", "utf-8")
    (root / "input/pins.csv").write_text("工号,日期,班次\nH01,2026-10-31,A\nH01,2026-11-01,A\n", "utf-8")
    (root / "input/requests.csv").write_text(
        "工号,开始日期,结束日期,状态\nH01,2026-08-01,2026-08-02,已批准\nH01,2026-09-20,2026-10-01,已批准\n"
        "H01,2026-11-01,,已批准\nH01,2026-11-02,,已批准\n",
        "utf-8",
    )
    (root / "input/history.csv").write_text("工号,日期,班次\nH01,2026-09-30,A\nH01,2026-10-01,B\n", "utf-8")
    inputs = load_inputs(root, load_config(root), "2026-10")
    assert (inputs.first, inputs.end) == (dt.date(2026, 10, 1), dt.date(2026, 11, 1))
    assert [wish.date for wish in inputs.wishes] == [dt.date(2026, 10, 5)]
    assert [pin.date for pin in inputs.pins] == [dt.date(2026, 10, 31)]
    assert [request.first for request in inputs.requests] == [dt.date(2026, 9, 20), dt.date(2026, 11, 1)]
    assert [item.date for item in inputs.history] == [dt.date(2026, 9, 30)]


def test_a_payroll_month_can_begin_on_the_26th(root: Path) -> None:
    (root / "rosterctl.toml").write_text('period_start = 26\nposts = ["导诊台"]\n', "utf-8")
    inputs = load_inputs(root, load_config(root), "2026-10")
    assert (inputs.first, inputs.end) == (dt.date(2026, 9, 26), dt.date(2026, 10, 26))


def test_a_year_without_a_published_calendar_is_a_warning(root: Path) -> None:
    inputs = load_inputs(root, load_config(root), "2027-10")
    assert ("warn.provisional", 2027) in [(p.code, p.values.get("year")) for p in inputs.warnings]
    assert all(p.code != "warn.provisional" for p in load_inputs(root, load_config(root), "2026-12").warnings)


def test_the_hash_changes_with_the_content_and_with_nothing_else(root: Path) -> None:
    config = load_config(root)
    before = load_inputs(root, config, "2026-10").sha256
    assert load_inputs(root, config, "2026-10").sha256 == before
    (root / "input/~$staff.xlsx").write_bytes(b"lock")
    (root / "input/.staff.csv.swp").write_bytes(b"swap")
    assert load_inputs(root, config, "2026-10").sha256 == before
    with (root / "input/staff.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert load_inputs(root, config, "2026-10").sha256 != before
