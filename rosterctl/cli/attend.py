"""``rosterctl attend``: a month's punches judged by the published roster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.look import width
from rosterctl.cli.options import in_workspace, moment, month, option, redacts, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup
from rosterctl.domain.clerk import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rosterctl.domain.clerk import Issue
    from rosterctl.services.attend import Attended
    from rosterctl.services.attend_issues import Matter

attend = LazyGroup("attend")

FAILS = click.Choice(["hard", "soft", "never"])
fails_on = option("--fail-on", type=FAILS, default="hard", show_default=True, help="option.attend-fail-on")


@attend.command("run", cls=Command)
@option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="option.attend-out")
@month
@moment
@fails_on
@in_workspace
@speaks()
def run(say: Say, root: Path, month: str, as_of: str, fail_on: str, out: Path | None) -> int:
    """Judge a month."""
    from rosterctl.report.attendance_words import kind_text
    from rosterctl.services.attend_file import default_file, save_records
    from rosterctl.services.attend_issues import matters

    attended = judged(say, root, month, as_of)
    found = matters(attended)
    path = save_records(attended, out or default_file(root, month))
    kinds = {kind: [one for one in found if one.kind is kind] for kind in Kind}
    rows: list[dict[str, object]] = [
        {
            "kind": str(kind) if say.format in ("json", "ndjson", "csv") else kind_text(kind, say.lang),
            "hard": len(some) if kind.hard else 0,
            "soft": 0 if kind.hard else len(some),
            "pending": sum(one.pending for one in some),
            "people": len({one.employee for one in some}),
        }
        for kind, some in kinds.items()
        if some
    ]
    heads = {name: f"attend.head.{name}" for name in ("kind", "hard", "soft", "pending", "people")}
    counts = attended.counts
    if rows or say.format != "table":
        more = {"month": month, "as_of": as_of, "roster": attended.loaded.version, "file": str(path), **counts}
        say.rows("attend-run/1", "exceptions", rows, heads, **more)
    say("attend.done", month=month, as_of=as_of, version=attended.loaded.version, **counts)
    say("attend.written", file=path)
    hard = sum(one.kind.hard for one in found)
    if found:
        say("attend.issues", hard=hard, soft=len(found) - hard, month=month)
    else:
        say("attend.clean")
    return fails(found, fail_on)


@attend.command("show", cls=Command)
@click.argument("employee", metavar="ID")
@option("--remarkable", is_flag=True, help="option.attend-days")
@month
@moment
@redacts
@in_workspace
@speaks()
def show(say: Say, root: Path, employee: str, month: str, as_of: str, remarkable: bool) -> None:
    """One person's month."""
    from zoneinfo import ZoneInfo

    from rosterctl.report.attendance_days import DAY_HEADS, day_data, day_line, remark_lines, worth_telling
    from rosterctl.services.attend import employee_of
    from rosterctl.services.attend_days import person_days

    attended = judged(say, root, month, as_of)
    person = employee_of(attended.period, employee)
    rows = person_days(attended, person, say.lang)
    shown = [row for row in rows if not remarkable or worth_telling(row)]
    zone = ZoneInfo(attended.period.zone)
    told = [day_data(row, zone) if programs(say) else day_line(row, zone, say.lang) for row in shown]
    names = (*DAY_HEADS, *(["remarks"] if say.format in ("csv", "markdown") else []))
    head = {"month": month, "as_of": as_of, "employee": person.id, "name": person.name}
    say.rows("attendance/1", "days", told, {name: f"attend.head.{name}" for name in names}, **head)
    remarks = remark_lines(shown, say.lang)
    if say.format == "table" and remarks:
        say.out("\n" + "\n".join(remarks))
    say("attend.days", employee=person.id, name=person.name, days=len({row.date for row in shown}),
        issues=sum(len(row.remarks) for row in shown))  # fmt: skip


@attend.command("exceptions", cls=Command)
@option("--kind", "kinds", multiple=True, type=click.Choice([str(kind) for kind in Kind]), help="option.attend-kind")
@option("--employee", "employees", multiple=True, metavar="ID", help="option.attend-employee")
@month
@moment
@fails_on
@redacts
@in_workspace
@speaks()
def exceptions(
    say: Say,
    root: Path,
    month: str,
    as_of: str,
    fail_on: str,
    kinds: tuple[str, ...],
    employees: tuple[str, ...],
) -> int:
    """What a clerk must look at."""
    from zoneinfo import ZoneInfo

    from rosterctl.report.attendance_issues import ISSUE_HEADS, IssueTelling, issue_data, issue_line, issues_list
    from rosterctl.services.attend import employee_of
    from rosterctl.services.attend_issues import issues

    attended = judged(say, root, month, as_of)
    wanted = {employee_of(attended.period, text).id for text in employees}
    found = [
        one
        for one in issues(attended, say.lang)
        if (not kinds or one.kind in kinds) and (not wanted or one.employee in wanted)
    ]
    names = {employee.id: employee.name for employee in attended.period.employees}
    tell = IssueTelling(names, ZoneInfo(attended.period.zone), say.lang)
    if say.format == "table":
        if found:
            say.out(issues_list(found, tell, colour=say.colour, width=width()))
    else:
        rows = [issue_data(one, tell) if programs(say) else issue_line(one, tell) for one in found]
        heads = {name: f"attend.head.{name}" for name in ISSUE_HEADS}
        say.rows("attend-exceptions/1", "exceptions", rows, heads, month=month, as_of=as_of)
    hard = sum(one.kind.hard for one in found)
    if found:
        say("attend.listed", hard=hard, soft=len(found) - hard)
    else:
        say("attend.clean")
    return fails(found, fail_on)


@attend.command("summary", cls=Command)
@month
@moment
@redacts
@in_workspace
@speaks()
def summary(say: Say, root: Path, month: str, as_of: str) -> None:
    """Everybody's month in one row."""
    from rosterctl.report.attendance_summary import SUMMARY_HEADS, summary_data, summary_heads, summary_line
    from rosterctl.services.attend_summary import summary as summed

    attended = judged(say, root, month, as_of)
    rows = summed(attended)
    people = {employee.id: employee for employee in attended.period.employees}
    if programs(say):
        told = [summary_data(row, people[row.employee]) for row in rows]
        shown: Sequence[str] = SUMMARY_HEADS
    else:
        told = [summary_line(row, people[row.employee], say.lang) for row in rows]
        shown = SUMMARY_HEADS if say.format == "csv" else summary_heads(told)
    heads = {name: f"attend.head.{name}" for name in shown}
    say.rows("attend-summary/1", "people", told, heads, month=month, as_of=as_of)
    say("attend.people", people=len(rows))


def judged(say: Say, root: Path, month: str, as_of: str) -> Attended:
    """The month as judged; what its input is warned about goes to stderr."""
    from rosterctl.services.attend import attend as judge

    attended = judge(root, month, as_of)
    say.problems(() if say.quiet else attended.loaded.warnings)
    return attended


def programs(say: Say) -> bool:
    """Whether a program reads the output, not a person."""
    return say.format in ("json", "ndjson")


def fails(found: Sequence[Issue | Matter], fail_on: str) -> int:
    """1 when there is something of the strictness asked for."""
    if fail_on == "never":
        return 0
    return 1 if any(one.kind.hard or fail_on == "soft" for one in found) else 0
