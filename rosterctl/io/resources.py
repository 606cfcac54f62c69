"""Where the rule pages, the presets and the samples are.

A wheel carries ``constraints/`` and ``samples/`` inside the package; in a checkout, and in an editable install
of one, they stand beside it.
"""

from __future__ import annotations

from pathlib import Path

import rosterctl
from rosterctl.errors import InternalError


def constraints() -> Path:
    """The folder of the rule pages."""
    return _folder("constraints")


def presets() -> Path:
    """The folder of the presets."""
    return constraints() / "presets"


def samples() -> Path:
    """The folder of the sample workspaces."""
    return _folder("samples")


def _folder(name: str, package: Path | None = None) -> Path:
    """Raises :class:`InternalError` when the installation lacks the folder."""
    package = Path(rosterctl.__file__).parent if package is None else package
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise InternalError("resources.missing", folder=name, package=str(package))
