"""Every file of ``scenarios`` comes out as it was derived by hand; its name begins with its paragraph."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.support.settling import check

FOLDER = Path(__file__).parent / "scenarios"
FILES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_comes_out_as_derived(path: Path) -> None:
    check(tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_says_how_it_was_derived(path: Path) -> None:
    assert re.match(r"[1-4]\.\d+-[a-z0-9-]+$", path.stem)
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert any(f"\n{key} = " in text for key in ("records", "findings", "strays", "lines", "totals"))
