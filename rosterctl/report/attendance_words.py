"""The words of attendance in either language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from rosterctl.domain.clerk import DayRow, Kind, Seen
from rosterctl.domain.records import Word
from rosterctl.messages import Lang, text, texts
from rosterctl.report.clocks import iso, minutes


def words_text(words: Iterable[Word], lang: Lang) -> str:
    """Words in their order: ``迟到、缺下班卡``."""
    joint = "、" if lang == "zh" else ", "
    return joint.join(text(f"attend.word.{word}", lang) for word in words)


def judgement(row: DayRow, lang: Lang) -> str:
    """The words of a unit with their lengths: ``迟到 16 分、缺下班卡``, and whether it is forgiven or waits."""
    lengths = {Word.LATE: row.late, Word.SERIOUS: row.late, Word.EARLY: row.early, Word.NOT_READY: row.not_ready}
    joint = "、" if lang == "zh" else ", "
    said = []
    for word in row.words:
        plain = text(f"attend.word.{word}", lang)
        length = lengths.get(word, 0)
        said.append(text("attend.lasting", lang, {"word": plain, "minutes": minutes(length)}) if length else plain)
    more = [text("attend.forgiven", lang)] * row.forgiven + [text("attend.waits", lang)] * row.waits
    return " · ".join([joint.join(said), *more]) if said else " · ".join(more)


def kind_text(kind: Kind, lang: Lang) -> str:
    """What a kind of issue is called."""
    return text(f"attend.kind.{kind}", lang)


def leave_text(kind: str, lang: Lang) -> str:
    """What a kind of leave is called; a workspace's own stay as they are."""
    return texts().get(f"word.leave.{kind}", {}).get(lang, kind) or text("attend.leave", lang)


def places(punches: Sequence[Seen]) -> str:
    """Files and lines, those of one file joined: ``1_attlog.dat:12,13``."""
    return places_text([punch.where for punch in punches])


def places_text(where: Iterable[str]) -> str:
    """``file:line`` texts, those of one file joined."""
    files: dict[str, list[str]] = {}
    for one in dict.fromkeys(where):
        name, _, line = one.rpartition(":")
        files.setdefault(name, []).append(line)
    return " ".join(f"{name}:{','.join(lines)}" for name, lines in files.items())


def punch_data(punch: Seen, zone: ZoneInfo) -> dict[str, Any]:
    """A raw punch for programs."""
    return {"time": iso(punch.instant, zone), "as": str(punch.role), "where": punch.where}
