"""One side of the attendance measurement, in a process of its own: ``… -m benchmarks.attendance_sides SIDE ROOT``.

``settle`` is the product without its commands: load the inputs, make units, match, work out the facts. ``floor`` is
what a bare polars program has to do at least: scan the punches, find each one's unit by a window join, and take the
first and the last of each unit; ``floor-join`` the same by joining on the person and filtering.
"""

from __future__ import annotations

import sys
from pathlib import Path

MONTH = "2026-10"
UNITS = "floor-units.parquet"
"""The floor's units: ``employee``, ``reach_start``, ``reach_end``, ``unit``; made beforehand, outside the measure."""


def settle(root: Path) -> int:
    """Units judged, whatever then becomes of them."""
    import numpy as np

    from rosterctl.attendance.events import Punches
    from rosterctl.attendance.facts import make_facts
    from rosterctl.attendance.matches import match_all
    from rosterctl.attendance.units import Roster, make_units
    from rosterctl.attendance.waiting import open_units
    from rosterctl.domain.wall import Wall
    from rosterctl.io.inputs.shifts import read_shifts
    from rosterctl.io.inputs.staff import read_staff
    from rosterctl.io.punches.columns import punch_columns
    from rosterctl.io.punches.store import PunchStore
    from rosterctl.io.rosters.roster_store import RosterFolder

    zone = "Asia/Shanghai"
    shifts = {shift.code: shift for shift in read_shifts(root / "input/shifts.csv").values}
    staff = [person.id for person in read_staff(root / "input/staff.csv").values]
    roster = RosterFolder(root / "rosters" / MONTH).columns("latest")
    units = make_units(Roster(roster.columns, shifts, zone))
    assert not units.clashes
    punches = punch_columns(PunchStore(root), people={*staff, *roster.columns.employees})
    matches = match_all(units.units, Punches(punches.people, punches.person, punches.at))
    facts = make_facts(matches, staff, Wall(zone), open_units(matches, 1 << 40), np.zeros(len(matches), np.bool_))
    assert len(matches.strays.event) >= 0
    return len(facts)


def floor(root: Path) -> int:
    """First and last by a window join: each punch belongs to the last unit whose reach has begun."""
    import polars as pl

    punches = pl.scan_parquet(root / "punches/*.parquet").select("employee", "at").sort("at")
    units = pl.scan_parquet(root / UNITS).sort("reach_start")
    found = punches.join_asof(units, left_on="at", right_on="reach_start", by="employee", check_sortedness=False)
    return _ends(found.filter(pl.col("at") <= pl.col("reach_end")))


def floor_join(root: Path) -> int:
    """First and last of all punches in reach, by joining punches and units of a person."""
    import polars as pl

    punches = pl.scan_parquet(root / "punches/*.parquet").select("employee", "at")
    found = punches.join(pl.scan_parquet(root / UNITS), on="employee")
    return _ends(found.filter(pl.col("at").is_between("reach_start", "reach_end")))


def _ends(frame: object) -> int:
    import polars as pl

    assert isinstance(frame, pl.LazyFrame)
    ends = frame.group_by("unit").agg(first=pl.col("at").min(), last=pl.col("at").max())
    return ends.collect(engine="streaming").height


SIDES = {"settle": settle, "floor": floor, "floor-join": floor_join}

if __name__ == "__main__":
    side, folder = sys.argv[1:]
    print(SIDES[side](Path(folder)))
