"""A small ledger with rows in every table, and what somebody could do to it behind the program's back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from rosterctl.domain.ledger import Put, Value, Verdict
from rosterctl.ledger.hashing import HASHED, chain_hash
from rosterctl.ledger.store import Writer, open_ledger
from rosterctl.ledger.tables import META, STATE
from rosterctl.ledger.verify import verify
from tests.support.ledger import act, behind, counting

TABLES = {table.name: table for table in META.sorted_tables}
STATES = {table.name for table in STATE}
ENTRIES = 6


def request(number: int, **changes: Value) -> Put:
    """A new overtime request."""
    values: dict[str, Value] = {
        "kind": "overtime", "employee": "H01", "first": "2026-10-12", "last": "2026-10-12", "part": "hours",
        "from_minute": 1080, "to_minute": 1200, "leave_kind": None, "reason": "盘点", "partner": None, "side": None,
        "segment": 1, "time": None, "compensation": "pay", "emergency": 0, "over_cap": None, "evidence": None,
        "needs": "leader", "done": 0, "state": "filed", "filed_at": "2026-10-11T09:00:00+08:00", "filed_by": "zhang",
        "expires": None, "decided_at": None, "decided_by": None, "idem": f"k{number}", "fingerprint": f"f{number}",
        "papers": None,
    }  # fmt: skip
    return Put("requests", (f"Q{number}",), {**values, **changes}, new=True)


def file_one(writer: Writer, number: int) -> None:
    minutes = Put(
        "overtime",
        (f"Q{number}", "2026-10-12"),
        {"employee": "H01", "minutes": 120, "worked": None, "time_off": None, "expires": None},
        new=True,
    )
    writer.append(act("request.filed", f"request:Q{number}", employee="H01"), [request(number), minutes])


def approve_one(writer: Writer, number: int, more: Sequence[Put] = ()) -> None:
    step: dict[str, Value] = {
        "need": "leader", "verdict": "approved", "decided_by": "H02", "decided_at": "2026-10-11T10:00:00+08:00",
        "recorded_by": "li", "reason": None, "evidence": "单据 7", "over_cap": None,
    }  # fmt: skip
    puts = [
        Put("steps", (f"Q{number}", 1), step, new=True),
        Put("requests", (f"Q{number}",), {"state": "approved", "done": 1, "decided_by": "H02"}),
        *more,
    ]
    writer.append(act("request.approved", f"request:Q{number}", employee="H01", decided_by="H02"), puts)


def others() -> list[Put]:
    """A new row of every other table."""
    at = "2026-10-11T10:00:00+08:00"
    publication: dict[str, Value] = {
        "sha256": "ab", "published_at": at, "published_by": "li", "cause": "request:Q3", "accepted": None,
    }  # fmt: skip
    batch: dict[str, Value] = {
        "sha256": "cd", "source": "1_attlog.dat", "source_sha256": "ef", "punches": 17, "imported_at": at,
    }  # fmt: skip
    handover: dict[str, Value] = {
        "post": "值班室", "date": "2026-10-11", "due": 480, "outgoing": "H01", "incoming": "H02", "state": "signed",
        "outgoing_at": at, "incoming_at": at, "reason": None, "note": None, "evidence": None, "manager_at": at,
        "manager_by": "H02", "director_at": None, "director_by": None,
    }  # fmt: skip
    closing: dict[str, Value] = {
        "state": "closed", "first": "2026-10-01", "end": "2026-11-01", "as_of": at, "closed_by": "li",
        "inputs": "{}", "records": "12", "lines": "34", "accepted": "[]", "reopened_at": None, "reopened_by": None,
        "reason": None,
    }  # fmt: skip
    line: dict[str, Value] = {
        "employee": "H01", "date": "2026-10-12", "rule": "overtime", "key": "overtime", "fen": 5057,
        "arithmetic": "2200 ÷ 21.75 ÷ 8 × 2 × 200 %", "origin": None,
    }  # fmt: skip
    incident: dict[str, Value] = {
        "employee": "H01", "date": "2026-10-12", "kind": "game", "verified": 1, "count": 1, "minutes": None,
        "note": None,
    }  # fmt: skip
    grant: dict[str, Value] = {
        "employee": "H01", "month": "2026-09", "kind": "exchange", "minutes": 480, "settled": "carried",
        "expires": "2026-12-31", "reason": "大促", "decided_by": "H02", "decided_at": at, "recorded_by": "li",
        "evidence": "单据 8",
    }  # fmt: skip
    taken: dict[str, Value] = {"employee": "H01", "kind": "annual", "minutes": 480}
    return [
        Put("grants", ("B1",), grant, new=True),
        Put("taken", ("Q3", "2026-10-13"), taken, new=True),
        Put("publications", ("2026-10", 2), publication, new=True),
        Put("batches", ("2026-10-01_ab.parquet",), batch, new=True),
        Put("handovers", ("G1",), handover, new=True),
        Put("closings", ("2026-10", 1), closing, new=True),
        Put("closed_lines", ("2026-10", 1, 1), line, new=True),
        Put("incidents", ("2026-10", 1, "I1"), incident, new=True),
    ]


@cache
def sample() -> Path:
    """Three requests, each filed and approved: six entries, the last with a row of every other table. Made once;
    copy it."""
    path = Path(mkdtemp()) / "sample.db"
    with open_ledger(path, salt=counting()) as ledger:
        for number in (1, 2, 3):
            with ledger.write() as writer:
                file_one(writer, number)
                approve_one(writer, number, others() if number == 3 else ())
    return path


def copy(folder: Path) -> Path:
    return Path(shutil.copyfile(sample(), folder / "rosterctl.db"))


def judged(path: Path, expect: str | None = None) -> Verdict:
    with open_ledger(path, create=False) as ledger, ledger.read() as reader:
        return verify(reader, expect)


def tampered(folder: Path, change: Callable[[sqlite3.Connection], None], expect: str | None = None) -> Verdict:
    """What verify says after somebody changed the file."""
    path = copy(folder)
    with behind(path) as raw:
        change(raw)
    return judged(path, expect)


def rows(table: str) -> list[tuple[Any, ...]]:
    """The primary keys of a table's rows."""
    names = ", ".join(column.name for column in TABLES[table].primary_key.columns)
    with behind(sample()) as raw:
        return raw.execute(f"SELECT {names} FROM {table} ORDER BY {names}").fetchall()


def where(table: str, key: tuple[Any, ...]) -> str:
    parts = zip(TABLES[table].primary_key.columns, key, strict=True)
    return " AND ".join(f"{column.name} = {value!r}" for column, value in parts)


def set_cell(raw: sqlite3.Connection, table: str, key: tuple[Any, ...], column: str, value: Any) -> Any:
    """Write another value into a cell; what stood there."""
    ((before,),) = raw.execute(f"SELECT {column} FROM {table} WHERE {where(table, key)}").fetchall()
    raw.execute(f"UPDATE {table} SET {column} = ? WHERE {where(table, key)}", (value,))
    return before


def entry(raw: sqlite3.Connection, seq: int) -> dict[str, Any]:
    names = (*HASHED, "hash")
    (row,) = raw.execute(f"SELECT {', '.join(names)} FROM entries WHERE seq = {seq}").fetchall()
    return dict(zip(names, row, strict=True))


def write_entry(raw: sqlite3.Connection, values: Mapping[str, Any], *, rehash: bool) -> None:
    """Put an entry in place, over the one of its number; with ``rehash`` under a hash that fits it."""
    values = {**values, "hash": chain_hash(values)} if rehash else values
    marks = ", ".join("?" for _ in values)
    raw.execute(f"INSERT OR REPLACE INTO entries ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


def move(raw: sqlite3.Connection, table: str, by: int, first: int) -> None:
    """Renumber the rows from ``first`` on, and leave everything else about them as it is."""
    raw.execute(f"UPDATE {table} SET seq = -seq WHERE seq >= {first}")
    raw.execute(f"UPDATE {table} SET seq = -seq + {by} WHERE seq < 0")
