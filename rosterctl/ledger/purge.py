"""Taking payloads out of the chain, by the rules: who may, and after how long, is for others to judge.

An entry stays, with the hash of a payload that nobody can guess at any more, since its salt is gone with it. The
entry that records the purge lists what it took, and is never purged itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, select

from rosterctl.domain.ledger import Act, Entry, Value
from rosterctl.ledger.hashing import payload_hash, payload_puts, payload_said
from rosterctl.ledger.store import Reader, Writer
from rosterctl.ledger.tables import ENTRIES, PAYLOADS, STATE

LOT = 500
Row = tuple[str, tuple[Value, ...]]
"""A table's name and a row's key."""

PURGED = "ledger.purged"
"""The action of the entries that record a purge."""


def purge(writer: Writer, act: Act, subjects: Collection[str]) -> Entry:
    """Take out all payloads about these subjects, with the rows that they set; ``act`` is the entry that says so.

    All entries about a subject go together, because a row is told by all of them.
    """
    connection = writer.connection
    rows: dict[str, set[tuple[object, ...]]] = {}
    seqs: list[int] = []
    for payload in _payloads(connection, subjects):
        seqs.append(payload.seq)
        for put in payload_puts(payload.body):
            rows.setdefault(put.table, set()).add(put.key)
    for table in reversed(STATE):
        names = [column.name for column in table.primary_key.columns]
        for key in rows.get(table.name, ()):
            same = [table.c[name] == value for name, value in zip(names, key, strict=True)]
            connection.execute(delete(table).where(*same))
    for seq in seqs:
        connection.execute(delete(PAYLOADS).where(PAYLOADS.c.seq == seq))
    return writer.append(Act(act.at, act.login, PURGED, act.subject), said={"seqs": ranges(seqs)})


def due_subjects(reader: Reader, due: Collection[Row]) -> frozenset[str]:
    """The subjects about which everything may go when these rows may: all rows that are told under them are due, and
    so are all subjects under which these rows are told."""
    rows_of: dict[str, set[Row]] = {}
    told_by: dict[Row, set[str]] = {}
    ask = select(ENTRIES.c.subject, PAYLOADS.c.body).join(PAYLOADS, PAYLOADS.c.seq == ENTRIES.c.seq)
    for subject, body in reader.connection.execute(ask.where(ENTRIES.c.action != PURGED)):
        for put in payload_puts(body):
            row = put.table, put.key
            rows_of.setdefault(subject, set()).add(row)
            told_by.setdefault(row, set()).add(subject)
    found = {subject for subject, rows in rows_of.items() if rows <= set(due)}
    while True:
        kept = {subject for subject in found if all(told_by[row] <= found for row in rows_of[subject])}
        if kept == found:
            return frozenset(found)
        found = kept


def exported(reader: Reader, subjects: Collection[str]) -> Iterator[dict[str, object]]:
    """The entries about these subjects as a purge would leave them, with payloads and the salts that prove them."""
    for payload in _payloads(reader.connection, subjects):
        entry = reader.connection.execute(select(ENTRIES).where(ENTRIES.c.seq == payload.seq)).one()
        yield {**entry._mapping, "salt": payload.salt, "body": payload.body}


def _payloads(connection: Connection, subjects: Collection[str]) -> list[Any]:
    """The payloads about these subjects, in the order of the chain; asked for in lots, as databases limit them."""
    found: list[Any] = []
    names = sorted(subjects)
    for start in range(0, len(names), LOT):
        about = ENTRIES.c.subject.in_(names[start : start + LOT]) & (ENTRIES.c.action != PURGED)
        ask = select(PAYLOADS).join(ENTRIES, ENTRIES.c.seq == PAYLOADS.c.seq).where(about)
        found += connection.execute(ask).all()
    return sorted(found, key=lambda payload: int(payload.seq))


def purged_seqs(connection: Connection) -> frozenset[int]:
    """The entries whose payloads were taken out; only what an untouched payload says counts."""
    ask = select(ENTRIES.c.payload_hash, PAYLOADS.c.salt, PAYLOADS.c.body)
    ask = ask.join_from(ENTRIES, PAYLOADS, ENTRIES.c.seq == PAYLOADS.c.seq).where(ENTRIES.c.action == PURGED)
    found: set[int] = set()
    for row in connection.execute(ask):
        if payload_hash(row.salt, row.body) == row.payload_hash:
            found.update(_numbers(str(payload_said(row.body)["seqs"])))
    return frozenset(found)


def ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers in short: ``1-4,9``."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _numbers(text: str) -> Iterable[int]:
    for run in filter(None, text.split(",")):
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)
