"""Colours of shifts, for eyes of every kind and for paper.

Day shifts are light with dark letters, night shifts dark with white ones, so that black and white print still tells
them apart. Hues are those of Okabe and Ito, lightened; shifts beyond the palette repeat it with stripes. The code
stands in every cell: colour never says anything alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from rosterctl.domain.shifts import Shift

DAY = ("#88caef", "#f4eb75", "#e28e4d", "#4dbb9d", "#dba1c1", "#d9d9d9")
NIGHT = ("#0b4f8a", "#6d2f73", "#7a3b00", "#26543c", "#3d3d3d")
INK, PAPER = "#111", "#fff"
_STRIPES = "repeating-linear-gradient(135deg,transparent 0 5px,rgba({tone},.22) 5px 7px)"


def shades(shifts: Iterable[Shift]) -> str:
    """Style rules ``.s0`` … in the order of the shifts, with the colour for bars in ``fill``."""
    rules, count = [], {False: 0, True: 0}
    for number, shift in enumerate(shifts):
        palette = NIGHT if shift.night else DAY
        turn, place = divmod(count[shift.night], len(palette))
        count[shift.night] += 1
        ink, tone = (PAPER, "255,255,255") if shift.night else (INK, "0,0,0")
        striped = f";background-image:{_STRIPES.format(tone=tone)}" if turn % 2 else ""
        rules.append(f".s{number}{{background-color:{palette[place]};color:{ink};fill:{palette[place]}{striped}}}")
    return "\n".join(rules)
