"""Swaps keep the roster's hard rules; exceptions take somebody entitled and a reason."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.requests import codes

SWAP: dict[str, Any] = {"kind": "swap", "first": "2026-10-12", "partner": "B"}
BROKEN = ["daily-rest"]


def decided(need: str, final: bool = True, over_cap: str | None = None) -> dict[str, Any]:
    found = {"id": "X", "rank": need, "need": need, "final": final}
    return found if over_cap is None else {**found, "over_cap": over_cap}


def test_os8_a_swap_that_breaks_nothing() -> None:
    assert codes("swap-roster", request=SWAP) == []
    assert codes("swap-roster", request=SWAP, decided_by=decided("leader")) == []


@pytest.mark.parametrize("exceed", [None, "director"])
def test_h2_agreement_of_the_two_is_not_enough(exceed: str | None) -> None:
    params = {"exceed": exceed}
    assert codes("swap-roster", request=SWAP, params=params, breaches=BROKEN) == ["breach"]
    assert codes("swap-roster", request=SWAP, params=params, breaches=BROKEN, decided_by=decided("director")) == [
        "breach"
    ]


def test_a_reason_helps_only_where_the_policy_names_somebody() -> None:
    reasoned = {**SWAP, "over_cap": "病假"}
    assert codes("swap-roster", request=reasoned, breaches=BROKEN) == ["breach"]
    assert codes("swap-roster", request=reasoned, params={"exceed": "middle"}, breaches=BROKEN) == []


@pytest.mark.parametrize(
    ("who", "reason", "refused"),
    [
        ("leader", "仅此一次", ["not-entitled"]),
        ("middle", "仅此一次", []),
        ("director", "仅此一次", []),
        ("director", None, ["breach"]),
    ],
)
def test_who_may_let_it_be(who: str, reason: str | None, refused: list[str]) -> None:
    told = codes(
        "swap-roster",
        request={**SWAP, "over_cap": "病假"},
        params={"exceed": "middle"},
        breaches=BROKEN,
        decided_by=decided(who, over_cap=reason),
    )
    assert told == refused


def test_earlier_steps_do_not_ask() -> None:
    """The colleague agrees to what a manager has yet to judge."""
    assert codes("swap-roster", request=SWAP, breaches=BROKEN, decided_by=decided("leader", final=False)) == []
