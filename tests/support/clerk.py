"""A workspace in which a month is rostered, published and punched: what the clerk's commands begin with."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from rosterctl.domain.roster import Assignment, Break, Roster, Stamp
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.services.punches import import_punches

WORKSPACE = Path(__file__).parent.parent / "golden/workspaces/clerk"
MADE = "2026-09-25T09:00:00+08:00"
AS_OF = "2026-11-10T09:00:00+08:00"
CELLS = """
A1 08 D D D . D D
A3 12 D D D
A2 08 D D
"""
PUNCHES = """
A1 10-08 09:16 18:00
A1 10-09 08:55 17:30
A1 10-10 08:55
A1 10-13 08:55 18:00
A2 10-08 08:55 18:00
A2 10-09 08:55 18:00
A3 10-12 08:50 18:00
A3 10-13 12:58 18:00
A3 10-14 08:50 18:00
"""
"""A month in which somebody is late, early, without a punch, absent and on leave."""
PINS = {"A1": 11, "A2": 12, "A3": 13, "A4": 14}


def publish(root: Path, month: str, cells: str, made: str = MADE) -> None:
    """Publish a roster of ``cells``: a person a line, ``A1 08 D D . D`` begins on the 8th; ``.`` is off."""
    first = dt.date.fromisoformat(f"{month}-01")
    end = (first + dt.timedelta(days=31)).replace(day=1)
    found = []
    for line in cells.strip().splitlines():
        who, day, *shifts = line.split()
        for n, shift in enumerate(shifts):
            if shift != ".":
                breaks = (Break(720, 60),) if shift == "D" else ()
                found.append(Assignment(who, first.replace(day=int(day) + n), shift, "desk", breaks))
    stamp = Stamp(as_of=made, input_hash="0" * 64, version="0")
    RosterFolder(root / "rosters" / month).publish(Roster(first, end, tuple(found), stamp), None)


def punch(root: Path, punches: str, name: str = "1_attlog.dat", as_of: str = AS_OF, login: str | None = None) -> Path:
    """Import punches as a terminal writes them: ``A1 10-08 08:55 18:01:30`` is a person, a date, times."""
    rows = []
    for line in punches.strip().splitlines():
        who, day, *times = line.split()
        for clock in times:
            seconds = clock if clock.count(":") == 2 else f"{clock}:00"
            rows.append((f"2026-{day} {seconds}", PINS[who]))
    path = root / name
    path.write_text("".join(f"{pin:>9}\t{at}\t1\t0\t1\t0\n" for at, pin in sorted(rows)), "utf-8")
    import_punches(root, [path], as_of, login=login)
    return path


REQUESTS = """id,kind,employee,from,to,part,leave_kind,status,reason
L1,leave,A3,2026-10-13,2026-10-13,first-half,personal,approved,办证
"""


def workspace(
    root: Path, cells: str, punches: str = "", month: str = "2026-10", requests: str | None = REQUESTS
) -> Path:
    """A fresh copy of the clerk's workspace, published and punched; ``requests`` ``None`` leaves those of the
    copy."""
    shutil.copytree(WORKSPACE, root, dirs_exist_ok=True)
    if requests is not None:
        (root / "input/requests.csv").write_text(requests, "utf-8")
    publish(root, month, cells)
    if punches:
        punch(root, punches)
    return root
