"""Files that the chain knows by their hashes: published rosters and punch batches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Publication:
    """A published version: the SHA-256 of the file's bytes, when and by which login, what made it (``publish``,
    ``repair``, ``edit``, ``request:Qn``), and why its hard findings were accepted."""

    month: str
    version: int
    sha256: str
    published_at: str
    published_by: str
    cause: str = "publish"
    accepted: str | None = None

    @property
    def file(self) -> str:
        """Where it stands in the workspace."""
        return f"rosters/{self.month}/v{self.version}.json"


@dataclass(frozen=True, slots=True)
class KeptBatch:
    """A batch of punches: the hash of its Parquet file, and the name and hash of the file that it came from."""

    name: str
    sha256: str
    source: str
    source_sha256: str
    punches: int
    imported_at: str

    @property
    def file(self) -> str:
        """Where it stands in the workspace."""
        return f"punches/{self.name}"


class Wrong(StrEnum):
    """What is wrong with a file."""

    EDITED = "edited"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """It is there, and the chain does not know it: a command was cut off, or somebody put it there."""


@dataclass(frozen=True, slots=True)
class WrongFile:
    """A file that is not what the chain says; ``file`` is its path in the workspace."""

    wrong: Wrong
    file: str
