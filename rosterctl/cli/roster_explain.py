"""``rosterctl roster explain``: why a month has no roster, and why a roster is as it is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.look import width
from rosterctl.cli.options import in_workspace, month, option, speaks
from rosterctl.cli.roster_build import SECONDS
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command
from rosterctl.errors import UsageError
from rosterctl.messages import Word, problem_line

if TYPE_CHECKING:
    from rosterctl.domain.case import Case
    from rosterctl.domain.roster import Assignment
    from rosterctl.services.explained import Explained
    from rosterctl.services.month import Month
    from rosterctl.services.why import Mended

OFF_WORDS = (".", "off", "休")
SHOWN = 20
"""Cells that change, in a table; all of them in json."""


@click.command("explain", cls=Command)
@click.argument("name", default="draft", metavar="[FILE|draft|latest|vN]")
@month
@option("--time-limit", type=SECONDS, default=30.0, metavar="S", help="option.explain-limit")
@option("--why", metavar="ID:DATE", help="option.why")
@option("--why-not", metavar="ID:DATE:SHIFT", help="option.why-not")
@option("--mend", is_flag=True, help="option.mend")
@in_workspace
@speaks("table", "json")
def explain(
    say: Say, root: Path, name: str, month: str, time_limit: float, why: str | None, why_not: str | None, mend: bool
) -> int:
    """Say why."""
    from rosterctl.services.month import load_month

    if (why is not None and why_not is not None) or (mend and why_not is None):
        raise UsageError("why.usage")
    loaded = load_month(root, month)
    say.problems(() if say.quiet else loaded.warnings)
    if why is None and why_not is None:
        return _infeasible(say, loaded, time_limit)
    from rosterctl.services.rosters import open_roster

    opened = open_roster(loaded, name)
    say.problems(() if say.quiet else opened.notes)
    items = opened.roster.assignments
    if why is not None:
        who, on = _cell(loaded.case, why)
        return _why(say, loaded.case, items, who, on)
    assert why_not is not None
    cell, _, wanted = why_not.rpartition(":")
    who, on = _cell(loaded.case, cell)
    return _why_not(say, loaded.case, items, (who, on, _kind(loaded.case, wanted)), time_limit if mend else None)


def _cell(case: Case, read: str) -> tuple[int, date]:
    person, _, when = read.rpartition(":")
    found = re.fullmatch(r"\d{4}-\d\d-\d\d", when)
    if person not in case.person:
        raise UsageError("why.person", read=person or read)
    try:
        on = date.fromisoformat(when) if found else None
    except ValueError:
        on = None
    if on is None or case.axis.day(on) not in case.days:
        raise UsageError("why.date", read=when, first=case.axis.date(case.first), last=case.axis.date(case.end - 1))
    return case.person[person], on


def _kind(case: Case, read: str) -> int:
    from rosterctl.domain.case import OFF

    if read in OFF_WORDS:
        return OFF
    shift, _, post = read.partition("/")
    fitting = [kind for kind in case.choices if case.duty(kind).shift == shift and post in ("", case.duty(kind).post)]
    if not fitting:
        posts = len(case.posts) > 1
        known = [f"{d.shift}/{d.post}" if posts else d.shift for d in map(case.duty, case.choices)]
        raise UsageError("why.shift", read=read, known=tuple(known))
    return fitting[0]


def _infeasible(say: Say, loaded: Month, seconds: float) -> int:
    from rosterctl.services.explained import explain_month

    found = explain_month(loaded.case, seconds)
    if say.format == "json":
        _infeasible_json(say, loaded, found)
    elif not found.feasible:
        _infeasible_table(say, loaded, found)
    if found.feasible:
        say("explain.feasible", month=loaded.name, seconds=f"{found.seconds:.1f}")
        return 0
    say("explain.done", conflict=f"{found.conflict_seconds:.1f}", seconds=f"{found.seconds:.1f}")
    return 5


def _infeasible_table(say: Say, loaded: Month, found: Explained) -> None:
    from rosterctl.services.explained import conflict_lines, facts, way_text

    case = loaded.case
    lines = conflict_lines(case, found, say.lang)
    minimal = found.conflict is not None and found.conflict.minimal
    head = "explain.head.large" if not minimal else "explain.head.one" if len(lines) == 1 else "explain.head"
    say.out(say.word(head, count=len(lines)))
    for line in lines:
        say.out(f"  - {problem_line(line, say.lang)}")
    for line in facts(case, found):
        say.out(f"  {problem_line(line, say.lang)}")
    ways = found.ways
    assert ways is not None
    say.out(say.word("explain.ways" if ways.found else "explain.ways.none"))
    for number, way in enumerate(ways.found, 1):
        say.out(f"  {number}. {say.word(f'explain.way.{way.proof}', text=way_text(case, way, say.lang))}")
    if ways.open:
        say.out(say.word("explain.open", kinds=_open(say, ways.open)))


def _open(say: Say, kinds: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for kind in kinds:
        of, _, key = kind.partition(":")
        found.append(say.word("explain.open.rule", key=key) if key else Word(f"explain.{of}").show(say.lang))
    return tuple(found)


def _infeasible_json(say: Say, loaded: Month, found: Explained) -> None:
    from rosterctl.services.explained import conflict_lines, facts, way_parts, way_text

    case, ways = loaded.case, found.ways
    body: dict[str, object] = {"month": loaded.name, "feasible": found.feasible}
    if ways is not None:
        body["minimal"] = found.conflict is not None and found.conflict.minimal
        body["conflict"] = [
            {**line.values, "text": problem_line(line, say.lang)} for line in conflict_lines(case, found, say.lang)
        ]
        body["facts"] = [{**line.values, "text": problem_line(line, say.lang)} for line in facts(case, found)]
        body["ways"] = [
            {
                "text": way_text(case, way, say.lang),
                "cost": None if way.proof == "only" else way.cost,
                "verified": True,
                "proof": way.proof,
                "measures": [
                    {"kind": part.code.removeprefix("explain."), **part.values}
                    for part in way_parts(case, way.measures, say.lang)
                ],
            }
            for way in ways.found
        ]
        body["open"] = list(ways.open)
    say.json("roster-explain/1", body)


def _why(say: Say, case: Case, items: tuple[Assignment, ...], who: int, on: date) -> int:
    from rosterctl.report.why import cell_json, cell_lines
    from rosterctl.services.describe import authority_of, describe
    from rosterctl.services.why import look_at

    cell = look_at(case, items, who, on)
    if say.format == "json":
        say.json("roster-why/1", cell_json(case, cell, say.lang, describe, authority_of))
    else:
        say.out("\n".join(cell_lines(case, cell, say.lang, describe, authority_of, width())))
    return 0


def _why_not(
    say: Say, case: Case, items: tuple[Assignment, ...], wanted: tuple[int, date, int], seconds: float | None
) -> int:
    from rosterctl.report.why import cell_json, cell_lines
    from rosterctl.services.describe import authority_of, describe
    from rosterctl.services.why import look_at, mend

    who, on, kind = wanted
    cell = look_at(case, items, who, on, [kind])
    mended = None if seconds is None else mend(case, items, who, on, kind, seconds)
    if say.format == "json":
        body = cell_json(case, cell, say.lang, describe, authority_of)
        more = {} if mended is None else {"mended": _mended_json(mended)}
        say.json("roster-why/1", {**body, **more})
    else:
        say.out("\n".join(cell_lines(case, cell, say.lang, describe, authority_of, width())))
        if mended is not None:
            _mended_table(say, mended)
    return _mended_code(mended)


def _mended_code(mended: Mended | None) -> int:
    """5 and 6 as when building: no roster has the cell so, or none was found in time."""
    if mended is None or mended.outcome.assignments is not None:
        return 0
    return 5 if mended.outcome.status == "infeasible" else 6


def _mended_json(mended: Mended) -> dict[str, object]:
    cells = [
        {"employee": employee, "date": on.isoformat(), "before": before, "after": after}
        for employee, on, before, after in mended.moved
    ]
    outcome = mended.outcome
    return {"status": outcome.status, "penalty": mended.penalty, "bound": mended.bound, "changes": cells}


def _mended_table(say: Say, mended: Mended) -> None:
    seconds = f"{mended.outcome.seconds:.1f}"
    if mended.penalty is None:
        code = "why.mend.none" if mended.outcome.status == "infeasible" else "why.mend.unknown"
        say.out(say.word(code, seconds=seconds))
        if mended.conflict is not None:
            from rosterctl.services.infeasible import told

            for line in told(mended.asked, mended.conflict, say.lang):
                say.out(f"  - {problem_line(line, say.lang)}")
        return
    people = len({employee for employee, _, _, _ in mended.moved})
    code = "why.mend.proven" if mended.outcome.status == "optimal" else "why.mend.found"
    values = {"penalty": f"{mended.penalty:+d}", "bound": f"{mended.bound or 0:+d}", "seconds": seconds}
    say.out(say.word(code, cells=len(mended.moved), people=people, **values))
    for employee, on, before, after in mended.moved[:SHOWN]:
        say.out(f"  {employee} {on} {before} → {after}")
    if len(mended.moved) > SHOWN:
        say.out(f"  {say.word('why.more', count=len(mended.moved) - SHOWN)}")
