"""The numbers that rules use in the examples of their pages: a new rule takes part without being listed anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rosterctl.rules.roster import ROSTER_RULES
from tests.support.pages import EXAMPLES


def numbers() -> Mapping[str, tuple[dict[str, Any], ...]]:
    """Each roster rule with the parameters of its examples, every set once."""
    found: dict[str, list[dict[str, Any]]] = {rule.id: [] for rule in ROSTER_RULES}
    for example in EXAMPLES:
        params = dict(example.table.get("params", {}))
        if params not in found[example.rule]:
            found[example.rule].append(params)
    return {rule: tuple(params) for rule, params in found.items()}
