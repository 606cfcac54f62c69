"""Overtime before the work."""

from __future__ import annotations

import pytest

from tests.support.requests import codes

REQUEST = {"kind": "overtime", "first": "2026-10-12", "start": "18:00", "end": "20:00", "reason": "盘点"}


@pytest.mark.parametrize(("filed", "refused"), [("2026-10-12T17:59:59", []), ("2026-10-12T18:00:00", ["begun"])])
def test_ow4_the_application_comes_first(filed: str, refused: list[str]) -> None:
    assert codes("overtime-notice", request=REQUEST, filed=filed) == refused


def test_sr3_form_then_work() -> None:
    assert codes("overtime-notice", request={**REQUEST, "reason": None}, filed="2026-10-12T21:00:00") == [
        "reason",
        "begun",
    ]


def test_c1_overtime_is_reported_in_advance() -> None:
    assert codes("overtime-notice", request=REQUEST, filed="2026-10-12T18:00:01") == ["begun"]


@pytest.mark.parametrize(
    ("hours", "filed", "refused"),
    [
        (1, "2026-10-12T19:00:00", []),
        (1, "2026-10-12T19:00:01", ["late"]),
        (24, "2026-10-13T18:00:00", []),
        (24, "2026-10-13T18:00:01", ["late"]),
    ],
)
def test_late_filing_where_the_policy_allows(hours: int, filed: str, refused: list[str]) -> None:
    assert codes("overtime-notice", request=REQUEST, params={"late_hours": hours}, filed=filed) == refused
