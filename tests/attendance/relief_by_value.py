"""Relief (3.4), one match at a time: a second reading of ``domain/handovers.py``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rosterctl.domain.attendance import Match, UnitKind
from rosterctl.domain.handovers import Handover


@dataclass(frozen=True, slots=True)
class Relief:
    """A unit that ends, those that take over, and how it went."""

    match: Match
    reliefs: tuple[Match, ...]
    handover: Handover
    seconds: int = 0
    """How long the post was empty, where it was left before."""


def reliefs(matches: Iterable[Match], posts: Collection[str]) -> tuple[Relief, ...]:
    """Every hand-over at the posts (3.4): reliefs are the others' units at the same post that start at one's end.

    Scheduled times count: leave moves what is expected of a person, not when the post changes hands. Who is absent or
    on leave hands nothing over.
    """
    there = [m for m in matches if m.unit.post in posts and m.unit.kind is UnitKind.SEGMENT and m.unit.takes_punches]
    starts: Mapping[tuple[str, int], list[Match]] = defaultdict(list)
    for match in there:
        starts[match.unit.post, match.unit.start].append(match)
    found = []
    for match in there:
        following = starts.get((match.unit.post, match.unit.end), [])
        others = tuple(other for other in following if other.unit.employee != match.unit.employee)
        if others and not match.absent:
            handover, gap = _judge(match, others)
            found.append(Relief(match, others, handover, gap))
    return tuple(found)


def _judge(match: Match, others: Sequence[Match]) -> tuple[Handover, int]:
    came = [other for other in others if not other.absent]
    if not came:
        return Handover.RELIEF_ABSENT, 0
    arrivals = [other.arrival for other in came if other.arrival is not None]
    if len(arrivals) < len(came) or match.departure is None:
        return Handover.UNDECIDABLE, 0
    gap = min(arrivals) - match.departure
    return (Handover.LEFT_BEFORE, gap) if gap > 0 else (Handover.FINE, 0)
