"""The files of ``input/``: which there are, which a command reads, and what is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from rosterctl.errors import Place, Problem
from rosterctl.io.files import sha256_of
from rosterctl.io.tables.problems import Read
from rosterctl.io.tables.reader import SUFFIXES
from rosterctl.io.tables.suggest import nearest

T = TypeVar("T")
FOLDER = "input"
PLANNED = ("staff", "shifts", "demand", "requests", "wishes", "pins", "calendar", "notes", "history", "carried")
"""What a month's roster is made of."""
SETTLED = ("staff", "shifts", "requests", "incidents", "calendar", "opening")
"""What a month's attendance and pay are made of, besides rosters and punches."""
NAMES = tuple(dict.fromkeys((*PLANNED, *SETTLED)))
ASKED = ("protected",)
"""What filing and deciding requests looks at."""
LATER = ("wages", "balances", "meetings")
"""Files that nothing reads yet; no warning about them."""


class Desk:
    """Finds the files of ``input/`` and keeps what was wrong with them.

    ``wanted`` are the names that the command reads; of these ``required`` must be there. What is wrong with other
    commands' files does not matter to this one.
    """

    def __init__(self, root: Path, wanted: Sequence[str], required: Sequence[str]) -> None:
        self.root = root
        self._wanted, self._required = wanted, required
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.files: dict[str, str] = {}
        self._refused: set[str] = set()
        self._found: dict[str, list[Path]] = {}
        folder = root / FOLDER
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
        for path in entries:
            if path.is_file() and not path.name.startswith((".", "~$")):
                self._sort_in(path)

    def _sort_in(self, path: Path) -> None:
        name, place = path.stem.casefold(), Place(self.shown(path))
        if name in self._wanted and path.suffix.lower() in SUFFIXES:
            self._found.setdefault(name, []).append(path)
        elif name in self._wanted:
            self._refused.add(name)
            self.problems.append(Problem("workspace.file-kind", place, {"kinds": SUFFIXES}))
        elif name not in (*NAMES, *ASKED, *LATER):
            like = nearest(name, NAMES)
            values = {"names": NAMES} if like is None else {"like": like}
            code = "workspace.file-unknown" if like is None else "workspace.file-unknown-like"
            self.warnings.append(Problem(code, place, values))

    def shown(self, path: Path) -> str:
        """A file's name in messages."""
        return path.relative_to(self.root).as_posix()

    def only(self, name: str) -> Path | None:
        """The one file of that name; ``None`` where there is none, or more than one."""
        paths = self._found.get(name, [])
        return paths[0] if len(paths) == 1 else None

    def read(self, name: str, reader: Callable[[Path, str], Read[T]]) -> Read[T]:
        """What the reader makes of the one file of that name; nothing where there is none."""
        paths = self._found.get(name, [])
        if len(paths) == 1:
            shown = self.shown(paths[0])
            found = reader(paths[0], shown)
            self.problems += found.problems
            if found.whole:
                self.files[shown] = sha256_of(paths[0])
            if name in self._required and not found.values and not found.problems:
                self.problems.append(Problem("workspace.file-no-rows", Place(shown)))
                return found._replace(whole=False)
            return found
        place = Place(f"{FOLDER}/{name}")
        if paths:
            shown_all = tuple(self.shown(path) for path in paths)
            self.problems.append(Problem("workspace.file-twice", place, {"files": shown_all}))
        elif name in self._required and name not in self._refused:
            self.problems.append(Problem("workspace.file-missing", place, {"kinds": SUFFIXES}))
        elif name not in self._refused:
            return Read((), [])
        return Read((), [], whole=False)


def joint_sha256(files: Mapping[str, str]) -> str:
    """One hash over files (name → hash of the bytes); endings of names and the order of reading do not matter."""
    joined = "\n".join(sorted(f"{name.rsplit('.', 1)[0]} {value}" for name, value in files.items()))
    return hashlib.sha256(joined.encode()).hexdigest()
