"""One person's days as rows for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from rosterctl.domain.clerk import DayRow, Remark
from rosterctl.messages import Lang, text, weekday
from rosterctl.report.attendance_words import places, punch_data, words_text
from rosterctl.report.clocks import clock, hours, iso, minutes

DAY_HEADS = (
    "date", "shift", "planned", "arrival", "departure", "late", "early", "worked", "words", "punches",
)  # fmt: skip


def day_line(row: DayRow, zone: ZoneInfo, lang: Lang) -> dict[str, object]:
    """A row as people read it; the fields are :data:`DAY_HEADS` and ``remarks``."""
    on = row.date
    planned = ""
    if row.expected_start is not None:
        planned = f"{clock(row.expected_start, zone, on)}–{clock(row.expected_end, zone, on)}"
    if row.number:
        arrival = clock(row.arrival, zone, on) + ("*" if row.corrected_in else "")
        departure = clock(row.departure, zone, on) + ("*" if row.corrected_out else "")
    else:
        arrival, departure = " ".join(clock(punch.instant, zone, on) for punch in row.punches), ""
    said = [words_text(row.words, lang)]
    said += [text("attend.forgiven", lang)] if row.forgiven else []
    said += [text("attend.waits", lang)] if row.waits else []
    return {
        "date": f"{on:%m-%d} {weekday(on, lang)}",
        "shift": row.shift if row.number <= 1 else f"{row.shift}.{row.number}",
        "planned": planned,
        "arrival": arrival,
        "departure": departure,
        "late": minutes(row.late),
        "early": minutes(row.early),
        "worked": hours(row.worked) if row.number else "",
        "words": (" · ").join(said),
        "punches": places(row.punches),
        "remarks": " ".join(remark.text for remark in row.remarks),
    }


def remark_lines(rows: Iterable[DayRow], lang: Lang) -> list[str]:
    """The findings about the days, a line each: date, what, what to do, by which rule."""
    return [_remark(row, remark, lang) for row in rows for remark in row.remarks]


def _remark(row: DayRow, remark: Remark, lang: Lang) -> str:
    return f"{row.date:%m-%d} {weekday(row.date, lang)}  {remark.text} → {remark.mend} [{remark.key}]"


def day_data(row: DayRow, zone: ZoneInfo) -> dict[str, Any]:
    """A row for programs: ISO instants, lengths in seconds."""
    return {
        "employee": row.employee,
        "date": row.date.isoformat(),
        "segment": row.number or None,
        "shift": row.shift or None,
        "post": row.post or None,
        "words": [str(word) for word in row.words],
        "start": iso(row.start, zone),
        "end": iso(row.end, zone),
        "expected_start": iso(row.expected_start, zone),
        "expected_end": iso(row.expected_end, zone),
        "arrival": iso(row.arrival, zone),
        "departure": iso(row.departure, zone),
        "corrected_in": row.corrected_in,
        "corrected_out": row.corrected_out,
        "late_seconds": row.late,
        "early_seconds": row.early,
        "raw_late_seconds": row.raw_late,
        "raw_early_seconds": row.raw_early,
        "forgiven": row.forgiven,
        "not_ready_seconds": row.not_ready,
        "waits": row.waits,
        "paid_seconds": row.paid,
        "expected_seconds": row.expected,
        "leave_seconds": row.leave,
        "worked_seconds": row.worked if row.number else None,
        "requests": list(row.requests),
        "punches": [punch_data(punch, zone) for punch in row.punches],
        "findings": [remark_data(remark) for remark in row.remarks],
    }


def remark_data(remark: Remark) -> dict[str, Any]:
    """A finding for programs."""
    return {
        "rule": remark.rule,
        "key": remark.key,
        "code": remark.code,
        "text": remark.text,
        "mend": remark.mend,
        "authority": remark.authority,
    }


def worth_telling(row: DayRow) -> bool:
    """Whether there is more to say about a row than that it was worked as planned, or free."""
    from rosterctl.domain.records import Word

    plain = set(row.words) <= {Word.PRESENT, Word.REST, Word.HOLIDAY}
    return not plain or row.waits or row.forgiven or bool(row.remarks)
