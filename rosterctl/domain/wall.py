"""Wall clock → UTC seconds, once per date and minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from rosterctl.domain.attendance import Stretch
from rosterctl.domain.stretches import Stretches
from rosterctl.domain.time import DAY, Span

_EPOCH = dt.date(1970, 1, 1).toordinal()


class Wall:
    """The clock on the wall of one zone; remembers every date's offset, so that a month costs a few look-ups.

    A wall time in a repeated hour is its first occurrence; one that does not exist lies as far behind the change as
    the clock says (a shift's start, never a punch: those are refused when they are read).
    """

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._even: dict[int, int | None] = {}

    def at(self, day: dt.date, minutes: int) -> int:
        """UTC seconds of ``minutes`` after midnight (24:00 and later: the next day) of a date."""
        ordinal = day.toordinal() + minutes // DAY
        if ordinal in self._even:
            offset = self._even[ordinal]
        else:
            offset = self._even[ordinal] = self._offset(ordinal)
        wall = (ordinal - _EPOCH) * 86400 + minutes % DAY * 60
        if offset is None:
            local = dt.datetime.combine(dt.date.fromordinal(ordinal), dt.time(minutes % DAY // 60, minutes % 60))
            return int(local.replace(tzinfo=self._zone).timestamp())
        return wall - offset

    def stretch(self, day: dt.date, span: Span) -> Stretch:
        """A wall-clock span of a date."""
        return Stretch(self.at(day, span.start), self.at(day, span.end))

    def date(self, instant: int) -> dt.date:
        """The date on the wall of an instant."""
        return dt.datetime.fromtimestamp(instant, self._zone).date()

    def by_date(self, stretches: Iterable[Stretch]) -> Iterator[tuple[dt.date, Stretches]]:
        """Stretches cut at local midnights: every date with some of their seconds, ascending, and these (4.6)."""
        found: dict[dt.date, list[Stretch]] = {}
        for one in stretches:
            start = one.start
            while start < one.end:
                day = self.date(start)
                end = min(one.end, self.at(day, DAY))
                found.setdefault(day, []).append(Stretch(start, end))
                start = end
        for day in sorted(found):
            yield day, tuple(found[day])

    def _offset(self, ordinal: int) -> int | None:
        """The date's offset in seconds; ``None`` on a date on which, or around which, the clocks change."""
        noon = dt.datetime.combine(dt.date.fromordinal(ordinal), dt.time(12))
        around = [(noon + dt.timedelta(days=n)).replace(tzinfo=self._zone).utcoffset() for n in (-1, 0, 1)]
        if around[0] is None or len(set(around)) > 1:
            return None
        return int(around[0].total_seconds())
