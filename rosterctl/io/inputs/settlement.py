"""What settling a period reads of ``input/``, apart from punches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.incidents import Incident
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Request
from rosterctl.domain.shifts import Shift
from rosterctl.errors import Problem
from rosterctl.io.inputs.config import Config
from rosterctl.io.inputs.workspace import load_inputs


@dataclass(frozen=True)
class Settlement:
    """The inputs of one period."""

    first: dt.date
    end: dt.date
    employees: tuple[Employee, ...]
    shifts: tuple[Shift, ...]
    requests: tuple[Request, ...]
    incidents: tuple[Incident, ...]
    calendar: Calendar
    opening: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[Problem, ...] = ()


def load_settlement(root: Path, config: Config, month: str) -> Settlement:
    """Reads ``input/`` for the period named by ``month``."""
    inputs = load_inputs(root, config, month)
    return Settlement(
        inputs.first,
        inputs.end,
        inputs.employees,
        inputs.shifts,
        inputs.requests,
        (),
        inputs.calendar,
        MappingProxyType({}),
        inputs.warnings,
    )
