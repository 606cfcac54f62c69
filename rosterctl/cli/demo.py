"""``rosterctl demo``: the planner's job from start to end, on the shipped samples."""

from __future__ import annotations

from pathlib import Path

import click

from rosterctl.cli.live import Live
from rosterctl.cli.options import moment, option, speaks
from rosterctl.cli.roster_build import ended
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command

MONTH = "2026-10"
PRESETS = ("hospital-desk", "duty-24h")


@click.command("demo", cls=Command)
@click.argument("folder", default="demo", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path))
@option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=20.0, metavar="S", help="option.demo-limit"
)
@moment
@speaks("table")
def demo(say: Say, folder: Path, time_limit: float, as_of: str) -> int:
    """Plan October 2026 for the shipped samples."""
    return max(_one(say, folder, preset, time_limit, as_of) for preset in PRESETS)


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
    return 1 if made.audit.hard else 130 if made.outcome.interrupted else 0
