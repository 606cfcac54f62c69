"""incident-doubling: what the page's examples leave out (OS14, 4.4)."""

from __future__ import annotations

import pytest

from tests.support.settling import settle


def doubled(*kinds: str, count: int = 1, **rule: object) -> dict[str, object]:
    """Incidents of these kinds on the 1st, the 2nd, … of October."""
    rows = [
        {"id": f"I{day}", "who": "A", "date": f"2026-10-{day:02d}", "kind": kind, "count": count}
        for day, kind in enumerate(kinds, 1)
    ]
    use = [{"use": "incident-doubling", **rule}, {"use": "cap", "mode": "off"}]
    return {"first": "2026-10-01", "roster": "A = .", "incidents": rows, "rules": use}


def amounts(table: dict[str, object]) -> list[str]:
    return [str(-line.amount) for line in settle(table).priced[0].lines]


def test_four_of_a_kind_are_750() -> None:
    found = settle(doubled(*["game"] * 4))
    assert [str(-line.amount) for line in found.priced[0].lines] == ["50.00", "100.00", "200.00", "400.00"]
    assert found.totals() == {"A": "-750.00"}
    assert [line.arithmetic for line in found.priced[0].lines] == [
        "50 = 50.00",
        "50 × 2 = 100.00",
        "50 × 4 = 200.00",
        "50 × 8 = 400.00",
    ]


def test_each_kind_has_its_own_series() -> None:
    kinds = ("game", "video", "game", "private-call", "complaint", "video")
    assert amounts(doubled(*kinds)) == ["50.00", "50.00", "100.00", "50.00", "50.00", "100.00"]


def test_a_count_is_so_many_offences() -> None:
    assert amounts(doubled("game", "game", count=2)) == ["50.00", "100.00", "200.00", "400.00"]


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (200, ["50.00", "100.00", "200.00", "200.00"]),
        ("199.99", ["50.00", "100.00", "199.99", "199.99"]),
        (0, ["0.00", "0.00", "0.00", "0.00"]),
    ],
)
def test_the_highest(highest: object, expected: list[str]) -> None:
    assert amounts(doubled(*["game"] * 4, highest=highest)) == expected


def test_each_period_begins_again_and_dates_decide_the_order() -> None:
    rows = [
        {"id": "late", "who": "A", "date": "2026-10-05", "kind": "game"},
        {"id": "early", "who": "A", "date": "2026-10-02", "kind": "game"},
        {"id": "before", "who": "A", "date": "2026-09-30", "kind": "game"},
        {"id": "unverified", "who": "A", "date": "2026-10-01", "kind": "game", "verified": False},
    ]
    table = {"first": "2026-10-01", "roster": "A = .", "incidents": rows, "rules": [{"use": "incident-doubling"}]}
    found = settle(table).priced[0].lines
    assert [(line.because[0], str(line.amount)) for line in found] == [("early", "-50.00"), ("late", "-100.00")]


def test_kinds_that_are_not_named_and_a_sum_of_ones_own() -> None:
    assert amounts(doubled("offline", "call-in")) == []
    assert amounts(doubled("smoking", "smoking", kinds=["smoking"], amount="12.50")) == ["12.50", "25.00"]
