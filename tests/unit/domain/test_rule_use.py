"""On which dates a use of a rule holds: half-open, ``None`` for no limit."""

from __future__ import annotations

from datetime import date

import pytest

from rosterctl.domain.policy import RuleUse

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
END = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("since", "until", "on", "holds"),
    [
        (None, None, date.min, True),
        (FIRST, None, date(2026, 2, 28), False),
        (FIRST, None, FIRST, True),
        (None, END, LAST, True),
        (None, END, END, False),
        (FIRST, END, LAST, True),
        (FIRST, FIRST, FIRST, False),
    ],
)
def test_a_use_holds_from_its_first_date_until_before_its_last(
    since: date | None, until: date | None, on: date, holds: bool
) -> None:
    assert RuleUse("any", "any", None, valid_from=since, valid_until=until).holds(on) is holds
