"""The best division of one chain's events among its units: an exact dynamic program (2.2, 2.5).

Units are taken in time order, each with one of its admissible runs. What a run does to the rest is small: how many
events are used up, whether its last event is shared, and, before a unit that begins where this one ends, how this
one ended. Every part of a division's key is a sum, or a list that grows at its end, so the best beginning of a
division is part of a best division.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rosterctl.attendance.choices import ALONE, BOTH, FROM_BEFORE, TO_NEXT
from rosterctl.domain.attendance import MatchParams


class Run(NamedTuple):
    """One admissible run of one unit, as the program reads it; ``row`` is its number among the choices."""

    row: int
    a: int
    b: int
    share: int
    absent: bool
    arrival: int | None
    departure: int | None
    cost: int
    missing: int
    late: int
    early: int


class Piece(NamedTuple):
    """A unit's part of a division: the choice's row, and whether its first or last event is shared."""

    row: int
    shared_start: bool
    shared_end: bool


Key = tuple[int, int, int, int, int, tuple[int, ...], tuple[bool, ...], tuple[int, ...]]
"""Events left out, cost, missing boundaries, late and early seconds, shared events, events of each unit, which units
share with the next, which events are left out: the order of 2.2, made total by the last two."""

End = tuple[bool, int | None, int]
"""How a unit ended: absent, departure, early seconds not yet judged."""
State = tuple[int, bool, End | None]

_NOTHING: Key = (0, 0, 0, 0, 0, (), (), ())


class _Best(NamedTuple):
    key: Key
    pieces: tuple[Piece, ...]


def divide(
    runs: Sequence[Sequence[Run]], touching: Sequence[bool], first: int, end: int, params: MatchParams
) -> tuple[Piece, ...]:
    """A piece for each unit; events are ``first … end - 1``.

    ``runs[i]`` begins with the empty run; ``touching[i]`` says whether unit ``i`` ends where ``i + 1`` starts (2.5).
    Events are left out only where no division in time order holds them all, and then as few as possible: that takes
    shifts whose reaches differ.
    """
    for skips in (False, True):
        states: dict[State, _Best] = {(first, False, None): _Best(_NOTHING, ())}
        for index, choices in enumerate(runs):
            if skips:
                states = _skip(states, end)
            before = index > 0 and touching[index - 1]
            after = index < len(touching) and touching[index]
            states = _advance(states, choices, before, after, params)
        if skips:
            states = _skip(states, end)
        done = [best for (used, _, _), best in states.items() if used == end]
        if done:
            return min(done, key=lambda best: best.key).pieces
    raise AssertionError("leaving everything out is a division")  # pragma: no cover


def _advance(
    states: dict[State, _Best], choices: Sequence[Run], before: bool, after: bool, params: MatchParams
) -> dict[State, _Best]:
    """All states after one more unit."""
    by_start: dict[int, list[Run]] = {}
    for run in choices[1:]:
        by_start.setdefault(run.a, []).append(run)
    empty = choices[0]
    found: dict[State, _Best] = {}
    for (used, shared, ended), best in states.items():
        if not shared:
            _put(found, best, empty, used, (False, False), ended if before else None, after, params)
        for run in by_start.get(used - shared, ()):
            if run.share & (FROM_BEFORE if shared else ALONE):
                _put(found, best, run, run.b, (shared, False), ended if before else None, after, params)
            if run.share & (BOTH if shared else TO_NEXT):
                _put(found, best, run, run.b, (shared, True), ended if before else None, after, params)
    return found


def _put(
    found: dict[State, _Best],
    best: _Best,
    run: Run,
    used: int,
    share: tuple[bool, bool],
    ended: End | None,
    after: bool,
    params: MatchParams,
) -> None:
    """Adds one run to one beginning, if nothing better reaches the same state."""
    left, cost, missing, judged, shared, counts, flags, skipped = best.key
    if ended is None:
        judged += run.late
    elif inner_judged(ended[0], ended[1], run.absent, run.arrival, share[0], params):
        judged += ended[2] + run.late
    state: State
    if after:
        state = (used, share[1], (run.absent, run.departure, run.early))
    else:
        judged += run.early
        state = (used, False, None)
    key: Key = (
        left,
        cost + run.cost + share[1] * params.sharing,
        missing + run.missing,
        judged,
        shared + share[1],
        (*counts, run.b - run.a),
        (*flags, share[1]),
        skipped,
    )
    rival = found.get(state)
    if rival is None or key < rival.key:
        found[state] = _Best(key, (*best.pieces, Piece(run.row, *share)))


def inner_judged(
    absent: bool, departure: int | None, next_absent: bool, arrival: int | None, shared: bool, params: MatchParams
) -> bool:
    """Whether the boundary between two units back to back is judged (2.5)."""
    if absent or next_absent:
        return True
    if shared or departure is None or arrival is None:
        return False
    return abs(arrival - departure) > params.one_event


def _skip(states: dict[State, _Best], end: int) -> dict[State, _Best]:
    """All states after leaving out any number of the next events."""
    found = dict(states)
    for (used, shared, ended), best in states.items():
        if shared:
            continue
        left, *rest, skipped = best.key
        for until in range(used + 1, end + 1):
            gone = (*skipped, *range(used, until))
            key: Key = (left + until - used, *rest, gone)  # type: ignore[assignment]
            state = (until, False, ended)
            if state not in found or key < found[state].key:
                found[state] = _Best(key, best.pieces)
    return found
