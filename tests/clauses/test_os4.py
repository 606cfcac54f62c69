"""OS4 (客服部管理制度表 篇1 二.4–5): leave and rest days are told a day ahead, with a colleague who covers; not told
is late or absent, as the case is; a no-show is absence."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS4 = stated("OS4", "online-store")
LEAVE: Table = {
    "kind": "leave",
    "first": "2026-10-12",
    "leave_kind": "personal",
    "reason": "家中有事",
    "partner": "B",
}


def test_what_the_preset_states() -> None:
    assert OS4.numbers("leave-notice", "days_ahead", "cover") == (1, "named")
    assert OS4.own["absence"].rule == "absence"


@pytest.mark.parametrize(
    ("filed", "refused"), [("2026-10-11T23:59:59", []), ("2026-10-12T00:00:00", ["leave-notice late"])]
)
def test_a_day_ahead(filed: str, refused: list[str]) -> None:
    assert OS4.filing(LEAVE, filed=filed) == refused


@pytest.mark.parametrize(
    ("partner", "refused"), [("B", []), (None, ["leave-notice cover"]), ("A", ["leave-notice cover"])]
)
def test_with_a_colleague_who_covers(partner: str | None, refused: list[str]) -> None:
    assert OS4.filing({**LEAVE, "partner": partner}) == refused


@pytest.mark.parametrize(
    ("punches", "status", "record"),
    [
        ("", "approved", "A 12 whole-leave"),
        ("", "filed", "A 12 absent"),
        ("A 12 10:00 18:00", "filed", "A 12 late 3600"),  # came after all, an hour late
    ],
)
def test_not_told_is_late_or_absent(punches: str, status: str, record: str) -> None:
    asked = {"who": "A", "kind": "leave", "first": "2026-10-12", "status": status}
    month = OS4.month({"first": "2026-10-12", "roster": "A = D", "punches": punches, "requests": [asked]})
    assert month.records() == [record]


def test_a_no_show_is_told_as_absence() -> None:
    table = {"first": "2026-10-12", "roster": "A = D D", "punches": "A 12 09:00 18:00"}
    assert OS4.findings(table) == ["absence absent A 13 1"]
