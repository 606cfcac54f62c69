"""What a clerk must look at, as a list on a terminal and as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from rosterctl.domain.clerk import Issue
from rosterctl.messages import Lang, text, weekday
from rosterctl.report.attendance_words import kind_text, places, punch_data
from rosterctl.report.clocks import clock, iso
from rosterctl.report.tables import RED, YELLOW, one_line, paint
from rosterctl.report.wrapping import wrap

ISSUE_HEADS = ("kind", "date", "employee", "name", "shift", "punched", "seen", "todo", "where")


class IssueTelling:
    """Names, clocks and words of one period in one language."""

    def __init__(self, names: Mapping[str, str], zone: ZoneInfo, lang: Lang) -> None:
        self.names, self.zone, self.lang = names, zone, lang

    def who(self, issue: Issue) -> str:
        """``id name``; empty for what is about nobody."""
        name = self.names.get(issue.employee, issue.employee)
        return issue.employee if name == issue.employee else f"{issue.employee} {name}"

    def shift(self, issue: Issue) -> str:
        """The shift and its times: ``D 09:00–18:00``."""
        if issue.start is None:
            return ""
        span = f"{clock(issue.start, self.zone, issue.date)}–{clock(issue.end, self.zone, issue.date)}"
        return f"{issue.shift} {span}" if issue.shift else span

    def punched(self, issue: Issue) -> str:
        """The times of the punches behind it."""
        return " ".join(clock(punch.instant, self.zone, issue.date) for punch in issue.punches)

    def seen(self, issue: Issue) -> str:
        """What was seen."""
        return ("；" if self.lang == "zh" else "; ").join(issue.seen)


def issues_list(
    issues: Sequence[Issue], tell: IssueTelling, *, colour: bool = False, width: int | None = None
) -> str:
    """Two lines an issue: what it is about and the punches behind it, then what was seen and what to do."""
    return "".join(f"{line}\n" for issue in issues for line in _item(issue, tell, colour, width))


def _item(issue: Issue, tell: IssueTelling, colour: bool, width: int | None) -> list[str]:
    kind = f"[{kind_text(issue.kind, tell.lang)}]"
    punches = " ".join(filter(None, (tell.punched(issue), f"({places(issue.punches)})" if issue.punches else "")))
    waits = text("attend.waits", tell.lang) if issue.pending else ""
    facts = [f"{issue.date.isoformat()} {weekday(issue.date, tell.lang)}", tell.who(issue), tell.shift(issue)]
    facts += [punches, waits]
    head = wrap(" · ".join(fact for fact in facts if fact), width, first=f"{kind} ", rest="       ")
    if colour:
        head[0] = paint(kind, RED if issue.kind.hard else YELLOW) + head[0].removeprefix(kind)
    words = one_line(f"{tell.seen(issue)} → {issue.todo} [{issue.key}]")
    return [*head, *wrap(words, width, first="    ", rest="    ")]


def issue_line(issue: Issue, tell: IssueTelling) -> dict[str, object]:
    """A row as people read it."""
    return {
        "kind": kind_text(issue.kind, tell.lang),
        "date": f"{issue.date.isoformat()} {weekday(issue.date, tell.lang)}",
        "employee": issue.employee,
        "name": tell.names.get(issue.employee, ""),
        "shift": tell.shift(issue),
        "punched": tell.punched(issue),
        "seen": tell.seen(issue),
        "todo": issue.todo,
        "where": places(issue.punches),
    }


def issue_data(issue: Issue, tell: IssueTelling) -> dict[str, Any]:
    """A row for programs."""
    return {
        "kind": str(issue.kind),
        "hard": issue.kind.hard,
        "rule": issue.rule,
        "key": issue.key,
        "code": issue.code,
        "authority": issue.authority,
        "date": issue.date.isoformat(),
        "employee": issue.employee or None,
        "name": tell.names.get(issue.employee),
        "shift": issue.shift or None,
        "start": iso(issue.start, tell.zone),
        "end": iso(issue.end, tell.zone),
        "pending": issue.pending,
        "seen": tell.seen(issue),
        "todo": issue.todo,
        "punches": [punch_data(punch, tell.zone) for punch in issue.punches],
    }
