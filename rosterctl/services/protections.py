"""Whom ``input/protected`` keeps from overtime and night work, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from rosterctl.domain.law import Protection
from rosterctl.domain.people import Employee
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.inputs.known import Known
from rosterctl.io.tables.reader import SUFFIXES


def protections(root: Path, staff: Iterable[Employee]) -> Mapping[str, tuple[Protection, ...]]:
    """Employee → the dates of each protection; nobody where there is no such file. Raises :class:`InputError`."""
    files = [path for suffix in SUFFIXES if (path := root / "input" / f"protected{suffix}").is_file()]
    if not files:
        return {}
    if len(files) > 1:
        values = {"files": tuple(f"input/{path.name}" for path in files)}
        raise InputError([Problem("workspace.file-twice", Place("input/protected"), values)])
    from rosterctl.io.inputs.protected import read_protected

    people = tuple(staff)
    read = read_protected(
        files[0], Known(people, frozenset(one.id for one in people)), shown=f"input/{files[0].name}"
    )
    if read.problems:
        raise InputError(read.problems)
    found: dict[str, list[Protection]] = defaultdict(list)
    for row in read.values:
        found[row.employee].append(Protection(row.first, row.last))
    return {who: tuple(rows) for who, rows in found.items()}
