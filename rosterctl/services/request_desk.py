"""Where requests are filed and decided: the workspace's people, its rules about requests, and who is acting now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from rosterctl.domain.acting import Acting, Team
from rosterctl.domain.filed import local_date
from rosterctl.domain.ledger import seconds
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import RuleUse
from rosterctl.errors import InputError, Problem, RefusedError
from rosterctl.io.inputs.config import FILE as CONFIG
from rosterctl.io.inputs.config import Config, load_config
from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.opening import Opening, read_opening
from rosterctl.io.policies.policy import house_policy
from rosterctl.io.policies.registry import uses_of
from rosterctl.io.tables.reader import SUFFIXES
from rosterctl.ledger.store import FILE, Ledger, Reader, open_ledger
from rosterctl.services.staff import staff_of


@dataclass(frozen=True)
class Desk:
    """A workspace as ``acting`` sees it at ``as_of`` (ISO 8601; ``now`` in UTC seconds). ``uses`` are the uses of
    request rules that are not off."""

    root: Path
    config: Config
    team: Team
    uses: tuple[RuleUse, ...]
    acting: Acting
    as_of: str
    now: int

    @property
    def staff(self) -> Mapping[str, Employee]:
        """Employees by id."""
        return self.team.employees

    def person(self, text: str) -> str:
        """The id of whoever is meant by an id or by a name that one person has; else the text as it is."""
        named = [person.id for person in self.staff.values() if person.name == text]
        return named[0] if text not in self.staff and len(named) == 1 else text

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        """The rows of ``input/opening``; none without such a file. Raises :class:`InputError`."""
        known = Known(tuple(self.staff.values()), frozenset(self.staff))
        files = [path for suffix in SUFFIXES if (path := self.root / "input" / f"opening{suffix}").is_file()]
        found: list[Opening] = []
        for path in files[:1]:
            read = read_opening(path, known, shown=f"input/{path.name}")
            if read.problems:
                raise InputError(read.problems)
            found += read.values
        return tuple(found)

    @cached_property
    def late_requests(self) -> bool:
        """Whether requests about a closed period may be filed and decided (rule ``retro``). Hardly ever asked: then
        the rules of pay are read. Raises :class:`InputError`."""
        from rosterctl.rules.pay.retro import Params as Retro

        uses = house_policy(self.root, self.config.law, ("pay",)).uses
        return any(isinstance(use.params, Retro) and use.params.requests for use in uses_of(uses, "pay"))

    @property
    def zone(self) -> ZoneInfo:
        """The workspace's zone."""
        return ZoneInfo(self.config.zone)

    @property
    def today(self) -> dt.date:
        """The date in the workspace's zone."""
        return local_date(self.now, self.config.zone)

    def ledger(self, *, create: bool = True) -> Ledger:
        """The workspace's ledger, open."""
        return open_ledger(self.root / FILE, create=create, mode=self.config.ledger)

    @contextmanager
    def look(self) -> Iterator[Reader]:
        """The ledger for reading; where there is none yet, an empty one that nobody keeps."""
        with TemporaryDirectory() as folder:
            path = self.root / FILE
            there = path.exists()
            where = path if there else Path(folder) / FILE
            with open_ledger(where, create=not there) as ledger, ledger.read() as reader:
                yield reader


def open_desk(root: Path, login: str, as_of: str) -> Desk:
    """The desk for somebody who acts.

    Raises :class:`InputError` with the problems of configuration, staff and policy, and :class:`RefusedError` when
    the login is not listed among the people who act, or its employee not in the staff file.
    """
    config = load_config(root)
    now = seconds(as_of)
    problems: list[Problem] = []
    employees: dict[str, Employee] = {}
    uses: tuple[RuleUse, ...] = ()
    try:
        employees = {person.id: person for person in staff_of(root, local_date(now, config.zone))}
    except InputError as error:
        problems += error.problems
    try:
        uses = uses_of(house_policy(root, config.law, ("request",)).uses, "request")
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    team = Team(employees, {who.login: who for who in config.people})
    return Desk(root, config, team, uses, _acting(team, login), as_of, now)


def _acting(team: Team, login: str) -> Acting:
    found = team.acting.get(login)
    if found is None:
        raise RefusedError("request.not-listed", login=login, file=CONFIG)
    if found.employee not in team.employees:
        raise RefusedError("request.not-employed", login=login, employee=found.employee)
    return found
