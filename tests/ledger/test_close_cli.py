"""``pay close``, ``pay reopen``, and what other commands say of a closed month."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from rosterctl.cli.options import _login
from rosterctl.services.unrecorded import unrecorded
from tests.support.clerk import AS_OF
from tests.support.office import whole
from tests.support.run import Ran, run
from tests.support.shut import LATER, office, punch

MONTH = ("--month", "2026-10")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    office(tmp_path)
    config = tmp_path / "rosterctl.toml"
    config.write_text(
        config.read_text("utf-8") + f'[people."{_login()}"]\nemployee = "A2"\nroles = ["payroll", "keeper"]\n',
        "utf-8",
    )
    return tmp_path


def close(root: Path, *more: str, **environ: str) -> Ran:
    return run(["pay", "close", *MONTH, "--as-of", AS_OF, *more], root, **environ)


def test_closing_twice_prints_the_same_bytes(root: Path) -> None:
    assert unrecorded(root, 1, date(2026, 12, 31)) == ("2026-10",)
    first, again = close(root), close(root)
    assert unrecorded(root, 1, date(2026, 12, 31)) == ()
    assert (first.code, again.code) == (0, 0)
    assert first.out == again.out
    assert whole(root).head in first.out
    assert "2026-10 is closed (closing 1)" in first.err
    assert "had been closed by" in again.err
    zh = close(root, lang="zh")
    assert "未作任何改动" in zh.err
    told = json.loads(close(root, "--format", "json").out)
    assert told["schema"] == "rosterctl/pay-close/1"
    (one,) = told["closings"]
    assert (one["hash"], one["number"], one["lines"], one["accepted"]) == (whole(root).head, 1, 6, [])
    assert "input/staff.csv" in one["inputs"]


def test_what_is_open_is_listed_and_refused(root: Path) -> None:
    punch(root, "A3 10-20 10:00 15:00", "2_attlog.dat")
    refused = close(root)
    assert refused.code == 7
    assert refused.out == ""
    assert "1 thing(s) are open" in refused.err
    assert "[unrostered] punches outside the roster: 2026-10-20 Tue A3" in refused.err
    done = close(root, "--accept", "unrostered")
    assert done.code == 0


def test_pay_run_of_a_closed_month(root: Path) -> None:
    close(root)
    same = run(["pay", "run", *MONTH, "--as-of", LATER], root)
    assert same.code == 0
    assert "what was computed now has the hashes that were closed" in same.err
    punch(root, "A1 10-08 08:50", "2_attlog.dat", LATER)
    late = run(["pay", "run", *MONTH, "--as-of", LATER], root)
    assert late.code == 1
    assert "1 line(s) differ" in late.err
    assert "differs: A1 2026-10-08 Thu time-not-worked, closed as -3.37, now 0.00" in late.err
    assert run(["pay", "run", *MONTH, "--as-of", LATER, "--fail-on", "never"], root).code == 0
    told = json.loads(run(["pay", "run", *MONTH, "--as-of", LATER, "--format", "json"], root).out)["closed"]
    assert (told["same"], told["records_same"], len(told["changed"])) == (False, False, 1)
    assert told["differences"][0]["closed"] == "-3.37"
    for who, count in (("A1", "1 line(s) differ"), ("A2", "the amounts are the same, but the records")):
        assert count in run(["pay", "explain", who, *MONTH, "--as-of", LATER], root).err


def test_a_retro_line_names_the_rule_it_is_about(root: Path) -> None:
    from tests.support.shut import november

    close(root)
    november(root)
    punch(root, "A1 10-08 08:50", "2_attlog.dat", LATER)
    args = ["pay", "explain", "A1", "--month", "2026-11", "--as-of", LATER]
    for lang, text in (
        (
            "en",
            "since it was closed: 2026-10-08 Thu Time not worked is not paid, then -3.37, now 0.00",
        ),
        ("zh", "2026-10 封账后有变：2026-10-08"),
    ):
        told = run([*args, "--format", "csv"], root, lang=lang)
        assert text in told.out
        assert "time-not-worked: 0.00 − (-3.37) = 3.37" in told.out


def test_reopening(root: Path) -> None:
    close(root)
    assert run(["pay", "reopen", *MONTH, "--reason", " "], root).code == 2
    assert run(["pay", "reopen", *MONTH], root).code == 2
    opened = run(["pay", "reopen", *MONTH, "--reason", "漏导打卡", "--as-of", LATER], root)
    assert opened.code == 0
    assert "open again" in opened.err
    assert run(["pay", "reopen", *MONTH, "--reason", "再来"], root).code == 7
    told = run(["pay", "run", *MONTH, "--as-of", LATER], root)
    assert "closed" not in told.err
    log = run(["ledger", "log"], root).out
    assert "period closed" in log
    assert "period reopened" in log
    assert close(root).code == 0


def test_verify_and_doctor_name_a_file_that_was_changed(root: Path) -> None:
    close(root)
    assert run(["ledger", "verify"], root).code == 0
    assert run(["doctor"], root).code == 0
    version = root / "rosters/2026-10/v1.json"
    version.write_text(version.read_text("utf-8") + " ", "utf-8")
    told = run(["ledger", "verify"], root)
    assert told.code == 1
    assert "rosters/2026-10/v1.json: its bytes have not the hash" in told.out
    data = json.loads(run(["ledger", "verify", "--format", "json"], root).out)
    assert data["files"] == [{"wrong": "edited", "file": "rosters/2026-10/v1.json"}]
    assert data["whole"] is False
    doctor = run(["doctor"], root)
    assert doctor.code == 1
    assert "rosters/2026-10/v1.json" in doctor.err
