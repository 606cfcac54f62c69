"""OS14 (客服部管理制度表 篇1 七.1–2): private calls, games, videos, verified complaints: 50 yuan, and doubling."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS14 = stated("OS14", "online-store")


def test_what_the_preset_states() -> None:
    kinds = ("private-call", "game", "video", "complaint")
    assert OS14.numbers("incident-doubling", "kinds", "amount", "highest") == (kinds, 50, None)


def offences(*kinds: str, verified: bool = True) -> Table:
    """One a day from the 12th on."""
    rows = [
        {"who": "A", "date": f"2026-10-{12 + n}", "kind": kind, "verified": verified} for n, kind in enumerate(kinds)
    ]
    return {"first": "2026-10-12", "roster": "A = .", "incidents": rows}


@pytest.mark.parametrize(
    ("times", "total"),
    [
        (1, "-50.00"),
        (2, "-150.00"),
        (3, "-350.00"),  # 50 + 100 + 200
        (4, "-440.00"),  # 750, of which the law lets 20 % of 2200 be taken
    ],
)
def test_doubling(times: int, total: str) -> None:
    assert OS14.totals(offences(*["game"] * times)) == {"A": total}


def test_the_fourth_is_four_hundred() -> None:
    table = offences(*["game"] * 4)
    assert [line.split(": ")[1] for line in OS14.lines(table)] == [
        "50 = 50.00",
        "50 × 2 = 100.00",
        "50 × 4 = 200.00",
        "50 × 8 = 400.00",
    ]
    assert "A -- cap percent 310.00" in OS14.month(table).lines()  # 750 − 440


def test_each_kind_begins_at_fifty() -> None:
    """A game, a call, a video, a complaint, and a second game: 4 × 50 + 100 = 300."""
    table = offences("game", "private-call", "video", "complaint", "game")
    assert OS14.totals(table) == {"A": "-300.00"}


def test_verified_only() -> None:
    assert OS14.lines(offences("complaint", "complaint", verified=False)) == []
