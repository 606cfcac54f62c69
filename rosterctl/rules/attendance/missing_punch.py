"""A boundary that no punch proves (1.3, 2.3, 2.4); page ``constraints/attendance/missing-punch.md``."""

from __future__ import annotations

from dataclasses import replace

from rosterctl.domain.facts import Flags
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import AttendanceRule, Sheet
from rosterctl.rules.base import RuleParams

ID = "missing-punch"


class Params(RuleParams):
    """No numbers: how long a correction may be filed is the business of ``corrections``."""


def apply(sheet: Sheet, _params: Params, rows: Flags) -> Sheet:
    """The words *missing in* and *missing out*; what may still be corrected waits, odd boundaries too."""
    facts = sheet.facts
    settled = rows & facts.settled
    mine = settled & ~sheet.has(Word.ABSENT)
    no_in, no_out = mine & facts.missing_in, mine & facts.missing_out
    odd_in, odd_out = settled & facts.odd_late, mine & facts.odd_early  # so late may be an absence: that waits too
    may_in, may_out = sheet.correctable | sheet.pending_in, sheet.correctable | sheet.pending_out
    waits = ((no_in | odd_in) & may_in) | ((no_out | odd_out) & may_out)
    sheet = replace(sheet, waits=sheet.waits | waits).say(Word.MISSING_IN, no_in).say(Word.MISSING_OUT, no_out)
    deep = mine & facts.presence_only
    return sheet.note(
        *sheet.tell("missing-in", no_in & ~deep),
        *sheet.tell("missing-out", no_out & ~deep),
        *sheet.tell("presence-only", deep),
        *sheet.tell("odd-late", odd_in, at=facts.arrival),
        *sheet.tell("odd-early", odd_out, at=facts.departure),
    )


RULE = AttendanceRule(ID, Params, apply)
