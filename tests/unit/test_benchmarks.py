"""The benchmark compares like with like: both formulations of a small month have the same optimum."""

from __future__ import annotations

import pytest

from benchmarks.instance import generate
from benchmarks.one import here
from benchmarks.plan import Pair, rows
from benchmarks.result import Limits


@pytest.mark.parametrize(("staff", "seed"), [(8, 1), (8, 2), (9, 3)])
def test_both_formulations_have_the_same_optimum(staff: int, seed: int) -> None:
    month = generate(staff, 0.9, days=14, seed=seed)
    runs = {side: [here(side, month, Limits(seconds=60, workers=1))] for side in ("product", "rival")}
    assert all(run.optimal for side in runs.values() for run in side)
    pair = Pair(month, runs)
    assert list(pair.faults()) == []
    assert [line[1] for line in rows(pair)] == ["product", "rival"]
    assert runs["product"][0].objective, "nothing is at stake in this month"
