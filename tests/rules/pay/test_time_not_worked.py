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
            "rules": [{"use": "holiday-work", "mode": "off"}],
        }
    )
    assert found.records() == ["A 01 late 3600"]
    assert found.lines() == []


def test_an_odd_departure_waits_until_it_can_no_longer_be_corrected() -> None:
    # three punches, the last three hours before the end: perhaps the departure was forgotten (2.3)
    table = {"first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:16 12:30 15:00"}
    late = "A 12 time-not-worked late -3.37"
    assert settle({**table, "as_of": "2026-10-15T23:59"}).lines() == [late]
    # three hours are 12.643678 × 3 = 37.9310
    assert settle({**table, "as_of": "2026-10-16T00:00"}).lines() == [late, "A 12 time-not-worked early -37.93"]


def test_a_missing_punch_and_overtime_that_nobody_came_to_cost_nothing() -> None:
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-17", "hours": "10:00-12:00"}
    found = settle({"first": "2026-10-12", "roster": "A = D", "punches": "A 12 08:59", "requests": [overtime]})
    assert found.records() == ["A 12 missing-out", "A 17 "]
    assert found.lines() == []


def test_open_days_and_days_without_data_cost_nothing_yet() -> None:
    table = {"first": "2026-10-12", "roster": "A = D\nB = D", "punches": "", "as_of": "2026-10-12T20:00"}
    assert settle(table).lines() == []
    silent = settle({**table, "as_of": "2026-11-20T00:00"})
    assert silent.records() == ["A 12 no-data", "B 12 no-data"]
    assert silent.lines() == []
