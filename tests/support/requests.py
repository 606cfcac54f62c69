"""Requests for tests, and the examples on the pages of request rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from rosterctl.domain.acting import Decider
from rosterctl.domain.attendance import Side
from rosterctl.domain.balances import Account, Grant, Taken
from rosterctl.domain.filed import Ask, instant
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Part, Request
from rosterctl.domain.time import DAY, Span, parse_clock
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.io.pages.parameters import parameters
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request import REQUEST_RULES, request_rule
from rosterctl.rules.request.base import Broken, Edge, Facts, Refusal

ZONE = "Asia/Shanghai"
EXAMPLES = [
    (rule.id, number, example)
    for rule in REQUEST_RULES
    for number, example in enumerate(rule_page("request", rule.id).examples, 1)
]


def ask(kind: str = "leave", first: str = "2026-10-12", **more: Any) -> Ask:
    """What somebody files, as the examples write it: ``start`` and ``end`` of a window, ``at`` of a correction."""
    begin = dt.date.fromisoformat(first)
    start, end, at = (more.pop(name, None) for name in ("start", "end", "at"))
    hours = None
    if start is not None:
        left, right = parse_clock(start), parse_clock(end)
        hours = Span(left, right if right > left else right + DAY)
    outer = {name: more.pop(name) for name in ("emergency", "over_cap", "evidence", "key") if name in more}
    request = Request(
        id="",
        kind=kind,
        employee=more.pop("employee", "A"),
        first=begin,
        last=dt.date.fromisoformat(more.pop("last", first)),
        part=Part(more.pop("part", "hours" if hours else "whole")),
        hours=hours,
        side=Side(more.pop("side")) if "side" in more else None,
        time=None if at is None else 60 * parse_clock(at),
        **more,
    )
    return Ask(request, **outer)


def wall(text: str, zone: str = ZONE) -> int:
    """UTC seconds of a wall clock as the examples write it."""
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def facts(asked: Ask, table: Mapping[str, Any]) -> Facts:
    """What an example says beside the request; what it is silent about does not matter there."""
    request = asked.request
    minutes = request.hours.start if request.hours else (request.time or 0) // 60
    begins = wall(table["begins"]) if "begins" in table else instant(request.first, minutes, ZONE)
    decided = dict(table.get("decided_by", {}))
    person = {"id": request.employee, "name": request.employee, **table.get("employee", {})}
    return Facts(
        employee=Employee(**person),
        zone=ZONE,
        filed=wall(table["filed"]) if "filed" in table else begins - 30 * 86_400,
        begins=begins,
        rostered=_dates(table["rostered"]) if "rostered" in table else None,
        workdays=_dates(table.get("workdays", ())),
        corrections=table.get("corrections", 0),
        overtime={dt.date.fromisoformat(date): minutes for date, minutes in table.get("overtime", {}).items()},
        last_end=_edge(table.get("last")),
        next_start=_edge(table.get("next")),
        protected=tuple((_date(row.get("from")), _date(row.get("to"))) for row in table.get("protected", ())),
        period=tuple(map(dt.date.fromisoformat, table["period"])) if "period" in table else None,  # type: ignore[arg-type]
        account=_account(request.leave_kind or "", table),
        decider=_decider(decided) if decided else None,
        breaches=tuple(Broken(key, key, key, ("A",), (request.first,)) for key in table.get("breaches", ())),
    )


def _account(kind: str, table: Mapping[str, Any]) -> Account:
    taken, asked = (
        tuple(Taken(kind, dt.date.fromisoformat(date), minutes) for date, minutes in table.get(name, {}).items())
        for name in ("taken", "asked")
    )
    grants = tuple(Grant(**{"source": "test", **grant}) for grant in table.get("grants", ()))
    return Account(grants, table.get("months"), taken, asked)


def _edge(found: list[str] | None) -> Edge | None:
    """A roster date, and a wall clock."""
    return None if found is None else Edge(dt.date.fromisoformat(found[0]), wall(found[1]))


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _dates(texts: Any) -> frozenset[dt.date]:
    return frozenset(dt.date.fromisoformat(text) for text in texts)


def _decider(table: dict[str, Any]) -> Decider:
    who = {name: table.pop(name) for name in ("id", "rank", "team") if name in table}
    roles, before = frozenset(table.pop("roles", ())), tuple(table.pop("before", ()))
    return Decider(Employee(name=who["id"], **who), table.pop("need"), roles, before, **table)


def params(rule: str, table: Mapping[str, Any]) -> RuleParams:
    """The rule's numbers as a policy would state them."""
    kind = request_rule(rule).params
    nullable = {item.name for item in parameters(kind) if item.nullable}
    stated = {name: None if value == "none" and name in nullable else value for name, value in table.items()}
    found: RuleParams = kind.model_validate(stated)
    return found


def judge(rule: str, table: Mapping[str, Any]) -> Iterator[Refusal]:
    """What a rule says to an example: at its decision, if somebody decides, else at its filing."""
    asked = ask(**table["request"])
    known = facts(asked, table)
    found = request_rule(rule)
    assert asked.request.kind in found.kinds, "the rule is not about such requests"
    rightly = found.may_file if known.decider is None else found.may_decide
    yield from rightly(asked, known, params(rule, table.get("params", {})))


def codes(rule: str, **table: Any) -> list[str]:
    """The codes of the refusals."""
    return [item.code for item in judge(rule, table)]
