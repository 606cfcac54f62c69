"""early-leave: what the page's examples leave out (3.1)."""

import pytest

from tests.support.settling import settle


@pytest.mark.parametrize(
    ("left", "grace", "said"),
    [
        ("17:55:00", 300, []),
        ("17:54:59", 300, ["A 09 early 301"]),
        ("17:59:59", 0, ["A 09 early 1"]),
        ("18:30:00", 0, []),
    ],
)
def test_grace_is_exact_and_beyond_it_all_counts(left: str, grace: int, said: list[str]) -> None:
    table = {
        "first": "2026-10-09",
        "roster": "A = D",
        "punches": f"A 09 08:59 {left}",
        "rules": [{"use": "early-leave", "grace": grace}],
    }
    assert settle(table).records() == said


def test_leave_for_the_last_hours_moves_the_end() -> None:
    table = {
        "first": "2026-10-09",
        "roster": "A = D",
        "punches": "A 09 08:59 15:59",
        "requests": [{"who": "A", "first": "2026-10-09", "hours": "16:00-18:00"}],
    }
    assert settle(table).records() == ["A 09 early 60, part-leave"]


def test_a_missing_departure_is_no_early_leave() -> None:
    table = {"first": "2026-10-09", "roster": "A = D", "punches": "A 09 08:59"}
    assert "early" not in " ".join(settle(table).records())
