"""The ledger as its users see it: opened, read in one consistent state, written one transaction at a time."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from rosterctl.domain.ledger import FILE, Act, Entry, Put, Value, seconds
from rosterctl.errors import InputError, InternalError, Place, Problem
from rosterctl.ledger import migrate
from rosterctl.ledger.engine import WRITE, create_file, make_engine, write_ahead
from rosterctl.ledger.failures import failures
from rosterctl.ledger.hashing import chain_hash, columns, payload_body, payload_hash
from rosterctl.ledger.tables import ENTRIES, HEAD, LAST, PAYLOADS, state_table

PRIVATE = 0o600
WAIT = 30.0
"""Seconds for which somebody else's lock is waited for."""

__all__ = ("FILE", "PRIVATE", "WAIT", "Ledger", "Reader", "Writer", "open_ledger")

_NOTHING: Mapping[str, Value] = MappingProxyType({})


def _salt() -> str:
    return secrets.token_hex(16)


class Reader:
    """One consistent state of the ledger, for as long as it is open. ``connection`` is for this room only."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def head(self) -> tuple[int, str]:
        """The number and the hash of the last entry; 0 and ``NOTHING`` of an empty ledger."""
        row = self.connection.execute(select(LAST.c.seq, LAST.c.hash)).one()
        return row.seq, row.hash


class Writer(Reader):
    """The only one who writes, while it is open. What it appends is kept when it closes without an exception."""

    def __init__(self, connection: Connection, salt: Callable[[], str]) -> None:
        super().__init__(connection)
        self._salt = salt
        self._seq, self._hash = self.head()

    @property
    def next_seq(self) -> int:
        """The number that the next entry gets."""
        return self._seq + 1

    def append(self, act: Act, puts: Iterable[Put] = (), said: Mapping[str, Value] = _NOTHING) -> Entry:
        """Do an act: set its rows, and append the entry that tells of them.

        ``said`` is kept in the payload beside the rows. Raises ``ValueError`` when the act's instant has no offset.
        """
        puts = tuple(puts)
        for put in puts:
            self._set(put)
        salt, body = self._salt(), payload_body(puts, said)
        values: dict[str, Any] = {
            "seq": self.next_seq,
            "at": act.at,
            "instant": seconds(act.at),
            "login": act.login,
            "employee": act.employee,
            "decided_by": act.decided_by,
            "action": act.action,
            "subject": act.subject,
            "payload_hash": payload_hash(salt, body),
            "previous": self._hash,
        }
        entry = Entry(**values, hash=chain_hash(values))
        self.connection.execute(insert(ENTRIES), columns(entry))
        self.connection.execute(insert(PAYLOADS), {"seq": entry.seq, "salt": salt, "body": body})
        self.connection.execute(update(LAST), {"seq": entry.seq, "hash": entry.hash})
        self._seq, self._hash = entry.seq, entry.hash
        return entry

    def _set(self, put: Put) -> None:
        table = state_table(put.table)
        names = [column.name for column in table.primary_key.columns]
        key = dict(zip(names, put.key, strict=True))
        if put.new:
            self.connection.execute(insert(table), {**key, **put.values})
            return
        where = [table.c[name] == value for name, value in key.items()]
        if self.connection.execute(update(table).where(*where), dict(put.values)).rowcount != 1:
            raise InternalError("ledger.no-row", table=put.table, row=str(put.key))


class Ledger:
    """An open ledger. A context manager; close it to let go of the file."""

    def __init__(self, path: Path, engine: Engine, salt: Callable[[], str]) -> None:
        self.path = path
        self._engine = engine
        self._salt = salt

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent state, which other processes may leave behind meanwhile."""
        with failures(self.path), self._engine.begin() as connection:
            yield Reader(connection)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """The right to write, and to be alone in it; everything is kept at the end, or nothing after an exception.

        Raises :class:`rosterctl.errors.RefusedError` when somebody else holds it for longer than the wait.
        """
        with failures(self.path), self._engine.connect().execution_options(**WRITE) as connection, connection.begin():
            yield Writer(connection, self._salt)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def open_ledger(
    path: Path,
    *,
    create: bool = True,
    mode: int = PRIVATE,
    wait: float = WAIT,
    salt: Callable[[], str] = _salt,
) -> Ledger:
    """The ledger in a file, brought up to this program's revision.

    A file that does not exist is made, with the permissions ``mode``, when ``create`` says so. Raises
    :class:`InputError` for a file that is missing, no ledger, damaged or not writable, and
    :class:`rosterctl.errors.RefusedError` for one that is locked or was written by a later program.
    """
    with failures(path):
        if create:
            create_file(path, mode)
        elif not path.exists():
            raise InputError([Problem("ledger.none", Place(str(path)))])
        engine = make_engine(path, wait)
        try:
            _ready(engine, wait)
        except BaseException:
            engine.dispose()
            raise
    return Ledger(path, engine, salt)


def _ready(engine: Engine, wait: float) -> None:
    """See that the tables are those of this program. Two processes may arrive here at once: one of them does it."""
    with engine.begin() as connection:
        if migrate.revision(connection) == HEAD:
            return
    write_ahead(engine, wait)
    with engine.connect().execution_options(**WRITE) as connection, connection.begin():
        if migrate.revision(connection) != HEAD:
            migrate.upgrade(connection)
