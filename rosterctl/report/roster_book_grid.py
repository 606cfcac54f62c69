"""Sheet 1 of the exported workbook: employees × days, totals by formula, heads per shift, coverage, legend."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.roster_text import FOOT, protect
from rosterctl.messages import Lang, text
from rosterctl.report.coverage import Cover
from rosterctl.report.grid import cover_text, leave_word, legend_lines, mark, weekday_mark
from rosterctl.report.roster_book_meta import Code, Lists, criterion
from rosterctl.report.roster_book_style import FILLS, GREY, HEAD, LEAVE, NIGHT, SHORT, SLACK, Styles
from rosterctl.report.roster_data import Cell, Day, Grid, Person, need_label

BLANK_OFF = False
"""Days off are written as 休; set to leave them blank."""
FIRST_ROW, FIRST_DAY = 4, 3
TOTALS = ("work", "rest", "nights", "hours", "weekends")


class GridSheet:
    """Writes the sheet from top to bottom. ``heading`` is its title line, ``hint`` the line below."""

    def __init__(self, book: Any, sheet: Any, grid: Grid, lists: Lists, styles: Styles, lang: Lang) -> None:
        self._book = book
        self._sheet = sheet
        self._grid = grid
        self._lists = lists
        self._styles = styles
        self._lang = lang
        self._end_row = FIRST_ROW + len(grid.people)
        self._end_day = FIRST_DAY + len(grid.days)

    def write(self, heading: str, hint: str) -> None:
        """Write everything."""
        self._head(heading, hint)
        for number, person in enumerate(self._grid.people):
            self._person(FIRST_ROW + number, person)
        row = self._per_shift(self._end_row + 1)
        row = self._coverage(row + 1)
        self._legend(row + 1)
        self._choices()
        self._page()

    def _head(self, heading: str, hint: str) -> None:
        sheet, styles = self._sheet, self._styles
        sheet.write_string(0, 0, protect(heading), styles.get(bold=True, font_size=14))
        sheet.write_string(1, 0, protect(hint), styles.get(font_color=GREY, italic=True))
        for column, name in enumerate(("id", "name", "team")):
            sheet.write_string(2, column, text(f"roster.head.{name}", self._lang), styles.head())
            sheet.write_blank(3, column, None, styles.head())
        for column, day in enumerate(self._grid.days, FIRST_DAY):
            self._day_head(column, day)
        for column, name in enumerate(TOTALS, self._end_day):
            sheet.write_string(2, column, text(f"roster.total.{name}", self._lang), styles.head())
            sheet.write_blank(3, column, None, styles.head())

    def _day_head(self, column: int, day: Day) -> None:
        fill = FILLS[day.kind] or HEAD
        bold = {"bold": True, "align": "center", "border": 1, "border_color": "#BFBFBF", "bg_color": fill}
        when = datetime.combine(day.date, time())
        self._sheet.write_datetime(2, column, when, self._styles.get(num_format="d", **bold))
        under = f"{weekday_mark(day, self._lang)}{mark(day.kind, self._lang)}"
        self._sheet.write_string(3, column, under, self._styles.get(**bold))
        if day.name:
            self._sheet.write_comment(2, column, day.name)

    def _person(self, row: int, person: Person) -> None:
        plain = self._styles.get(border=1, border_color="#BFBFBF", num_format="@")
        for column, word in enumerate((person.id, person.name, person.team or "")):
            self._sheet.write_string(row, column, protect(word), plain)
        for column, (day, cell) in enumerate(zip(self._grid.days, person.cells, strict=True), FIRST_DAY):
            self._cell(row, column, day, cell)
        self._totals(row, person)

    def _cell(self, row: int, column: int, day: Day, cell: Cell) -> None:
        colour = LEAVE if cell.leave and not cell.items else None
        if any(code.text == cell.text and code.night for code in self._lists.codes):
            colour = NIGHT
        if not cell.items and not cell.leave:
            colour = GREY
        style = self._styles.day(day.kind, num_format="@", font_color=colour)
        word = cell.text or self._off(cell)
        if word:
            self._sheet.write_string(row, column, protect(word), style)
        else:
            self._sheet.write_blank(row, column, None, style)

    def _off(self, cell: Cell) -> str:
        """The word for a day off; none where a shift has that very code."""
        word = ""
        if cell.leave:
            word = leave_word(self._lang)
        elif cell.employed and not BLANK_OFF:
            word = text("roster.cell.off", self._lang)
        return "" if any(word in (shift.code, shift.name) for shift in self._grid.legend) else word

    def _totals(self, row: int, person: Person) -> None:
        """Formulas over the person's cells, with the values that they have now."""
        days, lists, sums = _area(row, FIRST_DAY, row, self._end_day - 1), self._lists, person.totals
        worked = f'ISNA(MATCH({days},{lists.off},0))*({days}<>"")'
        work = _address(row, self._end_day)
        formulas = (
            (f"=SUMPRODUCT({worked})", sums.work),
            (f"={sums.work + sums.rest}-{work}", sums.rest),
            (f"=SUMPRODUCT(COUNTIF({days},{lists.match}),{lists.nights})", sums.nights),
            (f"=SUMPRODUCT(COUNTIF({days},{lists.match}),{lists.minutes})/60", round(sums.minutes / 60, 10)),
            (f"=SUMPRODUCT({worked}*{lists.weekend})", sums.weekends),
        )
        style = self._styles.get(border=1, border_color="#BFBFBF", num_format="0.##")
        whole = self._styles.get(border=1, border_color="#BFBFBF", num_format="0")
        for number, (formula, value) in enumerate(formulas):
            kind = style if number == 3 and sums.minutes % 60 else whole if number != 3 else style
            self._sheet.write_formula(row, self._end_day + number, formula, kind, value)

    def _per_shift(self, row: int) -> int:
        """How many are on each shift, by formula: these follow when the planner edits."""
        self._section(row, text("roster.book.heads", self._lang))
        for shift in self._grid.legend:
            row += 1
            self._label(row, f"{shift.code} {shift.name}" if shift.name != shift.code else shift.code)
            codes = [code for code in self._lists.codes if shift.code in code.shifts]
            for number, day in enumerate(self._grid.days):
                count = sum(
                    item.shift == shift.code for person in self._grid.people for item in person.cells[number].items
                )
                self._count(row, FIRST_DAY + number, day, codes, shift.code, count)
        return row + 1

    def _count(self, row: int, column: int, day: Day, codes: list[Code], shift: str, count: int) -> None:
        style = self._styles.day(day.kind, num_format="0;;")
        if not codes or not self._grid.people:
            self._sheet.write_number(row, column, count, style)
            return
        people = _area(FIRST_ROW, column, self._end_row - 1, column)
        words = ",".join(_quoted(criterion(code.text)) for code in codes)
        times = ",".join(str(code.shifts.count(shift)) for code in codes)
        self._sheet.write_formula(
            row, column, f"=SUMPRODUCT(COUNTIF({people},{{{words}}}),{{{times}}})", style, count
        )

    def _coverage(self, row: int) -> int:
        """Fewest heads in each interval as they were at the export; a formula cannot tell them."""
        if not self._grid.needs:
            return row
        self._section(row, text("roster.book.cover", self._lang))
        for need in self._grid.needs:
            row += 1
            self._label(row, need_label(need))
            for number, cover in enumerate(need.days):
                style = self._styles.day(self._grid.days[number].kind, **_tint(cover))
                self._sheet.write_string(row, FIRST_DAY + number, cover_text(cover), style)
        return row + 1

    def _legend(self, row: int) -> None:
        self._section(row, text("roster.book.legend", self._lang))
        for number, line in enumerate(legend_lines(self._grid, self._lang), row + 1):
            self._label(number, line)
        row += 1 + len(legend_lines(self._grid, self._lang))
        kinds = [k for k in DayKind if FILLS[k] and any(day.kind is k for day in self._grid.days)]
        for number, kind in enumerate(kinds, row):
            self._sheet.write_string(number, 0, FOOT, self._styles.get(font_color="#FFFFFF"))
            name = text(f"roster.kind.{kind.value}", self._lang)
            self._sheet.write_string(number, 1, name, self._styles.get(bg_color=FILLS[kind]))

    def _section(self, row: int, title: str) -> None:
        self._sheet.write_string(row, 0, FOOT, self._styles.get(font_color="#FFFFFF"))
        self._sheet.write_string(row, 1, title, self._styles.get(bold=True))

    def _label(self, row: int, words: str) -> None:
        self._sheet.write_string(row, 0, FOOT, self._styles.get(font_color="#FFFFFF"))
        self._sheet.write_string(row, 1, protect(words))

    def _choices(self) -> None:
        """A drop-down list in every cell; other codes are warned about, not refused: ``D+N`` is in no list."""
        if not self._grid.people:
            return
        self._sheet.data_validation(
            FIRST_ROW,
            FIRST_DAY,
            self._end_row - 1,
            self._end_day - 1,
            {
                "validate": "list",
                "source": f"={self._lists.choices}",
                "error_type": "warning",
                "error_title": text("roster.book.choice-title", self._lang),
                "error_message": text("roster.book.choice", self._lang),
            },
        )

    def _page(self) -> None:
        sheet = self._sheet
        sheet.freeze_panes(FIRST_ROW, FIRST_DAY)
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 1, 14)
        sheet.set_column(2, 2, 8)
        longest = max((len(code.text) for code in self._lists.codes), default=1)
        sheet.set_column(FIRST_DAY, self._end_day - 1, min(max(4, longest + 1), 14))
        sheet.set_column(self._end_day, self._end_day + len(TOTALS) - 1, 9)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2, 3)


def _tint(cover: Cover | None) -> dict[str, object]:
    state = "" if cover is None else cover.mark
    if state == "!":
        return {"font_color": SHORT, "bold": True}
    return {"font_color": SLACK} if state else {}


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _area(row: int, column: int, last_row: int, last_column: int) -> str:
    from xlsxwriter.utility import xl_range

    return str(xl_range(row, column, last_row, last_column))


def _address(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))
