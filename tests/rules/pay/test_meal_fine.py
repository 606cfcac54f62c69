"""meal-fine: what the page's examples leave out (OS12, 4.4)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.settling import settle


def lunch(punches: str, **more: object) -> dict[str, object]:
    rules = [{"use": "meal-fine", "overrun": 10}, {"use": "time-not-worked", "mode": "off"}]
    return {"first": "2026-10-09", "roster": "A = D", "punches": f"A 09 {punches}", "rules": rules, **more}


def lines(table: Mapping[str, object]) -> list[str]:
    return [line for line in settle(table).lines() if "meal-fine" in line]


OVER = "A 09 meal-fine overrun -10.00"


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        ("09:00 12:00 12:35 18:00", []),
        ("09:00 12:00 12:35:01 18:00", [OVER]),
        # two meals, both too long
        ("09:00 11:00 11:40 15:00 15:40 18:00", [OVER, OVER]),
        # three inner events do not pair up: no meal length
        ("09:00 12:00 12:40 15:00 18:00", []),
        # the meal begins at the last instant of its first event: 12:00:50 to 12:35:50
        ("09:00 12:00:00 12:00:50 12:35:50 18:00", []),
        ("09:00 18:00", []),
    ],
)
def test_overruns(punches: str, expected: list[str]) -> None:
    assert lines(lunch(punches)) == expected


def test_no_amount_no_fine() -> None:
    assert lines(lunch("09:00 12:00 13:30 18:00", rules=[{"use": "meal-fine"}])) == []


def test_the_limit_is_the_houses() -> None:
    rules = [{"use": "meal-fine", "overrun": "2.50", "minutes": 60}]
    assert lines(lunch("09:00 12:00 13:00 18:00", rules=rules)) == []
    found = [
        line
        for line in settle(lunch("09:00 12:00 13:00:01 18:00", rules=rules)).priced[0].lines
        if line.rule == "meal-fine"
    ]
    assert [(line.values, str(line.amount)) for line in found] == [({"took": "1:00:01", "limit": "1:00"}, "-2.50")]


def test_open_is_nothing_yet() -> None:
    table = lunch("09:00 12:00 12:40 18:00")
    assert lines({**table, "as_of": "2026-10-09T22:00"}) == []
    assert lines({**table, "as_of": "2026-10-09T22:00:01"}) == [OVER]


def test_everyone_named_pays_and_nobody_else() -> None:
    rows = [
        {"who": who, "date": "2026-10-09", "kind": "meal-phone-unanswered", "verified": who != "C"} for who in "ABC"
    ]
    table = {"first": "2026-10-09", "staff": ["A", "B", "C", "D"], "roster": "A = .", "incidents": rows}
    assert lines({**table, "rules": [{"use": "meal-fine"}]}) == [
        "A 09 meal-fine unanswered -5.00",
        "B 09 meal-fine unanswered -5.00",
    ]
