"""One person's month as pay rules read it, from a table of tests/support/settling.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rosterctl.attendance.pipeline import judge_period
from rosterctl.domain.pay import PersonMonth
from rosterctl.rules.pay.settle import prepared
from rosterctl.services.pay import person_months
from tests.support.settling import punches_of, read


def month(table: Mapping[str, Any]) -> PersonMonth:
    """The month of the table's only person."""
    (only,) = months(table)
    return only


def months(table: Mapping[str, Any]) -> list[PersonMonth]:
    """Everybody's, with the day wages that the rules in force say."""
    period = read(table)
    return [prepared(one) for one in person_months(judge_period(period, punches_of(table, period)))]
