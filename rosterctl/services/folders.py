"""Where a workspace keeps what; apart from the loading of it, which costs imports."""

from __future__ import annotations

from pathlib import Path

from rosterctl.io.rosters.roster_store import RosterFolder


def roster_folder(root: Path, name: str) -> RosterFolder:
    """The folder of a month's rosters."""
    return RosterFolder(root / "rosters" / name)
