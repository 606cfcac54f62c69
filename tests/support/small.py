"""Small months, written as text: the input of rule tests and of the examples on the rules' pages.

An example is a TOML table (see any page in ``constraints/roster``)::

    first = "2026-10-01"                       # first day of the horizon; its length is the grid's width
    staff = ["A", { id = "B", contract = 50 }]
    shifts = { N = "22:00-06:00", D = { time = "09:00-18:00", meals = ["11:30-13:30/35"] } }
    posts = ["desk"]
    params = { hours = 11 }
    history = "A = N N"                        # the days just before the first
    roster = "A = N D ."                       # one line a person; '.' is off, 'D/gate' names a post
    meals = { "A 2026-10-02" = ["12:00"] }     # stated starts of rotating meals
    talks = { "A 2026-10-02" = ["talk 14:00/30"] }   # stated activities
    demand = [{ day = "all", time = "09:00-12:00", min = 1 }]
    leave = [{ who = "A", first = "2026-10-02", part = "first-half" }]
    wishes = [{ who = "A", date = "2026-10-02", on = false }]
    pins = [{ who = "A", date = "2026-10-02", shift = "D" }]
    days = { "2026-10-01" = "holiday" }
    weekend = [4]                              # of the calendar, Monday = 0; so too week_start, period_start
    carried = { A = 3 }
    as_of = "2026-09-28"                       # today
    breaches = [{ code = "run", who = ["A"], dates = ["2026-10-02"], size = 1 }]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.domain.case import Case, make_case
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import For, Mode, RuleUse
from rosterctl.domain.requests import Part, Pin, Request, Status, Wish
from rosterctl.domain.roster import Activity, Assignment, Break
from rosterctl.domain.shifts import Meal, Shift
from rosterctl.domain.time import DAY, Span, parse_clock
from rosterctl.rules.roster import roster_rule

Table = Mapping[str, Any]


def span(text: str) -> Span:
    """``"22:00-06:00"`` as a span; an end at or before the start is on the next day."""
    start, end = (parse_clock(part) for part in text.split("-"))
    return Span(start, end if end > start else end + DAY)


def meal(text: str) -> Meal:
    """``"11:30-13:30/35"`` (a window and a length), or ``"12:00-13:00"`` (fixed)."""
    window, _, length = text.partition("/")
    where = span(window)
    return Meal(where, int(length) if length else where.minutes)


def shift(code: str, what: str | Table) -> Shift:
    table: Table = {"time": what} if isinstance(what, str) else what
    segments = tuple(span(part) for part in table["time"].split(";"))
    return Shift(
        code,
        code,
        segments,
        tuple(meal(text) for text in table.get("meals", ())),
        posts=frozenset(table["posts"]) if "posts" in table else None,
        night_stated=table.get("night"),
        arrive_early=table.get("early", 0),
    )


def employee(what: str | Table) -> Employee:
    if isinstance(what, str):
        return Employee(what, what)
    table = dict(what)
    for name in ("skills", "posts", "shifts"):
        if name in table:
            table[name] = frozenset(table[name])
    for name in ("employed_from", "employed_until", "resigned_on"):
        if name in table:
            table[name] = date.fromisoformat(table[name])
    return Employee(**{"name": table["id"], **table})


def grid(text: str, first: date, posts: tuple[str, ...]) -> tuple[tuple[Assignment, ...], int]:
    """The assignments of a grid whose first column is ``first``, and its width in days."""
    found, width = [], 0
    for line in filter(str.strip, text.splitlines()):
        who, _, cells = line.partition("=")
        codes = cells.split()
        width = max(width, len(codes))
        for offset, code in enumerate(codes):
            for one in code.split("+"):
                if one != ".":
                    name, _, post = one.partition("/")
                    found.append(Assignment(who.strip(), first + timedelta(offset), name, post or posts[0]))
    return tuple(found), width


def _demand(row: Table) -> Demand:
    named = {name: row.get(name) for name in ("post", "skill", "grade", "rank", "shift")}
    where = span(row["time"]) if "time" in row else None
    return Demand(row.get("day", "all"), where, Filter(**named), row.get("min"), row.get("target"), row.get("max"))


def _leave(number: int, row: Table) -> Request:
    first = date.fromisoformat(row["first"])
    return Request(
        f"L{number}",
        "leave",
        row["who"],
        first,
        date.fromisoformat(row.get("last", row["first"])),
        Part(row.get("part", "whole")),
        span(row["hours"]) if "hours" in row else None,
        row.get("kind", "personal"),
        Status(row.get("status", "approved")),
    )


def _calendar(example: Table) -> Calendar:
    marked, special = {}, {}
    known = {kind.value: kind for kind in DayKind}
    for day, name in example.get("days", {}).items():
        if name in known:
            marked[date.fromisoformat(day)] = known[name]
        else:
            special[date.fromisoformat(day)] = name
    settings: dict[str, Any] = {name: example[name] for name in ("week_start", "period_start") if name in example}
    if "weekend" in example:
        settings["weekend"] = frozenset(example["weekend"])
    return Calendar(marked=MappingProxyType(marked), special=MappingProxyType(special), **settings)


def use_of(rule: str, example: Table, mode: Mode = Mode.HARD, weight: int = 1) -> RuleUse:
    """The use of a rule that an example speaks of."""
    scope = For(**{name: frozenset(values) for name, values in example.get("for", {}).items()})
    start = example.get("valid_from")
    return RuleUse(
        rule,
        rule,
        roster_rule(rule).params(**example.get("params", {})),
        mode,
        weight,
        scope,
        date.fromisoformat(start) if start else None,
    )


def read(example: Table, *uses: RuleUse) -> tuple[Case, tuple[Assignment, ...]]:
    """The case of an example with these uses of rules, and the roster that it states."""
    posts = tuple(example.get("posts", ("desk",)))
    first = date.fromisoformat(example["first"])
    stated, width = grid(example.get("roster", ""), first, posts)
    width = max(width, example.get("width", 0))
    past, length = grid(example.get("history", ""), first, posts)
    history = tuple(replace(item, date=item.date - timedelta(length)) for item in past)
    carried = {use.key: dict(example.get("carried", {})) for use in uses}
    case = make_case(
        first=first,
        end=first + timedelta(width),
        employees=tuple(employee(item) for item in example["staff"]),
        shifts=tuple(shift(code, what) for code, what in example["shifts"].items()),
        calendar=_calendar(example),
        posts=posts,
        zone=example.get("zone", "Asia/Shanghai"),
        demand=tuple(_demand(row) for row in example.get("demand", ())),
        requests=tuple(_leave(number, row) for number, row in enumerate(example.get("leave", ()), 1)),
        wishes=tuple(
            Wish(
                row["who"],
                date.fromisoformat(row["date"]),
                row.get("on", True),
                row.get("shift"),
                row.get("weight", 1),
            )
            for row in example.get("wishes", ())
        ),
        pins=tuple(
            Pin(row["who"], date.fromisoformat(row["date"]), row.get("shift"), row.get("post"))
            for row in example.get("pins", ())
        ),
        history=history,
        known_from=first - timedelta(length) if length else None,
        uses=tuple(uses),
        carried=carried,
        as_of=date.fromisoformat(example["as_of"]) if "as_of" in example else None,
    )
    talks: Table = example.get("talks", {})
    return case, tuple(with_talks(with_meals(case, item, example.get("meals", {})), talks) for item in stated)


def with_talks(item: Assignment, talks: Table) -> Assignment:
    """The assignment with its stated activities."""
    found = []
    for text in talks.get(f"{item.employee} {item.date}", ()):
        name, when = text.rsplit(" ", 1)
        start, minutes = when.split("/")
        found.append(Activity(name, parse_clock(start), int(minutes)))
    return replace(item, activities=tuple(found))


def with_meals(case: Case, item: Assignment, meals: Table) -> Assignment:
    """The assignment with its fixed meals and the stated starts of its rotating ones, matched in window order."""
    starts = [parse_clock(text) for text in meals.get(f"{item.employee} {item.date}", ())]
    fixed = [Break(m.window.start, m.minutes) for m in case.shifts[item.shift].meals if m.fixed]
    rotating = [m for m in case.shifts[item.shift].meals if not m.fixed]
    stated = [Break(start, m.minutes) for start, m in zip(starts, rotating, strict=False)]
    return replace(item, breaks=tuple(sorted(fixed + stated)))


def grid_text(labels: Mapping[tuple[int, int], str], case: Case) -> str:
    """A grid for a failure message."""
    lines = []
    for who, person in enumerate(case.employees):
        lines.append(f"{person.id} = " + " ".join(labels.get((who, day), ".") for day in case.days))
    return re.sub(r" +$", "", "\n".join(lines), flags=re.M)
