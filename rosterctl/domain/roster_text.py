"""How a roster is written in cells: what export, import and tables have in common.

A cell holds what one person does on one date: ``D``, ``D/gate`` where the shift can be at several posts,
``D+N`` for two assignments, and nothing for a day off.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment, Roster

BOOK_SCHEMA = "rosterctl/roster-book/1"
META_SHEET = "_rosterctl"
"""The hidden sheet that says what an exported workbook is."""
FOOT = "∑"
"""Stands in the first column of the rows below the people: nothing from there on is a person."""

_RUN = "=+-@\t\r\n＝＋－＠'"


def protect(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text and text[0] in _RUN else text


def unprotect(text: str) -> str:
    """The text that :func:`protect` was given."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in _RUN else text


def posts_of(case: Case, shift: str) -> tuple[str, ...]:
    """The posts at which a shift may be worked, in the workspace's order; none for an unknown shift."""
    return tuple(post for post in case.posts if (shift, post) in case.kind_of)


def item_text(case: Case, shift: str, post: str) -> str:
    """``shift`` or ``shift/post``: the post is left out where the shift can be nowhere else."""
    return shift if posts_of(case, shift) == (post,) else f"{shift}/{post}"


def cell_text(case: Case, items: Iterable[Assignment]) -> str:
    """What the grid shows for one person on one date; the empty string for a day off."""
    return "+".join(item_text(case, item.shift, item.post) for item in ordered(items))


def ordered(items: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Assignments, their breaks and their activities in the order of writing."""
    tidy = [
        replace(
            item,
            breaks=tuple(sorted(item.breaks)),
            activities=tuple(sorted(item.activities, key=lambda a: (a.start, a.minutes, a.name))),
        )
        for item in items
    ]
    return tuple(sorted(tidy, key=lambda item: (item.sort_key(), item.breaks, repr(item.activities))))


def roster_hash(roster: Roster) -> str:
    """SHA-256 (hexadecimal) of a roster's horizon and assignments, however they are ordered."""
    content = [
        [
            item.employee,
            item.date.isoformat(),
            item.shift,
            item.post,
            [[b.start, b.minutes] for b in item.breaks],
            [[a.name, a.start, a.minutes] for a in item.activities],
        ]
        for item in ordered(roster.assignments)
    ]
    whole = [roster.first.isoformat(), roster.end.isoformat(), content]
    return hashlib.sha256(json.dumps(whole, separators=(",", ":")).encode()).hexdigest()
