"""The clauses of the regulations as the shipped presets state them: read as a workspace reads them, and run.

Months and requests are run under the *whole* preset, as in a workspace that states nothing of its own: what is
expected is what somebody would really be paid or told. ``but_for`` is the same preset without the clause's own uses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from rosterctl.domain.acting import Acting, Decider, Team
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import RuleUse
from rosterctl.errors import Problem
from rosterctl.io.inputs.config import Config
from rosterctl.io.pages.clauses import cited
from rosterctl.io.policies.policy import read_policy
from rosterctl.io.policies.registry import uses_of
from rosterctl.io.resources import presets
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.services import request_rules
from rosterctl.services.request_desk import Desk
from tests.support import requests, settling, small

Table = Mapping[str, Any]


@cache
def _preset(name: str) -> tuple[RuleUse, ...]:
    return read_policy(presets() / f"{name}.toml").uses


@dataclass(frozen=True)
class Stated:
    """A clause as a policy states it: ``uses`` are all in the policy, ``own`` those that cite the clause."""

    clause: str
    uses: tuple[RuleUse, ...]

    @property
    def own(self) -> dict[str, RuleUse]:
        found = {use.key: use for use in self.uses if self.clause in cited(use.authority)}
        assert found, f"no entry cites {self.clause}"
        return found

    @property
    def but_for(self) -> tuple[RuleUse, ...]:
        return tuple(use for use in self.uses if use.key not in self.own)

    def numbers(self, key: str, *names: str) -> tuple[Any, ...]:
        """Parameters of one of the clause's entries."""
        return tuple(getattr(self.own[key].params, name) for name in names)

    # rosters

    def breaches(self, table: Table, *also: str) -> list[str]:
        """What the judge finds in a small roster by the clause's own uses, and those of the keys in ``also``."""
        uses = [use for use in self.uses if use.key in self.own or use.key in also]
        case, roster = small.read(table, *uses_of(uses, "roster"))
        return [
            " ".join([found.key, found.code, *found.employees, str(found.size)])
            for found in judge(RosterIndex(case, roster))
        ]

    # months

    def month(self, table: Table) -> settling.Settled:
        """A small month under the whole policy."""
        return settling.settle(table, in_force=self.uses)

    def totals(self, table: Table) -> dict[str, str]:
        """What the month adds to or takes from each person's base."""
        return self.month(table).totals()

    def without(self, table: Table) -> dict[str, str]:
        """The same without the clause's own uses."""
        return settling.settle(table, in_force=self.but_for).totals()

    def lines(self, table: Table) -> list[str]:
        """The lines of the month by the clause's own uses, with their arithmetic; each must cite the clause."""
        mine = [line for one in self.month(table).priced for line in one.lines if line.key in self.own]
        assert all(self.clause in cited(line.authority) for line in mine)
        return [f"{line.employee} {line.date or '--'} {line.code} {line.amount}: {line.arithmetic}" for line in mine]

    def findings(self, table: Table) -> list[str]:
        """The findings of the month by the clause's own uses."""
        month = self.month(table)
        return [text for text in month.findings() if text.split()[0] in self.own]

    # requests

    def filing(self, asked: Table, /, **known: Any) -> list[str]:
        """Which of the clause's own uses refuse a request when it is filed, and why: ``leave-notice begun``."""
        ask = requests.ask(**asked)
        return self._told(request_rules.may_file(_desk(self.uses), ask, requests.facts(ask, known)).refused)

    def deciding(self, asked: Table, by: str, need: str, /, **known: Any) -> list[str]:
        """Which refuse that somebody of this rank (or a person ``id:rank``) takes the step ``need``."""
        ask = requests.ask(**asked)
        who, _, rank = by.rpartition(":")
        facts = requests.facts(ask, known)
        decider = Decider(Employee(who or "Z", who or "Z", rank=rank), need)
        return self._told(request_rules.may_approve(_desk(self.uses), ask, replace(facts, decider=decider)).refused)

    def steps(self, asked: Table) -> tuple[str, ...]:
        """Who has to decide, in order."""
        return request_rules.steps(_desk(self.uses), requests.ask(**asked))[0]

    def _told(self, problems: Iterable[Problem]) -> list[str]:
        found = [one.values for one in problems]
        return [f"{one['rule']} {one['reason']}" for one in found if self.clause in cited(str(one["clause"]))]


def _desk(uses: tuple[RuleUse, ...]) -> Desk:
    """A desk with this policy at which A asks."""
    team = Team({name: Employee(name, name) for name in ("A", "B")})
    return Desk(Path(), Config(), team, uses_of(uses, "request"), Acting("a", "A"), "2026-10-01T00:00+08:00", 0)


def stated(clause: str, preset: str) -> Stated:
    """A clause as a shipped preset states it."""
    return Stated(clause, _preset(preset))


def stated_with(clause: str, preset: str, own: str, folder: Path) -> Stated:
    """The same in a workspace's policy that rests on the preset and says what only the workspace can know."""
    path = folder / "policy.toml"
    path.write_text(f'extends = "{preset}"\n{own}', "utf-8")
    return Stated(clause, read_policy(path).uses)


def late(first: str, *minutes: str, leaves: str = "18:00") -> str:
    """Punches of A on consecutive dates of October from ``first`` on: the arrivals, and the same departure."""
    day = dt.date.fromisoformat(f"2026-10-{first}")
    dates = [day + dt.timedelta(n) for n in range(len(minutes))]
    return "\n".join(f"A {on:%d} {at} {leaves}" for on, at in zip(dates, minutes, strict=True))
