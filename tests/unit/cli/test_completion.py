"""Tab: what the shell is offered, by the real program, and in a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.golden.transcript import lay
from tests.support.run import run


def offers(root: Path, line: str) -> list[str]:
    """What bash would be given for the last word of a line."""
    words = line.split(" ")
    environ = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_ROSTERCTL_COMPLETE": "bash_complete"}
    done = run([], root, **environ)
    assert done.err == ""
    return [item.partition(",")[2] for item in done.out.split()]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rosterctl roster pub", ["publish"]),
        ("rosterctl attend show T", ["T1", "T2", "T3", "T4", "T5"]),
        ("rosterctl roster export --employee T3", ["T3"]),
        ("rosterctl roster show --month 2020-0", ["2020-02"]),
        ("rosterctl roster show --month 2020-02 ", ["draft", "latest", "v1"]),
        ("rosterctl roster import --map early=", ["early=E", "early=N"]),
        ("rosterctl rules show weekly-", ["weekly-rest"]),
        ("rosterctl init x --preset hosp", ["hospital-desk"]),
        ("rosterctl roster show --format m", ["markdown"]),
    ],
)
def test_offers(line: str, expected: list[str], tmp_path: Path) -> None:
    root = lay("tiny", tmp_path)
    for name in ("draft", "v1"):
        path = root / f"rosters/2020-02/{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    assert offers(root, line) == expected


def test_nothing_is_offered_where_nothing_is_known(tmp_path: Path) -> None:
    """No workspace; then one whose staff file cannot be read."""
    assert offers(tmp_path, "rosterctl attend show ") == []
    root = lay("tiny", tmp_path)
    (root / "input/staff.csv").write_text("nonsense\n", "utf-8")
    assert offers(root, "rosterctl attend show ") == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_call_the_program(shell: str, tmp_path: Path) -> None:
    done = run(["completion", shell], tmp_path)
    assert done.code == 0
    assert f"_ROSTERCTL_COMPLETE={shell}_complete" in done.out


def test_in_a_real_bash(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    root = lay("tiny", tmp_path)
    script = (
        'eval "$(rosterctl completion bash)"; COMP_WORDS=(rosterctl attend show T); COMP_CWORD=3; '
        '_rosterctl_completion rosterctl; echo "${COMPREPLY[@]}"; complete -p rosterctl'
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "-c", script], cwd=root, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[0] == "T1 T2 T3 T4 T5"
    assert "-F _rosterctl_completion rosterctl" in done.stdout
