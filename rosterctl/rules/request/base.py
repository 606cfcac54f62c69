"""What a request rule is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from rosterctl.domain.acting import Decider
from rosterctl.domain.balances import Account
from rosterctl.domain.filed import Ask
from rosterctl.domain.people import Employee
from rosterctl.rules.base import RuleParams

P = TypeVar("P", bound=RuleParams)

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a rostered shift starts or ends: its roster date, and the instant (UTC seconds)."""

    date: dt.date
    at: int


@dataclass(frozen=True)
class Broken:
    """A breach of a hard rule about rosters that a request would bring: the rule's use and clause, what its page says
    (``text``), whom and which dates it is about."""

    key: str
    clause: str
    text: object
    employees: tuple[str, ...]
    dates: tuple[dt.date, ...]


@dataclass(frozen=True)
class Facts:
    """What a rule may know when a request is filed, or a step of its decision taken. Instants are UTC seconds.

    ``filed`` is when it was filed, ``begins`` the first instant of what is asked for: the start of the shift that it
    takes, where one is rostered, else the stated time, else midnight. ``rostered`` are the dates of the request on
    which the person works by the published roster; ``None`` where no roster says. ``workdays`` are those dates of the
    window of an overtime that are no rest day of this person's and no holiday.
    """

    employee: Employee
    zone: str
    filed: int
    begins: int
    rostered: frozenset[dt.date] | None = None
    workdays: Container[dt.date] = frozenset()
    corrections: int = 0
    """Corrections of this person for roster dates of the same period, pending and approved, this one apart."""
    overtime: Mapping[dt.date, int] = field(default_factory=lambda: MappingProxyType({}))
    """Minutes of overtime of this person by calendar date, this request apart: worked where that is recorded, else
    approved."""
    last_end: Edge | None = None
    """The end of the person's last shift that starts before an overtime does; ``None``: none near it, or unknown."""
    next_start: Edge | None = None
    """The start of the person's first shift that starts with an overtime or later; ``None``: as above."""
    protected: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
    """First and last dates on which the law protects this person from overtime; ``None``: open on that side."""
    period: tuple[dt.date, dt.date] | None = None
    """``[first, end)`` of the payroll period of the request's first date."""
    account: Account = field(default_factory=Account)
    """What this person may take off, and what the request would take of it."""
    decider: Decider | None = None
    """Who takes the step, when one is taken."""
    breaches: tuple[Broken, ...] = ()
    """What a swap would newly break of the latest published roster; nothing where none is published."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request may not be filed or decided: ``code`` picks the text on the rule's page, ``values`` fill it."""

    code: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


Judge = Callable[[Ask, Facts, P], Iterable[Refusal]]


def _nothing(_ask: Ask, _facts: Facts, _params: Any) -> Iterable[Refusal]:
    return ()


def _no_steps(_ask: Ask, _params: Any) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class RequestRule(Generic[P]):
    """A documented rule about requests of some kinds: pure functions.

    ``may_file`` judges when a request is filed, ``may_decide`` when a step towards its approval is taken (a rejection
    needs no leave of any rule). ``steps`` names the steps that the rule asks for.
    """

    id: str
    params: type[P]
    kinds: tuple[str, ...]
    may_file: Judge[P] = _nothing
    may_decide: Judge[P] = _nothing
    steps: Callable[[Ask, P], tuple[str, ...]] = _no_steps


AnyRequestRule = RequestRule[Any]


def refusal(code: str, /, **values: object) -> Refusal:
    """A refusal with its values."""
    return Refusal(code, MappingProxyType(values))
