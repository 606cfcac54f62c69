"""OS8 (淘宝客服部管理制度 篇2 奖惩 2): changing shifts takes an application and a colleague; leaving without having
swapped costs 20 yuan each."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS8 = stated("OS8", "online-store")
SWAP: Table = {"kind": "swap", "first": "2026-10-12", "partner": "B"}
BEGINS = "2026-10-12T08:30:00"


def test_what_the_preset_states() -> None:
    assert OS8.numbers("unapproved-swap", "amount", "kinds") == (20, ("left-without-swap",))
    assert OS8.numbers("swap-consent", "agreed") == (True,)
    assert OS8.numbers("swap-roster", "exceed") == (None,)


@pytest.mark.parametrize(
    ("partner", "filed", "refused"),
    [
        ("B", "2026-10-12T08:29:59", []),
        ("B", BEGINS, ["swap-consent begun"]),
        (None, "2026-10-12T08:29:59", ["swap-consent partner"]),
    ],
)
def test_an_application_beforehand(partner: str | None, filed: str, refused: list[str]) -> None:
    assert OS8.filing({**SWAP, "partner": partner}, begins=BEGINS, filed=filed) == refused


def test_the_colleague_first_then_the_supervisor() -> None:
    assert OS8.steps(SWAP) == ("partner", "leader")
    assert OS8.deciding(SWAP, "B:agent", "partner") == []
    assert OS8.deciding({**SWAP, "partner": "L"}, "L:leader", "leader") == ["swap-consent involved"]


def test_not_against_the_roster_s_rules() -> None:
    assert OS8.filing(SWAP, breaches=["daily-rest"]) == ["swap-roster breach"]


@pytest.mark.parametrize(("count", "lines"), [(0, []), (1, ["20 = 20.00"]), (2, ["20 × 2 = 40.00"])])
def test_twenty_yuan_each(count: int, lines: list[str]) -> None:
    """Once 20, twice 40; the bonus of 100 (OS13) is for not being away, and stays."""
    happened = [{"who": "A", "date": "2026-10-12", "kind": "left-without-swap", "count": count}] if count else []
    table = {"first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:00 18:00", "incidents": happened}
    assert [line.split(": ")[1] for line in OS8.lines(table)] == lines
    assert OS8.totals(table) == {"A": f"{100 - 20 * count}.00"}
