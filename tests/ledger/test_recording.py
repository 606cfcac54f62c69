"""Publishing and importing in a house with a ledger: the chain knows each file by its hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from rosterctl.domain.kept_files import Wrong
from rosterctl.errors import InputError, RefusedError
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.ledger.kept_files import batches, publications
from rosterctl.ledger.store import FILE, Writer, open_ledger
from rosterctl.services import recording
from rosterctl.services.ledger import show_log, verify
from rosterctl.services.month import load_month
from rosterctl.services.punches import import_punches
from rosterctl.services.rosters import Published, publish
from tests.support.clerk import AS_OF
from tests.support.office import whole
from tests.support.shut import november, office, punch, shut

MADE = "2026-09-25T09:00:00+08:00"


def draft(root: Path, month: str = "2026-11") -> None:
    """The published November as a draft of its own, with one cell less each time it is called."""
    folder = RosterFolder(root / "rosters" / month)
    latest = folder.latest()
    assert latest is not None
    folder.write_draft(replace(latest, assignments=latest.assignments[:-1]))


def made(root: Path, month: str = "2026-11", login: str | None = "clerk", accept: str | None = "试行") -> Published:
    return publish(load_month(root, month), accept, login, MADE)


def known(root: Path) -> list[tuple[str, int, str]]:
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        return [(one.month, one.version, one.cause) for one in publications(reader)]


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def ready(root: Path) -> Path:
    """October and November published and punched before there was a ledger; a draft for November."""
    from tests.support.clerk import publish as place

    place(office(root), "2026-11", "A1 02 D D\nA2 02 D")
    draft(root)
    return root


def test_publishing_appends_the_hash_of_the_file(tmp_path: Path) -> None:
    root = ready(tmp_path)
    done = made(root)
    assert done.path == root / "rosters/2026-11/v2.json"
    assert done.adopted == (("2026-10", 1), ("2026-11", 1)), "what was published before there was a ledger"
    assert known(root) == [("2026-10", 1, "publish"), ("2026-11", 1, "publish"), ("2026-11", 2, "edit")]
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        one = publications(reader)[-1]
    assert (one.sha256, one.published_by, one.published_at, one.accepted) == (sha(done.path), "clerk", MADE, "试行")
    assert done.head == whole(root).head
    last = show_log(root)[-1]
    assert (last.action, last.subject) == ("roster.published", "roster:2026-11/v2")


def test_publishing_again_on_purpose_makes_a_version(tmp_path: Path) -> None:
    root = ready(tmp_path)
    made(root)
    assert made(root).path.name == "v3.json"
    assert len(known(root)) == 4


def test_who_is_not_listed_publishes_and_imports_nothing(tmp_path: Path) -> None:
    root = ready(tmp_path)
    for login in ("nobody", None):
        with pytest.raises(RefusedError) as error:
            made(root, login=login)
        assert error.value.code == "publish.edit", "the draft differs from what is published"
        with pytest.raises(RefusedError) as error:
            import_punches(root, [root / "1_attlog.dat"], AS_OF, login=login)
        assert error.value.code == "request.not-listed"
    assert not (root / "rosters/2026-11/v2.json").exists()
    assert not (root / FILE).exists()


def test_a_closed_month_is_not_published(tmp_path: Path) -> None:
    root = office(tmp_path)
    draft(root, "2026-10")
    shut(root)
    with pytest.raises(RefusedError) as error:
        made(root, "2026-10")
    assert error.value.code == "close.closed"
    assert RosterFolder(root / "rosters/2026-10").versions() == (1,)


def test_a_version_put_into_a_closed_month_is_not_taken_up(tmp_path: Path) -> None:
    root = ready(tmp_path)
    shut(root)
    folder = RosterFolder(root / "rosters/2026-10")
    folder.publish(folder.read("v1"))
    made(root)
    assert {month for month, _, _ in known(root)} == {"2026-11"}
    # v1 and the punches are what the closing rests on
    assert [(one.wrong, one.file) for one in verify(root).files] == [(Wrong.UNKNOWN, "rosters/2026-10/v2.json")]


class Killed(BaseException):
    """Nothing after it runs, as after ``kill -9``: not even what takes the file away."""


def die(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize("entry_first", [False, True], ids=["before the entry", "before the commit"])
def test_publishing_that_was_cut_off_is_made_whole_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry_first: bool
) -> None:
    root = ready(tmp_path)

    real = recording.append_version

    def cut(recorder: recording.Recorder, month: str, version: int) -> None:
        if entry_first or version < 2:
            real(recorder, month, version)
        if version == 2:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(recording.Recorder, "undo", lambda _: None)
        patch.setattr(recording, "append_version", cut)
        with pytest.raises(Killed):
            made(root)
    assert (root / "rosters/2026-11/v2.json").exists()
    assert known(root) == [], "nothing of the transaction was kept"
    again = made(root)
    assert (again.path.name, again.fresh) == ("v2.json", False)
    assert again.adopted == (("2026-10", 1), ("2026-11", 1))
    assert known(root)[-1] == ("2026-11", 2, "edit")
    assert again.head == whole(root).head
    assert verify_files(root) == []


def verify_files(root: Path) -> list[str]:
    return [f"{one.wrong} {one.file}" for one in verify(root).files if not one.file.startswith("punches")]


def test_after_being_cut_off_another_reason_is_a_version_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = ready(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(recording.Recorder, "undo", lambda _: None)
        patch.setattr(Writer, "append", die)
        with pytest.raises(Killed):
            made(root)
    RosterFolder(root / "rosters/2026-11").publish(load_month(root, "2026-11").folder.read("draft"), "从前")
    done = made(root, accept="试行")
    assert (done.path.name, done.fresh) == ("v3.json", True)


def test_after_being_cut_off_another_draft_is_a_version_of_its_own(tmp_path: Path) -> None:
    root = ready(tmp_path)
    made(root)
    RosterFolder(root / "rosters/2026-11").publish(load_month(root, "2026-11").folder.read("draft"))  # v3, unknown
    draft(root)
    done = made(root)
    assert (done.path.name, done.fresh, done.adopted) == ("v4.json", True, (("2026-11", 3),))


def test_a_failed_entry_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = ready(tmp_path)
    made(root)
    draft(root)
    entries = whole(root).entries

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "append", full)
        with pytest.raises(InputError):
            made(root)
        (root / "more.dat").write_text(f"{11:>9}\t2026-11-02 08:55:00\t1\t0\t1\t0\n", "utf-8")
        with pytest.raises(InputError):
            import_punches(root, [root / "more.dat"], "2026-12-01T09:00:00+08:00", login="clerk")
    assert not (root / "rosters/2026-11/v3.json").exists()
    assert len(list((root / "punches").glob("*.parquet"))) == 1
    assert whole(root).entries == entries


def test_importing_appends_each_batch(tmp_path: Path) -> None:
    root = office(tmp_path)
    punch(root, "A1 11-02 08:55", "november.dat", "2026-12-01T09:00:00+08:00")
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        old, new = batches(reader)
    assert new.sha256 == sha(root / new.file)
    assert (new.source, new.source_sha256, new.punches) == ("november.dat", sha(root / "november.dat"), 1)
    assert old.source == "1_attlog.dat", "what was there before there was a ledger is appended with it"
    assert old.imported_at == AS_OF
    assert whole(root).entries == 2
    punch(root, "A1 11-02 08:55", "november.dat", "2026-12-02T09:00:00+08:00")
    assert whole(root).entries == 2, "the same file again is nothing new"
    assert verify_only_batches(root) == []


def verify_only_batches(root: Path) -> list[str]:
    return [one.file for one in verify(root).files if one.file.startswith("punches")]


def test_importing_that_was_cut_off_is_made_whole_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = office(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(recording.Recorder, "undo", lambda _: None)
        patch.setattr(Writer, "append", die)
        with pytest.raises(Killed):
            punch(root, "A1 11-02 08:55", "november.dat", "2026-12-01T09:00:00+08:00")
    assert len(verify_only_batches(root)) == 2
    punch(root, "A1 11-02 08:55", "november.dat", "2026-12-01T09:00:00+08:00")
    assert verify_only_batches(root) == []
    assert len(list((root / "punches").glob("*.parquet"))) == 2


def test_punches_of_a_closed_month_are_kept(tmp_path: Path) -> None:
    root = office(tmp_path)
    shut(root)
    punch(root, "A1 10-08 08:50", "2_attlog.dat", "2026-12-01T09:00:00+08:00")
    assert len(list((root / "punches").glob("*.parquet"))) == 2


def test_a_changed_or_missing_file_is_named(tmp_path: Path) -> None:
    root = november(ready(tmp_path))
    draft(root)
    made(root)
    assert verify(root).whole
    version = root / "rosters/2026-11/v1.json"
    told = json.loads(version.read_text("utf-8"))
    version.write_text(json.dumps(told, ensure_ascii=False) + " ", "utf-8")
    first, second = sorted((root / "punches").glob("*.parquet"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1] + b"X")
    (root / "rosters/2026-12").mkdir()
    (root / "rosters/2026-12/v1.json").write_text("{}", "utf-8")
    checked = verify(root)
    assert not checked.whole
    assert [(str(one.wrong), one.file) for one in checked.files] == [
        ("missing", f"punches/{first.name}"),
        ("edited", f"punches/{second.name}"),
        ("edited", "rosters/2026-11/v1.json"),
        ("unknown", "rosters/2026-12/v1.json"),
    ]


def test_without_people_nothing_needs_a_ledger(tmp_path: Path) -> None:
    from tests.support.clerk import workspace

    root = workspace(tmp_path, "A1 08 D", "A1 10-08 08:55 18:00", month="2026-10")
    draft(root, "2026-10")
    done = made(root, "2026-10", login=None)
    assert (done.head, done.adopted, done.fresh) == (None, (), True)
    assert not (root / FILE).exists()
