"""The roster on a terminal: employees × days, coverage below, then what the codes and marks mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from rosterctl.domain.calendar import DayKind, DayNote
from rosterctl.messages import Lang, text, weekday
from rosterctl.report.coverage import Cover
from rosterctl.report.roster_data import Cell, Day, Grid, Need, Person, clocks, hours_text, need_label
from rosterctl.report.tables import BLUE, DIM, GREEN, RED, YELLOW, pad, paint, shown_width

OFF = "."
"""A day off on the terminal: a full grid of 休 hides the shifts."""
TOTALS = ("work", "rest", "nights", "hours", "weekends")

Part = tuple[str, str | None]
"""A text and its colour."""


def grid_table(grid: Grid, lang: Lang, *, colour: bool = False, width: int | None = None) -> str:
    """The whole page. ``width`` is the terminal's: days that do not fit go into further blocks.

    Colours are ANSI sequences and only there when asked for. Ends with a newline.
    """
    blocks = _blocks(grid, _columns(grid, lang), width)
    parts = ["\n".join(_line(row, colour) for row in block) for block in blocks]
    if grid.needs:
        parts.append(text("roster.grid.cover-key", lang))
    parts.append("\n".join(legend_lines(grid, lang)))
    return "\n\n".join(parts) + "\n"


def legend_lines(grid: Grid, lang: Lang) -> list[str]:
    """What the marks over the days, the signs in the cells and the shift codes mean."""
    kinds = [kind for kind in DayKind if kind is not DayKind.WORKDAY and any(d.kind is kind for d in grid.days)]
    marks = [text("roster.legend.kind", lang, _kind_values(kind, lang)) for kind in kinds]
    names = [f"{day.date:%m-%d} {day.name}" for day in grid.days if day.name]
    lines = ["  ".join([*marks, text("roster.legend.signs", lang, {"off": OFF, "leave": leave_word(lang)})])]
    if names:
        lines.append(text("roster.legend.names", lang, {"names": tuple(names)}))
    lines += [note_text(note, lang) for note in grid.notes]
    for shift in grid.legend:
        night = "roster.legend.night" if shift.night else "roster.legend.day"
        values = {"code": shift.code, "name": shift.name, "time": clocks(shift.segments)}
        lines.append(text(night, lang, {**values, "hours": hours_text(shift.paid)}))
    return lines


def note_text(note: DayNote, lang: Lang) -> str:
    """A note with its dates."""
    code = "roster.note.date" if note.first == note.last else "roster.note.dates"
    return text(code, lang, {"first": f"{note.first:%m-%d}", "last": f"{note.last:%m-%d}", "note": note.text})


def leave_word(lang: Lang) -> str:
    """What stands in the cell of somebody on approved leave."""
    return text("roster.cell.leave", lang)


def mark(kind: DayKind, lang: Lang) -> str:
    """The mark over a day: nothing over a workday."""
    return "" if kind is DayKind.WORKDAY else text(f"roster.mark.{kind.value}", lang)


def weekday_mark(day: Day, lang: Lang) -> str:
    """The shortest name of the weekday: ``四``, ``Th``."""
    name = weekday(day.date, lang)
    return name[-1] if lang == "zh" else name[:2]


def shown(cell: Cell, lang: Lang) -> str:
    """A cell's text on the terminal."""
    return cell.text or (leave_word(lang) if cell.leave else OFF if cell.employed else "")


def cover_text(cover: Cover | None) -> str:
    """``2/3!``: the fewest heads, the minimum, the mark; nothing where nothing is demanded."""
    if cover is None:
        return ""
    if cover.lowest is None:
        return "?"
    least = "" if cover.demand.min is None else f"/{cover.demand.min}"
    return f"{cover.lowest}{least}{cover.mark}"


def total_texts(person: Person) -> tuple[str, ...]:
    """A person's totals in the order of :data:`TOTALS`."""
    sums = person.totals
    return str(sums.work), str(sums.rest), str(sums.nights), hours_text(sums.minutes), str(sums.weekends)


def _kind_values(kind: DayKind, lang: Lang) -> dict[str, object]:
    return {"mark": mark(kind, lang), "kind": text(f"roster.kind.{kind.value}", lang)}


def _columns(grid: Grid, lang: Lang) -> list[list[Part]]:
    """The table by columns: whom, the days, the totals; each three head cells, the people, a gap, coverage."""
    gap: list[Part] = [("", None)] if grid.needs else []
    ids = max([shown_width(person.id) for person in grid.people], default=0)
    names = [
        (f"{pad(person.id, ids)} {person.name}" if person.name != person.id else person.id) for person in grid.people
    ]
    left: list[Part] = [(f"{grid.first:%Y-%m}", None), ("", None), ("", None), *((name, None) for name in names)]
    columns = [[*left, *gap, *((need_label(need), DIM) for need in grid.needs)]]
    for number, day in enumerate(grid.days):
        columns.append(_day_column(grid, number, day, lang, gap))
    rows = [total_texts(person) for person in grid.people]
    for number, name in enumerate(TOTALS):
        head: list[Part] = [(text(f"roster.total.{name}", lang), None), ("", None), ("", None)]
        rest: list[Part] = [*gap, *(("", None) for _ in grid.needs)]
        columns.append([*head, *((row[number], None) for row in rows), *rest])
    return columns


def _day_column(grid: Grid, number: int, day: Day, lang: Lang, gap: list[Part]) -> list[Part]:
    colour = _day_colour(day)
    head = [str(day.date.day), weekday_mark(day, lang), mark(day.kind, lang)]
    people: list[Part] = [_cell_part(person.cells[number], grid, lang) for person in grid.people]
    covers: list[Part] = [_cover_part(need, number) for need in grid.needs]
    return [*((item, colour) for item in head), *people, *gap, *covers]


def _day_colour(day: Day) -> str | None:
    colours = {DayKind.HOLIDAY: RED, DayKind.REST: YELLOW, DayKind.MOVED: BLUE}
    return colours.get(day.kind)


def _cell_part(cell: Cell, grid: Grid, lang: Lang) -> Part:
    nights = {shift.code for shift in grid.legend if shift.night}
    if not cell.items:
        return shown(cell, lang), GREEN if cell.leave else DIM
    return cell.text, BLUE if any(item.shift in nights for item in cell.items) else None


def _cover_part(need: Need, number: int) -> Part:
    cover = need.days[number]
    colours = {"!": RED, "+": YELLOW, "~": YELLOW}
    return cover_text(cover), DIM if cover is None else colours.get(cover.mark)


def _blocks(grid: Grid, columns: list[list[Part]], width: int | None) -> list[list[list[Part]]]:
    """The rows of each block; the first column stands before every one, the totals end the last."""
    widths = [max(shown_width(part[0]) for part in column) for column in columns]
    height = len(columns[0])
    blocks = []
    for start, end in pairwise(_cuts(widths, width)):
        chosen = [0, *range(start, end)]
        blocks.append([[_padded(columns[n][row], widths[n], n > 0) for n in chosen] for row in range(height)])
    return blocks


def _cuts(widths: Sequence[int], width: int | None) -> list[int]:
    """Where the blocks begin, and the end; at least one column in each."""
    cuts = [1]
    used = widths[0]
    for number in range(1, len(widths)):
        if width is not None and used + 1 + widths[number] > width and cuts[-1] != number:
            cuts.append(number)
            used = widths[0]
        used += 1 + widths[number]
    return [*cuts, len(widths)]


def _padded(part: Part, width: int, right: bool) -> Part:
    return pad(part[0], width, right=right), part[1]


def _line(row: list[Part], colour: bool) -> str:
    draw: Callable[[Part], str] = (lambda part: paint(*part)) if colour else (lambda part: part[0])
    return " ".join(draw(part) for part in row).rstrip()
