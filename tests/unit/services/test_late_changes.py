"""A roster that was changed after a shift had begun is told of, whoever changed it (OS7)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rosterctl.messages import LANGS, problem_line
from rosterctl.services.attend import attend
from tests.support.clerk import AS_OF, publish, workspace

CELLS = "A1 08 D D\nA2 08 D . D"
SWAPPED = "A1 08 D .\nA2 08 D D D"
"""A1's D (09:00) of the 9th is A2's."""


def late(root: Path) -> list[tuple[str, int, str, str, int]]:
    found = []
    for problem in attend(root, "2026-10", AS_OF).loaded.warnings:
        if problem.code == "attend.changed-late":
            values: Any = problem.values
            found.append((values["employee"], values["date"].day, values["was"], values["now"], values["version"]))
            for lang in LANGS:
                assert "{" not in problem_line(problem, lang)
    return found


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("2026-10-09T09:00:00+08:00", []),  # the second at which it begins is early enough
        ("2026-10-09T09:00:01+08:00", [("A1", 9, "D", "-", 2), ("A2", 9, "-", "D", 2)]),
        ("2026-10-01T00:00:00+08:00", []),
    ],
)
def test_os7_a_change_after_the_shift_began_is_shown(tmp_path: Path, made: str, told: list[object]) -> None:
    root = workspace(tmp_path, CELLS, "A1 10-08 08:55 18:00")
    publish(root, "2026-10", SWAPPED, made=made)
    assert late(root) == told


def test_each_version_is_held_against_the_one_before(tmp_path: Path) -> None:
    root = workspace(tmp_path, CELLS, "A1 10-08 08:55 18:00")
    publish(root, "2026-10", SWAPPED, made="2026-10-08T12:00:00+08:00")
    publish(root, "2026-10", CELLS, made="2026-10-10T12:00:00+08:00")
    assert late(root) == [("A1", 9, "-", "D", 3), ("A2", 9, "D", "-", 3)]


def test_one_version_has_no_changes(tmp_path: Path) -> None:
    assert late(workspace(tmp_path, CELLS, "A1 10-08 08:55 18:00")) == []
