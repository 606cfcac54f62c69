"""New workspaces: each preset that has a sample can be started from it."""

from __future__ import annotations

import shutil
from pathlib import Path

from rosterctl.errors import RefusedError, UsageError
from rosterctl.io.files import write_whole
from rosterctl.io.resources import samples

MARKER = "rosterctl.toml"


def startable() -> tuple[str, ...]:
    """The presets that a workspace can be started from, by name."""
    return tuple(sorted(path.parent.name for path in samples().glob(f"*/{MARKER}")))


def init_workspace(folder: Path, preset: str, *, force: bool = False) -> tuple[Path, ...]:
    """Write a workspace that builds as it stands; the files written.

    Raises :class:`UsageError` for an unknown preset, :class:`RefusedError` when the folder holds a workspace
    already (or any file that would be overwritten) and ``force`` is not given.
    """
    if preset not in startable():
        raise UsageError("init.preset", preset=preset, known=startable())
    source = samples() / preset
    files = sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    targets = {path: folder / path.relative_to(source) for path in files}
    there = [target for target in targets.values() if target.exists()]
    if there and not force:
        raise RefusedError("init.exists", file=there[0])
    for path, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, path.read_bytes())
    return tuple(targets.values())


def fresh_demo(folder: Path, preset: str) -> Path:
    """A sample workspace for the demonstration, anew each time; its folder."""
    root = folder / preset
    for made in ("rosters", "punches", "clock", "out"):
        shutil.rmtree(root / made, ignore_errors=True)
    for ledger in root.glob("rosterctl.db*"):
        ledger.unlink()
    init_workspace(root, preset, force=True)
    return root
