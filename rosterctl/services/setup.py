"""New workspaces: each preset that has a sample can be started from it."""

from __future__ import annotations

import shutil
from pathlib import Path

from rosterctl.errors import RefusedError, UsageError
from rosterctl.io.files import write_whole
from rosterctl.io.resources import samples

MARKER = "rosterctl.toml"
POLICY, SCHEMA = "policy.toml", "policy.schema.json"
POINTER = f"#:schema ./{SCHEMA}\n"
"""The line by which editors find the schema of the file that it opens."""


def startable() -> tuple[str, ...]:
    """The presets that a workspace can be started from, by name."""
    return tuple(sorted(path.parent.name for path in samples().glob(f"*/{MARKER}")))


def init_workspace(folder: Path, preset: str, *, force: bool = False) -> tuple[Path, ...]:
    """Write a workspace that builds as it stands; the files written.

    Raises :class:`UsageError` for an unknown preset, :class:`RefusedError` when the folder holds a workspace
    already (or any file that would be overwritten) and ``force`` is not given.
    """
    from rosterctl.io.schemas import schema_bytes  # every rule, which completing a preset's name does without

    if preset not in startable():
        raise UsageError("init.preset", preset=preset, known=startable())
    source = samples() / preset
    files = sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    contents = {folder / path.relative_to(source): path.read_bytes() for path in files}
    contents[folder / POLICY] = POINTER.encode() + contents[folder / POLICY]
    contents[folder / SCHEMA] = schema_bytes("policy")
    there = [target for target in contents if target.exists()]
    if there and not force:
        raise RefusedError("init.exists", file=there[0])
    for target, content in contents.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    return tuple(sorted(contents))


def fresh_demo(folder: Path, preset: str) -> Path:
    """A sample workspace for the demonstration, anew each time; its folder."""
    root = folder / preset
    for made in ("rosters", "punches", "clock", "out"):
        shutil.rmtree(root / made, ignore_errors=True)
    for ledger in root.glob("rosterctl.db*"):
        ledger.unlink()
    init_workspace(root, preset, force=True)
    return root
