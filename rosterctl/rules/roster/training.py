"""Which days new employees are in training: what the rule *trainees* says, for all who count people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode

TRAINEES = "trainees"
"""The rule that says so; here, so that rules need not import each other."""


class Training(Protocol):
    """What of its ``Params`` is asked for here."""

    @property
    def days(self) -> int:
        """How many calendar days training takes, from the first of employment on."""


def training_days(case: Case) -> Mapping[int, frozenset[int]]:
    """The day numbers on which people are in training, history included; who is not in there never is.

    Work begun on such a day does not count. All uses of *trainees* that are not off say so together.
    """
    found: dict[int, frozenset[int]] = {}
    for use in case.uses:
        if use.rule != TRAINEES or use.mode is Mode.OFF:
            continue
        least = 0 if use.valid_from is None else case.axis.day(use.valid_from)
        most = case.end if use.valid_until is None else case.axis.day(use.valid_until)
        for who, employee in enumerate(case.employees):
            if employee.employed_from is None or not use.scope.person(employee):
                continue
            first = case.axis.day(employee.employed_from)
            end = first + cast(Training, use.params).days
            days = range(max(first, least, 0), min(end, most, case.end))
            if days:
                found[who] = found.get(who, frozenset()) | frozenset(days)
    return found
