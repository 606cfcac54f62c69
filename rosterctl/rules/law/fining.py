"""Which rules in force take more of a wage than the time that was not worked: the provisions about fines ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from rosterctl.domain.policy import RuleUse
from rosterctl.rules.law.base import House
from rosterctl.rules.pay import (
    absence_pay,
    forfeited_day,
    incident_counted,
    incident_doubling,
    incident_fixed,
    lateness_amount,
    lateness_percent,
    meal_fine,
    missing_punch_pay,
    unapproved_swap,
)

Takes = Callable[[Any], object]


def _forfeits(_params: forfeited_day.Params) -> bool:
    return True


def _percent(params: lateness_percent.Params) -> bool:
    return params.first > 0 or params.later > 0


def _tiers(params: lateness_amount.Params) -> bool:
    return any(params.amount) or any(params.per_minute)


def _absence(params: absence_pay.Params) -> bool:
    return params.multiple > 1 or params.fine > 0


def _missing(params: missing_punch_pay.Params) -> bool:
    return params.missing_as == "half-absent" or params.fine > 0


def _meals(params: meal_fine.Params) -> bool:
    return params.unanswered > 0 or bool(params.overrun)


def _amount(
    params: unapproved_swap.Params | incident_fixed.Params | incident_counted.Params | incident_doubling.Params,
) -> bool:
    return params.amount > 0


TAKES: Mapping[str, Takes] = MappingProxyType(
    {
        forfeited_day.ID: _forfeits,
        lateness_percent.ID: _percent,
        lateness_amount.ID: _tiers,
        absence_pay.ID: _absence,
        missing_punch_pay.ID: _missing,
        unapproved_swap.ID: _amount,
        incident_fixed.ID: _amount,
        incident_counted.ID: _amount,
        incident_doubling.ID: _amount,
        meal_fine.ID: _meals,
    }
)
"""The rules that may fine → whether these numbers do."""


def fining(house: House) -> Iterator[RuleUse]:
    """The uses of these rules that are in force and fine anything at all."""
    return (use for use in house.kept(*TAKES) if TAKES[use.rule](use.params))
