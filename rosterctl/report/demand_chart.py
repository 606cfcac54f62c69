"""Offered load and seats: a row for each interval, and bars on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import cast

from rosterctl.domain.calls import Sized
from rosterctl.domain.demand import Demand
from rosterctl.domain.time import format_clock
from rosterctl.messages import Lang, text, weekday
from rosterctl.report.tables import GREEN, RED, YELLOW, pad, paint, shown_width

BAR = 40
HERE, MISSING, SPARE = "█", "░", "▒"


def size_row(row: Sized, *, hard: bool) -> dict[str, object]:
    """One sized interval. Load in erlangs, ``occupancy`` and ``service`` as shares, ``wait`` in seconds."""
    calls, demand = row.calls, row.demand(hard=hard)
    return {
        **interval(demand),
        "calls": round(float(calls.calls), 2),
        "handling": calls.handling,
        "load": round(float(calls.load), 2),
        "positions": row.positions,
        "occupancy": round(float(row.occupancy), 4),
        "service": round(row.service(row.positions), 4),
        "wait": round(row.wait(row.positions), 1),
        "min": demand.min,
        "target": demand.target,
    }


def interval(demand: Demand) -> dict[str, object]:
    """When and for whom a demand row is."""
    whom, span = demand.filter, demand.span
    return {
        "day": demand.day,
        "from": None if span is None else format_clock(span.start),
        "to": None if span is None else format_clock(span.end),
        "shift": whom.shift,
        "post": whom.post,
        "skill": whom.skill,
    }


def size_note(row: Sized, lang: Lang) -> str:
    """Why an interval asks for so many, for the demand file's note."""
    values = {
        "calls": f"{float(row.calls.calls):g}",
        "load": f"{float(row.calls.load):.2f}",
        "positions": row.positions,
        "service": percent(row.service(row.positions)),
    }
    return text("demand.note", lang, values)


def percent(share: float | None) -> str:
    """A share as people read it: ``70.7 %``; nothing for ``None``."""
    return "" if share is None else f"{share * 100:.1f} %"


def load_row(
    on: date, demand: Demand, wanted: int, heads: int | None, sized: Sized | None, service: float | None
) -> dict[str, object]:
    """One interval of one date, wanted and rostered; load in erlangs, ``service`` as a share."""
    when = interval(demand)
    when.pop("day")
    return {
        "date": on,
        **when,
        "calls": None if sized is None else round(float(sized.calls.calls), 2),
        "load": None if sized is None else round(float(sized.calls.load), 2),
        "wanted": wanted,
        "heads": heads,
        "service": None if service is None else round(service, 4),
    }


def bars(rows: Sequence[dict[str, object]], lang: Lang, *, colour: bool = False) -> str:
    """A chart of the rows of ``demand show``, date by date; ends with a newline."""
    most = max((int(str(row[name] or 0)) for row in rows for name in ("wanted", "heads")), default=0)
    scale = max(1, -(-most // BAR))
    labels = {id(row): _label(row) for row in rows}
    width = max((shown_width(label) for label in labels.values()), default=0)
    lines = []
    for on, those in groupby(rows, key=lambda row: row["date"]):
        lines.append(f"{on} {weekday(cast(date, on), lang)}")
        for row in those:
            lines.append(
                f"  {pad(labels[id(row)], width)}  {_bar(row, scale, colour)}  {_figures(row, lang)}".rstrip()
            )
    lines.append(text("demand.legend", lang, {"here": HERE, "missing": MISSING, "spare": SPARE, "scale": scale}))
    return "\n".join(lines) + "\n"


def _label(row: dict[str, object]) -> str:
    when = f"{row['from']}–{row['to']}" if row["from"] else ""
    return " ".join(str(part) for part in (when, row["shift"], row["post"], row["skill"]) if part)


def _bar(row: dict[str, object], scale: int, colour: bool) -> str:
    wanted, heads = int(str(row["wanted"])), row["heads"]
    if heads is None:
        return MISSING * -(-wanted // scale)
    here = int(str(heads))
    met, lacking, spare = (-(-count // scale) for count in (min(here, wanted), wanted - here, here - wanted))
    parts = ((HERE * met, RED if lacking > 0 else GREEN), (MISSING * lacking, RED), (SPARE * spare, YELLOW))
    return "".join(paint(part, tint if colour else None) for part, tint in parts)


def _figures(row: dict[str, object], lang: Lang) -> str:
    heads = "-" if row["heads"] is None else row["heads"]
    said = f"{heads}/{row['wanted']}"
    if row["load"] is None:
        return said
    service = "" if row["service"] is None else percent(float(str(row["service"])))
    return f"{said}  {text('demand.figures', lang, {'load': row['load'], 'service': service})}".rstrip()
