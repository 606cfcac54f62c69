"""The command line: parse, call one service, print. The only room that imports click, reads the clock or the cwd."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Entry point of the ``rosterctl`` command; always ends in ``SystemExit``."""
    from rosterctl.cli.app import run
    from rosterctl.cli.say import flush
    from rosterctl.cli.tongue import write_utf8

    # a month is a million small values that live until the end: looking for cycles among them costs a fifth
    gc.set_threshold(100_000, 50, 100)
    write_utf8()
    code = run(list(sys.argv[1:] if argv is None else argv), os.environ)
    flush()
    raise SystemExit(code)
