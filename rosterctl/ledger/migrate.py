"""Bringing a ledger to the revision that this program writes. Alembic is imported only where there is work for it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from rosterctl.errors import InputError, Place, Problem, RefusedError
from rosterctl.ledger.tables import HEAD

FOLDER = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"


def revision(connection: Connection) -> str | None:
    """The revision that a ledger is of; ``None`` for an empty file.

    Raises :class:`InputError` when the file holds something else than a ledger.
    """
    names = inspect(connection).get_table_names()
    if not names:
        return None
    found = (
        list(connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}"))) if VERSION_TABLE in names else []
    )
    if len(found) != 1:
        place = Place(str(connection.engine.url.database))
        raise InputError([Problem("ledger.foreign", place, {"tables": tuple(sorted(names)[:6])})])
    return str(found[0])


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the ledger up, inside the transaction of ``connection``: all of it or nothing.

    Raises :class:`RefusedError` for a ledger that a later program has written.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    known = tuple(step.revision for step in ScriptDirectory(str(FOLDER)).walk_revisions())
    found = revision(connection)
    if found is not None and found not in known:
        raise RefusedError("ledger.newer", file=str(connection.engine.url.database), found=found, known=HEAD)
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def revisions() -> tuple[str, ...]:
    """All revisions, the oldest first."""
    from alembic.script import ScriptDirectory

    return tuple(reversed([step.revision for step in ScriptDirectory(str(FOLDER)).walk_revisions()]))
