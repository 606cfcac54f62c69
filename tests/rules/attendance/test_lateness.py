"""lateness: what the page's examples leave out (3.1)."""

from typing import Any

from tests.support.settling import settle

WEEK: dict[str, Any] = {
    "first": "2026-10-12",
    "roster": "A = D D D D\nB = D . . .",
    "punches": """
    A 12 09:10 18:00
    A 13 09:20 18:00
    A 14 09:04 18:00
    A 15 09:30 18:00
    B 12 09:30 18:00
    """,
}


def records(*rules: dict[str, Any], **more: Any) -> list[str]:
    return settle({**WEEK, "rules": list(rules), **more}).records()


def test_each_person_has_free_latenesses_of_their_own() -> None:
    found = records({"use": "lateness", "free": 2})
    assert found == [
        "A 12 present, forgiven",
        "A 13 present, forgiven",
        "A 14 late 240",
        "A 15 late 1800",
        "B 12 present, forgiven",
    ]


def test_what_grace_forgives_uses_up_no_free_lateness() -> None:
    found = records({"use": "lateness", "grace": 600, "free": 2})
    assert found == [
        "A 12 present, forgiven",  # exactly 600: grace
        "A 13 present, forgiven",  # the first beyond it
        "A 14 present, forgiven",  # grace
        "A 15 present, forgiven",  # the second
        "B 12 present, forgiven",
    ]


def test_it_holds_for_those_and_from_when_the_policy_says() -> None:
    found = records(
        {"use": "lateness", "grace": 3600, "for": {"employee": ["A"]}, "valid_from": "2026-10-14"},
    )
    assert found == ["A 14 present, forgiven", "A 15 present, forgiven"]


def test_an_open_day_uses_up_no_free_lateness() -> None:
    found = records({"use": "lateness", "free": 1}, as_of="2026-10-12T21:59:59")
    assert next(text for text in found if text.startswith("A")) == "A 12 late 600, open"


def test_free_ones_go_by_roster_date_before_start() -> None:
    # the second half of the 12th's split shift starts after the shift of the 13th, and is the earlier date's
    found = settle(
        {
            "first": "2026-10-12",
            "shifts": {"S": "20:00-22:00;26:00-28:00", "E": "00:30-01:30"},
            "roster": "A = S E",
            "punches": "A 12 19:58 22:00\nA 13 00:40 01:30 02:10 04:00",
            "rules": [{"use": "lateness", "free": 1}],
        }
    )
    assert found.records() == ["A 13 late 600", "A 12.2 present, forgiven"]


def test_a_free_serious_lateness_loses_its_word() -> None:
    found = records({"use": "lateness", "free": 2}, {"use": "lateness-tiers", "serious": 15})
    assert found == [
        "A 12 present, forgiven",
        "A 13 present, forgiven",
        "A 14 late 240",
        "A 15 serious-late 1800",
        "B 12 present, forgiven",
    ]
