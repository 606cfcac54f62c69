"""What a spreadsheet program makes of our workbooks: LibreOffice saves them, and we read them back.

The samples' rosters are exported in both languages, saved by LibreOffice, and read as if somebody had handed them in.
"""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rosterctl.domain.roster import Assignment
from rosterctl.services.month import load_month
from rosterctl.services.rosters import open_roster
from tests.support.clerk import AS_OF, CELLS, PUNCHES, workspace
from tests.support.run import run

pytestmark = pytest.mark.system

MONTH = ("--month", "2026-10")
SAMPLES = (
    "call-centre", "duty-24h", "hospital-desk", "mall-desk", "office-weekday", "online-store", "property-desk",
    "property-guard", "service-window", "six-day-rotating", "split-weekday",
)  # fmt: skip
"""All but telecom-hotline, whose roster takes a minute to plan."""
LANGS = ("zh", "en")


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


def saved(files: list[Path], profile: Path, folder: Path) -> None:
    """Let LibreOffice open the workbooks and save them as .xlsx in ``folder``."""
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice is missing: install libreoffice-calc"
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run([*command, "--outdir", folder, *files], capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    assert all((folder / file.name).is_file() for file in files), done.stderr


def exported(name: str, base: Path) -> Path:
    """A sample with a draft of its roster, and ``zh.xlsx`` and ``en.xlsx`` beside it."""
    for args, where in (
        (["init", name, "--preset", name, "--quiet"], base),
        (
            ["roster", "build", *MONTH, "--time-limit", "20", "--as-of", "2026-09-25T09:00+08:00", "--quiet"],
            base / name,
        ),
        *((["roster", "export", *MONTH, f"{lang}.xlsx", "--lang", lang, "--quiet"], base / name) for lang in LANGS),
    ):
        done = run(args, where)
        assert done.code == 0, done.err
    return base / name


def assignments(root: Path, which: str) -> list[Assignment]:
    found = open_roster(load_month(root, "2026-10"), which).roster.assignments
    return sorted(found, key=lambda one: (one.date, one.employee, one.shift, one.post))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_roster_comes_back_without_loss(name: str, profile: Path, tmp_path: Path) -> None:
    root = exported(name, tmp_path)
    back = tmp_path / "back"
    saved([root / f"{lang}.xlsx" for lang in LANGS], profile, back)
    planned = assignments(root, "draft")
    assert planned
    for lang in LANGS:
        assert assignments(root, str(back / f"{lang}.xlsx")) == planned


def test_what_somebody_edits_is_all_that_changes(profile: Path, tmp_path: Path) -> None:
    """The sheet is saved, a shift is taken out, and it is saved again."""
    root = exported("hospital-desk", tmp_path)
    once, twice = tmp_path / "once", tmp_path / "twice"
    saved([root / "zh.xlsx"], profile, once)
    before = assignments(root, "draft")
    gone = next(one for one in before if one.shift == "A" and one.date == date(2026, 10, 12))
    book = openpyxl.load_workbook(once / "zh.xlsx")
    cell = cell_of(book.worksheets[0], gone.employee, gone.date)
    assert cell.value == "A"
    cell.value = None
    book.save(once / "zh.xlsx")
    saved([once / "zh.xlsx"], profile, twice)
    assert assignments(root, str(twice / "zh.xlsx")) == [one for one in before if one != gone]


def cell_of(sheet: Any, employee: str, on: date) -> Any:
    """The cell of a person and a date, found by what stands at the head of its row and of its column."""
    rows = [row for row in sheet.iter_rows() if employee in [cell.value for cell in row[:2]]]
    midnight = datetime.combine(on, time())
    heads = [cell.column for row in sheet.iter_rows(max_row=8) for cell in row if cell.value == midnight]
    assert len(rows) == 1
    return sheet.cell(rows[0][0].row, heads[0])


@pytest.mark.parametrize("lang", LANGS)
def test_the_payroll_s_sums_are_what_libreoffice_reckons(lang: str, profile: Path, tmp_path: Path) -> None:
    """The values that we have written beside the formulas are taken out, so that LibreOffice has to work them out."""
    root = workspace(tmp_path / "clerk", CELLS, PUNCHES)
    ours = root / "pay.xlsx"
    done = run(["pay", "run", *MONTH, "--as-of", AS_OF, "--xlsx", str(ours), "--quiet"], root, lang)
    assert done.code == 0, done.err
    bare = tmp_path / "bare" / "pay.xlsx"
    bare.parent.mkdir()
    openpyxl.load_workbook(ours).save(bare)
    saved([bare], profile, tmp_path / "back")
    wanted, found = (openpyxl.load_workbook(path, data_only=True) for path in (ours, tmp_path / "back" / "pay.xlsx"))
    formulas = openpyxl.load_workbook(ours)
    assert found.sheetnames == wanted.sheetnames
    reckoned = 0
    for name in wanted.sheetnames:
        for row in formulas[name].iter_rows():
            for cell in row:
                theirs, expected = found[name][cell.coordinate].value, wanted[name][cell.coordinate].value
                if cell.data_type == "f":
                    reckoned += 1
                    assert round(theirs, 2) == expected
                else:
                    assert (theirs or "") == (expected or "")
    assert reckoned > 20
