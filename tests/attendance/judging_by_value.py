"""One match judged at a time (3.1 to 3.3, 3.5, 3.6): a second reading of facts and attendance rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rosterctl.domain.attendance import Match, Side, Stretch, UnitKind
from rosterctl.domain.records import Word, ordered
from rosterctl.domain.stretches import Stretches, common, minus, seconds, union


@dataclass(frozen=True, slots=True)
class Tiers:
    """Lateness in raw seconds beyond which a worse word holds (3.1); "more than" is >. ``None``: no such tier."""

    serious: int | None = None
    absent_half: int | None = None
    absent: int | None = None


@dataclass(frozen=True, slots=True)
class JudgeParams:
    """The policy numbers of 3.1. ``free`` latenesses a month are forgiven, ``grace`` seconds each time."""

    grace: int = 0
    free: int = 0
    from_grace: bool = False
    """Count from the end of grace, instead of from the start, once it is exceeded."""
    early_grace: int = 0
    tiers: Tiers = Tiers()


STRICT = JudgeParams()


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged match: raw seconds stay, ``late`` and ``early`` are what counts; ``words`` are in fixed order."""

    match: Match
    raw_late: int
    raw_early: int
    late: int
    early: int
    forgiven: bool
    words: tuple[Word, ...]
    presence: int | None
    worked: int | None


def raw_late(match: Match) -> int:
    """arrival − expected start, if positive and judged; overtime is never late (1.2, 2.5, 3.1)."""
    if match.arrival is None or not match.judged_start or match.unit.kind is UnitKind.OVERTIME:
        return 0
    return max(0, match.arrival - match.unit.expected_start) if match.unit.takes_punches else 0


def raw_early(match: Match) -> int:
    """expected end − departure, if positive and judged (3.1)."""
    if match.departure is None or not match.judged_end or match.unit.kind is UnitKind.OVERTIME:
        return 0
    return max(0, match.unit.expected_end - match.departure) if match.unit.takes_punches else 0


def not_ready(match: Match, ahead: int | None = None) -> int:
    """Seconds by which somebody in time was not there ``ahead`` of the start (3.2); never beside a lateness.

    ``None``: as the shift says. Only a shift's own start is meant, not one that leave or a gap has moved.
    """
    unit = match.unit
    ahead = unit.arrive_early if ahead is None else ahead
    if unit.number != 1 or match.arrival is None or not match.judged_start or unit.expected_start != unit.start:
        return 0
    if unit.kind is UnitKind.OVERTIME or not unit.takes_punches or match.arrival > unit.start:
        return 0
    return max(0, match.arrival - (unit.start - ahead))


def presence(match: Match) -> Stretch | None:
    """From arrival to departure (3.3); ``None`` while one of them is missing."""
    if match.arrival is None or match.departure is None:
        return None
    return Stretch(match.arrival, max(match.arrival, match.departure))


def worked(match: Match) -> int | None:
    """Worked seconds (3.3); ``None`` while a boundary of somebody present is missing.

    Outings and trips count as worked although nobody is seen: they lie outside presence as often as not. Approved
    overtime counts where there is presence, and no second counts twice.
    """
    outing = seconds(match.unit.outing)
    if match.absent or not match.unit.takes_punches:
        return outing
    there = presence(match)
    if there is None:
        return None
    return outing + seconds(
        common(minus(union([*match.unit.expected, *match.unit.overtime]), match.unit.outing), (there,))
    )


def unapproved(match: Match) -> Stretches:
    """Present but not approved (3.3): from the last event up to the start, to the first event from the end on."""
    unit = match.unit
    start, end = unit.expected_start, unit.expected_end
    ahead = [event.first for event in match.events if event.first <= start]
    behind = [event.last for event in match.events if event.last >= end]
    found = []
    if ahead and match.arrival is not None:
        found.append(Stretch(max(ahead), start))
    if behind and match.departure is not None:
        found.append(Stretch(end, min(behind)))
    return minus(union(found), union(unit.overtime))


def judge(matches: Iterable[Match], params: JudgeParams = STRICT) -> tuple[Judged, ...]:
    """One person's matches of one month, in the order of (date, start) that uses up free latenesses (3.1)."""
    left = params.free
    found = []
    for match in sorted(matches, key=lambda match: (match.unit.date, match.unit.start)):
        raw = raw_late(match)
        tier = _tier(raw, params.tiers)
        lateness = raw > params.grace and tier in (Word.LATE, Word.SERIOUS)
        free = lateness and left > 0
        left -= free
        forgiven = raw > 0 and tier in (Word.LATE, Word.SERIOUS) and (free or not lateness)
        late = 0 if forgiven or not lateness else raw - (params.grace if params.from_grace else 0)
        early = raw_early(match)
        early = early if early > params.early_grace else 0
        words = _words(match, None if forgiven else tier, early, ready=not not_ready(match))
        there = presence(match)
        found.append(
            Judged(
                match, raw, raw_early(match), late, early, forgiven, words, there and seconds([there]), worked(match)
            )
        )
    return tuple(found)


def _tier(raw: int, tiers: Tiers) -> Word | None:
    """The worst word of a raw lateness; the tiers of absence are no latenesses (3.1)."""
    for limit, word in (
        (tiers.absent, Word.ABSENT),
        (tiers.absent_half, Word.ABSENT_HALF),
        (tiers.serious, Word.SERIOUS),
    ):
        if limit is not None and raw > limit:
            return word
    return Word.LATE if raw > 0 else None


def _words(match: Match, tier: Word | None, early: int, *, ready: bool) -> tuple[Word, ...]:
    unit = match.unit
    found: set[Word] = set()
    if not unit.takes_punches:
        found.add(Word.WHOLE_LEAVE if unit.leave else Word.OUTING)
    elif match.absent:
        found.add(Word.ABSENT)
    else:
        found |= {Word.MISSING_IN if side is Side.START else Word.MISSING_OUT for side in match.missing}
        found |= {tier} if tier else set()
        found |= {Word.EARLY} if early else set()
        found |= set() if ready else {Word.NOT_READY}
    if unit.takes_punches and unit.leave:
        found.add(Word.PART_LEAVE)
    if unit.outing:
        found.add(Word.OUTING)
    return ordered(found)


def streak(days: Sequence[Word | None], limit: int, carried: int = 0) -> tuple[tuple[int, ...], int]:
    """Consecutive absence (3.6): at which days the alarm comes, and the run to carry over.

    ``days`` are one person's roster days in order: ``ABSENT`` counts; ``WHOLE_LEAVE`` and ``OPEN`` neither count nor
    break; anything else breaks, half absence too. The alarm comes once in a run, at its ``limit``-th day.
    """
    alarms = []
    for number, day in enumerate(days):
        if day in (Word.WHOLE_LEAVE, Word.OPEN):
            continue
        carried = carried + 1 if day is Word.ABSENT else 0
        if day is Word.ABSENT and carried == limit:
            alarms.append(number)
    return tuple(alarms), carried
