"""What a clerk must look at, as a list on a terminal and as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rosterctl.domain.clerk import Issue
from rosterctl.messages import Lang, text, weekday
from rosterctl.report.attendance_words import kind_text, places_text
from rosterctl.report.tables import RED, YELLOW, one_line, paint
from rosterctl.report.wrapping import wrap

ISSUE_HEADS = ("kind", "date", "employee", "name", "shift", "seen", "todo", "where")


def issues_list(
    issues: Sequence[Issue], names: Mapping[str, str], lang: Lang, *, colour: bool = False, width: int | None = None
) -> str:
    """Two lines an issue: what it is about and where it was read, then what was seen and what to do."""
    return "".join(f"{line}\n" for issue in issues for line in _item(issue, names, lang, colour, width))


def _item(issue: Issue, names: Mapping[str, str], lang: Lang, colour: bool, width: int | None) -> list[str]:
    kind = f"[{kind_text(issue.kind, lang)}]"
    waits = text("attend.waits", lang) if issue.pending else ""
    facts = [f"{issue.date.isoformat()} {weekday(issue.date, lang)}", who(issue, names), issue.shift]
    facts += [places_text(issue.where), issue.rule or "", waits]
    head = wrap(" · ".join(fact for fact in facts if fact), width, first=f"{kind} ", rest="       ")
    if colour:
        head[0] = paint(kind, RED if issue.kind.hard else YELLOW) + head[0].removeprefix(kind)
    return [*head, *wrap(one_line(f"{issue.seen} → {issue.todo}"), width, first="    ", rest="    ")]


def who(issue: Issue, names: Mapping[str, str]) -> str:
    """``id name``; empty for what is about nobody."""
    name = names.get(issue.employee, issue.employee)
    return issue.employee if name == issue.employee else f"{issue.employee} {name}"


def issue_line(issue: Issue, names: Mapping[str, str], lang: Lang) -> dict[str, object]:
    """A row as people read it."""
    return {
        "kind": kind_text(issue.kind, lang),
        "date": f"{issue.date.isoformat()} {weekday(issue.date, lang)}",
        "employee": issue.employee,
        "name": names.get(issue.employee, ""),
        "shift": issue.shift,
        "seen": issue.seen,
        "todo": issue.todo,
        "where": places_text(issue.where),
    }


def issue_data(issue: Issue, names: Mapping[str, str]) -> dict[str, Any]:
    """A row for programs."""
    return {
        "kind": str(issue.kind),
        "code": issue.code,
        "hard": issue.kind.hard,
        "date": issue.date.isoformat(),
        "employee": issue.employee or None,
        "name": names.get(issue.employee),
        "shift": issue.shift or None,
        "pending": issue.pending,
        "rule": issue.rule,
        "seen": issue.seen,
        "todo": issue.todo,
        "where": list(issue.where),
    }
