"""A month's way: built, exported, edited in a spreadsheet, checked, read back, published, carried into the next."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rosterctl.domain.roster import Assignment, Roster
from rosterctl.io.resources import samples
from rosterctl.services.folders import roster_folder
from rosterctl.services.month import load_month
from rosterctl.services.rosters import open_roster
from rosterctl.services.setup import POINTER
from tests.golden.transcript import lay
from tests.golden.unique import other_as_good
from tests.support.run import Ran, run

MONTH = ("--month", "2026-10")
NEXT = ("--month", "2026-11")
BUILD = ("roster", "build", "--deterministic", "20", "--as-of", "2026-09-25T09:00+08:00", "--quiet")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with October's draft; copied by the tests that write."""
    root = lay("tiny", tmp_path_factory.mktemp("built"))
    done(run([*BUILD, *MONTH], root))
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "ws"))


def done(ran: Ran, code: int = 0) -> Ran:
    assert ran.code == code, ran.err
    return ran


def assignments(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["assignments"]
    return found


def findings(root: Path, *args: str | Path, code: int = 0) -> list[dict[str, Any]]:
    ran = done(run(["roster", "check", *args, "--format", "json", "--quiet"], root), code)
    body = json.loads(ran.out)
    assert body["schema"] == "rosterctl/findings/1"
    found: list[dict[str, Any]] = body["findings"]
    return found


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def cell_of(sheet: Worksheet, who: str, day: int) -> str:
    """The cell of a person and day on the grid, found as a person would: by the id and the number of the day."""
    row = next(row[0].row for row in sheet.iter_rows() if str(row[0].value) == who)
    for cells in sheet.iter_rows(max_row=10, min_col=3):
        for cell in cells:
            if getattr(cell.value, "day", cell.value) in (day, str(day)):
                return re.sub(r"\d+", str(row), cell.coordinate)
    raise AssertionError(day)


def test_the_golden_draft_is_the_only_best_one(built: Path) -> None:
    month = load_month(built, "2026-10")
    draft = open_roster(month, "draft").roster
    assert draft.stamp is not None
    assert draft.stamp.penalty is not None
    assert other_as_good(month.case, draft, draft.stamp.penalty) is None
    assert other_as_good(month.case, draft, draft.stamp.penalty + 200) is not None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_export_and_import_lose_nothing(root: Path, lang: str) -> None:
    draft = root / "rosters/2026-10/draft.json"
    before = assignments(draft)
    done(run(["roster", "export", "book.xlsx", *MONTH], root, lang))
    draft.unlink()
    done(run(["roster", "import", "book.xlsx", *MONTH], root, "en" if lang == "zh" else "zh"))
    assert assignments(draft) == before


def test_cells_edited_by_hand_are_found_again(root: Path) -> None:
    done(run(["roster", "export", "班表.xlsx", *MONTH], root, "zh"))
    book = openpyxl.load_workbook(root / "班表.xlsx")
    sheet = sheet_of(book)
    early, gone = cell_of(sheet, "T1", 3), cell_of(sheet, "T3", 3)
    assert sheet[gone].value == "E"
    sheet[early], sheet[gone] = "Ｅ", None
    book.save(root / "班表.xlsx")
    hard = [item for item in findings(root, "班表.xlsx", *MONTH, code=1) if item["hard"]]
    assert {item["rule"] for item in hard} == {"daily-rest", "night-limit"}
    for item in hard:
        assert item["employees"] == ["T1"]
        assert [place.rpartition("!")[2] for place in item["where"]][-1] == early
        assert item["mend"]
    done(run(["roster", "check", "班表.xlsx", *MONTH, "--fail-on", "never", "--quiet"], root))
    assert findings(root, *MONTH)  # the draft itself is as it was: soft findings only, exit 0


def test_codes_of_ones_own_in_a_workbook(root: Path) -> None:
    done(run(["roster", "export", "book.xlsx", *MONTH], root))
    book = openpyxl.load_workbook(root / "book.xlsx")
    sheet = sheet_of(book)
    place = cell_of(sheet, "T3", 3)
    sheet[place] = "早早"
    book.save(root / "book.xlsx")
    before = assignments(root / "rosters/2026-10/draft.json")
    refused = done(run(["roster", "import", "book.xlsx", *MONTH], root), 4)
    assert f"!{place}: " in refused.err
    assert "--map 早早=" in refused.err
    done(run(["roster", "import", "book.xlsx", *MONTH, "--map", "早早=E"], root))
    assert assignments(root / "rosters/2026-10/draft.json") == before


def test_the_next_month_begins_where_this_one_ended(root: Path) -> None:
    done(run(["roster", "publish", *MONTH], root))
    published = json.loads((root / "rosters/2026-10/v1.json").read_text("utf-8"))
    assert published["publication"]["accepted"] is None
    nights = published["carried"]["fair-nights"]
    assert set(nights) == {"T1", "T2", "T3", "T4", "T5"}
    assert max(nights.values()) > min(nights.values())

    done(run([*BUILD, *NEXT], root))
    assert not [item for item in findings(root, *NEXT) if item["hard"]]
    november = assignments(root / "rosters/2026-11/draft.json")
    # T5 ended October with a night: the 1st is free
    assert published["assignments"][-1] == {"employee": "T5", "date": "2026-10-31", "shift": "N", "post": "desk"}
    assert not [item for item in november if (item["employee"], item["date"]) == ("T5", "2026-11-01")]
    # who had more nights has fewer now: together they are even
    totals = {who: nights[who] + sum(a["employee"] == who and a["shift"] == "N" for a in november) for who in nights}
    assert max(totals.values()) - min(totals.values()) <= max(nights.values()) - min(nights.values())

    # by hand on the 1st: the finding looks back across the month's end
    done(run(["roster", "export", "next.csv", *NEXT, "--quiet"], root))
    rows = (root / "next.csv").read_text("utf-8-sig").splitlines()
    changed = [
        ",".join([*row.split(",")[:3], "E", *row.split(",")[4:]]) if row.startswith("T5") else row for row in rows
    ]
    (root / "next.csv").write_text("\n".join(changed), "utf-8")
    hard = [
        item for item in findings(root, "next.csv", *NEXT, code=1) if item["hard"] and item["employees"] == ["T5"]
    ]
    assert {item["rule"] for item in hard} == {"daily-rest", "night-limit"}
    assert all(item["dates"] == ["2026-11-01"] and item["where"] == ["next.csv:D6"] for item in hard)


def test_without_a_published_month_nothing_is_carried(root: Path) -> None:
    done(run([*BUILD, *NEXT, "--format", "json"], root))
    alone = json.loads((root / "rosters/2026-11/draft.json").read_text("utf-8"))["stamp"]["input_hash"]
    done(run(["roster", "publish", *MONTH], root))
    done(run([*BUILD, *NEXT, "--format", "json"], root))
    assert json.loads((root / "rosters/2026-11/draft.json").read_text("utf-8"))["stamp"]["input_hash"] != alone


def test_a_new_build_begins_from_what_is_published(root: Path) -> None:
    done(run(["roster", "publish", *MONTH], root))
    before = (root / "rosters/2026-10/v1.json").read_bytes()
    done(run([*BUILD, *MONTH, "--seed", "3"], root))
    same = done(run(["roster", "diff", *MONTH, "--format", "json", "--quiet"], root))
    assert json.loads(same.out)["changes"] == []
    assert (root / "rosters/2026-10/v1.json").read_bytes() == before


JSON = [
    ("rules/1", ["rules", "list"]),
    ("rule/1", ["rules", "show", "weekly-rest"]),
    ("policy/1", ["policy", "show"]),
    ("doctor/1", ["doctor"]),
    ("init/1", ["init", "other", "--preset", "duty-24h"]),
    ("build/1", [*BUILD, *MONTH]),
    ("roster-grid/1", ["roster", "show", *MONTH]),
    ("findings/1", ["roster", "check", *MONTH]),
    ("export/1", ["roster", "export", "x.xlsx", *MONTH]),
    ("import/1", ["roster", "import", "grid.csv", *MONTH]),
    ("publish/1", ["roster", "publish", *MONTH]),
    ("roster-diff/1", ["roster", "diff", "draft", "draft", *MONTH]),
]


def test_every_command_speaks_json(root: Path) -> None:
    shutil.copy(Path(__file__).parent / "cases/show/month.csv", root / "grid.csv")
    for kind, args in JSON:
        ran = done(run([*args, "--format", "json", "--quiet"], root))
        assert json.loads(ran.out)["schema"] == f"rosterctl/{kind}"
        assert ran.err == ""


@pytest.mark.slow
@pytest.mark.parametrize("preset", ["duty-24h", "hospital-desk", "property-guard"])
def test_the_samples_build_from_a_fresh_folder(preset: str, tmp_path: Path) -> None:
    done(run(["init", "ws", "--preset", preset, "--quiet"], tmp_path))
    shipped = (samples() / preset / "policy.toml").read_text("utf-8")
    assert (tmp_path / "ws/policy.toml").read_text("utf-8") == POINTER + shipped
    ran = done(
        run(["roster", "build", "-C", "ws", *MONTH, "--time-limit", "30", "--gap", "0.3", "--quiet"], tmp_path, "zh")
    )
    assert ran.err == ""
    root = tmp_path / "ws"
    assert not [item for item in findings(root, *MONTH) if item["hard"]]
    before = assignments(root / "rosters/2026-10/draft.json")
    done(run(["roster", "export", "b.xlsx", *MONTH, "--quiet"], root, "zh"))
    done(run(["roster", "import", "b.xlsx", *MONTH, "--quiet"], root, "zh"))
    assert assignments(root / "rosters/2026-10/draft.json") == before


def test_history_that_ends_long_before_is_not_taken_for_free_days(root: Path) -> None:
    (root / "input/history.csv").write_text("employee,date,shift\nT1,2026-09-30,N\n", "utf-8")
    month = load_month(root, "2026-10")
    assert month.case.known_from < month.case.first
    assert [item.date.isoformat() for item in month.case.history] == ["2026-09-30"]
    assert not [note for note in month.warnings if note.code.startswith("month.")]

    later = load_month(root, "2026-11")  # October is a draft only: its nights are not known
    assert later.case.known_from == later.case.first
    assert later.case.history == ()
    assert [note.code for note in later.warnings] == ["month.previous-draft", "month.history-old"]
    told = done(run(["roster", "check", "cases.csv", *NEXT], with_grid(root), "en"), 1).err
    assert "The roster of 2026-10 is still a draft" in told
    assert "input/history ends on 2026-09-30 Wed, long before 2026-11-01 Sun" in told


def with_grid(root: Path) -> Path:
    (root / "cases.csv").write_text("ID,2026-11-01\nT1,E\n", "utf-8")
    return root


def test_a_folder_that_cannot_be_written_is_told(root: Path) -> None:
    refused = done(run(["init", "rosterctl.toml/new", "--preset", "duty-24h"], root), 4)
    assert "rosterctl.toml" in refused.err
    assert "Traceback" not in refused.err


def test_history_with_codes_that_are_gone_is_not_dropped_in_silence(root: Path) -> None:
    old = (Assignment("T1", date(2026, 10, day), code, "desk") for day, code in ((29, "E"), (30, "X9"), (31, "X9")))
    roster_folder(root, "2026-10").publish(Roster(date(2026, 10, 1), date(2026, 11, 1), tuple(old)))
    month = load_month(root, "2026-11")
    assert [item.shift for item in month.case.history] == ["E"]
    assert [note.code for note in month.warnings] == ["month.history-codes"]
    told = done(run(["roster", "check", "cases.csv", *NEXT], with_grid(root), "en"), 1).err
    assert "2 assignment(s) carried in have shift codes (X9; the last on 2026-10-31 Sat)" in told


def test_a_rule_that_names_a_shift_that_is_not_there_is_refused(root: Path) -> None:
    path = root / "policy.toml"
    policy = path.read_text("utf-8")
    lines = policy.count("\n") + 1
    path.write_text(
        f'{policy}\n[[rule]]\nuse = "forbidden-succession"\nafter = ["night"]\nnever = ["E", "X9"]\n', "utf-8"
    )
    refused = done(run(["roster", "check", *MONTH], root, "en"), 4)
    assert f"policy.toml:{lines + 4}: never: there is no shift X9." in refused.err
