"""One folder for each way in which input can be wrong: its files laid over ``_base``, and the messages in both
languages in ``expected.txt``; those of ``input`` as planning reads them, those of ``settlement`` as settling does.
To add one: make the folder, run with ``UPDATE_EXPECTED=1``, read what it says."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rosterctl.errors import InputError, Problem, UsageError
from rosterctl.io.inputs.config import Config, find_workspace, load_config
from rosterctl.io.inputs.settlement import Settlement, load_settlement
from rosterctl.io.inputs.workspace import Inputs, load_inputs
from rosterctl.messages import LANGS, error_text, problem_line

HERE = Path(__file__).parent
BASE = HERE / "input/_base"
LOADERS: dict[str, Callable[[Path, Config, str], Inputs | Settlement]] = {
    "input": load_inputs,
    "settlement": load_settlement,
}
CASES = sorted(
    f"{kind}/{folder.name}"
    for kind in LOADERS
    for folder in (HERE / kind).iterdir()
    if not folder.name.startswith("_")
)


def lay(case: str, root: Path) -> None:
    """The base workspace in ``root``, with the case's files in place of those of the same name."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
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


def problems(root: Path, kind: str) -> tuple[Problem, ...]:
    try:
        return LOADERS[kind](root, load_config(root), "2026-10").warnings
    except InputError as error:
        return error.problems


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path) -> None:
    lay(case, tmp_path)
    before = sorted(tmp_path.rglob("*"))
    found = problems(tmp_path, case.partition("/")[0])
    told = "".join(f"{problem_line(problem, lang)}\n" for lang in LANGS for problem in found)
    expected = HERE / case / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", LOADERS)
def test_the_base_has_no_problem(kind: str, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    assert problems(tmp_path, kind) == ()


def test_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        find_workspace(tmp_path)
    assert caught.value.code == "workspace.not-found"
    assert "rosterctl init" in error_text(caught.value, "en")
    assert str(tmp_path) in error_text(caught.value, "zh")


@pytest.mark.parametrize("kind", LOADERS)
@pytest.mark.parametrize("month", ["2026-13", "202610", "2026-1", "1926-10", ""])
def test_no_month(month: str, kind: str, tmp_path: Path) -> None:
    lay(CASES[0], tmp_path)
    with pytest.raises(UsageError) as caught:
        LOADERS[kind](tmp_path, load_config(BASE), month)
    assert caught.value.code == "workspace.month"
    assert "2026-10" in error_text(caught.value, "en")
