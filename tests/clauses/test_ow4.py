"""OW4 (客服办公室规章制度 2.4): overtime and business trips are applied for in advance to the manager; only overtime
that meets the conditions is paid."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OW4 = stated("OW4", "office-weekday")
WORK: Table = {"kind": "overtime", "first": "2026-10-12", "start": "18:00", "end": "20:00", "reason": "盘点"}
TRIP: Table = {"kind": "outing", "first": "2026-10-12", "start": "09:00", "end": "18:00", "reason": "出差"}


def test_what_the_preset_states() -> None:
    assert OW4.numbers("overtime-notice", "late_hours", "reason") == (0, True)
    assert OW4.numbers("overtime", "counts") == ("min",)
    assert OW4.numbers("outing", "reason", "relief") == (True, False)
    assert OW4.numbers("approval-overtime", "kinds", "steps") == (("overtime", "outing"), ("middle",))


@pytest.mark.parametrize(
    ("asked", "filed", "refused"),
    [
        (WORK, "2026-10-12T17:59:59", []),
        (WORK, "2026-10-12T18:00:00", ["overtime-notice begun"]),
        (TRIP, "2026-10-12T08:59:59", []),
        (TRIP, "2026-10-12T09:00:00", ["outing begun"]),
    ],
)
def test_in_advance(asked: Table, filed: str, refused: list[str]) -> None:
    assert OW4.filing(asked, filed=filed) == refused


@pytest.mark.parametrize("asked", [WORK, TRIP])
def test_to_the_manager(asked: Table) -> None:
    assert OW4.steps(asked) == ("middle",)
    assert OW4.deciding(asked, "leader", "middle") == ["approval rank"]
    assert OW4.deciding(asked, "middle", "middle") == []


@pytest.mark.parametrize(
    ("status", "leaves", "total"),
    [
        ("approved", "20:03", "37.93"),  # 2200 ÷ 21.75 ÷ 8 × 2 × 150 %
        ("approved", "19:00", "18.97"),  # there for one hour of the two: 18.9655
        ("approved", "18:29", "0.00"),  # less than half an hour
        ("filed", "20:03", "0.00"),
        ("rejected", "20:03", "0.00"),
    ],
)
def test_what_is_paid(status: str, leaves: str, total: str) -> None:
    asked = {"who": "A", "kind": "overtime", "first": "2026-10-12", "hours": "18:00-20:00", "status": status}
    table = {"first": "2026-10-12", "roster": "A = D", "punches": f"A 12 09:00 {leaves}", "requests": [asked]}
    assert OW4.totals(table) == {"A": total}
    assert len(OW4.lines(table)) == (total != "0.00")


def test_a_trip_is_work() -> None:
    asked = {"who": "A", "kind": "outing", "first": "2026-10-12", "hours": "09:00-18:00"}
    table = {"first": "2026-10-12", "roster": "A = D", "requests": [asked]}
    assert OW4.month(table).records() == ["A 12 outing"]
    assert OW4.totals(table) == {"A": "0.00"}
    assert OW4.totals({**table, "requests": [{**asked, "status": "filed"}]}) == {"A": "-101.15"}
