"""The roster in the other output formats: Markdown, CSV, JSON values."""

from __future__ import annotations

from typing import Any

from rosterctl.domain.time import format_clock
from rosterctl.messages import Lang, text
from rosterctl.report.coverage import Cover
from rosterctl.report.grid import TOTALS, cover_text, leave_word, legend_lines, mark, shown, total_texts, weekday_mark
from rosterctl.report.roster_data import Grid, Person, clocks, need_label
from rosterctl.report.tables import csv_table, markdown_table

GRID_SCHEMA = "rosterctl/roster-grid/1"


def grid_markdown(grid: Grid, lang: Lang) -> str:
    """The grid, then coverage, as two Markdown tables with the legend as a list. Ends with a newline."""
    days = [f"{day.date.day} {weekday_mark(day, lang)} {mark(day.kind, lang)}".rstrip() for day in grid.days]
    totals = [text(f"roster.total.{name}", lang) for name in TOTALS]
    people = [
        [person.id, person.name, *(shown(cell, lang) for cell in person.cells), *total_texts(person)]
        for person in grid.people
    ]
    heads = [text("roster.head.id", lang), text("roster.head.name", lang)]
    parts = [markdown_table([*heads, *days, *totals], people)]
    if grid.needs:
        rows = [[need_label(need), *(cover_text(cover) for cover in need.days)] for need in grid.needs]
        parts += [
            markdown_table([text("roster.grid.cover", lang), *days], rows),
            text("roster.grid.cover-key", lang),
        ]
    parts.append("\n".join(f"- {line}" for line in legend_lines(grid, lang)))
    return "\n\n".join(parts) + "\n"


def grid_csv(grid: Grid, lang: Lang) -> str:
    """The grid alone, one person a line, dates as ISO heads; ``roster import`` reads it back."""
    heads = [text(f"roster.head.{name}", lang) for name in ("id", "name", "team")]
    totals = [text(f"roster.total.{name}", lang) for name in TOTALS]
    dates = [day.date.isoformat() for day in grid.days]
    leave = leave_word(lang)
    if any(leave in (shift.code, shift.name) for shift in grid.legend):
        leave = ""  # it would be read back as that shift
    rows = [
        [
            person.id,
            person.name,
            person.team or "",
            *(cell.text or (leave if cell.leave else "") for cell in person.cells),
            *total_texts(person),
        ]
        for person in grid.people
    ]
    return csv_table([*heads, *dates, *totals], rows)


def grid_json(grid: Grid) -> dict[str, Any]:
    """The grid with coverage and legend, as values for JSON: minutes as integers, times as ``HH:MM``."""
    return {
        "schema": GRID_SCHEMA,
        "first": grid.first.isoformat(),
        "end": grid.end.isoformat(),
        "days": [
            {"date": day.date.isoformat(), "kind": day.kind.value, "weekend": day.weekend, "name": day.name}
            for day in grid.days
        ],
        "notes": [
            {"first": note.first.isoformat(), "last": note.last.isoformat(), "note": note.text} for note in grid.notes
        ],
        "people": [_person(person, grid) for person in grid.people],
        "coverage": [
            cover_json(cover)
            for number in range(len(grid.days))
            for need in grid.needs
            if (cover := need.days[number]) is not None
        ],
        "shifts": [
            {
                "code": shift.code,
                "name": shift.name,
                "time": clocks(shift.segments),
                "paid_minutes": shift.paid,
                "night": shift.night,
            }
            for shift in grid.legend
        ],
    }


def cover_json(cover: Cover) -> dict[str, Any]:
    """One demand row on one date."""
    demand, wanted = cover.demand, cover.demand.filter
    return {
        "date": cover.date.isoformat(),
        "from": None if demand.span is None else format_clock(demand.span.start),
        "to": None if demand.span is None else format_clock(demand.span.end),
        "post": wanted.post,
        "skill": wanted.skill,
        "grade": wanted.grade,
        "rank": wanted.rank,
        "shift": wanted.shift,
        "min": demand.min,
        "target": demand.target,
        "max": demand.max,
        "lowest": cover.lowest,
        "highest": cover.highest,
        "short": cover.short,
        "below": cover.below,
        "over": cover.over,
    }


def _person(person: Person, grid: Grid) -> dict[str, Any]:
    sums = person.totals
    return {
        "id": person.id,
        "name": person.name,
        "team": person.team,
        "cells": {day.date.isoformat(): cell.text for day, cell in zip(grid.days, person.cells, strict=True)},
        "leave": [d.date.isoformat() for d, cell in zip(grid.days, person.cells, strict=True) if cell.leave],
        "work_days": sums.work,
        "rest_days": sums.rest,
        "nights": sums.nights,
        "paid_minutes": sums.minutes,
        "weekend_days": sums.weekends,
    }
