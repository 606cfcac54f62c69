"""Holds the whole ledger against itself, and names the first row that is wrong.

Each entry's hash is over its own columns and the hash before it; each payload is known by its salted hash; the tables
of state are what the payloads tell. So no row can be changed alone. Whoever may write the file can make a new chain
from scratch: only a head that was kept elsewhere (``expect``) is proof against the file's owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import chain, pairwise
from typing import Any

from sqlalchemy import Connection, Row, select

from rosterctl.domain.ledger import NOTHING, Fault, Flaw, Verdict
from rosterctl.errors import InputError, Place, Problem
from rosterctl.ledger.hashing import HASHED, chain_hash, payload_hash
from rosterctl.ledger.purge import purged_seqs
from rosterctl.ledger.replay import Replay
from rosterctl.ledger.store import Reader
from rosterctl.ledger.tables import ENTRIES, LAST, PAYLOADS

MIN_EXPECTED = 16
"""The fewest hexadecimal digits of a hash that are taken for it."""

Link = Row[Any]


def verify(reader: Reader, expect: str | None = None) -> Verdict:
    """What is wrong with the ledger, if anything; ``expect`` is a head that was kept, or its beginning.

    An older head is proof for everything up to it. Raises :class:`InputError` when the file is damaged as a database.
    """
    connection = reader.connection
    _read_anything(connection)
    head = str(connection.scalar(select(LAST.c.hash).limit(1)) or NOTHING)
    walk = _Walk(connection, expect)
    flaw = walk.flaw() or walk.replay.flaw(connection)
    if flaw is None and expect is not None and walk.proven is None:
        flaw = Flaw(Fault.UNEXPECTED, LAST.name, "1", ("hash",))
    if flaw is None:
        _structure(connection)
    return Verdict(walk.entries, head, flaw, walk.missing, tuple(walk.backdated), walk.replay.counts(), walk.proven)


def _structure(connection: Connection) -> None:
    """Raises :class:`InputError` when the file is damaged as a database. SQLite only."""
    said = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
    if said != "ok":
        place = Place(str(connection.engine.url.database))
        raise InputError([Problem("ledger.damaged", place, {"reason": said})])


def _read_anything(connection: Connection) -> None:
    """Let texts that are no UTF-8 be read: a damaged cell is a finding, and no reason to stop. SQLite only."""
    raw: Any = connection.connection.dbapi_connection
    raw.text_factory = lambda data: data.decode("utf-8", "surrogateescape")


class _Walk:
    """One walk along the chain."""

    def __init__(self, connection: Connection, expect: str | None) -> None:
        self._connection = connection
        self._purged: Set[int] = purged_seqs(connection)
        self._expect = expect.lower() if expect is not None and len(expect) >= MIN_EXPECTED else None
        self._latest = 0
        self.replay = Replay()
        self.entries = 0
        self.missing = 0
        self.backdated: list[int] = []
        self.proven: int | None = 0 if self._is_expected(NOTHING) else None

    def _is_expected(self, found: str) -> bool:
        return self._expect is not None and found.startswith(self._expect)

    def flaw(self) -> Flaw | None:
        """The first flaw of entries, payloads, and of the row that says where they end."""
        before: str = NOTHING
        for link, after in _with_next(self._links()):
            found = self._link(link, before, after) or self._payload(link)
            if found is not None:
                return found
            self.entries, before = link.seq, link.hash
            self._note(link)
        return self._end(before) or self._orphan()

    def _links(self) -> Iterable[Link]:
        ask = select(ENTRIES, PAYLOADS.c.seq.label("kept"), PAYLOADS.c.salt, PAYLOADS.c.body)
        ask = ask.outerjoin_from(ENTRIES, PAYLOADS, ENTRIES.c.seq == PAYLOADS.c.seq).order_by(ENTRIES.c.seq)
        return self._connection.execution_options(yield_per=1000).execute(ask)

    def _note(self, link: Link) -> None:
        if link.instant < self._latest:
            self.backdated.append(link.seq)
        self._latest = max(self._latest, link.instant)
        if self._is_expected(link.hash):
            self.proven = link.seq
        if link.body is not None:
            self.replay.take(link.body)
        else:
            self.missing += 1

    def _link(self, link: Link, before: str, after: Link | None) -> Flaw | None:
        due = self.entries + 1
        if link.seq < due:
            return _entry(Fault.INSERTED, link.seq)
        if link.seq > due:
            return _entry(Fault.DELETED, due)
        if chain_hash(_values(link)) != link.hash:
            return self._misfit(link, before)
        if link.previous != before:
            # one of the two was written anew, hash and all; what follows knows which one it followed
            follows = after.previous if after is not None else self._connection.scalar(select(LAST.c.hash).limit(1))
            return _entry(Fault.EDITED, due - 1 if follows == link.hash and due > 1 else due)
        return None

    def _misfit(self, link: Link, before: str) -> Flaw:
        """Whether a row whose hash is not its own was edited, or stands where another one stood."""
        due = link.seq
        fits = next((n for n in self._numbers() if chain_hash({**_values(link), "seq": n}) == link.hash), None)
        ask = select(ENTRIES).where(ENTRIES.c.previous == before, ENTRIES.c.seq != due)
        elsewhere = any(
            chain_hash({**_values(other), "seq": due}) == other.hash for other in self._connection.execute(ask)
        )
        if fits is None:
            return _entry(Fault.INSERTED if elsewhere else Fault.EDITED, due)
        if fits < due:
            return _entry(Fault.INSERTED, fits)
        return _entry(Fault.REORDERED if elsewhere else Fault.DELETED, due)

    def _numbers(self) -> Iterator[int]:
        """Where a row may have stood: among the rows there are, and one further, should one be gone."""
        count = len(self._connection.scalars(select(ENTRIES.c.seq)).all())
        return iter(range(1, count + 2))

    def _payload(self, link: Link) -> Flaw | None:
        if (link.kept is None) != (link.seq in self._purged):
            return Flaw(Fault.DELETED if link.kept is None else Fault.INSERTED, PAYLOADS.name, str(link.seq))
        if link.kept is not None and payload_hash(link.salt, link.body) != link.payload_hash:
            return Flaw(Fault.EDITED, PAYLOADS.name, str(link.seq))
        return None

    def _orphan(self) -> Flaw | None:
        ask = select(PAYLOADS.c.seq).where(PAYLOADS.c.seq.not_in(select(ENTRIES.c.seq))).order_by(PAYLOADS.c.seq)
        found = self._connection.scalars(ask).first()
        return None if found is None else Flaw(Fault.INSERTED, PAYLOADS.name, str(found))

    def _end(self, head: str) -> Flaw | None:
        """Whether the chain ends where the ledger says it does."""
        ends = self._connection.execute(select(LAST).order_by(LAST.c.id)).all()
        stray = next((str(end.id) for end in ends if end.id != 1), None)
        if stray is not None:
            return Flaw(Fault.INSERTED, LAST.name, stray)
        if not ends:
            return Flaw(Fault.DELETED, LAST.name, "1")
        end = ends[0]
        wrong = tuple(name for name, value in (("seq", self.entries), ("hash", head)) if end._mapping[name] != value)
        if len(wrong) == 2 and isinstance(end.seq, int):
            gone = end.seq > self.entries
            return _entry(Fault.DELETED, self.entries + 1) if gone else _entry(Fault.INSERTED, end.seq + 1)
        return Flaw(Fault.EDITED, LAST.name, "1", wrong) if wrong else None


def _with_next(links: Iterable[Link]) -> Iterator[tuple[Link, Link | None]]:
    last: tuple[Link | None, ...] = (None,)
    for link, after in pairwise(chain(links, last)):
        assert link is not None, "only the last is nothing"
        yield link, after


def _values(link: Link) -> dict[str, Any]:
    return {name: link._mapping[name] for name in HASHED}


def _entry(fault: Fault, seq: int) -> Flaw:
    return Flaw(fault, ENTRIES.name, str(seq))
