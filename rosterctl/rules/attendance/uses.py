"""Uses of attendance rules that a policy may state, but that cannot be meant: found before anything is judged."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.attendance import DEFAULTS, MatchParams
from rosterctl.domain.period import Period
from rosterctl.domain.policy import For, RuleUse
from rosterctl.errors import Problem
from rosterctl.rules.attendance import appraisal, corrections, matching

_BY_PERSON = (corrections.ID, appraisal.ID)
"""Rules that count what a person does in a period, wherever he works."""


def match_params_of(period: Period) -> MatchParams:
    """The numbers of matching for the period; the usual ones where no use of ``matching`` is in force."""
    for use in _matching(period):
        if isinstance(use.params, matching.Params):
            return matching.match_params(use.params)
    return DEFAULTS


def refused(period: Period) -> Iterator[Problem]:
    """Scopes that a rule cannot have; matching is one for everybody and for the whole period."""
    for use in period.uses:
        if use.rule == matching.ID and use.scope != For():
            yield Problem("judge.matching-scoped", use.place, {"key": use.key})
        elif use.rule in _BY_PERSON and use.scope.post:
            yield Problem("judge.by-person", use.place, {"rule": use.rule, "key": use.key})
    for number, use in enumerate(_matching(period)):
        since, until = use.valid_from, use.valid_until
        if (since is not None and since > period.first) or (until is not None and until < period.end):
            values = {"key": use.key, "first": period.first, "month": period.month}
            yield Problem("judge.matching-dated", use.place, values)
        elif number:
            yield Problem("judge.matching-twice", use.place, {"key": use.key})


def _matching(period: Period) -> list[RuleUse]:
    """The uses of matching that hold on some date of the period."""
    return [
        use
        for use in period.uses
        if use.rule == matching.ID
        and (use.valid_from is None or use.valid_from < period.end)
        and (use.valid_until is None or use.valid_until > period.first)
    ]
