"""The tables of state, told again from the payloads of the chain, and held against what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Table, select

from rosterctl.domain.ledger import Fault, Flaw, Value
from rosterctl.ledger.hashing import payload_puts
from rosterctl.ledger.tables import STATE

Key = tuple[Value, ...]


class Replay:
    """What the tables of state should hold."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Key, dict[str, Value]]] = {table.name: {} for table in STATE}

    def take(self, body: str) -> None:
        """Set the rows of the next payload."""
        for put in payload_puts(body):
            self._rows.setdefault(put.table, {}).setdefault(put.key, {}).update(put.values)

    def counts(self) -> Mapping[str, int]:
        """Rows of each table."""
        return MappingProxyType({name: len(rows) for name, rows in self._rows.items()})

    def flaw(self, connection: Connection) -> Flaw | None:
        """The first row that differs: by table, then by key."""
        for table in STATE:
            found = self._differences(connection, table)
            if found:
                return min(found, key=lambda flaw: flaw.row)
        known = {table.name for table in STATE}
        strange = ((name, key) for name, rows in self._rows.items() if name not in known for key in rows)
        return next((Flaw(Fault.DELETED, name, shown(key)) for name, key in strange), None)

    def _differences(self, connection: Connection, table: Table) -> list[Flaw]:
        names = [column.name for column in table.primary_key.columns]
        due = dict(self._rows[table.name])
        found: list[Flaw] = []
        for row in connection.execute(select(table)):
            values: dict[str, Any] = dict(row._mapping)
            key = tuple(values.pop(name) for name in names)
            wanted = due.pop(key, None)
            if wanted is None:
                found.append(Flaw(Fault.INSERTED, table.name, shown(key)))
                continue
            wrong = tuple(name for name in values if values[name] != wanted.get(name))
            if wrong:
                found.append(Flaw(Fault.EDITED, table.name, shown(key), wrong))
        return [*found, *(Flaw(Fault.DELETED, table.name, shown(key)) for key in due)]


def shown(key: Key) -> str:
    """A key as it is told: its parts with blanks between them."""
    return " ".join(map(str, key))
