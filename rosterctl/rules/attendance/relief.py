"""A post that must never be empty (3.4); page ``constraints/attendance/relief.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.facts import Facts, Flags, Ints
from rosterctl.domain.handovers import Handover, Handovers, handovers, held_over
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet
from rosterctl.rules.base import RuleParams

ID = "relief"


class Params(RuleParams):
    """The numbers of one use."""

    posts: Annotated[
        tuple[str, ...], Field(description="the posts that are never left empty; without any nothing is judged")
    ] = ()


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """Who left before the first relief came, or with nobody to take over; whose reliefs were all absent."""
    facts = sheet.facts
    there = _there(facts, params)
    here = np.flatnonzero(there)
    if not len(here):
        return sheet
    found = handovers(facts, there)
    left = np.zeros(len(facts), np.bool_)
    left[sheet.told(rows & there & ~facts.absent)] = True
    notes = [*_relieved(sheet, found, left), *_unrelieved(sheet, found, here, left)]
    return sheet.note(*sorted(notes, key=lambda note: note.row or 0))


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who stayed at a post ``[start, end)`` because no relief had come (D5): the row of the unit, and those
    of the reliefs that were due."""

    row: int
    start: int
    end: int
    reliefs: tuple[int, ...]


def held(sheet: Sheet, params: Params, rows: Flags) -> Iterator[Held]:
    """Who of the period was held over at the use's posts, in the order of rows."""
    facts = sheet.facts
    there = _there(facts, params)
    if not there.any():
        return
    found = handovers(facts, there)
    for number, until in zip(*(column.tolist() for column in held_over(facts, found)), strict=True):
        row = int(found.unit[number])
        if sheet.inside[row] and rows[row]:
            reliefs = found.relief[found.begin[number] : found.begin[number + 1]].tolist()
            yield Held(row, int(facts.end[row]), until, tuple(reliefs))


def _there(facts: Facts, params: Params) -> Flags:
    """The units at the use's posts."""
    posts = [number for number, post in enumerate(facts.posts) if post in params.posts]
    found: Flags = np.isin(facts.post, posts) & ~facts.overtime_unit & facts.takes_punches
    return found


def _relieved(sheet: Sheet, found: Handovers, left: Flags) -> list[Note]:
    """Hand-overs with a relief on the roster; where an arrival, or whether anybody came, is not known: none."""
    facts, count = sheet.facts, len(sheet.facts)
    if not len(found.unit):
        return []
    open_ = np.logical_or.reduceat(~facts.settled[found.relief], found.begin[:-1])
    unit = found.unit[left[found.unit] & ~open_]
    gap = np.zeros(count, np.int64)
    gap[found.unit] = found.seconds
    before, absent = (
        np.isin(np.arange(count), np.intersect1d(unit, found.which(outcome)))
        for outcome in (Handover.LEFT_BEFORE, Handover.RELIEF_ABSENT)
    )
    return [
        *sheet.tell("left-before", before, at=facts.departure, seconds=gap),
        *sheet.tell("relief-absent", absent),
    ]


def _unrelieved(sheet: Sheet, found: Handovers, here: Ints, left: Flags) -> list[Note]:
    """Who left with nobody on the roster to take over, and nobody else at the post.

    The last units that the roster knows of a post are followed by nobody that anyone could name: they are left alone.
    """
    facts = sheet.facts
    latest = np.zeros(len(facts.posts), np.int64)
    np.maximum.at(latest, facts.post[here], facts.start[here])
    alone = left & facts.has_departure & (facts.end <= latest[facts.post])
    alone[found.unit] = False
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
