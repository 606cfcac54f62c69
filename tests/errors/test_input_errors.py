"""One folder for each way in which input can be wrong: its files laid over ``_base``, and the messages in both
languages in ``expected.txt``. To add one: make the folder, run with ``UPDATE_EXPECTED=1``, read what it says."""

import os
import shutil
from pathlib import Path

import pytest

from rosterctl.errors import InputError, Problem, UsageError
from rosterctl.io.inputs.workspace import find_workspace, load_config, load_inputs
from rosterctl.messages import LANGS, error_text, problem_line

HERE = Path(__file__).parent / "input"
CASES = sorted(folder.name for folder in HERE.iterdir() if not folder.name.startswith("_"))


def lay(case: str, root: Path) -> None:
    """The base workspace in ``root``, with the case's files in place of those of the same name."""
    shutil.copytree(HERE / "_base", root, dirs_exist_ok=True)
    for path in (HERE / case).rglob("*"):
        target = root / path.relative_to(HERE / case)
        if path.is_file() and path.name not in ("expected.txt", "absent.txt"):
            for old in target.parent.glob(f"{target.stem}.*"):
                if not (HERE / case / old.relative_to(root)).exists():
                    old.unlink()
            shutil.copyfile(path, target)
    absent = HERE / case / "absent.txt"
    for name in absent.read_text("utf-8").split() if absent.exists() else ():
        (root / name).unlink()


def problems(root: Path, month: str = "2026-10") -> tuple[Problem, ...]:
    try:
        return load_inputs(root, load_config(root), month).warnings
    except InputError as error:
        return error.problems


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path) -> None:
    lay(case, tmp_path)
    before = sorted(tmp_path.rglob("*"))
    found = problems(tmp_path)
    told = "".join(f"{problem_line(problem, lang)}\n" for lang in LANGS for problem in found)
    expected = HERE / case / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")
    assert sorted(tmp_path.rglob("*")) == before


def test_the_base_has_no_problem(tmp_path: Path) -> None:
    shutil.copytree(HERE / "_base", tmp_path, dirs_exist_ok=True)
    assert problems(tmp_path) == ()


def test_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        find_workspace(tmp_path)
    assert caught.value.code == "workspace.not-found"
    assert "rosterctl init" in error_text(caught.value, "en")
    assert str(tmp_path) in error_text(caught.value, "zh")


@pytest.mark.parametrize("month", ["2026-13", "202610", "2026-1", "1926-10", ""])
def test_no_month(month: str, tmp_path: Path) -> None:
    lay(CASES[0], tmp_path)
    with pytest.raises(UsageError) as caught:
        load_inputs(tmp_path, load_config(HERE / "_base"), month)
    assert caught.value.code == "workspace.month"
    assert "2026-10" in error_text(caught.value, "en")
