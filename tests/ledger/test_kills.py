"""``kill -9`` while requests are filed and decided, punches imported, rosters published, months closed: the ledger
is whole, and the work can go on."""

from __future__ import annotations

import os

import pytest

from tests.ledger import month_kills
from tests.ledger.kills import kill


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")
def test_twenty_kills() -> None:
    struck, there = kill(20, seed=7)
    assert struck >= 5, "the kills came when all was done"
    assert there >= 5, "the kills came before anything was done"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_twenty_kills_of_a_month() -> None:
    struck, there = month_kills.kill(20, seed=11)
    assert struck >= 5, "the kills came when all was done"
    assert there >= 5, "the kills came before anything was done"
