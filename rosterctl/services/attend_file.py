"""The records of a judged month, written to ``out/``."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from rosterctl.services.attend import Attended


def default_file(root: Path, month: str) -> Path:
    """Where a month's records go when nothing else is said."""
    return root / "out" / f"attendance-{month}.csv"


def save_records(attended: Attended, path: Path) -> Path:
    """Write the period's records, whole or not at all; the suffix says how (.csv, .parquet, .ndjson).

    The same input and ``as_of`` give the same bytes. Raises :class:`UsageError` for another suffix, ``OSError``.
    """
    from rosterctl.attendance.evidence import make_evidence
    from rosterctl.io.attendance_file import Behind, write_records

    judged = attended.judged
    evidence = make_evidence(judged.matches)
    findings: dict[int, list[str]] = defaultdict(list)
    for one in judged.found:
        if one.note.row is not None:
            findings[one.note.row].append(f"{one.use.key}/{one.note.code}")
    names = {employee.id: employee.name for employee in attended.period.employees}
    punches = attended.loaded.punches
    write_records(path, judged.sheet, Behind(names, evidence.arrival, evidence.departure, punches, findings))
    return path
