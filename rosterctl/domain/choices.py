"""What a cell of a roster holds, why, and what it could hold instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rosterctl.domain.findings import Finding
from rosterctl.domain.requests import Pin, Request, Wish
from rosterctl.domain.roster import Assignment


@dataclass(frozen=True)
class Choice:
    """What would be if a cell held this: findings that appear, findings that go, and the change of the penalty."""

    items: tuple[Assignment, ...]
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    penalty: int

    @property
    def hard(self) -> int:
        """How many breaches of hard rules appear."""
        return sum(finding.hard for finding in self.new)


@dataclass(frozen=True)
class Cell:
    """A person's date as it is, what fixes it, and what else it could hold, the best first."""

    who: int
    date: date
    items: tuple[Assignment, ...]
    pins: tuple[Pin, ...]
    leave: tuple[Request, ...]
    wishes: tuple[Wish, ...]
    choices: tuple[Choice, ...]
