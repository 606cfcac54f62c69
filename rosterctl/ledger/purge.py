"""Taking payloads out of the chain, by the rules: who may, and after how long, is for others to judge.

An entry stays, with the hash of a payload that nobody can guess at any more, since its salt is gone with it. The
entry that records the purge lists what it took, and is never purged itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, select

from rosterctl.domain.ledger import Act, Entry
from rosterctl.ledger.hashing import payload_hash, payload_puts, payload_said
from rosterctl.ledger.store import Writer
from rosterctl.ledger.tables import ENTRIES, PAYLOADS, STATE

PURGED = "ledger.purged"
"""The action of the entries that record a purge."""


def purge(writer: Writer, act: Act, subjects: Collection[str]) -> Entry:
    """Take out all payloads about these subjects, with the rows that they set; ``act`` is the entry that says so.

    All entries about a subject go together, because a row is told by all of them.
    """
    connection = writer.connection
    about = ENTRIES.c.subject.in_(subjects) & (ENTRIES.c.action != PURGED)
    ask = select(PAYLOADS).join(ENTRIES, ENTRIES.c.seq == PAYLOADS.c.seq).where(about).order_by(PAYLOADS.c.seq)
    rows: dict[str, set[tuple[object, ...]]] = {}
    seqs: list[int] = []
    for payload in connection.execute(ask).all():
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
