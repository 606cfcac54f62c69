"""Commands that learn of their workspace late speak its language too, unless somebody says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosterctl.cli.app import run
from rosterctl.io.resources import samples

SPOKEN = [({}, [], "zh"), ({}, ["--lang", "en"], "en"), ({"ROSTERCTL_LANG": "en"}, [], "en")]
spoken = pytest.mark.parametrize(("environ", "args", "lang"), SPOKEN)


@spoken
def test_what_comes_next_in_a_new_workspace(
    environ: dict[str, str], args: list[str], lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "new"), "--preset", "hospital-desk", *args], environ) == 0
    assert {"zh": "下一步：", "en": "Next: "}[lang] + "rosterctl roster build" in capsys.readouterr().err


@spoken
def test_the_law(environ: dict[str, str], args: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(samples() / "office-weekday")
    assert run(["policy", "lint", "-C", root, "--as-of", "2026-10-01T09:00+08:00", *args], environ) in (0, 1)
    found = capsys.readouterr()
    assert ("这不是法律意见" in found.out + found.err) == (lang == "zh")


@spoken
def test_seats(
    environ: dict[str, str], args: list[str], lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = tmp_path / "calls.csv"
    calls.write_text("day,from,calls\nall,09:00,450\n", "utf-8")
    root = str(samples() / "hospital-desk")
    assert run(["demand", "size", str(calls), "--aht", "270", "-C", root, *args], environ) == 0
    assert ("放弃" in capsys.readouterr().err) == (lang == "zh")
