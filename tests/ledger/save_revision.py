"""Writes ``revisions/<newest>.sql``: what the ledger of this program holds, for the programs to come.

Run it once, when a revision is new and before anybody uses it: ``python -m tests.ledger.save_revision``.
"""

from __future__ import annotations

from pathlib import Path

from rosterctl.ledger.tables import HEAD, META
from tests.ledger.tampering import sample
from tests.support.ledger import behind


def dump(path: Path) -> str:
    """The rows of all tables as SQL; the migrations make the tables."""
    lines = [f"-- a ledger as the program of revision {HEAD} wrote it"]
    with behind(path) as raw:
        for table in META.sorted_tables:
            lines += [f"DELETE FROM {table.name};"] if table.name == "last" else []
            for row in raw.execute(f"SELECT * FROM {table.name}"):
                lines.append(f"INSERT INTO {table.name} VALUES ({', '.join(map(_literal, row))});")
    return "\n".join(lines) + "\n"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


if __name__ == "__main__":
    (Path(__file__).parent / "revisions" / f"{HEAD}.sql").write_text(dump(sample()), "utf-8", newline="\n")
