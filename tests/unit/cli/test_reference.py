"""``docs/cli.md`` and ``docs/cli.zh.md`` are what the program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosterctl.cli import reference
from rosterctl.messages import LANGS, Lang
from tests.unit.cli.tree import commands


def test_the_reference_is_fresh() -> None:
    assert not reference.stale(reference.DOCS), "run: python -m rosterctl.cli.reference --write"


@pytest.mark.parametrize("lang", LANGS)
def test_it_holds_every_command(lang: Lang) -> None:
    lines = reference.page(lang).splitlines()
    for path, _ in commands():
        assert f"{'#' * min(len(path) + 2, 4)} {' '.join(['rosterctl', *path])}" in lines
    usage = {"en": "Usage:", "zh": "用法:"}[lang]
    assert sum(line.startswith(usage) for line in lines) == len(list(commands()))


def test_stale_then_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "docs"
    assert reference.main(["--check"], folder) == 1
    assert capsys.readouterr().out == "stale: docs/cli.zh.md\nstale: docs/cli.md\n"
    assert reference.main(["--write"], folder) == 0
    assert reference.main(["--check"], folder) == 0
    (folder / "cli.md").write_text("old", "utf-8")
    assert reference.main(["--check"], folder) == 1
