"""The clerk's workspace with a ledger: four agents' month whose requests are filed and decided, not typed in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from rosterctl.domain.attendance import Side
from rosterctl.domain.filed import Ask
from rosterctl.domain.requests import Compensation, Part, Request
from rosterctl.domain.time import DAY, Span, parse_clock
from tests.support.clerk import workspace
from tests.support.office import approve, filed

CONFIG = """zone = "Asia/Shanghai"
week_start = "mon"
posts = ["desk"]

[people.a1]
employee = "A1"
[people.a2]
employee = "A2"
[people.a3]
employee = "A3"
[people.l]
employee = "L"
[people.d]
employee = "D"
[people.clerk]
employee = "A4"
roles = ["clerk", "payroll"]
"""
STAFF = """id,name,team,rank,employed_from,clock_ids,base_wage
A1,陈思远,甲组,agent,2024-01-01,11,2200
A2,李佳怡,甲组,agent,2024-01-01,12,2200
A3,欧阳若兰,乙组,agent,2024-01-01,13,2200
A4,Bob =1+1,乙组,agent,2026-10-12,14,2200
L,林班长,甲组,leader,2020-01-01,15,3000
D,丁主任,,director,2020-01-01,16,5000
"""


def ledgered(root: Path, cells: str, punches: str = "", policy: str = "", requests: str | None = "") -> Path:
    """Published and punched as the clerk's workspace is; nothing is filed yet. ``requests`` is ``input/requests``,
    none at all where it is empty."""
    workspace(root, cells, punches, requests=requests or "id\n")
    if not requests:
        (root / "input/requests.csv").unlink()
    (root / "rosterctl.toml").write_text(CONFIG, "utf-8")
    (root / "policy.toml").write_text('extends = "statutory-cn"\n' + policy, "utf-8")
    (root / "input/staff.csv").write_text(STAFF, "utf-8")
    return root


def ask(kind: str, who: str, first: str, start: str = "", end: str = "", **more: Any) -> Ask:
    """``ask("overtime", "A1", "10-15", "18:00", "20:00")``; more fields are those of the request or of the ask."""
    date = dt.date.fromisoformat(f"2026-{first}")
    hours = None
    if start:
        begin, until = parse_clock(start), parse_clock(end)
        hours = Span(begin, until if until > begin else until + DAY)
    whole = {name: more.pop(name) for name in ("emergency", "over_cap", "evidence", "key") if name in more}
    if "side" in more:
        more["side"] = {"in": Side.START, "out": Side.END}[more["side"]]
    if "compensation" in more:
        more["compensation"] = Compensation(more["compensation"])
    if "last" in more:
        more["last"] = dt.date.fromisoformat(f"2026-{more['last']}")
    fields = {"last": date, "reason": "事由", "part": Part.HOURS if hours else Part.WHOLE, "hours": hours, **more}
    return Ask(Request(id="", kind=kind, employee=who, first=date, **fields), **whole)


def approved(root: Path, one: Ask, at: str, login: str = "clerk", by: str = "l", **more: str) -> str:
    """File a request and have it approved, both at ``at`` (``10-14T09:00``); its id."""
    as_of = f"2026-{at}:00+08:00"
    number = filed(root, one, login, as_of)
    outcome = approve(root, number, by, as_of, **more)
    assert outcome.refused is None, outcome.refused
    return number
