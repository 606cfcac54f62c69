"""A post that must never be empty (3.4); page ``constraints/attendance/relief.md``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.facts import Facts, Flags, Ints
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet
from rosterctl.rules.base import RuleParams

ID = "relief"
_NEVER = 1 << 40


class Params(RuleParams):
    """The numbers of one use."""

    posts: Annotated[
        tuple[str, ...], Field(description="the posts that are never left empty; without any nothing is judged")
    ] = ()


@dataclass(frozen=True)
class _Handovers:
    """Units at the posts that end while others are to take over: ``leaving`` and ``relief`` are rows, a pair each."""

    leaving: Ints
    relief: Ints


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """Who left before the first relief came, or with nobody to take over; whose reliefs were all absent."""
    facts = sheet.facts
    posts = [number for number, post in enumerate(facts.posts) if post in params.posts]
    there = np.isin(facts.post, posts) & ~facts.overtime_unit & facts.takes_punches
    here = np.flatnonzero(there)
    if not len(here):
        return sheet
    pairs = _pairs(facts, here)
    left = np.zeros(len(facts), np.bool_)
    left[sheet.told(rows & there & ~facts.absent)] = True
    notes = [*_relieved(sheet, pairs, left), *_unrelieved(sheet, pairs, here, left)]
    return sheet.note(*sorted(notes, key=lambda note: note.row or 0))


def _pairs(facts: Facts, here: Ints) -> _Handovers:
    """Each unit with the others' units at its post that start, as scheduled, at its end."""
    span = int(facts.end[here].max()) + 1
    opens, closes = (facts.post[here] * span + at[here] for at in (facts.start, facts.end))
    order = np.argsort(opens, kind="stable")
    low = np.searchsorted(opens[order], closes, "left")
    count = np.searchsorted(opens[order], closes, "right") - low
    leaving = np.repeat(np.arange(len(here)), count)
    step = np.arange(len(leaving)) - np.repeat(np.cumsum(count) - count, count)
    pairs = _Handovers(here[leaving], here[order[low[leaving] + step]])
    others = facts.employee[pairs.leaving] != facts.employee[pairs.relief]
    return _Handovers(pairs.leaving[others], pairs.relief[others])


def _relieved(sheet: Sheet, pairs: _Handovers, left: Flags) -> list[Note]:
    """Hand-overs with a relief on the roster; where an arrival, or whether anybody came, is not known: none."""
    facts = sheet.facts
    count = len(facts)
    came = ~facts.absent[pairs.relief]
    unknown, somebody = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    unknown[pairs.leaving[(came & ~facts.has_arrival[pairs.relief]) | ~facts.settled[pairs.relief]]] = True
    somebody[pairs.leaving[came]] = True
    first = np.full(count, _NEVER, np.int64)
    np.minimum.at(first, pairs.leaving[came], facts.arrival[pairs.relief[came]])
    mine = np.zeros(count, np.bool_)
    mine[pairs.leaving] = True
    mine &= left & ~unknown
    gap = np.where(mine & somebody & facts.has_departure, first - facts.departure, 0)
    return [
        *sheet.tell("left-before", gap > 0, at=facts.departure, seconds=gap),
        *sheet.tell("relief-absent", mine & ~somebody),
    ]


def _unrelieved(sheet: Sheet, pairs: _Handovers, here: Ints, left: Flags) -> list[Note]:
    """Who left with nobody on the roster to take over, and nobody else at the post.

    The last units that the roster knows of a post are followed by nobody that anyone could name: they are left alone.
    """
    facts = sheet.facts
    latest = np.zeros(len(facts.posts), np.int64)
    np.maximum.at(latest, facts.post[here], facts.start[here])
    alone = left & facts.has_departure & (facts.end <= latest[facts.post])
    alone[pairs.leaving] = False
    which = np.flatnonzero(alone)
    alone[which[_manned(facts, here[~facts.absent[here]], which)]] = False
    return sheet.tell("nobody-to-relieve", alone, at=facts.departure)


def _manned(facts: Facts, there: Ints, which: Ints) -> Flags:
    """Whether somebody else was at the post when each of these units left, as far as punches tell.

    Who is there came up to that second and went after it; for a missing punch the roster stands.
    """
    came = np.where(facts.has_arrival[there], facts.arrival[there], facts.start[there])
    went = np.maximum(came, np.where(facts.has_departure[there], facts.departure[there], facts.end[there]))
    span = int(max(went.max(initial=0), facts.departure[which].max(initial=0))) + 1
    opens, closes = (np.sort(facts.post[there] * span + at) for at in (came, went))
    at = facts.post[which] * span + facts.departure[which]
    manned: Flags = np.searchsorted(opens, at, "right") > np.searchsorted(closes, at, "right")
    return manned


RULE = AttendanceRule(ID, Params, apply)
