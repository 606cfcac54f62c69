"""Small ledgers for tests: acts at stated instants, salts that count, and the file behind the ledger's back."""

from __future__ import annotations

import itertools
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rosterctl.domain.ledger import Act

AT = "2026-10-01T09:00:00+08:00"


def act(action: str = "test.done", subject: str = "test:1", at: str = AT, **more: Any) -> Act:
    return Act(at, more.pop("login", "zhang"), action, subject, **more)


def counting() -> Callable[[], str]:
    """Salts 0, 1, 2 …, so that a ledger has the same hashes each time."""
    numbers = itertools.count()
    return lambda: f"{next(numbers):032x}"


@contextmanager
def behind(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as somebody opens it who knows SQLite and means no good; what they do is kept."""
    raw = sqlite3.connect(path)
    try:
        yield raw
        raw.commit()
    finally:
        raw.close()


@contextmanager
def memory() -> Iterator[Path]:
    """A folder in memory where the system has one: for thousands of commits of which only the order matters.

    What processes do to each other is the same there; only the disk is not waited for.
    """
    shared = Path("/dev/shm")
    where = shared if shared.is_dir() and os.access(shared, os.W_OK) else None
    with TemporaryDirectory(dir=where) as folder:
        yield Path(folder)
