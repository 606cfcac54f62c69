"""Is everything in place? What ``rosterctl doctor`` looks at."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rosterctl import __version__
from rosterctl.errors import InputError, Problem, RosterctlError
from rosterctl.io.inputs.config import find_workspace
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.io.policies.policy import preset_names
from rosterctl.io.policies.registry import known_rules
from rosterctl.messages import Word
from rosterctl.services.setup import startable

LIBRARIES = (
    "ortools",
    "numpy",
    "pydantic",
    "click",
    "python-calamine",
    "xlsxwriter",
    "holidays",
    "babel",
    "sqlalchemy",
    "alembic",
)


@dataclass(frozen=True)
class Check:
    """One thing looked at: a message id for what it is, whether it is well, and what was seen."""

    code: str
    well: bool
    seen: str
    problems: tuple[Problem, ...] = ()


def examine(here: Path) -> Iterator[Check]:
    """Look at the installation, then at the workspace around ``here`` where there is one."""
    version = sys.version_info
    yield Check("doctor.python", version >= (3, 11), f"{version.major}.{version.minor}.{version.micro}")
    yield Check("doctor.program", True, __version__)
    for name in LIBRARIES:
        try:
            yield Check("doctor.library", True, f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Check("doctor.library", False, name)
    pages = [rule_page(rule.kind, rule.id) for rule in known_rules().values()]
    yield Check("doctor.rules", bool(pages), str(len(pages)))
    yield Check("doctor.presets", bool(preset_names()), ", ".join(preset_names()))
    yield Check("doctor.samples", bool(startable()), ", ".join(startable()))
    yield _solver()
    yield from _workspace(here)


def _solver() -> Check:
    """Solve a tiny model: a broken binary shows only when it runs."""
    from rosterctl.solver.self_test import solves

    return Check("doctor.solver", solves(), "CP-SAT")


def _workspace(here: Path) -> Iterator[Check]:
    from rosterctl.io.inputs.config import Config, load_config
    from rosterctl.io.policies.policy import house_policy

    try:
        root = find_workspace(here)
    except RosterctlError:
        return
    yield Check("doctor.workspace", True, str(root))
    problems: list[Problem] = []
    config = Config()
    try:
        config = load_config(root)
    except InputError as error:
        problems += error.problems
    try:
        house_policy(root, config.law)
    except InputError as error:
        problems += error.problems
    yield Check("doctor.policy", not problems, f"{len(problems)}", tuple(problems))
    yield from _ledger(root)


def _ledger(root: Path) -> Iterator[Check]:
    """Whether the ledger is whole, and the files are what it says; nothing where there is none."""
    from rosterctl.ledger.store import FILE
    from rosterctl.services.ledger import verify

    if not (root / FILE).exists():
        return
    try:
        checked = verify(root)
    except InputError as error:
        yield Check("doctor.ledger", False, FILE, error.problems)
        return
    wrong = tuple(Problem(f"ledger.file.{one.wrong}", None, {"file": one.file}) for one in checked.files)
    flaw = checked.verdict.flaw
    if flaw is not None:
        fault = Word(f"fault.{flaw.fault.value}")
        wrong = (Problem("ledger.flaw", None, {"fault": fault, "table": flaw.table, "row": flaw.row}),)
    yield Check("doctor.ledger", checked.whole, str(checked.verdict.entries), wrong)
