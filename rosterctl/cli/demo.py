"""``rosterctl demo``: the planner's and the clerk's job from start to end, on the shipped samples."""

from __future__ import annotations

from pathlib import Path

import click

from rosterctl.cli.demo_month import whole_month
from rosterctl.cli.live import Live
from rosterctl.cli.options import moment, option, speaks
from rosterctl.cli.roster_build import ended
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command

MONTH = "2026-10"
PRESETS = {"hospital-desk": "zk-attlog", "duty-24h": "dingtalk-raw"}
"""The samples, and what their punch clocks write."""
PLANNED = "2026-09-25T09:00:00+08:00"
"""When the roster is made, unless something else is said: before the month begins, as it should be."""
SETTLED = "2026-11-10T09:00:00+08:00"
"""When the clerk settles the month: every shift has ended, and no correction may be filed any more."""


@click.command("demo", cls=Command)
@click.argument("folder", default="demo", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path))
@option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=20.0, metavar="S", help="option.demo-limit"
)
@moment
@speaks("table")
def demo(say: Say, folder: Path, time_limit: float, as_of: str) -> int:
    """Plan October 2026 for the shipped samples, then settle it."""
    stated = click.get_current_context().get_parameter_source("as_of") is click.core.ParameterSource.COMMANDLINE
    as_of = as_of if stated else PLANNED
    codes = [_one(say, folder, preset, time_limit, as_of) for preset in PRESETS]
    return max(*codes, whole_month(say, folder, SETTLED))


def _one(say: Say, folder: Path, preset: str, time_limit: float, as_of: str) -> int:
    from rosterctl.cli.look import roster_tables
    from rosterctl.services import rosters
    from rosterctl.services.exchange import export_roster
    from rosterctl.services.month import load_month
    from rosterctl.services.plan import plan
    from rosterctl.services.setup import fresh_demo
    from rosterctl.solver.search import Options

    root = fresh_demo(folder, preset)
    loaded = load_month(root, MONTH)
    say.out(say.word("demo.title", preset=preset, month=MONTH))
    with Live(say) as live:
        made = plan(loaded.case, Options(time_limit), rosters.stamp_of(loaded, as_of), tell=live.hear, lang=say.lang)
    path = rosters.save_draft(loaded, made.roster)
    book = root / "out" / f"roster-{MONTH}.xlsx"
    export_roster(loaded, made.roster, book, say.lang, force=True)
    roster_tables(say, loaded, made.roster, made.audit)
    uses = [use for use in loaded.case.uses if use.mode.value != "off"]
    say.out(say.word("demo.checked", rules=len(uses), names=tuple(use.key for use in uses)))
    ended(say, made, path)
    say("demo.files", folder=root, book=book)
    say.out("")
    if made.audit.hard:
        return 1
    rosters.publish(load_month(root, MONTH), None)
    _settle(say, root, preset)
    return 130 if made.outcome.interrupted else 0


def _settle(say: Say, root: Path, preset: str) -> None:
    """The clerk's part: a punch clock's file is imported, the month judged and priced."""
    from zoneinfo import ZoneInfo

    from rosterctl.cli.look import width
    from rosterctl.report.attendance_issues import IssueTelling, issues_list
    from rosterctl.report.pay_rows import blank_zero, pay_line, shown_columns, total_line
    from rosterctl.report.pay_slips import slips
    from rosterctl.services.attend_file import default_file, save_records
    from rosterctl.services.attend_issues import issues
    from rosterctl.services.demo_punches import write_punches
    from rosterctl.services.pay_telling import telling
    from rosterctl.services.payroll import pay
    from rosterctl.services.punches import import_punches

    file = write_punches(root, MONTH, PRESETS[preset])
    (batch,) = import_punches(root, [file], SETTLED)
    say.out(say.word("demo.settle", preset=preset, month=MONTH, file=file, new=batch.counts.new, as_of=SETTLED))
    payroll = pay(root, MONTH, SETTLED)
    attended = payroll.attended
    found = issues(attended, say.lang)
    save_records(attended, default_file(root, MONTH))
    names = {employee.id: employee.name for employee in attended.period.employees}
    say.out(say.word("demo.exceptions", count=len(found)))
    issue_tell = IssueTelling(names, ZoneInfo(attended.period.zone), say.lang)
    say.out(issues_list(found, issue_tell, colour=say.colour, width=width()))
    tell = telling(attended, say.lang)
    say.out(say.word("demo.pay", lines=sum(len(one.lines) for one in payroll.people)))
    say.out(slips(payroll.people, tell, width()))
    rows = [*(blank_zero(pay_line(one)) for one in payroll.people), total_line(payroll.people, say.lang)]
    say.rows("pay/1", "people", rows, {name: f"pay.head.{name}" for name in shown_columns(payroll.people)})
    say("demo.next", folder=root, month=MONTH, employee=payroll.people[1].employee.id, as_of=SETTLED)
    say.out("")
