"""W2 (客户服务中心服务规范 二.3): dress by season, told under the roster of each month."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from rosterctl.cli.app import run
from rosterctl.io.inputs.notes import read_notes
from rosterctl.io.pages.clauses import clauses
from rosterctl.io.resources import samples

SAMPLE = clauses()["W2"].sample or ""

# the clause, month by month: summer May to September (May in long sleeves), spring and autumn, winter
WORN = {
    "2026-05": "着长袖夏装",
    **{f"2026-{month:02}": "着夏装" for month in (6, 7, 8, 9)},
    "2026-10": "着春秋装",
    **{f"2026-{month:02}": "着冬装" for month in (11, 12)},
    **{f"2027-{month:02}": "着冬装" for month in (1, 2, 3)},
    "2027-04": "着春秋装",
}


@pytest.mark.parametrize(("month", "worn"), WORN.items())
def test_the_sample_says_what_is_worn_on_every_date(month: str, worn: str) -> None:
    notes = read_notes(samples() / SAMPLE).values
    on = dt.date.fromisoformat(f"{month}-01")
    while f"{on:%Y-%m}" == month:
        assert [note.text for note in notes if note.first <= on <= note.last] == [worn], on
        on += dt.timedelta(days=1)


def test_it_stands_under_the_roster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "window"
    shutil.copytree(samples() / SAMPLE.partition("/")[0], root)
    people = [line.split(",")[0] for line in (root / "input/staff.csv").read_text("utf-8-sig").splitlines()[1:]]
    grid = tmp_path / "grid.csv"
    grid.write_text("工号,2026-10-01\n" + f"{people[0]},\n", "utf-8")
    run(["roster", "check", "-C", str(root), "--month", "2026-10", str(grid), "--fail-on", "never"], {})
    run(["roster", "show", "-C", str(root), "--month", "2026-10", str(grid), "--lang", "zh"], {})
    assert "着春秋装" in capsys.readouterr().out
