"""The counters of a finished month: what the rules that count across months hand on to the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Assignment
from rosterctl.rules.base import Scope, scope_of
from rosterctl.rules.roster import roster_rule
from rosterctl.rules.roster.index import RosterIndex


@dataclass(frozen=True)
class Counted:
    """A use that counts, the index with the counters that it begins from, and those that it leaves."""

    use: RuleUse
    scope: Scope
    index: RosterIndex
    after: dict[str, int]


def counted(case: Case, assignments: Sequence[Assignment]) -> Iterator[Counted]:
    """The uses in force that count across months, versions of one key in the order of their dates.

    A rule whose counters are of its own days only goes on from where the version before it has ended. Of a key's
    dated versions those not in force in this month have counted nothing and are left out.
    """
    plain = RosterIndex(case, assignments)
    left: dict[str, dict[str, int]] = {}
    scopes = [(use, scope_of(case, use)) for use in case.uses]
    for use, scope in sorted(scopes, key=lambda pair: pair[1].first):
        rule = roster_rule(use.rule)
        if rule.carry is None or use.mode is Mode.OFF or scope.first >= scope.end:
            continue
        index, earlier = plain, left.get(use.key)
        if rule.adds and earlier is not None:
            index = RosterIndex(replace(case, carried={**case.carried, use.key: earlier}), assignments)
        found = rule.carry(index, use.params, scope)
        # whom only an earlier version was for keeps what he or she had by then
        left[use.key] = {**(earlier or {}), **found} if rule.adds else found
        yield Counted(use, scope, index, left[use.key])
