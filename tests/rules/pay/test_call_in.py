"""call-in: what the page's examples leave out (OS16, 4.9)."""

from __future__ import annotations

from tests.support.settling import settle


def called(**rule: object) -> dict[str, object]:
    rows = [
        {"id": "a", "who": "A", "date": "2026-10-09", "kind": "call-in", "count": 2},
        {"id": "b", "who": "A", "date": "2026-10-08", "kind": "call-in"},
        {"id": "c", "who": "A", "date": "2026-10-07", "kind": "call-in", "verified": False},
    ]
    use = [{"use": "call-in", **rule}]
    return {"first": "2026-10-09", "roster": "A = .", "incidents": rows, "rules": use}


def test_points_without_a_rate_are_lines_of_nothing() -> None:
    found = settle(called())
    assert [(line.because[0], line.values["points"], str(line.amount)) for line in found.priced[0].lines] == [
        ("b", 5, "0.00"),
        ("a", 10, "0.00"),
    ]
    assert found.totals() == {"A": "0.00"}


def test_points_with_a_rate_are_paid() -> None:
    # 5 × 1.50 and 10 × 1.50
    found = settle(called(yuan="1.50"))
    assert [line.arithmetic for line in found.priced[0].lines] == ["1.5 × 5 = 7.50", "1.5 × 10 = 15.00"]
    assert {str(line.part) for line in found.priced[0].lines} == {"allowance"}


def test_the_house_says_how_many_points() -> None:
    assert [line.values["points"] for line in settle(called(points=3)).priced[0].lines] == [3, 6]
