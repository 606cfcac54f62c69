"""``rosterctl roster build --what-if``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rosterctl.cli.live import Live
from rosterctl.cli.roster_repair import absence_of
from rosterctl.cli.say import Say
from rosterctl.errors import InfeasibleError, UsageError

if TYPE_CHECKING:
    from rosterctl.domain.case import Case
    from rosterctl.services.month import Month
    from rosterctl.services.what_if import Line, Supposition
    from rosterctl.solver.search import Options

LEAST, MOST = -50, 200
"""Per cent by which demand may be supposed to change."""


def ask(say: Say, loaded: Month, words: Sequence[str], options: Options, as_of: str) -> int:
    """Build the month as it is and as it might be, each within the limits, and print both side by side."""
    from rosterctl.services import rosters
    from rosterctl.services.plan import plan
    from rosterctl.services.what_if import compare, suppose

    case = loaded.case
    said = [word.strip() for item in words for word in item.split(",") if word.strip()]
    other = suppose(case, read(case, said))
    stamp = rosters.stamp_of(loaded, as_of)
    with Live(say) as live:
        start = rosters.start_of(case, loaded.published)
        plain = plan(case, options, stamp, start=start, tell=live.hear, lang=say.lang)
        begin = rosters.start_of(case, plain.roster)
        try:
            supposed = plan(other, options, stamp, start=begin, tell=live.hear, lang=say.lang)
        except InfeasibleError:
            say("what-if.impossible", penalty=plain.audit.penalty)
            raise
    lines = compare(plain, supposed, case, other)
    heads = {name: f"what-if.head.{name}" for name in ("part", "what", "plain", "supposed")}
    rows = [asdict(line) for line in lines] if say.format == "json" else [_worded(say, line) for line in lines]
    say.rows("what-if/1", "lines", rows, heads, month=loaded.name, as_of=as_of, what_if=said)
    say("what-if.nothing-saved")
    return 130 if plain.outcome.interrupted or supposed.outcome.interrupted else 0


def read(case: Case, words: Sequence[str]) -> Supposition:
    """``leave:ID:DATE[..DATE]`` and ``demand:+10%``. Raises :class:`UsageError`."""
    from rosterctl.services.what_if import Supposition

    leave, percent = [], 0
    for word in words:
        kind, _, rest = word.partition(":")
        found = re.fullmatch(r"([+-]\d{1,3})%", rest)
        if kind == "leave":
            leave.append(absence_of(case, rest))
        elif kind == "demand" and found and LEAST <= int(found[1]) <= MOST:
            percent = int(found[1])
        else:
            raise UsageError("what-if.unread", read=word)
    if not words:
        raise UsageError("what-if.unread", read="")
    return Supposition(tuple(leave), percent)


def _worded(say: Say, line: Line) -> dict[str, object]:
    values = [line.plain, line.supposed]
    if line.part == "status":
        values = [say.word(f"what-if.{value}") for value in values]
    return {
        "part": say.word(f"what-if.{line.part}"),
        "what": line.what,
        "plain": values[0],
        "supposed": values[1],
    }
