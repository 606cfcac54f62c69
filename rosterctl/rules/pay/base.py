"""What a pay rule is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rosterctl.domain.pay import Charge, Fact, PayLine, PersonMonth
from rosterctl.rules.base import RuleParams

P = TypeVar("P", bound=RuleParams)


def _no_facts(_params: Any) -> frozenset[Fact]:
    return frozenset()


@dataclass(frozen=True)
class PayRule(Generic[P]):
    """A documented rule about money: a pure function of one person's month.

    ``apply`` says what it charges or adds. ``facts`` names the facts that it charges with these parameters: each fact
    is charged by exactly one rule (4.2), and a ``fallback`` charges only what no other rule in force does. ``close``,
    where a rule is about the month as a whole (proration, cap), sees the rounded lines of all others, in the order of
    the registry, and adds its own; the amounts of its charges carry their sign. ``prepare``, where a rule says what
    day wages are, changes the month before any rule charges. ``single``: no two uses may hold for a person on a date,
    as no two may charge one fact; what prepares or closes a month holds if it does so at the month's end.
    ``tier`` is the code of what a rule about lateness adds where a tier of absence would be cheaper (4.3).
    """

    id: str
    params: type[P]
    apply: Callable[[PersonMonth, P], Iterable[Charge]] | None = None
    facts: Callable[[P], frozenset[Fact]] = _no_facts
    fallback: bool = False
    close: Callable[[PersonMonth, tuple[PayLine, ...], P], Iterable[Charge]] | None = None
    prepare: Callable[[PersonMonth, P], PersonMonth] | None = None
    single: bool = False
    tier: str | None = None


AnyPayRule = PayRule[Any]
