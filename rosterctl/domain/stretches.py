"""Sets of instants as sorted, disjoint half-open stretches."""

from __future__ import annotations

from collections.abc import Iterable

from rosterctl.domain.attendance import Stretch

Stretches = tuple[Stretch, ...]


def union(stretches: Iterable[Stretch]) -> Stretches:
    """The same instants, sorted and disjoint; stretches that touch become one."""
    merged: list[Stretch] = []
    for one in sorted(stretches):
        if one.end <= one.start:
            continue
        if merged and one.start <= merged[-1].end:
            merged[-1] = Stretch(merged[-1].start, max(merged[-1].end, one.end))
        else:
            merged.append(one)
    return tuple(merged)


def minus(stretches: Stretches, holes: Stretches) -> Stretches:
    """What is left of ``stretches`` without ``holes``; cuts at the holes' ends stay."""
    left: list[Stretch] = []
    for one in stretches:
        start = one.start
        for hole in holes:
            if hole.end <= start or hole.start >= one.end:
                continue
            if hole.start > start:
                left.append(Stretch(start, hole.start))
            start = hole.end
        if start < one.end:
            left.append(Stretch(start, one.end))
    return tuple(left)


def common(one: Stretches, other: Stretches) -> Stretches:
    """The instants in both."""
    found = (Stretch(max(a.start, b.start), min(a.end, b.end)) for a in one for b in other)
    return tuple(sorted(piece for piece in found if piece.start < piece.end))


def seconds(stretches: Iterable[Stretch]) -> int:
    """Their length."""
    return sum(one.end - one.start for one in stretches)


def first_seconds(stretches: Iterable[Stretch], count: int) -> Stretches:
    """The first ``count`` seconds of them, in time order; all of them when they are fewer."""
    kept: list[Stretch] = []
    for one in sorted(stretches):
        if count <= 0:
            break
        kept.append(Stretch(one.start, min(one.end, one.start + count)))
        count -= one.end - one.start
    return tuple(kept)
