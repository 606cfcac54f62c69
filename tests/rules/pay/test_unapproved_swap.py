"""unapproved-swap: what the page's examples leave out (OS8, 4.4)."""

from __future__ import annotations

from tests.support.settling import settle


def test_each_time_in_order() -> None:
    rows = [
        {"id": "b", "who": "A", "date": "2026-10-09", "kind": "left-without-swap"},
        {"id": "a", "who": "A", "date": "2026-10-09", "kind": "left-without-swap", "count": 2},
        {"id": "c", "who": "A", "date": "2026-10-08", "kind": "left-without-swap", "verified": False},
        {"id": "d", "who": "A", "date": "2026-10-08", "kind": "offline"},
    ]
    table = {"first": "2026-10-09", "roster": "A = .", "incidents": rows, "rules": [{"use": "unapproved-swap"}]}
    found = settle(table).priced[0].lines
    assert [(line.because, line.arithmetic) for line in found] == [
        (("a",), "20 × 2 = 40.00"),
        (("b",), "20 = 20.00"),
    ]
    assert {str(line.part) for line in found} == {"fine"}


def test_a_colleagues_unrostered_punches_are_no_proof() -> None:
    # A is away and B, off that day, was there from 09 to 18: nothing says that she stood in, and nobody is fined
    table = {
        "first": "2026-10-09",
        "staff": ["A", "B"],
        "roster": "A = D",
        "punches": "B 09 09:00 18:00",
        "rules": [{"use": "unapproved-swap"}, {"use": "time-not-worked", "mode": "off"}],
    }
    found = settle(table)
    assert len(found.strays()) == 2
    assert not [line for line in found.lines() if "unapproved-swap" in line]


def test_off_unless_asked_for() -> None:
    rows = [{"who": "A", "date": "2026-10-09", "kind": "left-without-swap"}]
    assert settle({"first": "2026-10-09", "roster": "A = .", "incidents": rows}).lines() == []
