"""What changing a few cells of a roster changes about its findings, without judging the rest of it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.time import DAY
from rosterctl.rules.base import AnyRosterRule, Scope, scope_of
from rosterctl.rules.roster import roster_rule
from rosterctl.rules.roster.index import Items, RosterIndex
from rosterctl.rules.roster.judge import finding_of

Cell = tuple[int, int]


@dataclass(frozen=True)
class Difference:
    """The findings that are gone and those that have come, as between two audits of the whole rosters."""

    gone: tuple[Finding, ...] = ()
    come: tuple[Finding, ...] = ()

    @property
    def penalty(self) -> int:
        """By how much the roster's penalty rises; negative when it falls."""
        return sum(finding.cost for finding in self.come) - sum(finding.cost for finding in self.gone)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The hard findings that have come, less those that only say that what was there before is less bad now."""
        old = [finding for finding in self.gone if finding.hard]
        return tuple(new for new in self.come if new.hard and not any(_eased(new, was) for was in old))

    @property
    def by_rule(self) -> dict[str, int]:
        """Use of a rule → by how much its part of the penalty rises; those that stay equal are left out."""
        found: dict[str, int] = defaultdict(int)
        for findings, sign in ((self.come, 1), (self.gone, -1)):
            for finding in findings:
                found[finding.key] += sign * finding.cost
        return {key: cost for key, cost in sorted(found.items()) if cost}

    def __add__(self, other: Difference) -> Difference:
        """Both together: for changes that concern different rules or people."""
        return Difference((*self.gone, *other.gone), (*self.come, *other.come))


def _eased(new: Finding, was: Finding) -> bool:
    same = (new.rule, new.key, new.code, set(new.employees)) == (was.rule, was.key, was.code, set(was.employees))
    return same and new.size <= was.size and set(new.dates) <= set(was.dates)


def compare(before: Iterable[Finding], after: Iterable[Finding]) -> Difference:
    """The difference of two multisets of findings, each in its order."""
    left: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in before:
        left[_key(finding)].append(finding)
    come = []
    for finding in after:
        same = left[_key(finding)]
        if finding in same:
            same.remove(finding)
        else:
            come.append(finding)
    return Difference(tuple(finding for rest in left.values() for finding in rest), tuple(come))


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.key, finding.code, finding.size, finding.dates, finding.employees


class WhatIf:
    """Questions about one roster: its index is built once, and moved for each question."""

    def __init__(self, index: RosterIndex) -> None:
        self.index = index
        self._uses = tuple(
            (use, roster_rule(use.rule), scope_of(index.case, use))
            for use in index.case.uses
            if use.mode is not Mode.OFF
        )
        demand = (row.span.end for row in index.case.demand if row.span is not None)
        self._back = max(1, (max(demand, default=DAY) - 1) // DAY)
        self._known: dict[tuple[int, frozenset[int] | None, frozenset[int] | None], tuple[Finding, ...]] = {}

    def change(self, changes: Mapping[Cell, Items]) -> Difference:
        """What becomes of the findings when these cells hold these assignments."""
        after = self.index.moved(changes)
        people, days = frozenset(who for who, _ in changes), self.days(changes)
        return self.personal(after, people) + self.joint(after, people, days)

    def personal(self, after: RosterIndex, people: frozenset[int], *, hard: bool = False) -> Difference:
        """The part of the rules about single people, about these; with ``hard``, of hard uses only.

        As it is for each of them whatever the others' cells are, many people can be asked about at once.
        """
        return self._compared(after, "person", people, None, hard)

    def joint(
        self, after: RosterIndex, people: frozenset[int], days: frozenset[int], *, hard: bool = False
    ) -> Difference:
        """The part of all other rules, for cells of these people that reach these days."""
        found = self._compared(after, "days", None, days, hard) + self._compared(after, "both", people, days, hard)
        return found + self._compared(after, "all", None, None, hard)

    def _compared(
        self,
        after: RosterIndex,
        reach: str,
        people: frozenset[int] | None,
        days: frozenset[int] | None,
        hard: bool,
    ) -> Difference:
        found = Difference()
        for number, (use, rule, scope) in enumerate(self._uses):
            if rule.reach != reach or (hard and use.mode is not Mode.HARD):
                continue
            focused = replace(scope, focus_people=people, focus_days=days)
            key = number, people, days
            if key not in self._known:
                self._known[key] = _judge(self.index, use, rule, focused)
            found += compare(self._known[key], _judge(after, use, rule, focused))
        return found

    def days(self, changes: Mapping[Cell, Items]) -> frozenset[int]:
        """The days of the horizon on which a rule that looks at many people may judge otherwise.

        Those on which the old or the new work of the cells lasts; and the days before from which a row of demand
        lasts so far, of which the last one also has the night after it.
        """
        case, found = self.index.case, set[int]()
        for (who, day), items in changes.items():
            for item in (*self.index.at(who, day), *items):
                lasts = (
                    max(case.shifts[item.shift].span.end - 1, *(b.start + b.minutes for b in item.breaks), 0) // DAY
                )
                found.update(range(day - self._back, day + lasts + 1))
            found.add(day)
        return frozenset(min(max(day, case.first), case.end - 1) for day in found)


def _judge(index: RosterIndex, use: RuleUse, rule: AnyRosterRule, scope: Scope) -> tuple[Finding, ...]:
    case: Case = index.case
    return tuple(finding_of(case, use, breach) for breach in rule.check(index, use.params, scope))
