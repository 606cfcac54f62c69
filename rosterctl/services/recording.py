"""Files that are written and appended to the chain in one go: who may, and how what was cut off is made whole.

The file is written first, while the ledger is held; the entry that names its hash follows. A process that dies
between the two leaves a file that the chain does not know. The next command of its kind appends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rosterctl.domain.kept_files import KeptBatch, Publication, Wrong, WrongFile
from rosterctl.domain.roster import PUBLISHED
from rosterctl.errors import RefusedError
from rosterctl.io.files import sha256_of
from rosterctl.io.inputs.config import FILE as CONFIG
from rosterctl.io.inputs.config import Config
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.ledger.closings import closings, current
from rosterctl.ledger.kept_files import append_batch, append_publication, batches, publications
from rosterctl.ledger.store import FILE, Reader, Writer, open_ledger
from rosterctl.services.folders import roster_folder

KEPT = ("rosters/", "punches/")
"""The folders whose files are never written again."""


@dataclass
class Recorder:
    """The right to append what is written now; ``writer`` is ``None`` in a workspace in which nobody acts."""

    root: Path
    login: str
    as_of: str
    writer: Writer | None = None
    written: list[Path] = field(default_factory=list)

    def undo(self) -> None:
        """Take away the files whose entries were not kept."""
        for path in self.written:
            path.unlink(missing_ok=True)


@contextmanager
def recording(root: Path, config: Config, login: str | None, as_of: str) -> Iterator[Recorder]:
    """Hold the ledger while files are written and appended; after an exception neither is there.

    Without ``[people]`` there is no ledger to hold. Raises :class:`RefusedError` for a login that is not listed.
    """
    recorder = Recorder(root, login or "", as_of)
    if not config.people:
        yield recorder
        return
    if login not in {who.login for who in config.people}:
        raise RefusedError("request.not-listed", login=login or "-", file=CONFIG)
    with open_ledger(root / FILE, mode=config.ledger) as ledger:
        try:
            with ledger.write() as writer:
                recorder.writer = writer
                yield recorder
        except BaseException:
            recorder.undo()
            raise


def adopt_batches(recorder: Recorder) -> tuple[str, ...]:
    """Append the batches that the chain does not know; their names."""
    from rosterctl.io.punches.store import FOLDER, PunchStore

    if recorder.writer is None:
        return ()
    known = {one.name for one in batches(recorder.writer)}
    found = []
    for batch in PunchStore(recorder.root).batches():
        if batch.file not in known:
            path = recorder.root / FOLDER / batch.file
            one = KeptBatch(batch.file, sha256_of(path), batch.source, batch.sha256, batch.counts.new, batch.as_of)
            append_batch(recorder.writer, one, recorder.login, recorder.as_of)
            found.append(batch.file)
    return tuple(found)


def adopt_versions(recorder: Recorder) -> tuple[tuple[str, int], ...]:
    """Append the published versions that the chain does not know, those of closed periods apart: month and number."""
    if recorder.writer is None:
        return ()
    known = {(one.month, one.version) for one in publications(recorder.writer)}
    found = []
    for month, folder in _folders(recorder.root):
        for version in folder.versions():
            if (month, version) not in known and current(recorder.writer, month) is None:
                append_version(recorder, month, version)
                found.append((month, version))
    return tuple(found)


def _folders(root: Path) -> Iterator[tuple[str, RosterFolder]]:
    for folder in sorted((root / "rosters").glob("*")):
        yield folder.name, roster_folder(root, folder.name)


def append_version(recorder: Recorder, month: str, version: int) -> str | None:
    """Append a version that has been written, with the cause that its file bears; the chain's head then, or ``None``
    where there is no chain."""
    if recorder.writer is None:
        return None
    folder = roster_folder(recorder.root, month)
    publication = folder.read(f"v{version}").publication
    one = Publication(
        month=month,
        version=version,
        sha256=sha256_of(folder.file(f"v{version}")),
        published_at=recorder.as_of,
        published_by=recorder.login,
        cause=PUBLISHED if publication is None else publication.cause,
        accepted=None if publication is None else publication.accepted,
    )
    return append_publication(recorder.writer, one).hash


def wrong_files(root: Path, reader: Reader) -> tuple[WrongFile, ...]:
    """The files that are not what the chain says, by path: changed, missing, or unknown to it."""
    hashes = {one.file: one.sha256 for one in publications(reader)}
    hashes |= {one.file: one.sha256 for one in batches(reader)}
    for closing in closings(reader):  # what a closing rests on is known, had it no entry of its own before
        kept = {name: sha256 for name, sha256 in closing.inputs.items() if name.startswith(KEPT)}
        hashes = {**kept, **hashes}
    there = {path.relative_to(root).as_posix(): path for path in _files(root)}
    found = []
    for name in sorted({*hashes, *there}):
        if name not in there:
            found.append(WrongFile(Wrong.MISSING, name))
        elif name not in hashes:
            found.append(WrongFile(Wrong.UNKNOWN, name))
        elif sha256_of(there[name]) != hashes[name]:
            found.append(WrongFile(Wrong.EDITED, name))
    return tuple(found)


def _files(root: Path) -> Iterator[Path]:
    for _, folder in _folders(root):
        yield from (folder.file(f"v{version}") for version in folder.versions())
    yield from (path for path in sorted((root / "punches").glob("*.parquet")) if not path.name.startswith("."))
