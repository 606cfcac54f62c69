"""H5 (客服规章制度 第三篇 六.2): in an emergency the head is called within 24 hours; leave takes consent."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

H5 = stated("H5", "hospital-desk")
LEAVE: Table = {"kind": "leave", "first": "2026-10-12", "leave_kind": "sick", "reason": "急病"}
EIGHT = "2026-10-12T08:00:00"
"""When the shift begins that the leave takes."""


def test_what_the_preset_states() -> None:
    assert H5.numbers("leave-notice", "days_ahead", "emergency_hours") == (0, 24)


@pytest.mark.parametrize(
    ("filed", "emergency", "refused"),
    [
        ("2026-10-12T07:59:59", False, []),
        (EIGHT, False, ["leave-notice begun"]),
        (EIGHT, True, []),
        ("2026-10-13T08:00:00", True, []),
        ("2026-10-13T08:00:01", True, ["leave-notice emergency-late"]),
    ],
)
def test_within_twenty_four_hours(filed: str, emergency: bool, refused: list[str]) -> None:
    assert H5.filing({**LEAVE, "emergency": emergency}, begins=EIGHT, filed=filed) == refused


@pytest.mark.parametrize(
    ("status", "record", "total"),
    [
        ("approved", "A 12 whole-leave", "-40.46"),  # sick leave at 60 %: 40 % of 101.1494
        ("filed", "A 12 absent", "-101.15"),
    ],
)
def test_only_with_consent(status: str, record: str, total: str) -> None:
    asked = {"who": "A", "kind": "leave", "first": "2026-10-12", "leave": "sick", "status": status}
    month = H5.month({"first": "2026-10-12", "roster": "A = D", "requests": [asked]})
    assert month.records() == [record]
    assert month.totals() == {"A": total}
