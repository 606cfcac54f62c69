"""The measured month of attendance is what its page says, and the product reads it as it was drawn."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.attendance import Cost, middle, run
from benchmarks.attendance_month import CROWDED, Size, draw, floor_units, published, shape, write
from benchmarks.attendance_sides import MONTH, SIDES, UNITS
from rosterctl.io.punches.columns import punch_columns
from rosterctl.io.punches.store import PunchStore
from rosterctl.io.rosters.roster_json import parse_roster, roster_bytes
from rosterctl.io.rosters.roster_store import RosterFolder

FEW = Size(people=60, pairs=CROWDED)


def test_the_month_has_the_shares_that_it_is_measured_for() -> None:
    drawn = shape(draw(Size(people=4000, pairs=CROWDED)))
    assert drawn["units"] / 4000 == pytest.approx(23.5, abs=0.5)
    assert drawn["punches"] / drawn["units"] == pytest.approx(4.75, abs=0.1)
    assert drawn["nights"] == pytest.approx(0.25, abs=0.02)
    assert drawn["overlapping"] == pytest.approx(0.10, abs=0.02)
    assert drawn["in chains of three and more"] > 0


def test_the_same_size_is_the_same_month() -> None:
    one, other = draw(FEW), draw(FEW)
    assert np.array_equal(one.at, other.at)
    assert list(one.roster) == list(other.roster)


def test_the_roster_is_written_as_the_product_writes_it() -> None:
    drawn = draw(FEW)
    data = published(drawn.roster)
    roster = parse_roster(data, "v1.json")
    assert roster_bytes(roster) == data
    assert list(roster.assignments) == list(drawn.roster)


def test_every_side_reads_the_workspace(tmp_path: Path) -> None:
    drawn = draw(FEW)
    write(tmp_path, drawn, batches=True)
    floor_units(drawn).write_parquet(tmp_path / UNITS)
    assert SIDES["settle"](tmp_path) == len(drawn.start)
    present = [SIDES[name](tmp_path) for name in ("floor", "floor-join")]
    assert all(0.9 * len(drawn.start) < count < len(drawn.start) for count in present)
    assert list(RosterFolder(tmp_path / "rosters" / MONTH).columns("latest").columns) == list(drawn.roster)
    kept = {(who, at) for who, at in zip(drawn.who.tolist(), drawn.at.tolist(), strict=True)}
    punches = punch_columns(PunchStore(tmp_path), people=drawn.roster.employees)
    assert set(zip(punches.person.tolist(), punches.at.tolist(), strict=True)) == kept


def test_a_process_is_measured_and_its_failure_told(tmp_path: Path) -> None:
    cost = run((sys.executable, "-c", "sum(range(10**6))"), tmp_path)
    assert cost.cpu > 0
    assert cost.memory > 1
    with pytest.raises(subprocess.CalledProcessError):
        run((sys.executable, "-c", "raise SystemExit(3)"), tmp_path)
    assert middle([Cost(1, 5, 9), Cost(2, 4, 7), Cost(3, 6, 8)]) == Cost(2, 5, 8)
