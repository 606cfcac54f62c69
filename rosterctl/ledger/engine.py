"""Connections to the ledger's file. What is SQLite's own stands here, in ``failures`` and in ``verify``.

On PostgreSQL a URL would take the file's place, a writer would lock the one row of ``last`` instead of beginning with
``BEGIN IMMEDIATE``, and the pragmas would go.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from rosterctl.ledger.failures import busy

WRITE = {"ledger_write": True}
"""Execution options of a connection that is about to write."""


def make_engine(path: Path, wait: float) -> Engine:
    """An engine on a file; ``wait`` is for how many seconds a lock of somebody else is waited for."""
    url = URL.create("sqlite+pysqlite", database=str(path.absolute()))
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": wait})
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begin)
    return engine


def _connected(raw: Any, _record: object) -> None:
    """Each connection: transactions are ours to begin, references hold, a commit has reached the disk."""
    raw.isolation_level = None
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    """A writer takes the lock before it reads, so that what it judges by cannot change under its hands."""
    write = connection.get_execution_options().get("ledger_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def create_file(path: Path, mode: int) -> None:
    """An empty file with exactly these permissions, unless there is one; SQLite gives its side files the same."""
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
        try:
            if os.name == "posix":
                os.fchmod(handle, mode)  # the umask may have taken some away
        finally:
            os.close(handle)


def write_ahead(engine: Engine, wait: float) -> None:
    """Put the file into WAL mode, once and for all: readers then never wait for the writer.

    The switch needs the file to itself, and SQLite does not wait for that as it does for other locks.
    """
    until = time.monotonic() + wait
    raw = engine.raw_connection()
    try:
        while True:
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if not busy(error) or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return
    finally:
        raw.close()
