"""All rules that a policy may use, with what their pages say when a policy is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rosterctl.domain.policy import Mode
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.rules.base import AnyRosterRule, RuleParams
from rosterctl.rules.roster import ROSTER_RULES

REGISTRIES: Mapping[str, tuple[AnyRosterRule, ...]] = MappingProxyType({"roster": ROSTER_RULES})
"""The rules of each kind."""


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
