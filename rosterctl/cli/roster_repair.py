"""``rosterctl roster repair``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from rosterctl.cli.options import acts, day, in_workspace, moment, month, option, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command
from rosterctl.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from rosterctl.domain.case import Case
    from rosterctl.services.month import Month
    from rosterctl.services.repair import Absence, Repair


@click.command("repair", cls=Command)
@option("--absent", "absent", multiple=True, required=True, metavar="ID:DATE[..DATE]", help="option.absent")
@option("--from", "begins", callback=day, metavar="YYYY-MM-DD", help="option.repair-from")
@option("--max-people", type=click.IntRange(min=0), metavar="N", help="option.max-people")
@option("--apply", "apply_", is_flag=True, help="option.apply")
@option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=30.0, metavar="S", help="option.repair-limit"
)
@option("--deterministic", type=click.FloatRange(min=0, min_open=True), metavar="WORK", help="option.deterministic")
@month
@moment
@acts
@in_workspace
@speaks()
def repair(
    say: Say,
    root: Path,
    month: str,
    absent: tuple[str, ...],
    begins: date | None,
    max_people: int | None,
    apply_: bool,
    time_limit: float,
    deterministic: float | None,
    as_of: str,
    login: str,
) -> int:
    """Repair the published roster when somebody is absent."""
    from rosterctl.services import rosters
    from rosterctl.services.audit import audit
    from rosterctl.services.month import load_month
    from rosterctl.services.repair import repair as mended
    from rosterctl.solver.engine import Options

    loaded = load_month(root, month)
    say.problems(() if say.quiet else loaded.warnings)
    was = loaded.published
    if was is None:
        raise RefusedError("repair.no-roster", month=month)
    absences = [absence_of(loaded.case, one) for one in absent]
    first = begins or datetime.fromisoformat(as_of).astimezone(ZoneInfo(loaded.config.zone)).date()
    limit = Options(None if deterministic is not None else time_limit, deterministic=deterministic)
    found = mended(loaded.case, was, absences, first, max_people, limit)
    early = tuple(one.employee for one in absences if one.first < first)
    if early:
        say("repair.past", begins=first, employees=early)
    _tell(say, loaded, found, first)
    if found.left:
        _tell_left(say, loaded, found)
        return 1
    if apply_:
        judged = audit(loaded.case, found.roster.assignments)
        stamp = replace(rosters.stamp_of(loaded, as_of), penalty=judged.penalty)
        accepted = None if was.publication is None else was.publication.accepted
        done = rosters.publish(loaded, accepted, login, as_of, replace(found.roster, stamp=stamp))
        assert done.roster.publication is not None, "it has just been published"
        publication = done.roster.publication
        say("publish.done", version=f"v{publication.version}", file=done.path, hash=publication.hash[:16])
        if done.head is not None:
            say("ledger.keep", head=done.head)
        say("repair.file", employees=tuple(dict.fromkeys(one.employee for one in absences)))
    return 0


def _tell(say: Say, loaded: Month, found: Repair, first: date) -> None:
    """The notices, who hears of what; then how near the repair is."""
    from rosterctl.services.diffs import change_rows

    def why(cause: str) -> str:
        return cause if say.format in ("json", "ndjson") else say.word(f"repair.{cause}")

    gone = {(one.employee, one.date) for one in found.absent}
    rows = [
        {**row, "why": why("absent" if (change.employee, change.date) in gone else "moved")}
        for row, change in zip(change_rows(loaded.case, found.changes), found.changes, strict=True)
    ]
    heads = {name: f"head.{name}" for name in ("employee", "name", "date", "before", "after", "why")}
    people = {one.employee for one in found.others}
    numbers = {"cells": len(found.others), "people": len(people), "least": found.found.bound}
    known = {"month": loaded.name, "begins": first.isoformat(), "proven": found.found.proven, **numbers}
    say.rows("roster-repair/1", "changes", rows, heads, **known)
    code = "repair.least" if found.found.proven else "repair.bound"
    say(code, **numbers, seconds=f"{found.found.seconds:.1f}")


def _tell_left(say: Say, loaded: Month, found: Repair) -> None:
    from rosterctl.cli.look import width
    from rosterctl.report.findings import finding_lines, findings_table
    from rosterctl.services.describe import describe

    lines = finding_lines(found.left, loaded.case, say.lang, describe)
    say("repair.left", count=len(found.left))
    if say.format == "table":
        say.out(findings_table(lines, say.lang, colour=say.colour, width=width()))


def absence_of(case: Case, read: str) -> Absence:
    """``ID:DATE[..DATE]``, inside the month. Raises :class:`UsageError`."""
    from rosterctl.services.repair import Absence

    who, _, dates = read.rpartition(":")
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?", dates)
    if who not in case.person:
        raise UsageError("why.person", read=who or read)
    try:
        first, last = (
            (date.fromisoformat(text) for text in (found[1], found[2] or found[1])) if found else (None, None)
        )
    except ValueError:
        first = last = None
    begins, end = case.axis.date(case.first), case.axis.date(case.end - 1)
    if first is None or last is None or not begins <= first <= last <= end:
        raise UsageError("why.date", read=dates, first=begins, last=end)
    return Absence(who, first, last)
