"""Why a month is infeasible: a small set of rule instances, people and dates that cannot hold together.

A conflict is first sought where it is short: in single days, then in fortnights, then in the whole month. What is
refuted there is thinned out: days from both ends, rules, people, and at last single stretches of days. Each step
leaves pieces away and asks whether the rest still cannot hold (:mod:`rosterctl.solver.trial`), so whatever comes
out has been refuted by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rosterctl.domain.case import Case
from rosterctl.solver.origin import Origin
from rosterctl.solver.trial import Trial

PATIENCE = 1.5
"""Seconds for one question. A question that takes longer is worth less than the next ones."""

WIDTH, STEP = 14, 7
"""Days of a window, and from one window to the next: whatever takes eight days or less lies in one."""

CROWD = 8
"""People beyond this number stand on one line of the conflict, and are left out together or not at all."""


@dataclass(frozen=True)
class Conflict:
    """Origins that cannot hold together. ``minimal``: leaving out any line removes this conflict.

    A line is a use with one person or, where ``crowd`` is true, with all the people whom the conflict names; or a
    use that ties people together.
    """

    origins: tuple[Origin, ...]
    minimal: bool
    seconds: float
    crowd: bool = False


def explain(case: Case, *, time_limit: float = 10.0) -> Conflict | None:
    """The conflict of an infeasible case, or ``None`` when none was found in time (seconds) or there is none."""
    began = time.monotonic()
    hunt = _Hunt(Trial.of(case), began + time_limit)
    found = hunt.somewhere(case)
    if found is None:
        return None
    found = hunt.between(found)
    found, _ = hunt.thin(found, lambda origin: origin.use)
    hunt.narrow(found)
    found, minimal = hunt.thin(found, _stretch)
    hunt.narrow(found)
    found, few = hunt.thin(found, lambda origin: origin.who, spare=None, most=CROWD)
    crowd = not few and len({origin.who for origin in found} - {None}) > CROWD
    if not crowd:
        hunt.narrow(found)
        found, minimal = hunt.thin(found, lambda origin: origin)
    order = sorted(found, key=lambda o: (o.use, -1 if o.who is None else o.who, o.first, o.end))
    return Conflict(tuple(order), minimal, time.monotonic() - began, crowd)


class _Hunt:
    """Questions about the pieces of one case, until a deadline."""

    def __init__(self, trial: Trial, deadline: float) -> None:
        self._trial = trial
        self._deadline = deadline

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _refuted(self, on: Iterable[Origin]) -> bool | None:
        return self._trial.refuted(tuple(on), min(PATIENCE, self._left()))

    def somewhere(self, case: Case) -> tuple[Origin, ...] | None:
        """Pieces that cannot hold together, the shorter their days the better."""
        every = self._trial.origins
        for some in _places(case, every):
            if some and self._refuted(some):
                self.narrow(some)
                return some
        return every if self._trial.refuted(every, self._left() / 2, workers=8) else None

    def between(self, found: tuple[Origin, ...]) -> tuple[Origin, ...]:
        """The pieces of the shortest run of days that cannot hold; first the end comes nearer, then the start."""
        found = self._cut(found, sorted({o.end for o in found}), lambda o, end: o.end <= end)
        found = self._cut(found, sorted({o.first for o in found}, reverse=True), lambda o, first: o.first >= first)
        self.narrow(found)
        return found

    def narrow(self, found: tuple[Origin, ...]) -> None:
        """Ask about these pieces only from now on: a smaller model answers faster."""
        self._trial = self._trial.only(found)

    def _cut(
        self, found: tuple[Origin, ...], marks: Sequence[int], inside: Callable[[Origin, int], bool]
    ) -> tuple[Origin, ...]:
        """The pieces inside the tightest of some marks, from tight to wide, for which they cannot hold."""
        low, high = 0, len(marks) - 1
        while low < high:
            middle = (low + high) // 2
            some = tuple(origin for origin in found if inside(origin, marks[middle]))
            if self._refuted(some):
                high, found = middle, some
            else:
                low = middle + 1
        return found

    def thin(
        self,
        found: tuple[Origin, ...],
        unit: Callable[[Origin], Hashable],
        spare: object = ...,
        most: int | None = None,
    ) -> tuple[tuple[Origin, ...], bool]:
        """Leave out units that are not needed, halves first, and say whether each of the rest was shown to be.

        Pieces of the unit ``spare`` stay. Gives up when more than ``most`` units turn out to be needed.
        """
        units: dict[Hashable, list[Origin]] = {}
        for origin in found:
            units.setdefault(unit(origin), []).append(origin)
        stays = units.pop(spare, [])
        names = list(units)
        size = max(1, len(names) // 2)
        complete = not names
        while names:
            complete, at, needed = True, 0, 0
            while at < len(names) and (most is None or needed <= most):
                rest = names[:at] + names[at + size :]
                verdict = self._refuted([*stays, *(origin for name in rest for origin in units[name])])
                if verdict:
                    names = rest
                    continue
                complete = complete and verdict is not None
                needed += 1
                at += size
            if size == 1 or at < len(names):
                complete = complete and at >= len(names)
                break
            size //= 2
        return (*stays, *(origin for name in names for origin in units[name])), complete


def _stretch(origin: Origin) -> Hashable:
    """A use's days, whoever of the crowd they are about."""
    return origin if origin.who is None else (origin.use, origin.first, origin.end)


def _places(case: Case, every: Sequence[Origin]) -> Iterator[tuple[Origin, ...]]:
    """Where to look: at single days (and the night before, for what people do together), then in windows."""
    yield tuple(origin for origin in every if origin.end - origin.first <= (2 if origin.who is None else 1))
    for start in range(case.first, max(case.first + 1, case.end - STEP), STEP):
        end = start + WIDTH
        begin = 0 if start == case.first else start
        yield tuple(origin for origin in every if begin <= origin.first and origin.end <= end)
