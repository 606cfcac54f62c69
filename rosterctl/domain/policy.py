"""The workspace's own rules in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from rosterctl.domain.people import Employee
from rosterctl.errors import Place


class Mode(Enum):
    """How strictly a use of a rule is meant."""

    HARD = "hard"
    SOFT = "soft"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class For:
    """Whom (and which posts) a use is for; an empty field means all. Fields are joined by *and*."""

    team: frozenset[str] = frozenset()
    post: frozenset[str] = frozenset()
    grade: frozenset[str] = frozenset()
    rank: frozenset[str] = frozenset()
    hours_system: frozenset[str] = frozenset()
    employee: frozenset[str] = frozenset()

    def person(self, who: Employee) -> bool:
        """Whether the use is for this person (posts apart)."""
        pairs = (
            (self.team, who.team),
            (self.grade, who.grade),
            (self.rank, who.rank),
            (self.hours_system, who.hours_system),
            (self.employee, who.id),
        )
        return all(not wanted or value in wanted for wanted, value in pairs)


@dataclass(frozen=True)
class RuleUse:
    """One ``[[rule]]`` entry: a rule with its mode, numbers, scope and the house clause it stands for.

    ``params`` is an instance of the rule's own ``Params``. It holds on dates in ``[valid_from, valid_until)``.
    """

    rule: str
    key: str
    params: object
    mode: Mode = Mode.HARD
    weight: int = 1
    scope: For = field(default_factory=For)
    valid_from: date | None = None
    valid_until: date | None = None
    authority: str | None = None
    place: Place | None = None
    origin: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    """Where each of its values was written; for ``policy show --origin``."""

    def holds(self, on: date) -> bool:
        """Whether it holds on that date."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on < self.valid_until
        )
