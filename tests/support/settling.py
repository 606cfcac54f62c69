"""Small periods, written as text: the input of the examples on attendance and pay pages, and of the scenarios.

A table (TOML; everything but ``roster`` may be left out)::

    month = "2026-10"                          # the period; its first day is period_start (default 1)
    first = "2026-10-08"                       # date of the grid's first column; default: the period's first day
    staff = ["A", { id = "B", base = "3000", rank = "leader", employed_from = "2026-10-12" }]
    wages = { A = { "2026-10-15" = "2600" } }  # later wages; the first is ``base``, 2200 where nothing is stated
    shifts = { D = { time = "09:00-18:00", meals = ["12:00-13:00"], arrive_early = 10 } }
    posts = ["desk"]
    roster = "A = D . D"                       # one line a person; '.' is off, 'D/gate' a post, 'D+E' a double
    planned = "A = D D D"                      # published before the period began; default: the roster
    punches = '''
    A 08 08:59 18:01                           # person, day of the month (or MM-DD), times; 25:10 is the day after
    A 10 09:16:01
    '''
    requests = [{ id = "L1", who = "A", kind = "leave", leave = "sick", first = "2026-10-09", part = "first-half" },
                { who = "A", kind = "correction", first = "2026-10-09", side = "in", time = "08:59",
                  filed = "2026-10-10T09:00" }]
    incidents = [{ who = "A", date = "2026-10-09", kind = "offline", count = 3 }]
    days = { "2026-10-09" = "holiday" }        # rest, moved, workday; what is not named is a plain week
    opening = { consecutive-absence = { A = 2 } }
    retro = [{ who = "A", month = "2026-09", date = "2026-09-09", rule = "cap", before = "1.50", now = "0" }]
    as_of = "2026-11-20T00:00"                 # default: three weeks after the period's end
    params = { grace = 300 }                   # of the rule whose page this is
    rules = [{ use = "lateness", free = 2 }]   # other rules; they replace the defaults of the same key

Expected, as lists of lines; what is not stated is not looked at (but a page's findings and lines are, always)::

    records = ["A 08 late 960", "A 10.2 missing-out, waits"]   # all records that are not plainly present
    findings = ["relief left-before A 08 120"]                # rule, code, person, day, size
    strays = ["A 08 22:30 out-of-reach"]                      # events in no unit
    lines = ["A 08 time-not-worked late -3.37", "A -- cap cap 5.00 = 30 − 25"]   # arithmetic where stated
    totals = { A = "-3.37" }
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from rosterctl.attendance.events import Punches
from rosterctl.attendance.pipeline import Judged, judge_period
from rosterctl.domain.attendance import Side
from rosterctl.domain.attendance import Stray as Why
from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.domain.closing import Difference
from rosterctl.domain.incidents import Incident
from rosterctl.domain.pay import PayLine
from rosterctl.domain.people import Employee, Wage
from rosterctl.domain.period import Period
from rosterctl.domain.policy import For, RuleUse
from rosterctl.domain.records import Record, Word
from rosterctl.domain.requests import Compensation, Part, Request, Status
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.io.policies.registry import REGISTRIES, known_rules, uses_of
from rosterctl.services.pay import Priced, price
from tests.support.small import grid, span
from tests.support.small import shift as small_shift

Table = Mapping[str, Any]
ZONE = "Asia/Shanghai"
BASE = "2200"
DEFAULT_SHIFT = {"D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}}
FOR = ("team", "post", "grade", "rank", "hours_system", "employee")


@dataclass(frozen=True)
class Settled:
    """A table as judged and priced, in the words that tables expect."""

    judged: Judged
    priced: tuple[Priced, ...]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.judged.period.zone)

    def day(self, on: dt.date) -> str:
        return f"{on:%d}" if self.judged.period.inside(on) else f"{on:%m-%d}"

    def records(self) -> list[str]:
        """The records that are not plainly present."""
        return [
            self._record(record)
            for record in self.judged.records()
            if record.words != (Word.PRESENT,) or record.forgiven or record.waits
        ]

    def _record(self, record: Record) -> str:
        seconds = {Word.LATE: record.late, Word.SERIOUS: record.late, Word.EARLY: record.early}
        seconds[Word.NOT_READY] = record.not_ready
        said = [f"{word} {seconds[word]}" if word in seconds else str(word) for word in record.words]
        said += ["forgiven"] if record.forgiven else []
        said += ["waits"] if record.waits else []
        number = f".{record.unit.number}" if record.unit.number > 1 else ""
        return f"{record.employee} {self.day(record.date)}{number} {', '.join(said)}"

    def findings(self, rule: str | None = None) -> list[str]:
        facts = self.judged.sheet.facts
        return [
            f"{found.use.key} {found.note.code} {facts.people[found.note.employee]} "
            f"{self.day(dt.date.fromordinal(found.note.date))} {found.note.size}"
            for found in self.judged.found
            if rule is None or found.use.rule == rule
        ]

    def strays(self) -> list[str]:
        sheet = self.judged.sheet
        kinds = list(Why)
        return [
            f"{sheet.facts.people[who]} {self.day(dt.date.fromordinal(on))} "
            f"{dt.datetime.fromtimestamp(at, self.zone):%H:%M} {kinds[why].value}"
            for who, on, at, why in zip(
                sheet.strays.employee.tolist(),
                sheet.strays.date.tolist(),
                sheet.strays.first.tolist(),
                sheet.strays.why.tolist(),
                strict=True,
            )
        ]

    def lines(self, wanted: Iterable[str] = ()) -> list[str]:
        """All lines; with their arithmetic where the wanted line of the same position states one."""
        found = [line for one in self.priced for line in one.lines]
        asked = [*wanted, *[""] * len(found)]
        return [self._line(line, arithmetic=" = " in text) for line, text in zip(found, asked, strict=False)]

    def _line(self, line: PayLine, *, arithmetic: bool) -> str:
        on = "--" if line.date is None else self.day(line.date)
        said = f"{line.employee} {on} {line.key} {line.code} {line.amount}"
        return f"{said} = {line.arithmetic.rsplit(' = ', 1)[0]}" if arithmetic else said

    def totals(self) -> dict[str, str]:
        return {one.month.employee.id: str(one.total) for one in self.priced}


def check(table: Table, rule: str | None = None) -> None:
    """Settle a table and hold it against what it expects; ``rule``: whose page it stands on."""
    found = settle(table, rule)
    if "records" in table:
        assert found.records() == list(table["records"])
    if "findings" in table or rule is not None:
        assert found.findings(rule) == list(table.get("findings", ()))
    if "strays" in table:
        assert found.strays() == list(table["strays"])
    if "lines" in table or (rule is not None and known_rules()[rule].kind == "pay"):
        assert found.lines(table.get("lines", ())) == list(table.get("lines", ()))
    if "totals" in table:
        totals = found.totals()
        assert {who: totals[who] for who in table["totals"]} == dict(table["totals"])


def settle(table: Table, rule: str | None = None, in_force: Iterable[RuleUse] | None = None) -> Settled:
    """Judge and price a table; ``in_force``: under these uses, and no others."""
    period = read(table, rule)
    if in_force is not None:
        period = replace(period, uses=uses_of(in_force, "attendance", "pay"))
    judged = judge_period(period, punches_of(table, period))
    return Settled(judged, price(judged))


def read(table: Table, rule: str | None = None) -> Period:
    """A table as a period."""
    month = table.get("month", "2026-10")
    days = {dt.date.fromisoformat(on): DayKind(kind) for on, kind in table.get("days", {}).items()}
    calendar = Calendar(period_start=table.get("period_start", 1), marked=days)
    first, end = calendar.period(month)
    posts = tuple(table.get("posts", ("desk",)))
    begins = dt.date.fromisoformat(table["first"]) if "first" in table else first
    assignments = _grid(table["roster"], begins, posts)
    planned = _grid(table["planned"], begins, posts) if "planned" in table else assignments
    staff = table.get("staff") or list(dict.fromkeys(item.employee for item in assignments)) or ["A"]
    as_of = dt.datetime.fromisoformat(table["as_of"]) if "as_of" in table else None
    settled_at = as_of or dt.datetime.combine(end + dt.timedelta(days=21), dt.time())
    zone = table.get("zone", ZONE)
    return Period(
        month=month,
        first=first,
        end=end,
        zone=zone,
        as_of=int(settled_at.replace(tzinfo=ZoneInfo(zone)).timestamp()),
        calendar=calendar,
        employees=tuple(_employee(one, table.get("wages", {})) for one in staff),
        shifts={code: _shift(code, what) for code, what in (table.get("shifts") or DEFAULT_SHIFT).items()},
        assignments=assignments,
        uses=uses(table, rule),
        requests=tuple(_request(n, row, zone) for n, row in enumerate(table.get("requests", ()), 1)),
        incidents=tuple(_incident(n, row) for n, row in enumerate(table.get("incidents", ()), 1)),
        planned=planned,
        opening=table.get("opening", {}),
        retro=tuple(map(_difference, table.get("retro", ()))),
    )


def _grid(text: str, first: dt.date, posts: tuple[str, ...]) -> tuple[Assignment, ...]:
    return grid(text, first, posts)[0]


def _employee(what: str | Table, wages: Table) -> Employee:
    table: dict[str, Any] = {"id": what} if isinstance(what, str) else dict(what)
    base = table.pop("base", BASE)
    for name in ("employed_from", "employed_until", "born"):
        if name in table:
            table[name] = dt.date.fromisoformat(table[name])
    later = sorted(wages.get(table["id"], {}).items())
    stated = (
        Wage(None, Decimal(base)),
        *(Wage(dt.date.fromisoformat(since), Decimal(amount)) for since, amount in later),
    )
    return Employee(**{"name": table["id"], "wages": stated, **table})


def _shift(code: str, what: str | Table) -> Shift:
    made = small_shift(code, what)
    if isinstance(what, str):
        return made
    return replace(
        made,
        arrive_early=what.get("arrive_early", 0),
        reach_before=what.get("reach_before"),
        reach_after=what.get("reach_after"),
        paid_minutes=what.get("paid_minutes"),
    )


def _request(number: int, row: Table, zone: str) -> Request:
    kind = row.get("kind", "leave")
    first = dt.date.fromisoformat(row["first"])
    hours = span(row["hours"]) if "hours" in row else None
    filed = dt.datetime.fromisoformat(row["filed"]).replace(tzinfo=ZoneInfo(zone)) if "filed" in row else None
    return Request(
        id=row.get("id", f"R{number}"),
        kind=kind,
        employee=row["who"],
        first=first,
        last=dt.date.fromisoformat(row.get("last", row["first"])),
        part=Part.HOURS if hours else Part(row.get("part", "whole")),
        hours=hours,
        leave_kind=row.get("leave", "personal" if kind == "leave" else None),
        status=Status(row.get("status", "approved")),
        filed_at=None if filed is None else filed.isoformat(),
        side={"in": Side.START, "out": Side.END}.get(row.get("side", "")),
        segment=row.get("segment", 1),
        time=_seconds(row["time"]) if "time" in row else None,
        compensation=Compensation(row.get("compensation", "pay")),
        partner=row.get("with"),
    )


def _incident(number: int, row: Table) -> Incident:
    return Incident(
        id=row.get("id", f"I{number}"),
        employee=row["who"],
        date=dt.date.fromisoformat(row["date"]),
        kind=row["kind"],
        verified=row.get("verified", True),
        count=row.get("count", 1),
        minutes=row.get("minutes"),
    )


def _difference(row: Table) -> Difference:
    """What a closed period gave, and what it would give now; ``key`` is the rule's id where nothing is stated."""
    on = dt.date.fromisoformat(row["date"]) if "date" in row else None
    before, now = (int(Decimal(row[name]) * 100) for name in ("before", "now"))
    return Difference(row["who"], row["month"], on, row["rule"], row.get("key", row["rule"]), before, now)


def uses(table: Table, rule: str | None) -> tuple[RuleUse, ...]:
    """The rules in force: those of the table; every other attendance and pay rule that needs no numbers with its
    defaults, unless its page says that it is off (``default_mode = "off"``); the page's own with ``params``."""
    found: dict[str, RuleUse] = {}
    for kind in ("attendance", "pay"):
        for each in REGISTRIES[kind]:
            known = known_rules()[each.id]
            if known.mode.value != "off" and not any(f.is_required() for f in known.params.model_fields.values()):
                found[each.id] = RuleUse(each.id, each.id, known.params())
    if rule is not None:
        found[rule] = RuleUse(rule, rule, _params(rule, table.get("params", {})))
    for row in table.get("rules", ()):
        stated = dict(row)
        use, key = stated.pop("use"), stated.pop("key", row["use"])
        scope = For(**{name: frozenset(value) for name, value in stated.pop("for", {}).items()})
        since, until = stated.pop("valid_from", None), stated.pop("valid_until", None)
        if stated.pop("mode", "hard") == "off":
            found.pop(key, None)
            continue
        found[key] = RuleUse(
            use,
            key,
            _params(use, stated),
            scope=scope,
            valid_from=None if since is None else dt.date.fromisoformat(since),
            valid_until=None if until is None else dt.date.fromisoformat(until),
        )
    return uses_of(found.values(), "attendance", "pay")


def _params(rule: str, stated: Table) -> object:
    import json

    params = known_rules()[rule].params
    values = {name: None if value == "none" else value for name, value in stated.items()}
    return params.model_validate_json(json.dumps(values, default=str), strict=True)


_PUNCH = re.compile(r"^(\d{1,2}):(\d{2})(?::(\d{2}))?$")


def _seconds(clock: str) -> int:
    found = _PUNCH.match(clock)
    assert found is not None, clock
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)


def punches_of(table: Table, period: Period) -> Punches:
    """The punches of a table, in its order."""
    zone = ZoneInfo(period.zone)
    who: list[str] = []
    when: list[int] = []
    for line in table.get("punches", "").splitlines():
        if not line.split("#")[0].strip():
            continue
        employee, day, *times = line.split("#")[0].split()
        month, _, number = day.rpartition("-")
        on = dt.date.fromisoformat(f"{period.month}-01") if not month else dt.date(period.first.year, int(month), 1)
        midnight = dt.datetime.combine(on.replace(day=int(number)), dt.time())
        for clock in times:
            local = midnight + dt.timedelta(seconds=_seconds(clock))
            who.append(employee)
            when.append(int(local.replace(tzinfo=zone).timestamp()))
    people = sorted({employee.id for employee in period.employees} | set(who))
    number_of = {name: n for n, name in enumerate(people)}
    return Punches(people, np.array([number_of[name] for name in who], np.int64), np.array(when, np.int64))
