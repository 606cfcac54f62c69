"""Going out: back by when, and who takes the post."""

from __future__ import annotations

import pytest

from tests.support.requests import codes

REQUEST = {"kind": "outing", "first": "2026-10-12", "start": "14:00", "end": "15:00", "reason": "去银行"}


def test_t7_a_time_to_be_back() -> None:
    assert codes("outing", request=REQUEST) == []
    without = {name: value for name, value in REQUEST.items() if name not in ("start", "end")}
    assert codes("outing", request=without) == ["due-back"]


@pytest.mark.parametrize(("partner", "refused"), [("B", []), (None, ["relief"]), ("A", ["relief"])])
def test_d3_a_relief_in_place(partner: str | None, refused: list[str]) -> None:
    assert codes("outing", request={**REQUEST, "partner": partner}, params={"relief": True}) == refused
    assert codes("outing", request={**REQUEST, "partner": partner}) == []


def test_g3_an_empty_desk_is_forbidden() -> None:
    assert codes("outing", request=REQUEST, params={"relief": True}) == ["relief"]


@pytest.mark.parametrize(("filed", "refused"), [("2026-10-12T13:59:59", []), ("2026-10-12T14:00:00", ["begun"])])
def test_c1_outings_are_reported_in_advance(filed: str, refused: list[str]) -> None:
    assert codes("outing", request=REQUEST, filed=filed) == refused


@pytest.mark.parametrize(("limit", "refused"), [("none", []), (60, []), (59, ["too-long"])])
def test_how_long(limit: object, refused: list[str]) -> None:
    assert codes("outing", request=REQUEST, params={"max_minutes": limit}) == refused


def test_a_reason_where_one_is_asked_for() -> None:
    assert codes("outing", request={**REQUEST, "reason": None}) == ["reason"]
    assert codes("outing", request={**REQUEST, "reason": None}, params={"reason": False}) == []
