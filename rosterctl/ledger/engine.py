"""Connections to the ledger's file. What is SQLite's own stands here, in ``failures`` and in ``verify``.

On PostgreSQL a URL would take the file's place, a writer would lock the one row of ``last`` instead of beginning with
``BEGIN IMMEDIATE``, and the pragmas would go.
"""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import time
from collections.abc import Callable
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
    event.listen(engine, "begin", lambda connection: _begin(connection, wait))
    return engine


def _connected(raw: Any, _record: object) -> None:
    """Each connection: transactions are ours to begin, references hold, a commit has reached the disk."""
    raw.isolation_level = None
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection, wait: float) -> None:
    """A writer takes the lock before it reads, so that what it judges by cannot change under its hands."""
    if not connection.get_execution_options().get("ledger_write", False):
        connection.exec_driver_sql("BEGIN")
        return
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        patiently(lambda: raw.execute("BEGIN IMMEDIATE"), wait)
    finally:
        raw.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")


def patiently(ask: Callable[[], object], wait: float) -> None:
    """Ask for a lock again and again, for as long as it is somebody else's and the wait lasts.

    SQLite's own waiting sleeps longer and longer, so that of many writers some never have their turn; here each asks
    again after a few milliseconds of its own choice. Raises ``sqlite3.OperationalError`` when the wait is over.
    """
    until = time.monotonic() + wait
    while True:
        try:
            ask()
        except sqlite3.OperationalError as error:
            if not busy(error) or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.001, 0.01))
        else:
            return


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
    raw = engine.raw_connection()
    try:
        patiently(lambda: raw.cursor().execute("PRAGMA journal_mode = WAL"), wait)
    finally:
        raw.close()
