"""The people of a workspace, for commands that need nothing else of its input."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rosterctl.domain.people import Employee
from rosterctl.domain.shifts import Shift
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.inputs.shifts import read_shifts
from rosterctl.io.inputs.staff import read_staff
from rosterctl.io.tables.reader import SUFFIXES


def staff_of(root: Path, on: dt.date | None = None) -> tuple[Employee, ...]:
    """The people of ``input/staff`` on a date (``None``: by their last rows). Raises :class:`InputError`."""
    place = Place("input/staff")
    files = [path for suffix in SUFFIXES if (path := root / "input" / f"staff{suffix}").is_file()]
    if not files:
        raise InputError([Problem("workspace.file-missing", place, {"kinds": SUFFIXES})])
    if len(files) > 1:
        shown = tuple(f"input/{path.name}" for path in files)
        raise InputError([Problem("workspace.file-twice", place, {"files": shown})])
    read = read_staff(files[0], on=on, shown=f"input/{files[0].name}")
    if read.problems:
        raise InputError(read.problems)
    return read.values


def shifts_of(root: Path) -> tuple[Shift, ...]:
    """The shifts of ``input/shifts``; none without such a file or with several. Raises :class:`InputError`."""
    files = [path for suffix in SUFFIXES if (path := root / "input" / f"shifts{suffix}").is_file()]
    if len(files) != 1:
        return ()
    read = read_shifts(files[0], shown=f"input/{files[0].name}")
    if read.problems:
        raise InputError(read.problems)
    return read.values
