"""The folder of one month's rosters: ``draft.json``, and published versions that are never written again."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rosterctl.domain.roster import PUBLISHED, Publication, Roster
from rosterctl.domain.roster_text import roster_hash
from rosterctl.errors import InputError, Place, Problem, RefusedError, UsageError
from rosterctl.io.files import write_whole
from rosterctl.io.rosters.roster_json import load_roster, roster_bytes

if TYPE_CHECKING:
    from rosterctl.io.rosters.roster_columns import ColumnRoster

DRAFT = "draft"
LATEST = "latest"
_VERSION = re.compile(r"v([1-9]\d{0,5})")


@dataclass(frozen=True)
class RosterFolder:
    """``rosters/2026-10/``. It need not exist before something is written."""

    path: Path

    def versions(self) -> tuple[int, ...]:
        """The published version numbers, ascending."""
        if not self.path.is_dir():
            return ()
        found = (_VERSION.fullmatch(file.stem) for file in self.path.glob("v*.json"))
        return tuple(sorted(int(match[1]) for match in found if match))

    def next_version(self) -> int:
        """The number that the next publication gets."""
        return max(self.versions(), default=0) + 1

    def file(self, name: str) -> Path:
        """The file behind ``draft``, ``latest`` (the latest published one) or ``v2``.

        Raises :class:`UsageError` for any other word, and when there is no such roster.
        """
        known = self.versions()
        match = _VERSION.fullmatch(name)
        if name == LATEST and known:
            return self._version_file(known[-1])
        if name == DRAFT and self._draft.is_file():
            return self._draft
        if match and int(match[1]) in known:
            return self._version_file(int(match[1]))
        have = (*([DRAFT] if self._draft.is_file() else []), *(f"v{number}" for number in known))
        code = "roster.store.missing" if name in (LATEST, DRAFT) or match else "roster.store.name"
        raise UsageError(f"{code}.none" if not have else code, name=name, folder=self.path, have=have)

    def read(self, name: str) -> Roster:
        """The roster behind ``draft``, ``latest`` or ``v2``.

        Raises :class:`UsageError` as :meth:`file` does, and :class:`InputError` when the file is no roster or
        is published under another number than its name says.
        """
        path = self.file(name)
        roster = load_roster(path)
        _check_number(path, roster)
        return roster

    def columns(self, name: str) -> ColumnRoster:
        """The same as columns, for a month of a million assignments. Raises what :meth:`read` does."""
        from rosterctl.io.rosters.roster_columns import load_columns  # polars, which planning does without

        path = self.file(name)
        roster = load_columns(path)
        _check_number(path, roster.head)
        return roster

    def draft(self) -> Roster | None:
        """The draft, or ``None`` when there is none. Raises :class:`InputError` when it is damaged."""
        return self.read(DRAFT) if self._draft.is_file() else None

    def latest(self) -> Roster | None:
        """The latest published roster, or ``None``. Raises :class:`InputError` when it is damaged."""
        return self.read(LATEST) if self.versions() else None

    def write_draft(self, roster: Roster) -> Path:
        """Write the draft, whole or not at all, over an earlier one; says where. Raises ``OSError``."""
        write_whole(self._draft, roster_bytes(replace(roster, publication=None)))
        return self._draft

    def publish(self, roster: Roster, accepted: str | None = None, cause: str = PUBLISHED) -> tuple[Roster, Path]:
        """Freeze a roster under the next number; ``accepted`` is why its hard findings are accepted.

        Gives the published roster and its file. Raises :class:`RefusedError` when somebody else took the
        number in the same moment: a published file is never overwritten. Raises ``OSError``.
        """
        number = self.next_version()
        frozen = replace(roster, publication=Publication(number, roster_hash(roster), accepted or None, cause))
        path = self._version_file(number)
        fresh = path.with_name(f".{path.stem}.{os.getpid()}.tmp")
        write_whole(fresh, roster_bytes(frozen))
        try:
            _claim(fresh, path)
        except FileExistsError:
            raise RefusedError("roster.store.taken", version=f"v{number}", file=path) from None
        finally:
            with contextlib.suppress(FileNotFoundError):
                fresh.unlink()
        return frozen, path

    @property
    def _draft(self) -> Path:
        return self.path / f"{DRAFT}.json"

    def _version_file(self, number: int) -> Path:
        return self.path / f"v{number}.json"


def _check_number(path: Path, roster: Roster) -> None:
    """A published file bears the number that it was published with."""
    match = _VERSION.fullmatch(path.stem)
    if match and (roster.publication is None or roster.publication.version != int(match[1])):
        place = Place(str(path), cell="publication")
        raise InputError([Problem("roster.store.number", place, {"version": match[0]})])


def _claim(fresh: Path, path: Path) -> None:
    """Give a whole file its name unless the name is taken: a link does both at once, a rename would overwrite."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links (FAT, some network shares)
        with path.open("xb") as file:
            file.write(fresh.read_bytes())
            file.flush()
            os.fsync(file.fileno())
