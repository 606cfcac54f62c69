"""Requests as rows: plain for programs, in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rosterctl.cli.say import Say
from rosterctl.domain.filed import Filed
from rosterctl.domain.requests import Request
from rosterctl.domain.time import format_clock
from rosterctl.errors import InputError, RefusedError, RosterctlError
from rosterctl.messages import Word, error_text, problem_line

FIELDS = ("id", "kind", "employee", "dates", "times", "about", "state", "need", "decided_by", "reason")


def plain(filed: Filed) -> dict[str, object]:
    """A request with JSON's types only."""
    request = filed.request
    return {
        "id": request.id,
        "kind": request.kind,
        "employee": request.employee,
        "first": request.first.isoformat(),
        "last": request.last.isoformat(),
        "part": request.part.value,
        "start": None if request.hours is None else format_clock(request.hours.start),
        "end": None if request.hours is None else format_clock(request.hours.end),
        "leave_kind": request.leave_kind,
        "with": request.partner,
        "side": request.side and request.side.value,
        "segment": request.segment if request.kind == "correction" else None,
        "time": _clock(request.time),
        "compensation": request.compensation.value if request.kind == "overtime" else None,
        "emergency": filed.emergency,
        "over_cap": filed.over_cap,
        "reason": request.reason,
        "evidence": filed.evidence,
        "papers": filed.papers,
        "key": filed.key,
        "filed_at": request.filed_at,
        "filed_by": filed.filed_by,
        "expires": filed.expires and filed.expires.isoformat(),
        "state": request.status.value,
        "needs": list(filed.needs),
        "done": filed.done,
        "need": filed.need,
        "decided_by": request.decided_by,
        "decided_at": request.decided_at,
    }


def _clock(seconds: int | None) -> str | None:
    if seconds is None:
        return None
    shown = format_clock(seconds // 60)
    return shown if seconds % 60 == 0 else f"{shown}:{seconds % 60:02d}"


def worded(say: Say, row: Mapping[str, object]) -> dict[str, object]:
    """A plain row for a person's eye: fewer columns, and words of their language."""
    about = (row["leave_kind"], row["with"], row["side"], row["time"])
    return {
        **row,
        "kind": Word(f"request-kind.{row['kind']}").show(say.lang),
        "dates": row["first"] if row["first"] == row["last"] else f"{row['first']}~{row['last']}",
        "times": f"{row['start']}-{row['end']}" if row["start"] else _part(say, str(row["part"])),
        "about": " ".join(_shown(say, item) for item in about if item),
        "state": Word(f"state.{row['state']}").show(say.lang),
        "need": Word(f"need.{row['need']}").show(say.lang) if row["need"] else "",
    }


def _part(say: Say, part: str) -> str:
    return "" if part == "whole" else Word(f"part.{part}").show(say.lang)


def in_short(say: Say, request: Request) -> str:
    """Kind, who, dates and times of a request in one line, as ``list`` would show them."""
    row = worded(say, plain(Filed(request, ("",), 0, "")))
    return " ".join(str(row[name]) for name in ("kind", "employee", "dates", "times", "about") if row[name])


def _shown(say: Say, item: object) -> str:
    for area in ("leave", "side"):
        found = Word(f"{area}.{item}").show(say.lang)
        if found != f"{area}.{item}":
            return found
    return str(item)


def show(say: Say, kind: str, rows: Sequence[Mapping[str, object]], **more: object) -> None:
    """Requests in the format asked for; what else is known of them goes to JSON, and ``result`` to everybody."""
    fields = ("result", *FIELDS) if any("result" in row for row in rows) else FIELDS
    heads = {name: f"request.head.{name}" for name in fields}
    rows = say.shown(rows)  # before words are made of it
    if say.format not in ("json", "ndjson"):
        rows = [worded(say, row) if row.get("kind") else row for row in rows]
    say.rows(kind, "requests", rows, heads, **more)


def why(say: Say, error: RosterctlError) -> str:
    """An error in one line, its reasons included."""
    if isinstance(error, InputError):
        return "; ".join(problem_line(problem, say.lang) for problem in error.problems)
    reasons = error.reasons if isinstance(error, RefusedError) else ()
    return " ".join(
        (error_text(error, say.lang), "; ".join(problem_line(item, say.lang) for item in reasons))
    ).strip()
