"""Purging: kept two years at least (C2), exported first, the chain still whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rosterctl.domain.filed import RequestQuery
from rosterctl.errors import RefusedError
from rosterctl.ledger.hashing import payload_hash
from rosterctl.ledger.store import FILE, Writer, open_ledger
from rosterctl.services.ledger import list_requests, show_log, verify
from rosterctl.services.purging import Purged, purge_before
from rosterctl.services.request_desk import open_desk
from rosterctl.services.request_file import file
from tests.support.office import whole
from tests.support.requests import ask
from tests.support.shut import LATER, november, office, shut

THEN = "2028-11-01T00:00:00+08:00"


def keep(root: Path, before: str = "2026-11", as_of: str = THEN, login: str = "keep", **more: int) -> Purged:
    return purge_before(root, before, as_of, login, **more)


def ready(root: Path) -> Path:
    """October closed, with a request; November with punches and a request, recorded but open."""
    office(root)
    for day, as_of in (("2026-10-20", "2026-10-19T09:00:00+08:00"), ("2026-11-05", "2026-11-04T09:00:00+08:00")):
        given = {"kind": "outing", "employee": "A1", "start": "10:00", "end": "11:00", "reason": "银行"}
        file(open_desk(root, "clerk", as_of), ask(first=day, **given))
    november(root)
    from rosterctl.domain.closing import Why

    shut(root, as_of=LATER, accept=[Why.UNDECIDED])
    return root


def test_two_years_to_the_day(tmp_path: Path) -> None:
    root = ready(tmp_path)
    for early in ("2028-10-31T23:59:59+08:00", LATER):
        with pytest.raises(RefusedError) as error:
            keep(root, as_of=early)
        assert (error.value.code, error.value.exit_code) == ("purge.too-early", 7)
    assert str(error.value.values["earliest"]) == "2024-12-10"
    with pytest.raises(RefusedError):
        keep(root, before="2026-12")
    assert not (root / "out").exists()
    assert keep(root).entries


def test_never_below_two_years_whatever_is_stated(tmp_path: Path) -> None:
    root = ready(tmp_path)
    with pytest.raises(RefusedError) as error:
        keep(root, as_of="2028-10-31T12:00:00+08:00", years=1)
    assert error.value.values["years"] == 2
    with pytest.raises(RefusedError) as error:
        keep(root, years=3)
    assert str(error.value.values["earliest"]) == "2025-11-01"


def test_only_the_keeper(tmp_path: Path) -> None:
    root = ready(tmp_path)
    for login in ("clerk", "pay", "a1"):
        with pytest.raises(RefusedError) as error:
            keep(root, login=login)
        assert error.value.code == "purge.not-entitled"


def test_the_29th_of_february(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as error:
        keep(ready(tmp_path), before="2026-03", as_of="2028-02-29T09:00:00+08:00")
    assert str(error.value.values["earliest"]) == "2026-02-28"


def test_what_is_old_goes_and_the_rest_stays(tmp_path: Path) -> None:
    root = ready(tmp_path)
    before = show_log(root)
    done = keep(root)
    # the outing of October, October's batch, the closing; its roster has no entry: it was there before the ledger
    assert done.entries == 3
    (batch,) = (name for name in done.files if name.startswith("punches/2026-10"))
    assert set(done.files) == {"rosters/2026-10/v1.json", batch}
    assert not (root / batch).exists()
    assert (root / "rosters/2026-11/v1.json").exists()
    assert [str(one.request.first) for one in list_requests(root, RequestQuery())] == ["2026-11-05"]
    after = show_log(root)
    assert after[:-1] == before, "entries stay, payloads go"
    assert (after[-1].action, after[-1].login, after[-1].subject) == (
        "ledger.purged",
        "keep",
        "ledger:before-2026-11",
    )
    verdict = whole(root)
    assert (verdict.purged, verdict.rows["closings"], verdict.rows["closed_lines"]) == (3, 0, 0)
    assert done.head == verdict.head
    files = [one.file for one in verify(root).files]
    assert files == ["rosters/2026-11/v1.json"], "that was never published through the ledger"


def test_everything_that_goes_is_exported_and_can_be_proven(tmp_path: Path) -> None:
    root = ready(tmp_path)
    hashes = {entry.seq: entry.payload_hash for entry in show_log(root)}
    roster = (root / "rosters/2026-10/v1.json").read_text("utf-8")
    done = keep(root)
    assert done.export is not None
    lines = [json.loads(line) for line in done.export.read_text("utf-8").splitlines()]
    entries = [line for line in lines if line["kind"] == "entry"]
    assert [line["action"] for line in entries] == ["request.filed", "punches.imported", "period.closed"]
    assert all(payload_hash(line["salt"], line["body"]) == hashes[line["seq"]] for line in entries)
    assert "银行" in json.loads(entries[0]["body"])["puts"][0][3]["reason"]
    assert [line["text"] for line in lines if line["kind"] == "roster"] == [roster]
    # five pairs of punches in October, see tests/support/shut.py
    assert len([line for line in lines if line["kind"] == "punch"]) == 10
    assert {line["employee"] for line in lines if line["kind"] == "punch"} == {"A1", "A2", "A3"}


def test_again_is_nothing(tmp_path: Path) -> None:
    root = ready(tmp_path)
    keep(root)
    entries = whole(root).entries
    assert keep(root) == Purged(0, (), None, whole(root).head)
    assert whole(root).entries == entries
    assert len(list((root / "out").iterdir())) == 1


def test_a_failure_leaves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = ready(tmp_path)
    entries = whole(root).entries

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "append", full)
        with pytest.raises(Exception, match=r"input\.refused"):
            keep(root)
    with monkeypatch.context() as patch:
        patch.setattr("rosterctl.services.purging.write_whole", full)
        with pytest.raises(Exception, match=r"input\.refused"):
            keep(root)
    assert (root / "rosters/2026-10/v1.json").exists()
    assert (whole(root).entries, whole(root).purged) == (entries, 0)


def test_what_a_killed_purge_left_goes_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = ready(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        keep(root)
    assert (root / "rosters/2026-10/v1.json").exists()
    again = keep(root)
    assert (again.entries, len(again.files)) == (0, 2)
    assert not (root / "rosters/2026-10/v1.json").exists()


def test_a_batch_that_reaches_over_stays_with_its_file(tmp_path: Path) -> None:
    from tests.support.shut import punch

    root = ready(tmp_path)
    punch(root, "A1 10-22 08:55\nA1 11-10 08:55", "both.dat", LATER)
    done = keep(root)
    assert len([name for name in done.files if name.startswith("punches")]) == 1
    assert whole(root).rows["batches"] == 2


@pytest.mark.parametrize(("day", "stays"), [("2026-10-30", False), ("2026-10-31", True), ("2026-11-01", True)])
def test_a_window_may_reach_past_midnight(tmp_path: Path, day: str, stays: bool) -> None:
    root = ready(tmp_path)
    given = {"kind": "outing", "employee": "A2", "start": "23:00", "end": "25:00", "reason": "夜"}
    from rosterctl.services.closing import reopen

    reopen(root, "2026-10", LATER, "pay", "补")
    number = file(open_desk(root, "clerk", LATER), ask(first=day, **given)).filed.request.id
    keep(root)
    assert (number in {one.request.id for one in list_requests(root, RequestQuery())}) == stays


def test_a_subject_goes_only_with_all_its_rows(tmp_path: Path) -> None:
    """A swap of October that made a version of November's roster is still told by that version's row."""
    from rosterctl.domain.ledger import Put
    from tests.ledger.tampering import request
    from tests.support.ledger import act

    root = ready(tmp_path)
    publication = {
        "sha256": "ab",
        "published_at": "x",
        "published_by": "li",
        "cause": "request:Q90",
        "accepted": None,
    }
    with open_ledger(root / FILE) as ledger, ledger.write() as writer:
        rows = [request(90), Put("publications", ("2026-11", 9), publication, new=True)]
        writer.append(act("request.filed", "request:Q90"), rows)
    keep(root)
    verdict = whole(root)
    assert verdict.rows["publications"] == 1
    assert "Q90" in {one.request.id for one in list_requests(root, RequestQuery())}
