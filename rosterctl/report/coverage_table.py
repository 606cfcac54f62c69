"""Coverage as a list: a line for each demand row of each day, or only where something is missing."""

from __future__ import annotations

from collections.abc import Iterable

from rosterctl.domain.time import format_clock
from rosterctl.messages import Lang, text, weekday
from rosterctl.report.coverage import Cover
from rosterctl.report.tables import RED, YELLOW, Style, csv_table, paint, text_table

_HEADS = ("date", "from", "to", "whom", "min", "target", "max", "lowest", "highest", "mark")


def coverage_table(covers: Iterable[Cover], lang: Lang, *, style: Style = "table", colour: bool = False) -> str:
    """A table of demand rows by day. Ends with a newline; the empty string when there is none."""
    chosen = list(covers)
    rows = [cover_row(cover, lang) for cover in chosen]
    if colour and style == "table":
        tints = {"!": RED, "+": YELLOW, "~": YELLOW, "": None}
        rows = [[*row[:-1], paint(row[-1], tints[cover.mark])] for row, cover in zip(rows, chosen, strict=True)]
    return text_table(_heads(lang), rows, style) + "\n" if rows else ""


def coverage_csv(covers: Iterable[Cover], lang: Lang) -> str:
    """The same lines as CSV."""
    return csv_table(_heads(lang), [cover_row(cover, lang) for cover in covers])


def cover_row(cover: Cover, lang: Lang) -> list[str]:
    """The texts of one line, in the order of the heads."""
    demand, wanted = cover.demand, cover.demand.filter
    span = demand.span
    whom = [name for name in (wanted.shift, wanted.post, wanted.skill, wanted.grade, wanted.rank) if name]
    numbers = (demand.min, demand.target, demand.max, cover.lowest, cover.highest)
    return [
        f"{cover.date.isoformat()} {weekday(cover.date, lang)}",
        "" if span is None else format_clock(span.start),
        "" if span is None else format_clock(span.end),
        " ".join(whom),
        *("" if number is None else str(number) for number in numbers),
        text(f"roster.cover.{_STATE[cover.mark]}", lang) if cover.lowest is not None else "",
    ]


_STATE = {"": "met", "!": "short", "+": "over", "~": "below"}


def _heads(lang: Lang) -> list[str]:
    return [text(f"roster.cover-head.{name}", lang) for name in _HEADS]
