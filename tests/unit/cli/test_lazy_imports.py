"""Start-up stays light: what a command does not need is not imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rosterctl.io.resources import samples
from tests.support.clerk import AS_OF, workspace

HEAVY = ("ortools", "polars", "sqlalchemy", "pandas", "openpyxl")
SCRIPT = """
import sys
from rosterctl.cli.app import run
import os
code = run(sys.argv[1:], os.environ)
loaded = sorted({name.partition('.')[0] for name in sys.modules} & set(HEAVY))
print('LOADED', code, loaded, file=sys.stderr)
"""


def loaded(args: list[str], cwd: Path) -> str:
    script = SCRIPT.replace("HEAVY", repr(HEAVY))
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
