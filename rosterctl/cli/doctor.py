"""``rosterctl doctor``."""

from __future__ import annotations

from pathlib import Path

import click

from rosterctl.cli.options import speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command


@click.command("doctor", cls=Command)
@speaks("table", "json", "ndjson")
def doctor(say: Say) -> int:
    """Check the installation and the workspace here."""
    from rosterctl.services.health import examine

    checks = list(examine(Path.cwd()))
    rows = [{"well": "✓" if c.well else "✗", "what": say.word(c.code), "seen": c.seen} for c in checks]
    if say.format != "table":
        rows = [{"what": c.code, "well": c.well, "seen": c.seen} for c in checks]  # type: ignore[dict-item]
    say.rows("doctor/1", "checks", rows, {"well": "head.blank", "what": "head.what", "seen": "head.seen"})
    for check in checks:
        say.problems(check.problems)
    return 0 if all(check.well for check in checks) else 1
