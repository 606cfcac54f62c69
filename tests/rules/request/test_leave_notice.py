"""Leave beforehand: the last second of each deadline, and the first one after it."""

from __future__ import annotations

import pytest

from tests.support.requests import codes

LEAVE = {"kind": "leave", "first": "2026-10-12", "reason": "搬家"}


@pytest.mark.parametrize(
    ("days", "filed", "refused"),
    [
        (1, "2026-10-11T23:59:59", []),
        (1, "2026-10-12T00:00:00", ["late"]),
        (2, "2026-10-10T23:59:59", []),
        (2, "2026-10-11T00:00:00", ["late"]),
        (0, "2026-10-11T23:59:59", []),
        (0, "2026-10-12T00:00:00", ["begun"]),  # no roster: it begins at midnight
    ],
)
def test_days_ahead(days: int, filed: str, refused: list[str]) -> None:
    assert codes("leave-notice", request=LEAVE, params={"days_ahead": days}, filed=filed) == refused


def test_on_the_day_itself_before_the_shift_begins() -> None:
    table = {"request": LEAVE, "params": {"days_ahead": 0}, "begins": "2026-10-12T12:00:00"}
    assert codes("leave-notice", **table, filed="2026-10-12T11:59:59") == []
    assert codes("leave-notice", **table, filed="2026-10-12T12:00:00") == ["begun"]


@pytest.mark.parametrize(("reason", "refused"), [("搬家", []), ("", ["reason"]), (None, ["reason"])])
def test_ow3_a_reason(reason: str | None, refused: list[str]) -> None:
    assert codes("leave-notice", request={**LEAVE, "reason": reason}) == refused
    assert codes("leave-notice", request={**LEAVE, "reason": reason}, params={"reason": False}) == []


@pytest.mark.parametrize(
    ("cover", "partner", "refused"),
    [
        ("none", None, []),
        ("named", None, ["cover"]),
        ("named", "B", []),
        ("named", "A", ["cover"]),
        ("agreed", None, ["cover"]),
    ],
)
def test_os4_a_day_ahead_with_a_colleague_who_covers(cover: str, partner: str | None, refused: list[str]) -> None:
    request = {**LEAVE, "partner": partner}
    assert codes("leave-notice", request=request, params={"cover": cover}) == refused
    on_the_day = codes("leave-notice", request=request, params={"cover": cover}, filed="2026-10-12T00:00:00")
    assert on_the_day == [*refused, "late"]


@pytest.mark.parametrize(
    ("filed", "refused"),
    [("2026-10-12T09:00:00", []), ("2026-10-13T08:00:00", []), ("2026-10-13T08:00:01", ["emergency-late"])],
)
def test_h5_an_emergency_within_24_hours(filed: str, refused: list[str]) -> None:
    request = {**LEAVE, "emergency": True}
    assert codes("leave-notice", request=request, begins="2026-10-12T08:00:00", filed=filed) == refused


def test_h5_what_is_no_emergency_is_late_all_the_same() -> None:
    assert codes("leave-notice", request=LEAVE, begins="2026-10-12T08:00:00", filed="2026-10-12T07:00:00") == ["late"]


def test_c1_leave_is_reported_in_advance() -> None:
    assert codes("leave-notice", request=LEAVE, params={"days_ahead": 0, "emergency_hours": "none"},
                 filed="2026-10-12T00:00:00") == ["begun"]  # fmt: skip


def test_a_deadline_is_midnight_where_the_workspace_is() -> None:
    """2026-10-11T16:00:00 UTC is midnight in Shanghai."""
    from rosterctl.rules.request.leave_notice import Params, may_file
    from tests.support.requests import ask, facts

    asked = ask(**LEAVE)
    known = facts(asked, {"filed": "2026-10-12T00:00:00"})
    assert known.filed == 1791734400  # 2026-10-11T16:00:00Z
    assert [item.code for item in may_file(asked, known, Params())] == ["late"]
