"""``rosterctl roster build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.live import Live
from rosterctl.cli.options import in_workspace, moment, month, option, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command

if TYPE_CHECKING:
    from rosterctl.services.month import Month
    from rosterctl.services.plan import Plan

SECONDS = click.FloatRange(min=0, min_open=True)


@click.command("build", cls=Command)
@month
@option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=60.0, metavar="S", help="option.time-limit"
)
@option("--seed", type=click.IntRange(min=0), default=0, metavar="N", help="option.seed")
@option("--workers", type=click.IntRange(min=1), metavar="N", help="option.workers")
@option("--gap", type=click.FloatRange(0, 1), default=0.0, metavar="G", help="option.gap")
@option("--deterministic", type=SECONDS, metavar="WORK", help="option.deterministic")
@option("--what-if", "what_if", multiple=True, metavar="WHAT,...", help="option.what-if")
@moment
@in_workspace
@speaks("table", "json")
def build(
    say: Say,
    root: Path,
    month: str,
    time_limit: float,
    seed: int,
    workers: int | None,
    gap: float,
    deterministic: float | None,
    what_if: tuple[str, ...],
    as_of: str,
) -> int:
    """Build a month's roster."""
    from rosterctl.services import rosters
    from rosterctl.services.month import load_month
    from rosterctl.services.plan import AuditFailed, plan
    from rosterctl.solver.search import Options

    loaded = load_month(root, month)
    say.problems(() if say.quiet else loaded.warnings)
    limit = None if deterministic is not None else time_limit
    options = Options(limit, seed, workers, gap, deterministic)
    if what_if:
        from rosterctl.cli.roster_what_if import ask

        return ask(say, loaded, what_if, options, as_of)
    start = rosters.start_of(loaded.case, loaded.published)
    stamp = rosters.stamp_of(loaded, as_of)
    with Live(say) as live:
        try:
            made = plan(loaded.case, options, stamp, start=start, tell=live.hear, lang=say.lang)
        except AuditFailed as error:
            say("build.aside", file=rosters.save_aside(loaded, error.roster))
            raise
    # saved before anything is formatted: a fault in printing must not cost the roster
    path = rosters.save_draft(loaded, made.roster)
    _tell(say, loaded, made, path)
    return 130 if made.outcome.interrupted else 0


def _tell(say: Say, loaded: Month, made: Plan, path: Path) -> None:
    judged = made.audit
    if say.format == "json":
        stamp = made.roster.stamp
        assert stamp is not None
        fields = {name: getattr(stamp, name) for name in stamp.__dataclass_fields__ if name != "notes"}
        say.json("build/1", {"month": loaded.name, "draft": str(path), **fields, "findings": len(judged.findings)})
    else:
        from rosterctl.cli.look import roster_tables

        roster_tables(say, loaded, made.roster, judged)
    ended(say, made, path)


def ended(say: Say, made: Plan, path: Path) -> None:
    """Say how the search ended, what the audit found and where the draft is."""
    outcome, judged = made.outcome, made.audit
    code = "build.interrupted" if outcome.interrupted else f"build.{outcome.status}"
    percent = "-" if made.gap is None else f"{100 * made.gap:.1f}"
    bound = "-" if outcome.bound is None else outcome.bound
    say(code, penalty=judged.penalty, bound=bound, percent=percent, seconds=f"{outcome.seconds:.1f}")
    say("build.audited", hard=len(judged.hard), soft=len(judged.findings) - len(judged.hard))
    say("build.saved", file=path)
