"""What a rule is made of, and whom one use of it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from rosterctl.domain.policy import RuleUse

if TYPE_CHECKING:
    from rosterctl.domain.case import Case
    from rosterctl.rules.port import Port
    from rosterctl.rules.roster.index import RosterIndex


class RuleParams(BaseModel):
    """Root of every rule's ``Params``: frozen, and refuses names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def need_one(self, *names: str) -> None:
        """For validators: refuse an entry that states none of these parameters."""
        if all(getattr(self, name) is None for name in names):
            raise PydanticCustomError("policy.none-stated", "state at least one of {names}", {"names": names})

    def need_order(self, low: str, high: str) -> None:
        """For validators: refuse a lower bound above the upper one; either may be left out."""
        least, most = getattr(self, low), getattr(self, high)
        if least is not None and most is not None and least > most:
            reason = f"{low} {least} > {high} {most}"
            raise PydanticCustomError("policy.entry-refused", "{reason}", {"reason": reason})


P = TypeVar("P", bound=RuleParams)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom and which days one use of a rule is for, as numbers.

    ``people`` are the members: who is counted. ``focus_people`` and ``focus_days`` narrow what is *judged*
    (a swap touches two people and a day) without changing who is counted.
    """

    people: tuple[int, ...]
    first: int
    end: int
    posts: frozenset[str] | None = None
    focus_people: frozenset[int] | None = None
    focus_days: frozenset[int] | None = None
    key: str = ""
    """The use's key, under which it finds its carried counters."""

    @property
    def judged(self) -> tuple[int, ...]:
        """The members about whom breaches are looked for."""
        if self.focus_people is None:
            return self.people
        return tuple(who for who in self.people if who in self.focus_people)

    def on(self, day: int) -> bool:
        """Whether a breach on this day is this use's business."""
        return self.first <= day < self.end and (self.focus_days is None or day in self.focus_days)

    def touches(self, first: int, end: int) -> bool:
        """Whether any day of ``[first, end)`` is this use's business."""
        if end <= self.first or first >= self.end:
            return False
        return self.focus_days is None or any(first <= day < end for day in self.focus_days)

    def post(self, name: str) -> bool:
        """Whether the use is for that post."""
        return self.posts is None or name in self.posts


@dataclass(frozen=True, slots=True)
class Breach:
    """What ``check()`` yields: one way in which the roster breaks the rule. Turned into a Finding outside.

    ``code`` names a finding text of the rule's page; ``size`` ≥ 1 is in the page's unit and is what a soft
    use pays for.
    """

    code: str
    size: int
    days: tuple[int, ...]
    people: tuple[int, ...] = ()
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class RosterRule(Generic[P]):
    """A documented constraint on rosters: two readings of one page.

    ``check`` reads a finished roster's index; ``encode`` describes the same to a solver. They never call
    each other and share nothing but time helpers. ``carry``, where a rule counts across months, gives the
    counters (employee id → count) that the next month finds in ``case.carried`` under the use's key.
    ``reach`` says how far the change of one cell goes. ``person``: each breach is about one person and depends on
    their own cells only. ``days``: a breach depends on the presence of others too, and is on one of the days on which
    their work, or a row of demand, lasts; or it is one for all days. ``both``: some breaches are of the one kind,
    some of the other. ``all``: the whole roster is judged again, which is right for any rule, and slow.
    ``naming`` lists the parameters that hold names of shifts, ``dating`` those that hold names of dates; whether
    these exist, only a workspace knows. ``posted``: whether ``for.post`` means anything to the rule; where it does
    not, a policy that states it is refused. ``adds``: the counters carried are of the use's own days alone, so that
    versions of one key add up; else the last one's hold.
    """

    id: str
    params: type[P]
    check: Callable[[RosterIndex, P, Scope], Iterable[Breach]]
    encode: Callable[[Port, P], None]
    carry: Callable[[RosterIndex, P, Scope], dict[str, int]] | None = None
    naming: tuple[str, ...] = ()
    reach: Literal["person", "days", "both", "all"] = "all"
    dating: tuple[str, ...] = ()
    posted: bool = False
    adds: bool = False


AnyRosterRule = RosterRule[Any]


def scope_of(case: Case, use: RuleUse) -> Scope:
    """The people, days and posts that a use of a rule is for."""
    people = tuple(n for n, employee in enumerate(case.employees) if use.scope.person(employee))
    first, end = case.first, case.end
    if use.valid_from is not None:
        first = max(first, case.axis.day(use.valid_from))
    if use.valid_until is not None:
        end = min(end, case.axis.day(use.valid_until))
    return Scope(people, first, max(first, end), use.scope.post or None, key=use.key)
