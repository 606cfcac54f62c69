"""All rules that a policy may use, with what their pages say when a policy is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Protocol

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.io.pages.catalogue import rule_front
from rosterctl.io.resources import constraints
from rosterctl.rules.base import RuleParams


class AnyRule(Protocol):
    """What a policy needs to know of a rule of any kind."""

    @property
    def id(self) -> str:
        """Its name in policies."""

    @property
    def params(self) -> type[RuleParams]:
        """The numbers that a use may state."""


def _roster() -> tuple[AnyRule, ...]:
    from rosterctl.rules.roster import ROSTER_RULES

    return ROSTER_RULES


def _attendance() -> tuple[AnyRule, ...]:
    from rosterctl.rules.attendance import ATTENDANCE_RULES

    return ATTENDANCE_RULES


def _pay() -> tuple[AnyRule, ...]:
    from rosterctl.rules.pay import PAY_RULES

    return PAY_RULES


def _request() -> tuple[AnyRule, ...]:
    from rosterctl.rules.request import REQUEST_RULES

    return REQUEST_RULES


_KINDS: Mapping[str, Callable[[], tuple[AnyRule, ...]]] = {
    "roster": _roster,
    "attendance": _attendance,
    "pay": _pay,
    "request": _request,
}
KINDS = tuple(_KINDS)
"""The kinds of rules, in the order in which they are listed."""


class _Registries(Mapping[str, tuple[AnyRule, ...]]):
    """Imports the rules of a kind when they are asked for: somebody who decides a leave needs no solver's tables."""

    def __getitem__(self, kind: str) -> tuple[AnyRule, ...]:
        return _KINDS[kind]()

    def __iter__(self) -> Iterator[str]:
        return iter(_KINDS)

    def __len__(self) -> int:
        return len(_KINDS)


REGISTRIES: Mapping[str, tuple[AnyRule, ...]] = _Registries()
"""The rules of each kind, in the order in which they are listed and applied."""


@dataclass(frozen=True)
class Known:
    """A rule as a policy sees it; ``mode`` and ``weight`` hold where no entry states them."""

    id: str
    kind: str
    params: type[RuleParams]
    mode: Mode = Mode.HARD
    weight: int = 1


@cache
def known_rules(kinds: tuple[str, ...] = KINDS) -> Mapping[str, Known]:
    """The rules of some kinds by id, in the order of the registries. Raises ``PageError`` for a bad page."""
    found: dict[str, Known] = {}
    for kind in kinds:
        for rule in REGISTRIES[kind]:
            front = rule_front(kind, rule.id)
            found[rule.id] = Known(rule.id, kind, rule.params, front.default_mode, front.default_weight)
    return MappingProxyType(found)


def others(kinds: tuple[str, ...]) -> frozenset[str]:
    """The ids of the rules of all other kinds, by their pages: nothing of them is imported."""
    folders = (constraints() / kind for kind in KINDS if kind not in kinds)
    return frozenset(page.stem for folder in folders for page in folder.glob("*.md"))


def uses_of(uses: Iterable[RuleUse], *kinds: str) -> tuple[RuleUse, ...]:
    """The uses of rules of these kinds that are not off, in the order of the registries; within a rule as given."""
    rank = {rule.id: number for number, rule in enumerate(rule for kind in kinds for rule in REGISTRIES[kind])}
    return tuple(sorted((u for u in uses if u.rule in rank and u.mode is not Mode.OFF), key=lambda u: rank[u.rule]))
