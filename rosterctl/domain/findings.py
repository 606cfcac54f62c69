"""Breaches of rules, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from rosterctl.errors import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach.

    ``rule`` and ``key`` say which use of which rule; ``code`` picks the text on the rule's page and ``values``
    fill it (plain numbers and strings). ``size`` is how far off, in the unit that the page names; ``cost`` is
    ``weight × size`` for a soft use and 0 for a hard one. ``where`` is the cell it was read from, if any.
    """

    rule: str
    key: str
    code: str
    hard: bool
    size: int
    cost: int
    dates: tuple[date, ...]
    employees: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    authority: str | None = None
    where: tuple[Place, ...] = ()
