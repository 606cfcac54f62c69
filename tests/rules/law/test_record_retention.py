"""``record-retention``: which months are due a record, to the day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rosterctl.services.unrecorded import unrecorded
from tests.support.clerk import publish
from tests.support.law import codes

ID = "record-retention"


def test_a_month_that_nobody_closed() -> None:
    assert codes(ID, "", unrecorded=["2026-08"]) == ["unrecorded"]
    assert codes(ID, "", unrecorded=[]) == []
    assert codes(ID, "") == []


@pytest.mark.parametrize(
    ("start", "on", "found"),
    [
        (1, "2026-11-30", []),  # October ends before 1 November; its wages are due by 1 December
        (1, "2026-12-01", ["2026-10"]),
        (1, "2028-10-31", ["2026-10"]),
        (1, "2028-11-01", []),
        (26, "2026-11-25", []),  # 26 September to 25 October
        (26, "2026-11-26", ["2026-10"]),
    ],
)
def test_from_a_month_after_its_end_for_two_years(tmp_path: Path, start: int, on: str, found: list[str]) -> None:
    publish(tmp_path, "2026-10", "A1 08 D")
    (tmp_path / "rosters" / "2026-09").mkdir()  # nothing was published of September
    assert list(unrecorded(tmp_path, start, dt.date.fromisoformat(on))) == found
