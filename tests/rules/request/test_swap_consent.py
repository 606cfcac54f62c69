"""Swaps: a colleague, in time, signed by a third."""

from __future__ import annotations

import pytest

from rosterctl.rules.request.swap_consent import Params, steps
from tests.support.requests import ask, codes

SWAP = {"kind": "swap", "first": "2026-10-12", "partner": "B"}
BEGINS = {"begins": "2026-10-12T08:00:00"}


def test_os8_application_arranged_with_a_colleague() -> None:
    assert codes("swap-consent", request=SWAP, **BEGINS, filed="2026-10-12T07:59:59") == []
    assert codes("swap-consent", request={**SWAP, "partner": None}, **BEGINS) == ["partner"]
    assert codes("swap-consent", request={**SWAP, "partner": "A"}, **BEGINS) == ["partner"]
    assert codes("swap-consent", request=SWAP, **BEGINS, filed="2026-10-12T08:00:00") == ["begun"]


def test_t6_a_manager_signs_after_both() -> None:
    assert steps(ask(**SWAP), Params()) == ("partner",)
    assert steps(ask(**SWAP), Params(agreed=False)) == ()
    signs = {"rank": "leader", "need": "leader"}
    assert codes("swap-consent", request=SWAP, decided_by={"id": "L", **signs}) == []
    assert codes("swap-consent", request=SWAP, decided_by={"id": "B", **signs}) == ["involved"]
    assert codes("swap-consent", request=SWAP, decided_by={"id": "B", "rank": "leader", "need": "partner"}) == []


def test_h2_nobody_changes_a_rest_day_alone() -> None:
    """A cover on somebody's rest day is a swap as well: without a colleague it is refused."""
    assert codes("swap-consent", request={**SWAP, "partner": None}) == ["partner"]


@pytest.mark.parametrize(("filed", "refused"), [("2026-10-11T08:00:00", []), ("2026-10-11T08:00:01", ["late"])])
def test_hours_ahead(filed: str, refused: list[str]) -> None:
    assert codes("swap-consent", request=SWAP, params={"hours_ahead": 24}, **BEGINS, filed=filed) == refused
