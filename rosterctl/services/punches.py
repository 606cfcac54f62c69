"""Punch-clock files into the workspace, and punches out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rosterctl.domain.punches import Batch, Counts, PunchQuery
from rosterctl.errors import InputError, Place, Problem, UsageError
from rosterctl.io.files import sha256_of
from rosterctl.io.inputs.config import load_config
from rosterctl.io.punches.people import People
from rosterctl.io.punches.read import SHARE, Found, Settings, read_punches
from rosterctl.io.punches.registry import AUTO
from rosterctl.io.punches.store import PunchStore, asked, batch_name, per_device
from rosterctl.services.staff import staff_of

if TYPE_CHECKING:
    from rosterctl.services.recording import Recorder


@dataclass(frozen=True)
class Imported:
    """What became of one file; ``batch`` is the file written in ``punches/``, or ``None`` where nothing was new."""

    file: str
    format: str
    counts: Counts
    batch: str | None
    days: Mapping[str | None, Mapping[str, int]]
    """Device → date → punches, repeats apart; of a file that was there already: nothing."""
    warnings: tuple[Problem, ...] = ()


def import_punches(
    root: Path,
    files: Sequence[Path],
    as_of: str,
    *,
    format: str = AUTO,
    share: int = SHARE,
    login: str | None = None,
) -> tuple[Imported, ...]:
    """Reads all files, and only when none has a problem writes a batch for each that holds something new.

    A file whose bytes were imported before is not read again, unless it had strangers then, who may be known now.
    In a workspace with people who act, ``login`` is one of them, and each batch is appended to the ledger, all in one
    transaction. Raw punches are kept even of a closed period: they are late facts (rule ``retro``).

    Raises :class:`InputError` with the problems of all files, :class:`rosterctl.errors.RefusedError` for a login that
    is not listed.
    """
    from rosterctl.services.recording import adopt_batches, recording

    config = load_config(root)
    until = int(datetime.fromisoformat(as_of).timestamp())
    settings = Settings(People(staff_of(root)), config.zone, until, share, format)
    store = PunchStore(root)
    done = {batch.sha256: batch for batch in store.batches() if not batch.counts.unknown}
    problems: list[Problem] = []
    read: list[tuple[Path, str, Found | Batch]] = []
    for path in files:
        try:
            digest = sha256_of(path)
            read.append((path, digest, done.get(digest) or read_punches(path, settings)))
        except InputError as error:
            problems += error.problems
        except OSError as error:
            reason = error.strerror or type(error).__name__
            problems.append(Problem("input.unreadable", Place(str(path)), {"reason": reason}))
    if problems:
        raise InputError(problems)
    with recording(root, config, login, as_of) as recorder:
        stored = tuple(
            _again(path, found)
            if isinstance(found, Batch)
            else _store(store, path, digest, found, recorder, config.zone)
            for path, digest, found in read
        )
        adopt_batches(recorder)
    return stored


def _again(path: Path, batch: Batch) -> Imported:
    """A file that was imported before, byte for byte."""
    counts = batch.counts
    return Imported(str(path), batch.format, replace(counts, new=0, known=counts.new + counts.known), None, {})


def _store(store: PunchStore, path: Path, digest: str, found: Found, recorder: Recorder, zone: str) -> Imported:
    fresh = store.unseen(found.frame)
    counts = replace(found.counts, new=fresh.height, known=found.frame.height - fresh.height)
    name = None
    if fresh.height:
        batch = Batch(batch_name(fresh, digest, zone), path.name, digest, found.format, recorder.as_of, counts)
        written = store.write(batch, fresh)
        recorder.written.append(written)
        name = written.name
    days: dict[str | None, dict[str, int]] = {}
    for device, day, count in per_device([found.frame], zone):
        days.setdefault(device, {})[day] = count
    return Imported(str(path), found.format, counts, name, days, found.warnings)


def list_punches(root: Path, query: PunchQuery) -> Iterator[dict[str, object]]:
    """The punches that a query wants, in the order of time, as plain rows.

    An employee may be given by name. Raises :class:`UsageError` for one whom the staff file does not know.
    """
    names = {person.id: person.name for person in staff_of(root)}
    wanted = frozenset(_employee(text, names) for text in query.employees)
    zone = load_config(root).zone
    frame = asked(PunchStore(root), replace(query, employees=wanted), zone)
    for row in frame.iter_rows(named=True):
        sheet = f"{row['sheet']}!" if row["sheet"] is not None else ""
        yield {
            "employee": row["employee"],
            "name": names.get(row["employee"]),
            "time": row["time"],
            "device": row["device"],
            "direction": row["direction"],
            "clock_id": row["clock_id"],
            "result": row["result"],
            "note": row["note"],
            "where": f"{row['source']}:{sheet}{row['line']}",
        }


def _employee(text: str, names: Mapping[str, str]) -> str:
    if text in names:
        return text
    found = [employee for employee, name in names.items() if name == text]
    if len(found) != 1:
        raise UsageError("punch.employee", read=text, known=tuple(names)[:12])
    return found[0]
