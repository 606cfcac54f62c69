"""Closed periods: between the tables and the values of the domain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from rosterctl.domain.closing import ClosedLine, Closing, Open, Why
from rosterctl.domain.incidents import Incident
from rosterctl.domain.ledger import Put, Value
from rosterctl.ledger.hashing import canonical
from rosterctl.ledger.store import Reader
from rosterctl.ledger.tables import CLOSED_LINES, CLOSINGS, ENTRIES

CLOSED, REOPENED = "closed", "reopened"
ACTION = "period.closed"
"""The action of the entry of a closing."""


def subject(month: str) -> str:
    """Under which subject the chain speaks of the closings of a month."""
    return f"closing:{month}"


def hash_of(values: object) -> str:
    """SHA-256 over a value in its one canonical form."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def lines_sha256(lines: Iterable[ClosedLine]) -> str:
    """One hash over pay lines in their order."""
    return hash_of([[one.employee, _iso(one.date), *_rest(one).values()] for one in lines])


def closing_rows(closing: Closing, lines: Sequence[ClosedLine], incidents: Iterable[Incident]) -> list[Put]:
    """The rows of a closing: its own, its pay lines, and the incidents that it counted."""
    values: dict[str, Value] = {
        "state": CLOSED,
        "first": closing.first.isoformat(),
        "end": closing.end.isoformat(),
        "as_of": closing.as_of,
        "closed_by": closing.closed_by,
        "inputs": canonical(dict(closing.inputs)),
        "records": closing.records,
        "lines": closing.lines,
        "accepted": canonical(
            [[str(one.why), one.date.isoformat(), one.employee, one.what] for one in closing.accepted]
        ),
        "reopened_at": None,
        "reopened_by": None,
        "reason": None,
    }
    key = closing.month, closing.number
    rows = [Put("closings", key, values, new=True)]
    for number, line in enumerate(lines, 1):
        cells = {"employee": line.employee, "date": _iso(line.date), **_rest(line)}
        rows.append(Put("closed_lines", (*key, number), cells, new=True))
    return rows + [Put("incidents", (*key, one.id), _incident(one), new=True) for one in incidents]


def reopened_row(closing: Closing, at: str, login: str, reason: str) -> Put:
    """What changes of a closing as its period is opened again."""
    values: dict[str, Value] = {"state": REOPENED, "reopened_at": at, "reopened_by": login, "reason": reason}
    return Put("closings", (closing.month, closing.number), values)


def closings(reader: Reader, month: str | None = None) -> tuple[Closing, ...]:
    """All closings, or those of a month, in order; reopened ones too."""
    ask = select(CLOSINGS).order_by(CLOSINGS.c.month, CLOSINGS.c.number)
    if month is not None:
        ask = ask.where(CLOSINGS.c.month == month)
    rows = reader.connection.execute(ask).all()
    hashes = _hashes(reader, {row.month for row in rows})
    return tuple(_closing(row, hashes.get((row.month, row.number), "")) for row in rows)


def current(reader: Reader, month: str) -> Closing | None:
    """The closing of a month that holds."""
    return next((one for one in closings(reader, month) if one.closed), None)


def closed_between(reader: Reader, first: date, last: date) -> str | None:
    """The first closed month that has a date from ``first`` to ``last``; ``None``: there is none."""
    ask = select(CLOSINGS.c.month).where(
        CLOSINGS.c.state == CLOSED, CLOSINGS.c.first <= last.isoformat(), CLOSINGS.c.end > first.isoformat()
    )
    return reader.connection.scalars(ask.order_by(CLOSINGS.c.first)).first()


def lines_of(reader: Reader, closing: Closing) -> tuple[ClosedLine, ...]:
    """The pay lines of a closing, in their order."""
    mine = (CLOSED_LINES.c.month == closing.month) & (CLOSED_LINES.c.number == closing.number)
    rows = reader.connection.execute(select(CLOSED_LINES).where(mine).order_by(CLOSED_LINES.c.line))
    return tuple(_line(row) for row in rows)


def retro_about(reader: Reader, month: str, before: str) -> tuple[ClosedLine, ...]:
    """The retro lines about a month that closed months before ``before`` hold."""
    joined = CLOSED_LINES.join(
        CLOSINGS, (CLOSINGS.c.month == CLOSED_LINES.c.month) & (CLOSINGS.c.number == CLOSED_LINES.c.number)
    )
    ask = select(CLOSED_LINES).select_from(joined)
    ask = ask.where(CLOSINGS.c.state == CLOSED, CLOSINGS.c.month < before, CLOSED_LINES.c.origin.like(f"{month} %"))
    return tuple(_line(row) for row in reader.connection.execute(ask))


def _hashes(reader: Reader, months: Iterable[str]) -> Mapping[tuple[str, int], str]:
    """(month, number) → the hash of the entry that closed it: the n-th such entry of a month is its n-th closing."""
    found: dict[tuple[str, int], str] = {}
    for month in months:
        ask = select(ENTRIES.c.hash).where(ENTRIES.c.subject == subject(month), ENTRIES.c.action == ACTION)
        for number, entry in enumerate(reader.connection.scalars(ask.order_by(ENTRIES.c.seq)), 1):
            found[month, number] = entry
    return found


def _rest(line: ClosedLine) -> dict[str, Value]:
    return {
        "rule": line.rule,
        "key": line.key,
        "fen": line.fen,
        "arithmetic": line.arithmetic,
        "origin": line.origin,
    }


def _incident(one: Incident) -> dict[str, Value]:
    return {
        "employee": one.employee,
        "date": one.date.isoformat(),
        "kind": one.kind,
        "verified": int(one.verified),
        "count": one.count,
        "minutes": one.minutes,
        "note": one.note,
    }


def _iso(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _line(row: Row[Any]) -> ClosedLine:
    return ClosedLine(row.employee, _date(row.date), row.rule, row.key, row.fen, row.arithmetic, row.origin)


def _closing(row: Row[Any], entry: str) -> Closing:
    return Closing(
        month=row.month,
        number=row.number,
        first=date.fromisoformat(row.first),
        end=date.fromisoformat(row.end),
        as_of=row.as_of,
        closed_by=row.closed_by,
        inputs=json.loads(row.inputs),
        records=row.records,
        lines=row.lines,
        accepted=tuple(
            Open(Why(why), date.fromisoformat(on), employee, what)
            for why, on, employee, what in json.loads(row.accepted)
        ),
        reopened_at=row.reopened_at,
        reopened_by=row.reopened_by,
        reason=row.reason,
        hash=entry,
    )
