"""Corrections: three days, five a month."""

from __future__ import annotations

import pytest

from tests.support.requests import codes

REQUEST = {"kind": "correction", "first": "2026-10-12", "side": "end", "at": "18:00", "reason": "忘记"}
LEADER = {"id": "L", "rank": "leader", "need": "leader"}


@pytest.mark.parametrize(
    ("days", "filed", "refused"),
    [
        (3, "2026-10-12T18:00:00", []),  # at once
        (3, "2026-10-15T23:59:59", []),
        (3, "2026-10-16T00:00:00", ["late"]),
        (0, "2026-10-12T23:59:59", []),
        (0, "2026-10-13T00:00:00", ["late"]),
    ],
)
def test_os6_within_three_days(days: int, filed: str, refused: list[str]) -> None:
    """Attendance 3.7: before 24:00 of the third calendar day after the roster date."""
    assert codes("correction-window", request=REQUEST, params={"days": days}, filed=filed) == refused


@pytest.mark.parametrize(("used", "refused"), [(0, []), (4, []), (5, ["too-many"]), (6, ["too-many"])])
def test_os6_five_a_month(used: int, refused: list[str]) -> None:
    filed = "2026-10-13T09:00:00"
    assert codes("correction-window", request=REQUEST, corrections=used, filed=filed) == refused
    assert codes("correction-window", request=REQUEST, corrections=used, decided_by=LEADER) == refused
    assert (
        codes("correction-window", request=REQUEST, corrections=used, params={"per_month": "none"}, filed=filed) == []
    )


def test_os6_what_was_filed_in_time_is_decided_later() -> None:
    late = "2026-12-01T09:00:00"
    assert codes("correction-window", request=REQUEST, filed=late) == ["late"]
    assert codes("correction-window", request=REQUEST, filed=late, decided_by=LEADER) == []


def test_a_night_is_corrected_under_the_date_on_which_it_began() -> None:
    request = {**REQUEST, "at": "31:00"}  # 07:00 of the 13th
    assert codes("correction-window", request=request, filed="2026-10-15T23:59:59") == []
    assert codes("correction-window", request=request, filed="2026-10-13T06:59:59") == ["future"]


@pytest.mark.parametrize(("dates", "refused"), [(["2026-10-12"], []), ([], ["not-rostered"])])
def test_there_was_a_shift_to_punch_for(dates: list[str], refused: list[str]) -> None:
    assert codes("correction-window", request=REQUEST, rostered=dates, filed="2026-10-13T09:00:00") == refused
