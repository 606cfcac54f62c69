"""lateness-percent: ordinals, days and tiers (P2, 4.4)."""

from typing import Any

import pytest

from tests.support.settling import Settled, settle


def _late(count: int, rules: Any = (), **params: Any) -> Settled:
    """That many days from 12 October, each five minutes late."""
    punches = "\n".join(f"A {12 + n} 09:05 18:00" for n in range(count))
    uses = [{"use": "lateness-percent", **params}, {"use": "cap", "mode": "off"}, *rules]
    return settle({"first": "2026-10-12", "roster": "A =" + " D" * count, "punches": punches, "rules": uses})


@pytest.mark.parametrize(
    ("count", "marginal", "whole"),
    [
        (1, "-22.00", "-22.00"),
        (2, "-44.00", "-44.00"),
        (3, "-154.00", "-330.00"),  # 22 + 22 + 110; 3 × 110
        (4, "-264.00", "-440.00"),
        (5, "-374.00", "-550.00"),
    ],
)
def test_totals_by_number(count: int, marginal: str, whole: str) -> None:
    assert _late(count).totals() == {"A": marginal}
    assert _late(count, tier="whole-month").totals() == {"A": whole}


def test_later_from_the_first_on() -> None:
    assert _late(1, later_from=1).totals() == {"A": "-110.00"}


def test_the_lines_say_which_ordinal_they_are() -> None:
    (priced,) = _late(3).priced
    assert [(line.values["ordinal"], line.values["percent"], line.values["late"]) for line in priced.lines] == [
        (1, 1, "0:05"),
        (2, 1, "0:05"),
        (3, 5, "0:05"),
    ]
    assert {line.part.value for line in priced.lines} == {"fine"}


def test_the_time_beside_it() -> None:
    # five minutes 12.6437 × 5 ÷ 60 = 1.0536
    assert _late(1, time=True).lines() == ["A 12 lateness-percent time -1.05", "A 12 lateness-percent first -22.00"]


def test_two_late_halves_with_the_time_miss_both_times() -> None:
    found = settle(
        {
            "first": "2026-10-12",
            "shifts": {"S": "09:00-12:00;14:00-18:00"},
            "roster": "A = S",
            "punches": "A 12 09:05 12:00 14:05 18:00",
            "rules": [{"use": "lateness-percent", "time": True}],
        }
    )
    # 1.05 twice, and 22 once
    assert found.totals() == {"A": "-24.10"}


def test_the_base_of_the_date() -> None:
    found = settle(
        {
            "first": "2026-10-14",
            "roster": "A = D D",
            "punches": "A 14 09:05 18:00\nA 15 09:05 18:00",
            "wages": {"A": {"2026-10-15": "3000"}},
            "rules": [{"use": "lateness-percent"}],
        }
    )
    assert found.totals() == {"A": "-52.00"}  # 22 + 30


def test_nothing_outside_employment_has_an_ordinal() -> None:
    found = settle(
        {
            "first": "2026-10-12",
            "staff": [{"id": "A", "employed_from": "2026-10-14"}],
            "roster": "A = D D D",
            "punches": "A 12 09:05 18:00\nA 13 09:05 18:00\nA 14 09:05 18:00",
            "rules": [{"use": "lateness-percent"}, {"use": "proration", "mode": "off"}],
        }
    )
    assert found.lines() == ["A 14 lateness-percent first -22.00"]


def test_open_days_have_no_ordinal_yet() -> None:
    found = settle(
        {
            "first": "2026-10-12",
            "roster": "A = D D D",
            "punches": "A 12 09:05 18:00\nA 13 09:05 18:00\nA 14 09:05",
            "as_of": "2026-10-14T12:00",
            "rules": [{"use": "lateness-percent"}],
        }
    )
    assert found.totals() == {"A": "-44.00"}
