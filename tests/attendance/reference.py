"""A slow reading of attendance 2.1 to 2.8: every division of one person's events, one after the other.

Written from the page alone. It shares the value types with the product and nothing else: no chains, no columns, no
dynamic program. Whatever is left open by the page is decided here in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from rosterctl.domain.attendance import Mark, MatchParams, Unit, UnitKind

Punch = tuple[int, int]
"""(first, last) instant of an event."""


@dataclass
class Got:
    """What one unit got."""

    events: list[Punch] = field(default_factory=list)
    arrival: int | None = None
    departure: int | None = None
    arrival_events: list[Punch] = field(default_factory=list)
    departure_events: list[Punch] = field(default_factory=list)
    shared_start: bool = False
    shared_end: bool = False
    judged_start: bool = True
    judged_end: bool = True
    inner: list[Punch] = field(default_factory=list)
    meals: list[Punch] | None = field(default_factory=list)
    taken_out: list[Punch] = field(default_factory=list)
    marks: set[Mark] = field(default_factory=set)
    doubt: Punch | None = None
    absent: bool = False


def group(instants: Sequence[int], params: MatchParams) -> list[Punch]:
    """2.1."""
    events: list[Punch] = []
    for instant in sorted(set(instants)):
        if events and instant - events[-1][0] <= params.event:
            events[-1] = (events[-1][0], instant)
        else:
            events.append((instant, instant))
    return events


def reaches(unit: Unit, event: Punch) -> bool:
    """1.2: by the first instant, both ends included; 1.1: none when wholly on leave."""
    return bool(unit.expected) and unit.reach_start <= event[0] <= unit.reach_end


def off(unit: Unit, event: Punch) -> int:
    """Distance to the nearer boundary; an event is its first instant to a start, its last to an end."""
    return min(abs(event[0] - unit.expected_start), abs(event[1] - unit.expected_end))


def read(unit: Unit, events: list[Punch], params: MatchParams) -> tuple[Got, bool]:
    """2.3, 2.4 and 2.7 for one unit; and whether all its events count as one."""
    got = Got(events=list(events))
    start, end = unit.expected_start, unit.expected_end
    one = bool(events) and (
        len(events) == 1 or max(e[1] for e in events) - min(e[0] for e in events) <= params.one_event
    )
    if one:
        whole = (events[0][0], events[-1][1])
        if whole[0] > start + params.deep and whole[1] < end - params.deep:
            got.marks.add(Mark.PRESENCE_ONLY)
        elif abs(whole[0] - start) <= abs(whole[1] - end):
            got.arrival, got.arrival_events = whole[0], list(events)
        else:
            got.departure, got.departure_events = whole[1], list(events)
    elif events and all(e[0] <= start for e in events):
        close = [e for e in events if start - e[0] <= params.one_event]
        if close:
            got.arrival, got.arrival_events = close[-1][0], [close[-1]]
        else:
            got.taken_out, got.events = list(events), []
    elif events and all(e[1] >= end for e in events):
        close = [e for e in events if e[1] - end <= params.one_event]
        if close:
            got.departure, got.departure_events = close[0][1], [close[0]]
        else:
            got.taken_out, got.events = list(events), []
    elif events:
        got.arrival, got.arrival_events = events[0][0], [events[0]]
        got.departure, got.departure_events = events[-1][1], [events[-1]]
    if got.taken_out:
        got.marks.add(Mark.UNROSTERED_WORK)
    if unit.pinned_start is not None:
        got.arrival, got.arrival_events = unit.pinned_start, []
    if unit.pinned_end is not None:
        got.departure, got.departure_events = unit.pinned_end, []
    got.absent = not got.events and unit.pinned_start is None and unit.pinned_end is None
    return got, one


def divisions(
    units: list[Unit], events: list[Punch], left_out: int, params: MatchParams
) -> Iterator[tuple[list[list[int]], list[bool], tuple[int, ...]]]:
    """Every way to give events to units in time order: a list of events for each unit, which units share their last
    event with the next one, and which events are left out."""
    could = [[i for i, unit in enumerate(units) if reaches(unit, event)] for event in events]
    inside = [e for e, found in enumerate(could) if found]
    for gone in combinations(inside, left_out):
        kept = [e for e in inside if e not in gone]
        for labels in product(*(could[e] for e in kept)):
            if list(labels) != sorted(labels):
                continue
            own = [[e for e, label in zip(kept, labels, strict=True) if label == i] for i in range(len(units))]
            may = [
                params.back_to_back and units[i].expected_end == units[i + 1].expected_start and bool(own[i])
                and reaches(units[i + 1], events[own[i][-1]])
                for i in range(len(units) - 1)
            ]  # fmt: skip
            for shares in product(*((False, True) if yes else (False,) for yes in may)):
                have = [list(mine) for mine in own]
                for i, share in enumerate(shares):
                    if share:
                        have[i + 1].insert(0, own[i][-1])
                yield have, list(shares), gone


def allowed(units: list[Unit], events: list[Punch], have: list[list[int]], shares: list[bool]) -> bool:
    """The condition of 2.2: an event of its own (2.5) to which no other unit is strictly nearer."""
    for i, unit in enumerate(units):
        if not have[i] or unit.pinned_start is not None or unit.pinned_end is not None:
            continue
        own = list(have[i])
        if i < len(shares) and shares[i]:
            own.pop()
        if i > 0 and shares[i - 1]:
            own.pop(0)
        rivals = [other for other in units if other is not unit]
        if not any(
            all(off(unit, events[e]) <= off(other, events[e]) for other in rivals if reaches(other, events[e]))
            for e in own
        ):
            return False
    return True


def judge_inner(left: Got, right: Got, shared: bool, params: MatchParams) -> bool:
    """2.5, last sentence."""
    if left.absent or right.absent:
        return True
    if shared or left.departure is None or right.arrival is None:
        return False
    return abs(right.arrival - left.departure) > params.one_event


def matches(all_units: Sequence[Unit], instants: Sequence[int], params: MatchParams) -> tuple[list[Got], list[Punch]]:
    """All of it for one person: a result for each unit, in the order given, and the unrostered events."""
    order = sorted((i for i, u in enumerate(all_units) if u.expected), key=lambda i: all_units[i].start)
    units = [all_units[i] for i in order]
    events = group(instants, params)
    best: tuple[tuple[object, ...], list[Got], list[bool]] | None = None
    for left_out in range(len(events) + 1):
        for have, shares, gone in divisions(units, events, left_out, params):
            if not allowed(units, events, have, shares):
                continue
            read_all = [read(unit, [events[e] for e in mine], params) for unit, mine in zip(units, have, strict=True)]
            gots = [got for got, _ in read_all]
            # a shared event closes the one and opens the other (2.5)
            if any(
                share
                and (
                    events[have[i][-1]] not in gots[i].departure_events
                    or events[have[i][-1]] not in gots[i + 1].arrival_events
                    or gots[i].departure != events[have[i][-1]][1]
                    or gots[i + 1].arrival != events[have[i][-1]][0]
                )
                for i, share in enumerate(shares)
            ):
                continue
            key = rank(units, gots, have, shares, gone, params)
            if best is None or key < best[0]:
                best = key, gots, shares
        if best is not None:
            break
    if best is None:
        best = (), [read(unit, [], params)[0] for unit in units], [False] * (len(units) - 1)
    _, gots, shares = best
    for i, share in enumerate(shares):
        gots[i].shared_end = gots[i + 1].shared_start = share
    finish(units, gots, events, params)
    result = [Got() for _ in all_units]
    for i, got in zip(order, gots, strict=True):
        result[i] = got
    held = [event for got in gots for event in got.events]
    return result, [event for event in events if event not in held]


def rank(
    units: list[Unit],
    gots: list[Got],
    have: list[list[int]],
    shares: list[bool],
    gone: tuple[int, ...],
    params: MatchParams,
) -> tuple[object, ...]:
    """The sum of 2.2 and its tie order; the last two only make it total."""
    cost = params.sharing * sum(shares)
    missing = judged = 0
    for i, (unit, got) in enumerate(zip(units, gots, strict=True)):
        cost += params.empty if got.arrival is None else abs(got.arrival - unit.expected_start)
        cost += params.empty if got.departure is None else abs(got.departure - unit.expected_end)
        if got.events:
            missing += (got.arrival is None) + (got.departure is None)
        if unit.kind is UnitKind.OVERTIME:
            continue
        back = i > 0 and units[i - 1].expected_end == unit.expected_start
        ahead = i + 1 < len(units) and units[i + 1].expected_start == unit.expected_end
        if got.arrival is not None and (not back or judge_inner(gots[i - 1], got, shares[i - 1], params)):
            judged += max(0, got.arrival - unit.expected_start)
        if got.departure is not None and (not ahead or judge_inner(got, gots[i + 1], shares[i], params)):
            judged += max(0, unit.expected_end - got.departure)
    return cost, missing, judged, sum(shares), [len(mine) for mine in have], shares, gone


def finish(units: list[Unit], gots: list[Got], events: list[Punch], params: MatchParams) -> None:
    """What follows from the division: 2.5 judging, 2.6 meals, the findings of 2.3 and 2.8."""
    for i in range(len(units) - 1):
        if units[i].expected_end == units[i + 1].expected_start:
            judged = judge_inner(gots[i], gots[i + 1], gots[i].shared_end, params)
            gots[i].judged_end = gots[i + 1].judged_start = judged
    for unit, got in zip(units, gots, strict=True):
        start, end = unit.expected_start, unit.expected_end
        one = bool(got.events) and (len(got.events) == 1 or got.events[-1][1] - got.events[0][0] <= params.one_event)
        # 2.6, with events within 600 s counted as the one they are
        seen = [(got.events[0][0], got.events[-1][1])] if one else got.events
        role = [*got.arrival_events, *got.departure_events]
        free = [] if Mark.PRESENCE_ONLY in got.marks or (one and role) else [e for e in seen if e not in role]
        between = [e for e in free if start < e[0] and e[1] < end]
        got.inner = [e for e in got.events if between] if one else between
        if len(between) % 2:
            got.meals = None
            got.marks.add(Mark.ODD_MEALS)
        else:
            got.meals = [(between[n][1], between[n + 1][0]) for n in range(0, len(between), 2)]
        # 2.3; a correction stands for an event
        count = len(seen) + (unit.pinned_start is not None) + (unit.pinned_end is not None)
        if count % 2 and not got.absent:
            if unit.pinned_start is None and got.arrival is not None and got.arrival > start + params.deep:
                got.marks.add(Mark.ODD_LATE)
            if unit.pinned_end is None and got.departure is not None and got.departure < end - params.deep:
                got.marks.add(Mark.ODD_EARLY)
        # 2.8
        if len(got.events) > 1:
            first, second = got.events[0], got.events[1]
            if first[0] < start - unit.before - params.bird and second[0] > start - unit.before:
                got.marks.add(Mark.EARLY_BIRD)
            last, previous = got.events[-1], got.events[-2]
            if last[1] > end + unit.after + params.bird and previous[1] < end + unit.after:
                got.marks.add(Mark.LATE_BIRD)
    for i, (unit, got) in enumerate(zip(units, gots, strict=True)):
        if not got.absent:
            continue
        needed = [e for other in gots for e in (*other.arrival_events, *other.departure_events)]
        needed += [e for other in gots if Mark.PRESENCE_ONLY in other.marks for e in other.events]
        spare = [e for e in events if reaches(unit, e) and e not in needed]
        if params.back_to_back and i > 0 and units[i - 1].expected_end == unit.expected_start:
            # the last event of the one before, had this unit one of its own
            spare += [
                e for e in gots[i - 1].departure_events[-1:]
                if reaches(unit, e) and abs(e[0] - unit.expected_start) < params.empty
            ]  # fmt: skip
        if params.back_to_back and i + 1 < len(units) and units[i + 1].expected_start == unit.expected_end:
            spare += [
                e for e in gots[i + 1].arrival_events[:1]
                if reaches(unit, e) and abs(e[1] - unit.expected_end) < params.empty
            ]  # fmt: skip
        if spare:
            got.marks.add(Mark.DOUBTFUL_ABSENCE)
            got.doubt = min(spare, key=lambda e: (off(unit, e), e))
