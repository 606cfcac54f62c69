"""retro: what the page's examples leave out."""

from __future__ import annotations

import pytest

from rosterctl.rules.pay.retro import back
from tests.support.settling import settle

LATE = {"who": "A", "month": "2026-09", "date": "2026-09-09", "rule": "lateness-amount", "before": "-20", "now": "0"}


def lines(*retro: dict[str, str], **more: object) -> list[str]:
    return settle({"first": "2026-10-09", "roster": "A = .", "retro": list(retro), **more}).lines()


@pytest.mark.parametrize(
    ("month", "count", "found"),
    [("2026-10", 1, "2026-09"), ("2026-01", 1, "2025-12"), ("2026-01", 12, "2025-01"), ("2026-12", 2, "2026-10")],
)
def test_so_many_months_back(month: str, count: int, found: str) -> None:
    assert back(month, count) == found


def test_the_last_period_back_counts_and_the_one_before_does_not() -> None:
    august, july = {**LATE, "month": "2026-08"}, {**LATE, "month": "2026-07"}
    assert lines(august, july) == ["A -- retro difference 20.00"]
    one = [{"use": "retro", "months": 1}]
    assert lines(LATE, august, rules=one) == ["A -- retro difference 20.00"]
    assert lines(july, rules=[{"use": "retro", "months": 3}]) == ["A -- retro difference 20.00"]


def test_differences_stand_in_the_order_of_month_date_and_rule() -> None:
    own = {**LATE, "rule": "cap", "before": "3", "now": "1"}
    del own["date"]
    rows = [{**LATE, "date": "2026-09-10"}, LATE, own, {**LATE, "month": "2026-08"}]
    found = settle({"first": "2026-10-09", "roster": "A = .", "retro": rows}).priced[0].lines
    assert [line.arithmetic for line in found] == [
        "2026-08 2026-09-09 lateness-amount: 0.00 − (-20.00) = 20.00",
        "2026-09 cap: 1.00 − 3.00 = 2.00",
        "2026-09 2026-09-09 lateness-amount: 0.00 − (-20.00) = 20.00",
        "2026-09 2026-09-10 lateness-amount: 0.00 − (-20.00) = 20.00",
    ]
    assert [str(line.amount) for line in found] == ["20.00", "-2.00", "20.00", "20.00"]
    assert {line.because for line in found} == {("closing:2026-08",), ("closing:2026-09",)}


def test_the_present_cap_returns_nothing_of_a_retro_fine() -> None:
    # a fine of 1000 from September is beyond 20 % of 2200 (440), and was through September's own cap
    fine = {**LATE, "before": "0", "now": "-1000"}
    assert lines(fine) == ["A -- retro difference -1000.00"]


def test_others_differences_are_no_matter_of_mine() -> None:
    assert lines({**LATE, "who": "B"}, staff=["A"]) == []


def test_off_means_no_line() -> None:
    assert lines(LATE, rules=[{"use": "retro", "mode": "off"}]) == []
