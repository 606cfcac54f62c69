"""C2 (客服中心考勤制度 第八–十条): a named keeper, true and complete, two years at least."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosterctl.errors import RefusedError
from rosterctl.services.ledger import verify
from rosterctl.services.purging import purge_before
from tests.ledger.test_purging import THEN, ready
from tests.support.ledger import behind
from tests.support.office import whole


def test_c2_a_named_keeper_and_two_years(tmp_path: Path) -> None:
    root = ready(tmp_path)
    for login, as_of in (("clerk", THEN), ("pay", THEN), ("keep", "2028-10-31T23:59:59+08:00")):
        with pytest.raises(RefusedError):
            purge_before(root, "2026-11", as_of, login)
    assert purge_before(root, "2026-11", THEN, "keep").entries == 3
    assert whole(root).flaw is None


def test_c2_true_and_complete(tmp_path: Path) -> None:
    """A punch file that is changed or taken away, and a row of the ledger that is, are named."""
    root = ready(tmp_path)
    (batch,) = (root / "punches").glob("2026-10-*.parquet")
    kept = batch.read_bytes()
    batch.write_bytes(kept[:-1] + b"X")
    assert f"punches/{batch.name}" in {one.file for one in verify(root).files}
    batch.unlink()
    assert f"punches/{batch.name}" in {one.file for one in verify(root).files}
    batch.write_bytes(kept)
    assert f"punches/{batch.name}" not in {one.file for one in verify(root).files}
    with behind(root / "rosterctl.db") as raw:
        raw.execute("DELETE FROM batches WHERE file LIKE '2026-10-%'")
    flaw = verify(root).verdict.flaw
    assert flaw is not None
    assert (flaw.table, flaw.row) == ("batches", batch.name)
