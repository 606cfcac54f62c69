"""time-not-worked: what the page's examples leave out (4.2, 4.3)."""

from tests.support.settling import settle


def test_a_wage_of_the_date_counts() -> None:
    # from 15 October on 2610 ÷ 21.75 ÷ 8 = 15 an hour
    found = settle(
        {
            "first": "2026-10-14",
            "roster": "A = D D",
            "punches": "A 14 10:00 18:00\nA 15 10:00 18:00",
            "wages": {"A": {"2026-10-15": "2610"}},
        }
    )
    assert found.lines() == ["A 14 time-not-worked late -12.64", "A 15 time-not-worked late -15.00"]
    assert found.totals() == {"A": "-27.64"}


def test_no_wage_part_on_a_statutory_holiday() -> None:
    found = settle(
        {
            "first": "2026-10-01",
            "roster": "A = D",
            "punches": "A 01 10:00 18:00",
            "days": {"2026-10-01": "holiday"},
        }
    )
    assert found.records() == ["A 01 late 3600"]
    assert found.lines() == []
