"""Every earlier revision is brought up with what it holds; a later one is refused, untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from rosterctl.errors import InputError, RefusedError
from rosterctl.ledger import migrate
from rosterctl.ledger.engine import WRITE, create_file, make_engine
from rosterctl.ledger.store import open_ledger
from rosterctl.ledger.tables import HEAD, META
from tests.support.ledger import act, behind, counting

REVISIONS = migrate.revisions()
SAVED = Path(__file__).parent / "revisions"


def old(path: Path, revision: str) -> None:
    """A ledger as the program of that revision left it: its tables, and the rows kept in ``revisions/``."""
    create_file(path, 0o600)
    engine = make_engine(path, 1)
    with engine.connect().execution_options(**WRITE) as connection, connection.begin():
        migrate.upgrade(connection, revision)
    engine.dispose()
    with behind(path) as raw:
        raw.executescript((SAVED / f"{revision}.sql").read_text("utf-8"))


def test_the_newest_revision_is_the_one_that_the_program_writes() -> None:
    assert REVISIONS[-1] == HEAD


@pytest.mark.parametrize("revision", REVISIONS)
def test_from_every_revision(revision: str, tmp_path: Path) -> None:
    path = tmp_path / "rosterctl.db"
    old(path, revision)
    with behind(path) as raw:
        before = raw.execute("SELECT seq, hash FROM last").fetchone()
    with open_ledger(path, salt=counting()) as ledger:
        with ledger.read() as reader:
            assert migrate.revision(reader.connection) == HEAD
            context = MigrationContext.configure(reader.connection)
            assert compare_metadata(context, META) == []
            assert reader.head() == before
            assert before[0] > 0, "an empty ledger proves nothing"
        with ledger.write() as writer:
            assert writer.append(act()).previous == before[1]


def test_a_new_ledger_has_the_tables_of_the_program(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "rosterctl.db") as ledger, ledger.read() as reader:
        assert compare_metadata(MigrationContext.configure(reader.connection), META) == []


def test_a_later_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rosterctl.db"
    open_ledger(path).close()
    with behind(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9000'")
    before = path.read_bytes()
    with pytest.raises(RefusedError) as caught:
        open_ledger(path)
    assert caught.value.code == "ledger.newer"
    assert caught.value.values == {"file": str(path), "found": "9000", "known": HEAD}
    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "INSERT INTO alembic_version VALUES ('0')"])
def test_a_ledger_of_no_one_revision(statement: str, tmp_path: Path) -> None:
    path = tmp_path / "rosterctl.db"
    open_ledger(path).close()
    with behind(path) as raw:
        raw.execute(statement)
    with pytest.raises(InputError) as caught:
        open_ledger(path)
    assert caught.value.problems[0].code == "ledger.foreign"


def test_a_migration_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rosterctl.db"
    upgrade = migrate.upgrade

    def breaks(connection: Connection, to: str = "head") -> None:
        upgrade(connection, to)
        raise ZeroDivisionError

    monkeypatch.setattr(migrate, "upgrade", breaks)
    with pytest.raises(ZeroDivisionError):
        open_ledger(path)
    monkeypatch.undo()
    with behind(path) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == []
    open_ledger(path).close()
