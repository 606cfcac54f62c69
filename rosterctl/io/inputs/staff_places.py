"""Where each person stands in the staff file: for problems that only another file, or none, brings up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rosterctl.errors import Place
from rosterctl.io.inputs.desk import FOLDER
from rosterctl.io.inputs.staff import ID, LAYOUT
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.reader import SUFFIXES, read_table


def staff_places(root: Path) -> Mapping[str, Place]:
    """Employee id → the place of the person's first row. The file has been read before and is in order."""
    found: dict[str, Place] = {}
    for suffix in SUFFIXES:
        path = root / FOLDER / f"staff{suffix}"
        if path.is_file():
            for record in read_table(path, LAYOUT, Problems(f"{FOLDER}/{path.name}")):
                if record.get(ID) is not None:
                    found.setdefault(record.need(ID), record.place(ID))
    return found
