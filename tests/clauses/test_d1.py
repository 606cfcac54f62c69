"""D1 (客户服务管理制度 值班管理规定 一): at every minute of every day someone is on duty."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

D1 = stated("D1", "duty-24h")


def test_what_the_preset_states() -> None:
    assert D1.numbers("duty-24h", "people") == (1,)


def desk(day: str, roster: str = "A = D D\nB = N N") -> Table:
    """Two days; the night before the first is known."""
    shifts = {"D": day, "N": "20:00-08:00"}
    return {"first": "2026-10-12", "staff": ["A", "B"], "shifts": shifts, "history": "B = N", "roster": roster}


@pytest.mark.parametrize(
    ("table", "breaches"),
    [
        (desk("08:00-20:00"), []),
        (desk("08:00-19:59"), ["duty-24h gap 1", "duty-24h gap 1"]),  # a minute of each evening
        # nobody from 20:00 to midnight, 240 minutes, and from midnight to 08:00, 480
        (desk("08:00-20:00", "A = D D\nB = . N"), ["duty-24h gap 240", "duty-24h gap 480"]),
    ],
)
def test_every_minute(table: Table, breaches: list[str]) -> None:
    assert D1.breaches(table) == breaches
