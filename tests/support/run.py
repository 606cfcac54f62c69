"""Runs the real command in a real process, as a user's shell would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.documents import hold_text


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run(args: Sequence[str | Path], cwd: Path, lang: str = "en", **environ: str) -> Ran:
    """``rosterctl ARGS`` in ``cwd``; output decoded as UTF-8."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "ROSTERCTL"))}
    done = subprocess.run(
        [sys.executable, "-m", "rosterctl", *map(str, args)],
        cwd=cwd,
        env={**clean, "ROSTERCTL_LANG": lang, "PYTHONUTF8": "1", "COLUMNS": "100", **environ},
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    hold_text(ran.out)
    return ran
