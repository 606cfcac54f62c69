"""No overtime from the seventh month of pregnancy, and while nursing."""

from __future__ import annotations

import pytest

from tests.support.requests import codes

REQUEST = {"kind": "overtime", "first": "2026-10-12", "start": "22:00", "end": "26:00"}  # into the 13th
DIRECTOR = {"id": "D", "rank": "director", "need": "leader", "over_cap": "抢修"}


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        ("2026-10-13", "none", True),
        ("2026-10-14", "none", False),
        ("none", "2026-10-12", True),
        ("none", "2026-10-11", False),
        ("none", "none", True),
        ("2026-10-12", "2026-10-12", True),
    ],
)
@pytest.mark.parametrize("why", ["pregnant", "nursing"])
def test_order_619_dates(why: str, first: str, last: str, refused: bool) -> None:
    params = {"why": why, "first": first, "last": last}
    expected = [why] if refused else []
    assert codes("overtime-protected", request=REQUEST, params=params) == expected
    assert codes("overtime-protected", request={**REQUEST, "over_cap": "抢修"}, params=params) == expected
    assert codes("overtime-protected", request=REQUEST, params=params, decided_by=DIRECTOR) == expected
