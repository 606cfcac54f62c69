"""Start-up stays light: what a command does not need is not imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rosterctl.cli.options import _login
from rosterctl.io.resources import samples
from rosterctl.ledger.store import open_ledger
from tests.support.clerk import AS_OF, workspace
from tests.support.office import filed, office
from tests.support.requests import ask

HEAVY = ("ortools", "polars", "sqlalchemy", "alembic", "pandas", "openpyxl")
SCRIPT = """
import sys
from rosterctl.cli.app import run
import os
code = run(sys.argv[1:], os.environ)
loaded = sorted({name.partition('.')[0] for name in sys.modules} & set(HEAVY))
print('LOADED', code, loaded, file=sys.stderr)
"""


def loaded(args: list[str], cwd: Path, wanted: tuple[str, ...] = HEAVY) -> str:
    script = SCRIPT.replace("HEAVY", repr(wanted))
    done = subprocess.run(
        [sys.executable, "-c", script, *args], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["roster", "--help"],
        ["roster", "build", "--help"],
        ["rules", "list"],
        ["attend", "--help"],
        ["attend", "run", "--help"],
        ["pay", "explain", "--help"],
        ["demo", "--help"],
        ["request", "file", "--help"],
        ["ledger", "verify", "--help"],
    ],
)
def test_help_imports_nothing_heavy(args: list[str], tmp_path: Path) -> None:
    assert loaded(args, tmp_path) == "LOADED 0 []"


def test_check_does_not_import_the_solver(tmp_path: Path) -> None:
    book = tmp_path / "grid.csv"
    book.write_text("工号,2026-10-01\nH01,A\n", "utf-8")
    root = samples() / "hospital-desk"
    args = ["roster", "check", "-C", str(root), "--month", "2026-10", str(book)]
    assert loaded(args, tmp_path) == "LOADED 1 []"


def test_settling_does_not_import_the_solver(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D", "A1 10-08 08:55 18:00")
    args = ["pay", "run", "-C", str(root), "--month", "2026-10", "--as-of", AS_OF]
    assert loaded(args, tmp_path) == "LOADED 0 ['polars']"


def test_listing_requests_imports_no_migrations_and_no_punches(tmp_path: Path) -> None:
    (tmp_path / "rosterctl.toml").write_text("", "utf-8")
    open_ledger(tmp_path / "rosterctl.db").close()
    assert loaded(["request", "list", "-C", str(tmp_path)], tmp_path) == "LOADED 0 ['sqlalchemy']"


def test_deciding_imports_no_punches(tmp_path: Path) -> None:
    root = office(tmp_path)
    person = f'[people."{_login()}"]\nemployee = "L1"\n'
    (root / "rosterctl.toml").write_text((root / "rosterctl.toml").read_text("utf-8") + person, "utf-8")
    filed(root, ask(reason="x"))
    assert (
        loaded(["request", "approve", "Q1", "-C", str(root)], tmp_path, (*HEAVY, "numpy"))
        == "LOADED 0 ['sqlalchemy']"
    )
