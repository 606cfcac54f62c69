"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from rosterctl.errors import InputError, Place, Problem


def write_whole(path: Path, data: bytes | str) -> None:
    """Write a file whole or not at all: beside it, flushed to the disk, then renamed over it.

    Text is written as UTF-8 without changing line ends. Folders are made as needed. Raises :class:`InputError`
    when an existing file may not be replaced (on Windows: because Excel has it open), else ``OSError``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data.encode("utf-8") if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        _replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _replace(name: str, path: Path) -> None:
    try:
        os.replace(name, path)
    except PermissionError as error:
        if not path.exists():
            raise
        raise InputError([Problem("file.in-use", Place(str(path)))]) from error


def sha256_of(path: Path) -> str:
    """SHA-256 (hexadecimal) of a file's bytes, read in pieces. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
