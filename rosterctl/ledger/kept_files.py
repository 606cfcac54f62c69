"""Published rosters and punch batches: between the tables and the values of the domain."""

from __future__ import annotations

from sqlalchemy import select

from rosterctl.domain.kept_files import KeptBatch, Publication
from rosterctl.domain.ledger import Act, Entry, Put, Value
from rosterctl.ledger.store import Reader, Writer
from rosterctl.ledger.tables import BATCHES, PUBLICATIONS


def publications(reader: Reader, month: str | None = None) -> tuple[Publication, ...]:
    """All published versions that the chain knows, or those of a month, in order."""
    ask = select(PUBLICATIONS).order_by(PUBLICATIONS.c.month, PUBLICATIONS.c.version)
    if month is not None:
        ask = ask.where(PUBLICATIONS.c.month == month)
    return tuple(Publication(**row._mapping) for row in reader.connection.execute(ask))


def append_publication(writer: Writer, one: Publication, decided_by: str | None = None) -> Entry:
    """Append the entry of a version that has been written."""
    values: dict[str, Value] = {
        "sha256": one.sha256,
        "published_at": one.published_at,
        "published_by": one.published_by,
        "cause": one.cause,
        "accepted": one.accepted,
    }
    subject = f"roster:{one.month}/v{one.version}"
    act = Act(one.published_at, one.published_by, "roster.published", subject, decided_by=decided_by)
    return writer.append(act, [Put("publications", (one.month, one.version), values, new=True)])


def batches(reader: Reader) -> tuple[KeptBatch, ...]:
    """All batches that the chain knows, by name."""
    rows = reader.connection.execute(select(BATCHES).order_by(BATCHES.c.file))
    return tuple(KeptBatch(*row) for row in rows)


def append_batch(writer: Writer, one: KeptBatch, login: str, at: str) -> Entry:
    """Append the entry of a batch that has been written."""
    values: dict[str, Value] = {
        "sha256": one.sha256,
        "source": one.source,
        "source_sha256": one.source_sha256,
        "punches": one.punches,
        "imported_at": one.imported_at,
    }
    act = Act(at, login, "punches.imported", f"punches:{one.name}")
    return writer.append(act, [Put("batches", (one.name,), values, new=True)])
