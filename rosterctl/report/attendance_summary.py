"""Everybody's month in one row, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rosterctl.domain.clerk import Count, PersonSummary
from rosterctl.domain.people import Employee
from rosterctl.messages import Lang, text
from rosterctl.report.attendance_words import leave_text
from rosterctl.report.clocks import days, hours, minutes

SUMMARY_HEADS = (
    "employee", "name", "team", "due", "attended", "unknown", "rest", "holidays", "late", "serious", "early",
    "missing", "absent_days", "absent_half", "leave_days", "leave", "not_ready", "overtime", "night", "unrostered",
    "appraisal",
)  # fmt: skip
OPTIONAL = ("unknown", "serious", "absent_half", "not_ready", "overtime", "night", "unrostered", "leave", "appraisal")
"""Columns that a table leaves out where nobody has anything in them."""


def summary_line(row: PersonSummary, employee: Employee, lang: Lang) -> dict[str, object]:
    """A row as people read it: times and minutes of each kind, hours as ``7:30``, parts of days."""
    kinds = " ".join(f"{leave_text(kind, lang)} {hours(took)}" for kind, took in sorted(row.leave_kinds.items()))
    joint = "、" if lang == "zh" else ", "
    return {
        "employee": row.employee,
        "name": employee.name,
        "team": employee.team or "",
        "due": row.due,
        "attended": days(row.attended),
        "unknown": row.unknown or "",
        "rest": row.rest,
        "holidays": row.holidays,
        "late": _times(row.late, lang),
        "serious": _times(row.serious, lang),
        "early": _times(row.early, lang),
        "missing": row.missing.times or "",
        "absent_days": days(row.absent_days) if row.absent_days else "",
        "absent_half": row.absent_half.times or "",
        "leave_days": days(row.leave_days) if row.leave_days else "",
        "leave": kinds,
        "not_ready": row.not_ready.times or "",
        "overtime": hours(row.overtime) if row.overtime else "",
        "night": hours(row.night) if row.night else "",
        "unrostered": row.unrostered or "",
        "appraisal": joint.join(
            text(f"attend.appraisal.{code}", lang, {"days": count}) for code, count in row.appraisal.items()
        ),
    }


def summary_heads(lines: Sequence[dict[str, object]]) -> list[str]:
    """The columns that a table shows: all but those in which nobody has anything."""
    return [name for name in SUMMARY_HEADS if name not in OPTIONAL or any(line[name] for line in lines)]


def summary_data(row: PersonSummary, employee: Employee) -> dict[str, Any]:
    """A row for programs: times and seconds of each kind, days as decimals."""
    counts = ("late", "serious", "early", "missing", "not_ready", "absent", "absent_half", "leave")
    return {
        "employee": row.employee,
        "name": employee.name,
        "team": employee.team,
        "due_days": row.due,
        "attended_days": days(row.attended),
        "leave_days": days(row.leave_days),
        "absent_days": days(row.absent_days),
        "unknown_days": row.unknown,
        "rest_days": row.rest,
        "holidays": row.holidays,
        **{name: _count(getattr(row, name), timed=name != "missing") for name in counts},
        "leave_seconds_by_kind": dict(sorted(row.leave_kinds.items())),
        "worked_seconds": row.worked,
        "overtime_seconds": row.overtime,
        "night_seconds": row.night,
        "unrostered": row.unrostered,
        "appraisal": row.appraisal,
    }


def _times(count: Count, lang: Lang) -> str:
    if not count.times:
        return ""
    return text("attend.times", lang, {"times": count.times, "minutes": minutes(count.seconds) or "0"})


def _count(count: Count, *, timed: bool) -> dict[str, int]:
    return {"times": count.times, "seconds": count.seconds} if timed else {"times": count.times}
