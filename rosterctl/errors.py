"""Everything that rosterctl raises on purpose, and the exit code that each ends in.

::

    RosterctlError
    ├── UsageError        2    the command was called wrongly
    ├── InternalError     3    a bug: two readings of one rule differ, an invariant broke
    ├── InputError        4    files that people edit hold something that cannot be read (all problems at once)
    ├── InfeasibleError   5    no roster keeps all hard rules; carries the conflict
    ├── NoRosterError     6    none found within the limit; whether one exists is not known
    ├── RefusedError      7    not entitled, period closed, not approved
    └── InterruptedRun    130  Ctrl-C; the best roster so far has been kept

Texts are not built here: an error carries message ids and values, and :mod:`rosterctl.messages` renders them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was read: a file, and in it a line or a sheet's cell (1-based, as editors count)."""

    file: str
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.file}:{self.sheet}!{self.cell}" if self.sheet else f"{self.file}:{self.cell}"
        return f"{self.file}:{self.line}" if self.line is not None else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, for a person: ``code`` is a message id of the catalogue."""

    code: str
    place: Place | None = None
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


class RosterctlError(Exception):
    """Root of the tree; ``code`` is a message id, ``values`` fill its placeholders."""

    exit_code = 3

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class UsageError(RosterctlError):
    """The command was called wrongly."""

    exit_code = 2


class InternalError(RosterctlError):
    """A bug in rosterctl: never the user's fault."""

    exit_code = 3


class InputError(RosterctlError):
    """Input that cannot be used; ``problems`` holds every one that was found."""

    exit_code = 4

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("input.refused", count=len(self.problems))


class InfeasibleError(RosterctlError):
    """No roster keeps all hard rules.

    ``conflict`` lists the rule instances that cannot hold together (``minimal``: none can be left out);
    ``closest`` what the roster with the fewest breaches, as far as a short search found it, would break.
    """

    exit_code = 5

    def __init__(self, conflict: Iterable[Problem], closest: Iterable[Problem] = (), *, minimal: bool) -> None:
        self.conflict = tuple(conflict)
        self.closest = tuple(closest)
        self.minimal = minimal
        super().__init__(
            "build.infeasible.one" if len(self.conflict) == 1 else "build.infeasible", count=len(self.conflict)
        )


class NoRosterError(RosterctlError):
    """No roster was found within the limit; one may exist."""

    exit_code = 6


class RefusedError(RosterctlError):
    """Understood, and not allowed; ``reasons`` say why, where there are several or rules speak for themselves."""

    exit_code = 7

    def __init__(self, code: str, *, reasons: Iterable[Problem] = (), **values: object) -> None:
        super().__init__(code, **values)
        self.reasons = tuple(reasons)


class InterruptedRun(RosterctlError):
    """Stopped by the user; what was found so far has been saved."""

    exit_code = 130
