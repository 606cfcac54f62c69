"""Every file of ``scenarios`` comes out as it was derived by hand, and so reads the reference."""

from pathlib import Path

import pytest

from tests.attendance.cases import Case, differences
from tests.attendance.scenario import read

FOLDER = Path(__file__).parent / "scenarios"
FILES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_comes_out_as_derived(path: Path) -> None:
    scenario = read(path)
    found = scenario.run()
    assert [scenario.line(match) for match in found] == scenario.table["units"]
    assert [scenario.stray(one) for one in found.unrostered] == scenario.table.get("unrostered", [])
    case = Case(tuple(match.unit for match in found), tuple(scenario.instants()), scenario.params)
    assert differences(case) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_says_how_it_was_derived(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# ")
