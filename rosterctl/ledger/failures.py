"""What a database says when it fails, as errors for people. SQLite only: PostgreSQL will need a table of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from rosterctl.errors import InputError, Place, Problem, RefusedError

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_CODES: Mapping[int, str] = {
    sqlite3.SQLITE_READONLY: "ledger.unwritable",
    sqlite3.SQLITE_CANTOPEN: "ledger.unwritable",
    sqlite3.SQLITE_PERM: "ledger.unwritable",
    sqlite3.SQLITE_FULL: "ledger.full",
    sqlite3.SQLITE_IOERR: "ledger.full",
    sqlite3.SQLITE_TOOBIG: "ledger.too-big",
    sqlite3.SQLITE_CORRUPT: "ledger.damaged",
    sqlite3.SQLITE_NOTADB: "ledger.damaged",
}


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turns what the disk or other processes have done into :class:`InputError` and :class:`RefusedError`.

    Whatever else a database complains of is a bug, and passes.
    """
    try:
        yield
    except DBAPIError as error:
        said = _said(error.orig, path)
        if said is None:
            raise
        raise said from error
    except sqlite3.Error as error:
        said = _said(error, path)
        if said is None:
            raise
        raise said from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Problem("ledger.unwritable", Place(str(path)), {"reason": reason})]) from error


def _said(error: BaseException | None, path: Path) -> InputError | RefusedError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF  # extended codes keep the primary one in their lowest byte
    if primary in _BUSY:
        return RefusedError("ledger.locked", file=str(path))
    problem = _CODES.get(primary)
    if problem is None:
        return None
    return InputError([Problem(problem, Place(str(path)), {"reason": str(error)})])


def busy(error: sqlite3.Error) -> bool:
    """Whether somebody else holds the lock that was wanted."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _BUSY
