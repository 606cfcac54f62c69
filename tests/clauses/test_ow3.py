"""OW3 (客服办公室规章制度 2.3): leave is asked for in advance from the manager, with a reason."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OW3 = stated("OW3", "office-weekday")
LEAVE: Table = {"kind": "leave", "first": "2026-10-12", "leave_kind": "personal", "reason": "家中有事"}
NINE = "2026-10-12T09:00:00"
"""When the shift begins that the leave takes."""


def test_what_the_preset_states() -> None:
    assert OW3.numbers("leave-notice", "days_ahead", "emergency_hours", "reason") == (0, None, True)
    assert OW3.numbers("approval-leave", "kinds", "steps") == (("leave",), ("middle",))


@pytest.mark.parametrize(("filed", "refused"), [("2026-10-12T08:59:59", []), (NINE, ["leave-notice begun"])])
def test_in_advance(filed: str, refused: list[str]) -> None:
    assert OW3.filing(LEAVE, begins=NINE, filed=filed) == refused


def test_not_even_in_an_emergency() -> None:
    assert OW3.filing({**LEAVE, "emergency": True}, begins=NINE, filed="2026-10-12T09:30:00") == [
        "leave-notice no-emergency"
    ]


def test_with_a_reason() -> None:
    assert OW3.filing({**LEAVE, "reason": None}, begins=NINE) == ["leave-notice reason"]


@pytest.mark.parametrize(
    ("rank", "refused"),
    [("leader", ["approval rank"]), ("middle", []), ("director", []), ("A:middle", ["approval own"])],
)
def test_from_the_manager(rank: str, refused: list[str]) -> None:
    assert OW3.steps(LEAVE) == ("middle",)
    assert OW3.deciding(LEAVE, rank, "middle") == refused


@pytest.mark.parametrize(
    ("status", "record"), [("approved", "A 12 whole-leave"), ("filed", "A 12 absent"), ("rejected", "A 12 absent")]
)
def test_what_is_not_granted_is_no_leave(status: str, record: str) -> None:
    """Either way the day is not paid, 2200 ÷ 21.75 = 101.15; but one is leave, the other absence."""
    asked = {"who": "A", "kind": "leave", "first": "2026-10-12", "status": status}
    month = OW3.month({"first": "2026-10-12", "roster": "A = D", "requests": [asked]})
    assert month.records() == [record]
    assert month.totals() == {"A": "-101.15"}
