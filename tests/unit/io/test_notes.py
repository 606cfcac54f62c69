"""``input/notes``: notes about dates, under the roster."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rosterctl.domain.calendar import DayNote
from rosterctl.domain.roster import Roster
from rosterctl.io.inputs.notes import read_notes
from rosterctl.report.grid import grid_table
from rosterctl.report.grid_forms import grid_json
from rosterctl.report.roster_data import lay_out
from rosterctl.services.month import load_month
from rosterctl.services.setup import fresh_demo
from tests.support.small import read


def write(folder: Path, *lines: str) -> Path:
    path = folder / "notes.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_dates_and_ranges(tmp_path: Path) -> None:
    path = write(tmp_path, "日期,备注", "2026-10-01~2026-10-31,着春秋装", "2026-10-08,盘点")
    notes = read_notes(path)
    assert not notes.problems
    assert tuple(notes.values) == (
        DayNote(date(2026, 10, 1), date(2026, 10, 31), "着春秋装"),
        DayNote(date(2026, 10, 8), date(2026, 10, 8), "盘点"),
    )


def test_what_cannot_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, "日期,备注", "2026-10-31~2026-10-01,着春秋装", "2026-10-08,", "2026-10-09,ok")
    notes = read_notes(path, shown="input/notes.csv")
    assert [str(problem.place) for problem in notes.problems] == ["input/notes.csv:2", "input/notes.csv:3"]


def test_they_stand_under_the_grid() -> None:
    case, _ = read({"first": "2026-10-01", "width": 2, "staff": ["A"], "shifts": {"D": "09:00-18:00"}})
    notes = (
        DayNote(date(2026, 9, 1), date(2026, 10, 1), "summer dress"),
        DayNote(date(2026, 10, 2), date(2026, 10, 2), "stocktaking"),
    )
    object.__setattr__(case.calendar, "notes", notes)
    grid = lay_out(case, Roster(date(2026, 10, 1), date(2026, 10, 3), ()))
    assert "\n09-01 to 10-01: summer dress\n10-02: stocktaking\n" in grid_table(grid, "en")
    assert "\n09-01 至 10-01：summer dress\n10-02：stocktaking\n" in grid_table(grid, "zh")
    assert grid_json(grid)["notes"] == [
        {"first": "2026-09-01", "last": "2026-10-01", "note": "summer dress"},
        {"first": "2026-10-02", "last": "2026-10-02", "note": "stocktaking"},
    ]


def test_only_those_of_the_month(tmp_path: Path) -> None:
    root = fresh_demo(tmp_path, "hospital-desk")
    write(root / "input", "date,note", "2026-09-30,before", "2026-10-31~2026-11-02,both", "2026-11-01,after")
    assert [note.text for note in load_month(root, "2026-10").case.calendar.notes] == ["both"]
