"""The kinds of leave."""

from __future__ import annotations

import pytest

from tests.support.requests import codes

EIGHT = ("personal", "sick", "marriage", "maternity", "bereavement", "exchange", "annual", "injury")


@pytest.mark.parametrize("kind", EIGHT)
def test_h4_the_eight_kinds(kind: str) -> None:
    assert codes("leave-kinds", request={"kind": "leave", "first": "2026-10-12", "leave_kind": kind}) == []


@pytest.mark.parametrize(
    ("kind", "refused"), [(None, ["missing"]), ("holiday", ["unknown"]), ("Annual", ["unknown"])]
)
def test_h4_any_other(kind: str | None, refused: list[str]) -> None:
    assert codes("leave-kinds", request={"kind": "leave", "first": "2026-10-12", "leave_kind": kind}) == refused


def test_a_house_that_has_fewer() -> None:
    request = {"kind": "leave", "first": "2026-10-12", "leave_kind": "marriage"}
    assert codes("leave-kinds", request=request, params={"kinds": ["personal"]}) == ["unknown"]
