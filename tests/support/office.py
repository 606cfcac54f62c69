"""A small office where requests are filed and decided: seven people, of whom five may act."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rosterctl.domain.filed import Ask
from rosterctl.domain.ledger import Verdict
from rosterctl.domain.requests import Status
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.ledger.verify import verify
from rosterctl.services.decide import Decision, Outcome, decide
from rosterctl.services.request_desk import Desk, open_desk
from rosterctl.services.request_file import file

STAFF = """id,name,team,rank,employed_until
A,安琪,甲,agent,
B,白露,甲,agent,
C,陈晨,甲,agent,
L1,李雷,甲,leader,
L2,林琳,乙,leader,
D,丁主任,,director,
X,谢别,乙,agent,2026-10-15
"""
CONFIG = """zone = "Asia/Shanghai"
posts = ["desk"]
period_start = {period_start}

[people.a]
employee = "A"
[people.b]
employee = "B"
[people.l1]
employee = "L1"
[people.l2]
employee = "L2"
[people.d]
employee = "D"
[people.clerk]
employee = "C"
roles = ["clerk"]
[people.ghost]
employee = "nobody"
"""
POLICY = 'extends = "statutory-cn"\n'
SHIFTS = "code,name,start,end\nE,早班,08:00,16:00\nN,夜班,22:00,30:00\n"
NOW = "2026-10-10T09:00:00+08:00"


def office(root: Path, policy: str = "", period_start: int = 1) -> Path:
    """The workspace; ``policy`` is added to the law's baseline."""
    (root / "input").mkdir(parents=True, exist_ok=True)
    (root / "rosterctl.toml").write_text(CONFIG.format(period_start=period_start), "utf-8")
    (root / "policy.toml").write_text(POLICY + policy, "utf-8")
    (root / "input/staff.csv").write_text(STAFF, "utf-8")
    (root / "input/shifts.csv").write_text(SHIFTS, "utf-8")
    return root


def desk(root: Path, login: str = "a", as_of: str = NOW) -> Desk:
    return open_desk(root, login, as_of)


def filed(root: Path, ask: Ask, login: str = "a", as_of: str = NOW) -> str:
    """File a request; its id."""
    return file(desk(root, login, as_of), ask).filed.request.id


def approve(root: Path, number: str, login: str = "l1", as_of: str = NOW, **more: str) -> Outcome:
    return decide(desk(root, login, as_of), [number], Decision(Status.APPROVED, **more))[0]


def reject(root: Path, number: str, login: str = "l1", as_of: str = NOW, **more: str) -> Outcome:
    return decide(desk(root, login, as_of), [number], Decision(Status.REJECTED, **more))[0]


def state(root: Path, number: str) -> str:
    from rosterctl.ledger.requests import find

    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        found = find(reader, number)
    assert found is not None
    return found.request.status.value


def whole(root: Path) -> Verdict:
    """The verdict on the ledger, which must be whole."""
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        verdict = verify(reader)
    assert verdict.flaw is None, verdict
    return verdict


def publish(root: Path, *cells: tuple[str, str, str]) -> None:
    """A published October 2026: (employee, date, shift)."""
    items = tuple(Assignment(who, dt.date.fromisoformat(date), shift, "desk") for who, date, shift in cells)
    roster = Roster(dt.date(2026, 10, 1), dt.date(2026, 11, 1), items)
    RosterFolder(root / "rosters/2026-10").publish(roster)


def reasons(error: BaseException) -> list[str]:
    """The codes of the reasons of a refusal."""
    return [str(item.values["reason"]) for item in getattr(error, "reasons", ())]
