"""Taking out what has been kept long enough (C2): exported first, whole or not at all; the chain still verifies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.filed import instant
from rosterctl.domain.ledger import Act
from rosterctl.errors import RefusedError
from rosterctl.io.files import write_whole
from rosterctl.io.punches.store import FOLDER, PunchStore
from rosterctl.ledger.due import due_rows
from rosterctl.ledger.purge import PURGED, due_subjects, exported, purge
from rosterctl.services.folders import roster_folder
from rosterctl.services.request_desk import Desk, open_desk

ROLE = "keeper"
YEARS = 2
"""Attendance records are kept at least so long (C2), whatever anybody states."""


@dataclass(frozen=True)
class Purged:
    """What was taken out: so many entries' payloads, and these files; ``export`` holds all of it. ``None``: nothing
    was old enough."""

    entries: int
    files: tuple[str, ...]
    export: Path | None
    head: str


def purge_before(root: Path, month: str, as_of: str, login: str, years: int = YEARS) -> Purged:
    """Take out everything about dates before the period of ``month``, and the rosters and punches of that time.

    Files go after the ledger has kept that they do: what a process leaves that was killed between the two goes when
    the command is given again. Raises :class:`RefusedError` for a login without the role, and for a period that began
    less than ``years`` (never less than two) ago.
    """
    desk = open_desk(root, login, as_of)
    if ROLE not in desk.acting.roles:
        raise RefusedError("purge.not-entitled", login=login, role=ROLE)
    years = max(years, YEARS)
    cutoff = Calendar(period_start=desk.config.period_start).period(month)[0]
    earliest = _years_before(desk.today, years)
    if cutoff > earliest:
        raise RefusedError("purge.too-early", month=month, first=cutoff, years=years, earliest=earliest)
    batches = PunchStore(root).before(instant(cutoff, 0, desk.config.zone))
    files = (*_rosters(root, month), *(root / FOLDER / name for name in batches))
    with desk.ledger(create=False) as ledger, ledger.write() as writer:
        subjects = due_subjects(writer, frozenset(due_rows(writer, cutoff, frozenset(batches))))
        entries = list(exported(writer, subjects))
        if not entries and not files:
            return Purged(0, (), None, writer.head()[1])
        export = root / "out" / f"purged-before-{month}-{writer.next_seq}.jsonl"
        lines = (json.dumps(line, ensure_ascii=False) for line in _lines(desk, entries, files))
        write_whole(export, "".join(f"{line}\n" for line in lines))
        purge(writer, Act(as_of, login, PURGED, f"ledger:before-{month}"), subjects)
        head = writer.head()[1]
    for path in files:
        path.unlink(missing_ok=True)
    return Purged(len(entries), tuple(path.relative_to(root).as_posix() for path in files), export, head)


def _years_before(day: date, years: int) -> date:
    """The same day so many years ago; the 29th of February counts as the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _rosters(root: Path, month: str) -> Iterator[Path]:
    for folder in sorted((root / "rosters").glob("????-??")):
        if folder.name < month:
            rosters = roster_folder(root, folder.name)
            yield from (rosters.file(f"v{version}") for version in rosters.versions())


def _lines(desk: Desk, entries: list[dict[str, object]], files: tuple[Path, ...]) -> Iterator[dict[str, object]]:
    """Everything that goes: each entry with its payload, each roster as it was, each punch."""
    yield from ({"kind": "entry", **entry} for entry in entries)
    store = PunchStore(desk.root)
    for path in files:
        name = path.relative_to(desk.root).as_posix()
        if path.suffix == ".json":
            yield {"kind": "roster", "file": name, "text": path.read_text("utf-8")}
        else:
            yield from ({"kind": "punch", "file": name, **row} for row in store.rows(path.name))
