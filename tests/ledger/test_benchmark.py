"""What the benchmark fills its ledger with is a ledger."""

from __future__ import annotations

from pathlib import Path

from benchmarks.ledger import fill, pending, requests, workspace
from tests.support.office import whole


def test_the_benchmark_s_ledger_is_whole(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w")
    fill(root, 300)
    assert whole(root).entries == 300 + 297 + 1, "all are decided but the last hundredth; one roster is published"
    assert len(pending(root, 10)) == 3
    assert {request.kind for request in requests(300)} == {"leave", "overtime", "outing"}
