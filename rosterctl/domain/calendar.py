"""What kind of day a date is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class DayKind(Enum):
    """A date is exactly one of these; a special name may stand beside it."""

    WORKDAY = "workday"
    REST = "rest"
    MOVED = "moved"
    """A weekend day that is worked because a holiday took a workday (调休上班)."""
    HOLIDAY = "holiday"
    """A statutory holiday: work on it is paid at 300 %."""

    @property
    def worked(self) -> bool:
        """Whether an office works on it."""
        return self in (DayKind.WORKDAY, DayKind.MOVED)


@dataclass(frozen=True, slots=True)
class DayNote:
    """What to remember on the dates from ``first`` to ``last``, both included."""

    first: date
    last: date
    text: str


@dataclass(frozen=True)
class Calendar:
    """Kinds of days. ``marked`` holds what differs from the plain week; ``special`` the planner's own names."""

    weekend: frozenset[int] = frozenset({5, 6})
    week_start: int = 0
    period_start: int = 1
    marked: Mapping[date, DayKind] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    special: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[DayNote, ...] = ()
    provisional: frozenset[int] = frozenset()
    """Years for which no official arrangement is known yet."""

    def kind(self, on: date) -> DayKind:
        """The kind of a date."""
        found = self.marked.get(on)
        if found is not None:
            return found
        return DayKind.REST if on.weekday() in self.weekend else DayKind.WORKDAY

    def names_of(self, on: date) -> tuple[str, ...]:
        """The names by which tables mean a date, from the most specific.

        The date in ISO form, a special day's name, ``holiday`` or ``moved``, else the weekday (a National Day
        Thursday is no ordinary one), ``workday`` or ``rest``, ``all``. A holiday is a rest day, a moved workday a
        workday.
        """
        kind, special = self.kind(on), self.special.get(on)
        marked = kind in (DayKind.HOLIDAY, DayKind.MOVED)
        return (
            on.isoformat(),
            *([] if special is None else [special]),
            kind.value if marked else WEEKDAYS[on.weekday()],
            (DayKind.WORKDAY if kind.worked else DayKind.REST).value,
            "all",
        )

    def called(self, on: date) -> frozenset[str]:
        """The same names, and the word ``special`` for a date that has a special name."""
        return frozenset((*self.names_of(on), "special") if on in self.special else self.names_of(on))

    def is_weekend(self, on: date) -> bool:
        """Whether it is one of the configured weekend days, whatever else it is."""
        return on.weekday() in self.weekend

    def month_of(self, on: date) -> str:
        """The name ``YYYY-MM`` of the period that holds a date."""
        late = self.period_start > 1 and on.day >= self.period_start
        return f"{on.year + (on.month // 12 if late else 0)}-{on.month % 12 + 1 if late else on.month:02d}"

    def period(self, month: str) -> tuple[date, date]:
        """First day and the day after the last one of the period named by ``YYYY-MM``.

        A period that begins on the 1st is the month; one that begins on the 26th is named by the month in
        which it ends (26 September – 25 October is 2026-10).
        """
        year, number = int(month[:4]), int(month[5:7])
        if self.period_start == 1:
            return date(year, number, 1), date(year + number // 12, number % 12 + 1, 1)
        before = date(year - (number == 1), 12 if number == 1 else number - 1, self.period_start)
        return before, date(year, number, self.period_start)
