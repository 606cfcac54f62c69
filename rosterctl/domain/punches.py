"""Punches as values: what a batch of them is, what an import found, what a list asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of one file.

    ``rows`` were read; of the punches in them ``new`` were stored, ``repeats`` stood in the file already (same
    employee, instant and device), ``known`` in an earlier batch, and ``unknown`` had the id of nobody. ``blank``
    are the places of the file that say that nobody punched (未打卡, ``--``). A row of a daily report holds several.
    """

    rows: int = 0
    new: int = 0
    repeats: int = 0
    known: int = 0
    unknown: int = 0
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """One import of one file, as its Parquet file says of itself. ``as_of`` is an ISO instant."""

    file: str
    source: str
    sha256: str
    format: str
    as_of: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class PunchQuery:
    """Which punches are wanted: of these employees, on the dates ``first`` to ``last``, of these devices."""

    employees: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    devices: frozenset[str] = frozenset()


PUNCH_FORMATS = (
    "zk-attlog",
    "dingtalk-raw",
    "dingtalk-monthly",
    "dingtalk-daily",
    "wecom-daily",
    "zk-export",
    "hikvision",
    "agent-log",
    "plain",
)
"""Names of the layouts that are read, in the order in which a file is held against them."""
