"""The records of a judged month, written to ``out/``."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from rosterctl.services.attend import Attended

if TYPE_CHECKING:
    from rosterctl.io.attendance_file import Behind


def default_file(root: Path, month: str) -> Path:
    """Where a month's records go when nothing else is said."""
    return root / "out" / f"attendance-{month}.csv"


def save_records(attended: Attended, path: Path) -> Path:
    """Write the period's records, whole or not at all; the suffix says how (.csv, .parquet, .ndjson).

    The same input and ``as_of`` give the same bytes. Raises :class:`UsageError` for another suffix, ``OSError``.
    """
    from rosterctl.io.attendance_file import write_records

    write_records(path, attended.judged.sheet, _behind(attended))
    return path


def records_sha256(attended: Attended) -> str:
    """The SHA-256 of the bytes that :func:`save_records` writes as csv: what a closing keeps of the records."""
    from rosterctl.io.attendance_file import record_bytes

    return hashlib.sha256(record_bytes(".csv", attended.judged.sheet, _behind(attended))).hexdigest()


def _behind(attended: Attended) -> Behind:
    from rosterctl.attendance.evidence import make_evidence
    from rosterctl.io.attendance_file import Behind

    judged = attended.judged
    evidence = make_evidence(judged.matches)
    findings: dict[int, list[str]] = defaultdict(list)
    for one in judged.found:
        if one.note.row is not None:
            findings[one.note.row].append(f"{one.use.key}/{one.note.code}")
    names = {employee.id: employee.name for employee in attended.period.employees}
    return Behind(names, evidence.arrival, evidence.departure, attended.loaded.punches, findings)
