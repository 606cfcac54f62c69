"""Colours and cell formats of the exported workbook; each is made once."""

from __future__ import annotations

from typing import Any

from rosterctl.domain.calendar import DayKind

FILLS = {
    DayKind.WORKDAY: None,
    DayKind.REST: "#E7E6E6",
    DayKind.HOLIDAY: "#F8CBAD",
    DayKind.MOVED: "#FFF2CC",
}
HEAD, NIGHT, LEAVE, SHORT, SLACK, GREY = "#D9E1F2", "#1F4E9E", "#548235", "#C00000", "#9C5700", "#808080"


class Styles:
    """Formats of one workbook by their properties; XlsxWriter wants each to be added once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def get(self, **properties: object) -> Any:
        """The format with these XlsxWriter properties; a property that is ``None`` is left out."""
        wanted = {name: value for name, value in properties.items() if value is not None}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def day(self, kind: DayKind, **properties: object) -> Any:
        """A bordered, centred format with the background of a kind of day."""
        return self.get(align="center", border=1, border_color="#BFBFBF", bg_color=FILLS[kind], **properties)

    def head(self, **properties: object) -> Any:
        """A column head."""
        return self.get(bold=True, align="center", border=1, border_color="#BFBFBF", bg_color=HEAD, **properties)
