"""Judges a roster from scratch; does not know how it came to be, nor that a solver exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.roster import Assignment
from rosterctl.errors import Place
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge, penalty


@dataclass(frozen=True)
class Audit:
    """All findings about a roster, hard ones first, and what the soft ones cost together."""

    findings: tuple[Finding, ...]
    penalty: int

    @property
    def hard(self) -> tuple[Finding, ...]:
        """The breaches of hard rules."""
        return tuple(finding for finding in self.findings if finding.hard)

    def fails(self, on: str) -> bool:
        """Whether there is a finding of the kind that ``--fail-on`` names: hard, soft (any), never."""
        return bool(self.hard if on == "hard" else self.findings if on == "soft" else ())


def audit(
    case: Case, assignments: Iterable[Assignment], where: Mapping[tuple[str, date], Place] | None = None
) -> Audit:
    """Every finding of every rule in force, with the cell it was read from where that is known."""
    found = judge(RosterIndex(case, assignments))
    if where:
        found = tuple(replace(finding, where=_cells(finding, where)) for finding in found)
    ordered = sorted(found, key=lambda f: (not f.hard, f.rule, f.key, f.dates, f.employees, f.code))
    return Audit(tuple(ordered), penalty(found))


def _cells(finding: Finding, where: Mapping[tuple[str, date], Place]) -> tuple[Place, ...]:
    """The cells to look at; none for what concerns many people over many days, where naming all helps nobody."""
    if len(finding.employees) > 1 and len(finding.dates) > 2:
        return ()
    cells = (where.get((who, on)) for who in finding.employees for on in finding.dates)
    return tuple(dict.fromkeys(place for place in cells if place is not None))
