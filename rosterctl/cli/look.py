"""Rosters and findings on a terminal."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from rosterctl.cli.say import Say

if TYPE_CHECKING:
    from rosterctl.domain.roster import Roster
    from rosterctl.services.audit import Audit
    from rosterctl.services.month import Month

SOFT_SHOWN = 20
"""Soft findings in a built roster's table; all of them with ``-v`` and in every other format."""


def width() -> int | None:
    """The terminal's width; ``None`` when nobody watches, so that a file gets whole lines."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def roster_tables(say: Say, month: Month, roster: Roster, judged: Audit) -> None:
    """Print a roster with its coverage, then what was found about it."""
    from rosterctl.report.grid import grid_table
    from rosterctl.report.roster_data import lay_out

    say.out(grid_table(lay_out(month.case, roster), say.lang, colour=say.colour, width=width()))
    say.out("\n")
    findings_out(say, month, judged)


def findings_out(say: Say, month: Month, judged: Audit) -> None:
    """Print findings as a list, hard ones first; a long tail of soft ones is cut unless ``-v``."""
    from rosterctl.report.findings import finding_lines, findings_table
    from rosterctl.services.describe import describe

    shown = judged.findings
    limit = len(judged.hard) + SOFT_SHOWN
    if not say.verbose and len(shown) > limit:
        shown = shown[:limit]
    if shown:
        lines = finding_lines(shown, month.case, say.lang, describe)
        say.out(findings_table(lines, say.lang, colour=say.colour, width=width()))
    if len(shown) < len(judged.findings):
        say("check.more", count=len(judged.findings) - len(shown))
