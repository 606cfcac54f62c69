"""The provisions of the law that a house's rules are held against: one module each, listed in an explicit tuple."""

from __future__ import annotations

from rosterctl.rules.law import (
    annual_leave,
    discipline,
    early_arrival,
    fine_ceiling,
    fines,
    hours_systems,
    minimum_wage,
    minors,
    month_days,
    overtime_hours,
    overtime_pay,
    paid_leave,
    protected,
    record_retention,
    rest_day,
    sick_pay,
    statutory_holidays,
    working_hours,
)
from rosterctl.rules.law.base import AnyProvision

LAW: tuple[AnyProvision, ...] = (
    rest_day.PROVISION,
    working_hours.PROVISION,
    overtime_hours.PROVISION,
    overtime_pay.PROVISION,
    protected.PROVISION,
    minors.PROVISION,
    statutory_holidays.PROVISION,
    month_days.PROVISION,
    fines.PROVISION,
    fine_ceiling.PROVISION,
    minimum_wage.PROVISION,
    sick_pay.PROVISION,
    paid_leave.PROVISION,
    annual_leave.PROVISION,
    hours_systems.PROVISION,
    early_arrival.PROVISION,
    discipline.PROVISION,
    record_retention.PROVISION,
)
"""In the order in which findings are listed."""


def provision(name: str) -> AnyProvision:
    """The provision of that id; raises ``KeyError`` when there is none."""
    for one in LAW:
        if one.id == name:
            return one
    raise KeyError(name)
