"""Which use of a rule charges what: each fact exactly one, on each date and for each person (4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from rosterctl.domain.pay import Charge, Fact, PersonMonth
from rosterctl.domain.people import Employee
from rosterctl.domain.period import Period
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.records import Record
from rosterctl.errors import Problem
from rosterctl.messages import Word
from rosterctl.rules.pay import pay_rule


def pay_uses(period: Period) -> tuple[RuleUse, ...]:
    """The uses of pay rules, in the order of the registry."""
    return tuple(use for use in period.uses if _is_pay(use))


def _is_pay(use: RuleUse) -> bool:
    try:
        pay_rule(use.rule)
    except KeyError:
        return False
    return True


def charges(use: RuleUse, charge: Charge, month: PersonMonth, uses: Iterable[RuleUse]) -> bool:
    """Whether a use may make this charge: it holds on the date and at the post, the person is employed, and the fact
    is not another's."""
    on = charge.date or month.last
    if not holds(use, month, on, charge.record):
        return False
    post = None if charge.record is None else charge.record.unit.post
    return charge.fact is None or claimant(uses, charge.fact, on, post) is use


def holds(use: RuleUse, month: PersonMonth, on: date, record: Record | None) -> bool:
    """Whether a use holds for what happened on a date, at a record's post, and the person was employed then."""
    day = on if record is None else record.date
    post = None if record is None else record.unit.post
    return use.holds(on) and _at(use, post) and month.employee.employed(day)


def claimant(uses: Iterable[RuleUse], fact: Fact, on: date, post: str | None = None) -> RuleUse | None:
    """The use that charges a fact on a date: the one whose rule names it, else the fallback (4.2)."""
    claims = [
        use for use in uses if use.holds(on) and _at(use, post) and fact in pay_rule(use.rule).facts(use.params)
    ]
    own = [use for use in claims if not pay_rule(use.rule).fallback]
    return next(iter(own or claims), None)


def _at(use: RuleUse, post: str | None) -> bool:
    return post is None or not use.scope.post or post in use.scope.post


@dataclass(frozen=True)
class _Clash:
    """Two uses that would charge the same; ``fact`` ``None``: two uses of a rule that may be used once."""

    one: RuleUse
    other: RuleUse
    fact: Fact | None
    people: tuple[Employee, ...]

    def problems(self) -> Iterator[Problem]:
        """One at each of the two places, so that either can be mended."""
        for use, against in ((self.one, self.other), (self.other, self.one)):
            values: dict[str, object] = {
                "key": use.key,
                "other": against.key,
                "there": against.place or "—",
                "who": self.people[0].id,
                "count": len(self.people),
            }
            if self.fact is None:
                yield Problem("pay.used-twice", use.place, {**values, "rule": use.rule})
            else:
                yield Problem("pay.claimed-twice", use.place, {**values, "fact": Word(f"fact-{self.fact}")})


def clashes(period: Period) -> tuple[Problem, ...]:
    """Every fact that two uses would charge for somebody, and every rule that closes a month twice: all at once."""
    pairs = combinations(pay_uses(period), 2)
    found = [clash for one, other in pairs for clash in _between(period, one, other)]
    return tuple(problem for clash in found for problem in clash.problems())


def _between(period: Period, one: RuleUse, other: RuleUse) -> Iterator[_Clash]:
    both = [who for who in period.employees if one.scope.person(who) and other.scope.person(who)]
    if not both or (one.scope.post and other.scope.post and not one.scope.post & other.scope.post):
        return
    if one.rule == other.rule and pay_rule(one.rule).single:
        last = period.end - timedelta(days=1)
        people = tuple(who for who in both if _share(who, last, period.end, (one, other)))
        if people:
            yield _Clash(one, other, None, people)
    rules = pay_rule(one.rule), pay_rule(other.rule)
    if any(rule.fallback for rule in rules):
        return
    for fact in Fact:
        if fact in rules[0].facts(one.params) and fact in rules[1].facts(other.params):
            people = tuple(who for who in both if _share(who, period.first, period.end, (one, other)))
            if people:
                yield _Clash(one, other, fact, people)


def _share(who: Employee, first: date, end: date, uses: Iterable[RuleUse]) -> bool:
    """Whether there is a date in ``[first, end)`` on which the person is employed and all uses hold."""
    for use in uses:
        first = max(first, use.valid_from or first)
        end = min(end, use.valid_until or end)
    first = max(first, who.employed_from or first)
    end = min(end, end if who.employed_until is None else who.employed_until + timedelta(days=1))
    return first < end
