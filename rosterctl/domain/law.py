"""What the law says to a house's rules, as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from rosterctl.errors import Place
from rosterctl.messages import Said


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that differs from place to place, in yuan, and where the workspace states it."""

    amount: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class Protection:
    """The dates between which somebody is protected, both included; ``None`` leaves a side open."""

    first: date | None
    last: date | None

    def on(self, day: date) -> bool:
        """Whether it holds on a date."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


class Severity(Enum):
    """How a finding stands to the law."""

    CONTRARY = "contrary"
    """The law says otherwise: the house rule is void as far as it falls short."""
    CONTESTED = "contested"
    """Courts and authorities decide it differently."""
    NOTE = "note"
    """Lawful on conditions, or not to be judged from what is known here."""


@dataclass(frozen=True)
class LintFinding:
    """What the law has to say: the provision's id and articles, how it stands, where, and what would be lawful.

    ``key`` and ``place`` are those of the rule in question, ``authority`` the clause of the house that it rests on;
    each ``None`` where the finding is about the policy or the workspace as a whole. ``local``: the place decides.
    ``employee``: whom it is about, if one person alone.
    """

    provision: str
    law: tuple[str, ...]
    code: str
    severity: Severity
    local: bool
    text: Said
    lawful: Said
    key: str | None = None
    authority: str | None = None
    place: Place | None = None
    employee: str | None = None
