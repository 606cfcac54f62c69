"""How rules name shifts: by code, or by a word that stands for many."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rosterctl.domain.shifts import Shift

NIGHT, EARLY, LATE = "night", "early", "late"
WORDS = (NIGHT, EARLY, LATE)

EARLY_BEFORE = 8 * 60
LATE_AFTER = 20 * 60
"""Wall-clock minutes: an early shift starts before 08:00, a late one ends after 20:00."""


def called(shift: Shift, names: Collection[str]) -> bool:
    """Whether one of the names means the shift: its code, or a word that holds for it.

    ``night`` is night work as the shift states it, else by its hours. What is night work is neither ``early`` nor
    ``late``; a long shift may be both.
    """
    if shift.code in names:
        return True
    if shift.night:
        return NIGHT in names
    return (EARLY in names and shift.span.start < EARLY_BEFORE) or (LATE in names and shift.span.end > LATE_AFTER)


def unknown(names: Iterable[str], codes: Collection[str]) -> tuple[str, ...]:
    """The names that are neither a word nor the code of a shift, in their order, each once."""
    return tuple(dict.fromkeys(name for name in names if name not in WORDS and name not in codes))
