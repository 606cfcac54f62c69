"""``rosterctl pay compare``: the house's rules beside the law."""

from __future__ import annotations

from pathlib import Path

import click

from rosterctl.cli.options import in_workspace, moment, month, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command


@click.command("compare", cls=Command)
@month
@moment
@in_workspace
@speaks()
def compare(say: Say, root: Path, month: str, as_of: str) -> None:
    """What the house keeps back beside what the law bears."""
    from rosterctl.report.pay_compare import HEADS, compare_row, compare_total
    from rosterctl.services.pay_compare import BASELINE
    from rosterctl.services.pay_compare import compare as judge

    found = judge(root, month, as_of)
    say.problems(() if say.quiet else found.payroll.attended.loaded.warnings)
    rows = [compare_row(one) for one in found.people]
    if say.format in ("table", "markdown"):
        rows.append(compare_total(found.people, say.lang))
    known = {"month": month, "as_of": as_of, "baseline": BASELINE, "advice": False}
    heads = {name: f"compare.head.{name}" for name in HEADS}
    say.rows("pay-compare/1", "people", rows, heads, **known, provisional=found.payroll.provisional)
    if found.payroll.provisional:
        say("compare.provisional", month=month, unsettled=len(found.payroll.unsettled))
    say("lint.no-advice")
