"""All rules that a policy may use, with what their pages say when a policy is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Protocol

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.rules.attendance import ATTENDANCE_RULES
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay import PAY_RULES
from rosterctl.rules.request import REQUEST_RULES
from rosterctl.rules.roster import ROSTER_RULES


class AnyRule(Protocol):
    """What a policy needs to know of a rule of any kind."""

    @property
    def id(self) -> str:
        """Its name in policies."""

    @property
    def params(self) -> type[RuleParams]:
        """The numbers that a use may state."""


REGISTRIES: Mapping[str, tuple[AnyRule, ...]] = MappingProxyType(
    {"roster": ROSTER_RULES, "attendance": ATTENDANCE_RULES, "pay": PAY_RULES, "request": REQUEST_RULES}
)
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
def known_rules() -> Mapping[str, Known]:
    """Every rule by id, in the order of the registries. Raises ``PageError`` when a page is missing or bad."""
    found: dict[str, Known] = {}
    for kind, rules in REGISTRIES.items():
        for rule in rules:
            front = rule_page(kind, rule.id).front
            found[rule.id] = Known(rule.id, kind, rule.params, front.default_mode, front.default_weight)
    return MappingProxyType(found)


def uses_of(uses: Iterable[RuleUse], *kinds: str) -> tuple[RuleUse, ...]:
    """The uses of rules of these kinds that are not off, in the order of the registries; within a rule as given."""
    rank = {rule.id: number for number, rule in enumerate(rule for kind in kinds for rule in REGISTRIES[kind])}
    return tuple(sorted((u for u in uses if u.rule in rank and u.mode is not Mode.OFF), key=lambda u: rank[u.rule]))
