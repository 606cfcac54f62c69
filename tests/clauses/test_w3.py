"""W3 (客户服务中心服务规范 一.5.1): who cannot attend a meeting asks for leave beforehand; no lateness, no leaving
early."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

W3 = stated("W3", "service-window")
FRIDAY: Table = {
    "first": "2026-10-16",
    "staff": ["A", "B"],
    "shifts": {"D": "09:00-17:30"},
    "history": "A = .",
    "roster": "A = D\nB = D",
}
LEAVE: Table = {"kind": "leave", "first": "2026-10-16", "leave_kind": "personal", "reason": "家中有事"}


def test_what_the_preset_states() -> None:
    names = ("days", "window", "minutes", "attend")
    assert W3.numbers("weekly-meeting", *names) == (("fri",), "17:00-17:30", 30, "all")
    assert W3.numbers("leave-notice", "days_ahead", "emergency_hours") == (0, None)
    assert W3.numbers("lateness", "grace") + W3.numbers("early-leave", "grace") == (0, 0)


def test_everybody_attends_but_who_has_leave() -> None:
    both = {f"{who} 2026-10-16": ["每周例会 17:00/30"] for who in "AB"}
    one = {"A 2026-10-16": ["每周例会 17:00/30"]}
    leave = [{"who": "B", "first": "2026-10-16", "part": "hours", "hours": "16:00-17:30"}]
    assert W3.breaches({**FRIDAY, "talks": both}) == []
    assert W3.breaches({**FRIDAY, "talks": one}) == ["weekly-meeting missing B 1"]
    assert W3.breaches({**FRIDAY, "talks": one, "leave": leave}) == []


@pytest.mark.parametrize(
    ("filed", "refused"), [("2026-10-16T16:59:59", []), ("2026-10-16T17:00:00", ["leave-notice begun"])]
)
def test_beforehand(filed: str, refused: list[str]) -> None:
    assert W3.filing({**LEAVE, "start": "17:00", "end": "17:30"}, filed=filed) == refused


@pytest.mark.parametrize(
    ("punches", "records"),
    [
        ("09:00:00 17:30:00", []),
        ("09:00:01 17:30:00", ["A 16 late 1"]),
        ("09:00:00 17:29:59", ["A 16 early 1"]),  # before the meeting is over
    ],
)
def test_no_lateness_no_leaving_early(punches: str, records: list[str]) -> None:
    table = {"first": "2026-10-16", "shifts": {"D": "09:00-17:30"}, "roster": "A = D", "punches": f"A 16 {punches}"}
    assert W3.month(table).records() == records
