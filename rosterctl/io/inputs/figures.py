"""The table ``[law]`` of ``rosterctl.toml``: figures of the law that differ from place to place.

::

    [law]
    minimum_wage = 2490           # yuan a month

None has a default: what nobody states cannot be judged, and ``policy lint`` says so. The rules that ask for a figure
take it from here (:mod:`rosterctl.io.policies.policy_law`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from rosterctl.domain.law import Figure
from rosterctl.io.tables.amounts import money
from rosterctl.io.tables.columns import Unreadable
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.toml_lines import TomlFile
from rosterctl.messages import Word

FIGURES = ("minimum_wage",)
"""All figures that a provision asks for."""


def read_figures(file: TomlFile, value: Any, problems: Problems) -> Mapping[str, Figure]:
    """The figures that are stated, by name."""
    if not isinstance(value, dict):
        problems.add("config.law", file.place("law"), known=FIGURES)
        return MappingProxyType({})
    found: dict[str, Figure] = {}
    for name, raw in value.items():
        place = file.place("law", name)
        if name not in FIGURES:
            like = nearest(name, FIGURES)
            if like is None:
                problems.add("config.key", place, key=name, known=FIGURES)
            else:
                problems.add("config.key-like", place, key=name, like=like)
            continue
        try:
            found[name] = Figure(money(raw), place)
        except Unreadable as wrong:
            expected = {"expected": Word(wrong.expected)} if wrong.expected else {}
            problems.add(wrong.code, place, **{"column": name, "read": str(raw)[:60], **expected, **wrong.values})
    return MappingProxyType(found)
