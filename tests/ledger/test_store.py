"""The file: made with the permissions asked for, never half-written, and its failures told."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from rosterctl.domain.ledger import NOTHING
from rosterctl.errors import InputError, RefusedError, RosterctlError
from rosterctl.ledger.store import Ledger, Writer, open_ledger
from tests.support.ledger import act, behind, counting

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and limits")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rosterctl.db"


def made(path: Path, entries: int = 3) -> str:
    """A ledger of so many entries; its head."""
    with open_ledger(path, salt=counting()) as ledger:
        for number in range(entries):
            with ledger.write() as writer:
                writer.append(act(subject=f"test:{number}"), said={"number": number})
        with ledger.read() as reader:
            return reader.head()[1]


def head(path: Path) -> tuple[int, str]:
    with open_ledger(path, create=False) as ledger, ledger.read() as reader:
        return reader.head()


def problem(error: RosterctlError) -> str:
    """The code that tells what is wrong."""
    return error.problems[0].code if isinstance(error, InputError) else error.code


def test_an_empty_ledger(path: Path) -> None:
    with open_ledger(path) as ledger, ledger.read() as reader:
        assert reader.head() == (0, NOTHING)


def test_same_acts_and_salts_same_head(tmp_path: Path) -> None:
    assert made(tmp_path / "a.db") == made(tmp_path / "b.db")
    assert made(tmp_path / "c.db", 4) != made(tmp_path / "a2.db", 3)


def test_the_head_is_kept(path: Path) -> None:
    told = made(path)
    assert head(path) == (3, told)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o660])
def test_permissions_are_as_asked_whatever_the_umask(path: Path, mode: int) -> None:
    before = os.umask(0o027)  # would take the group's right to write
    try:
        with open_ledger(path, mode=mode) as ledger, ledger.write() as writer:
            writer.append(act())
            beside = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
            assert [stat.S_IMODE(file.stat().st_mode) for file in beside] == [mode] * 3
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_permissions_of_an_existing_ledger_stay(path: Path) -> None:
    made(path)
    path.chmod(0o640)
    with open_ledger(path, mode=0o660):
        pass
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_write_ahead_full_sync_and_references(path: Path) -> None:
    with open_ledger(path) as ledger, ledger.read() as reader:
        ask = reader.connection.exec_driver_sql
        assert ask("PRAGMA journal_mode").scalar() == "wal"
        assert ask("PRAGMA synchronous").scalar() == 2  # FULL: a commit has reached the disk
        assert ask("PRAGMA foreign_keys").scalar() == 1


def test_an_exception_takes_everything_back(path: Path) -> None:
    told = made(path)
    with open_ledger(path) as ledger, pytest.raises(ZeroDivisionError), ledger.write() as writer:
        _break_off(writer)
    assert head(path) == (3, told)


def test_an_instant_without_offset_is_no_instant(path: Path) -> None:
    with open_ledger(path) as ledger, pytest.raises(ValueError, match="offset"), ledger.write() as writer:
        writer.append(act(at="2026-10-01T09:00:00"))
    assert head(path) == (0, NOTHING)


def test_a_reader_keeps_its_state_while_others_write(path: Path) -> None:
    told = made(path)
    with open_ledger(path) as ledger, ledger.read() as reader:
        assert reader.head() == (3, told)
        made(path, 1)
        assert reader.head() == (3, told)
    assert head(path)[0] == 4


def test_no_ledger_where_none_may_be_made(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        open_ledger(path, create=False)
    assert problem(caught.value) == "ledger.none"
    assert not path.exists()


def test_an_empty_file_is_taken_for_a_ledger_that_was_never_finished(path: Path) -> None:
    """What a process leaves that is killed between making the file and its tables."""
    path.touch()
    assert made(path, 1) != NOTHING


def test_several_open_the_same_new_ledger_at_once(path: Path) -> None:
    problems: list[BaseException] = []
    gate = threading.Barrier(8)

    def arrive() -> None:
        try:
            gate.wait()
            with open_ledger(path) as ledger, ledger.write() as writer:
                writer.append(act())
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=arrive) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert head(path)[0] == 8


# --- failures


def test_a_lock_held_by_somebody_else(path: Path) -> None:
    told = made(path)
    with behind(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_ledger(path, wait=0.05) as ledger:
            with pytest.raises(RefusedError) as caught, ledger.write() as writer:
                writer.append(act())
            with ledger.read() as reader:  # readers do not mind
                assert reader.head() == (3, told)
    assert problem(caught.value) == "ledger.locked"
    assert head(path) == (3, told)


def test_a_full_disk(path: Path) -> None:
    told = made(path)
    with open_ledger(path) as ledger, pytest.raises(InputError) as caught, ledger.write() as writer:
        _fill_up(writer)
    assert problem(caught.value) == "ledger.full"
    assert head(path) == (3, told)


@posix
def test_a_file_that_may_not_grow(path: Path) -> None:
    """A real limit of the system: it strikes in the middle of writing, or at the commit."""
    told = made(path)

    def limited(ledger: Ledger) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        with ledger.write() as writer:
            for _ in range(400):
                writer.append(act(), said={"text": "x" * 1000})

    assert in_a_child(path, limited) == "ledger.full"
    assert head(path) == (3, told)


@posix
def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    path = folder / "rosterctl.db"
    told = made(path)
    path.chmod(0o444)
    folder.chmod(0o555)
    _open_up(tmp_path)
    try:
        assert in_a_child(path, _append, as_nobody=True) == "ledger.unwritable"
        assert sorted(file.name for file in folder.iterdir()) == ["rosterctl.db"]
    finally:
        folder.chmod(0o755)
    path.chmod(0o600)
    assert head(path) == (3, told)


@posix
def test_a_ledger_cannot_be_made_in_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    _open_up(tmp_path)
    assert in_a_child(folder / "rosterctl.db", _append, as_nobody=True) == "ledger.unwritable"
    assert list(folder.iterdir()) == []


def test_a_file_that_is_no_database(path: Path) -> None:
    path.write_bytes(b"id,name\n" * 200)
    with pytest.raises(InputError) as caught:
        open_ledger(path)
    assert problem(caught.value) == "ledger.damaged"
    assert path.read_bytes() == b"id,name\n" * 200


def test_a_file_that_was_cut_off(path: Path) -> None:
    made(path, 60)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError) as caught, open_ledger(path) as ledger, ledger.read() as reader:
        reader.connection.exec_driver_sql("SELECT * FROM entries").all()
    assert problem(caught.value) == "ledger.damaged"


def test_somebody_else_s_database(path: Path) -> None:
    with behind(path) as other:
        other.execute("CREATE TABLE music (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        open_ledger(path)
    assert problem(caught.value) == "ledger.foreign"
    assert path.read_bytes() == before


def test_what_is_a_bug_stays_a_bug(path: Path) -> None:
    """A statement that no ledger has is nobody's fault but ours."""
    from sqlalchemy.exc import OperationalError

    with open_ledger(path) as ledger, pytest.raises(OperationalError), ledger.read() as reader:
        reader.connection.exec_driver_sql("SELECT nothing FROM nowhere")


def _break_off(writer: Writer) -> None:
    writer.append(act())
    writer.append(act())
    raise ZeroDivisionError


def _fill_up(writer: Writer) -> None:
    """Write more than the file may hold: not a page more than it has."""
    pages = writer.connection.exec_driver_sql("PRAGMA page_count").scalar()
    writer.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    for _ in range(200):
        writer.append(act(), said={"text": "x" * 1000})


def _append(ledger: Ledger) -> None:
    with ledger.write() as writer:
        writer.append(act())


def _open_up(folder: Path) -> None:
    """Let everybody pass through the folders that pytest keeps for its own user."""
    for parent in (folder, *folder.parents):
        if parent.owner() == Path.home().owner() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
        if parent.name.startswith("pytest-of-"):
            return


def in_a_child(path: Path, work: Callable[[Ledger], None], *, as_nobody: bool = False) -> str:
    """The problem that a child process meets when it opens the ledger and works with it; ``""`` for none.

    Root may write everywhere, so that a child of root becomes nobody where permissions are what is tested.
    """
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)

    def child() -> None:
        if as_nobody and os.geteuid() == 0:
            os.setresuid(65534, 65534, 65534)
        try:
            with open_ledger(path, wait=0.2) as ledger:
                work(ledger)
            theirs.send("")
        except RosterctlError as error:
            theirs.send(problem(error))
        except BaseException as error:
            theirs.send(repr(error))

    process = context.Process(target=child)
    process.start()
    theirs.close()
    try:
        told: str = mine.recv()
    finally:
        process.join()
    return told


def test_the_tests_own_hands_change_the_file(path: Path) -> None:
    """Else none of the tests about tampering would mean anything."""
    made(path)
    with behind(path) as raw:
        raw.execute("UPDATE last SET hash = 'x'")
    assert head(path) == (3, "x")
    assert sqlite3.sqlite_version_info >= (3, 35)
