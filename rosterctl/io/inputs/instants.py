"""Instants that a table states, on the clock of the workspace where they name no other."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from rosterctl.io.tables.columns import Column, Record
from rosterctl.io.tables.problems import Problems


def stated_instant(record: Record, column: Column[dt.datetime], zone: str, problems: Problems) -> str | None:
    """A cell's instant as ISO 8601 with the offset of ``zone``; ``None`` when it is blank or no instant.

    In an hour that the zone's clocks show twice it is the first; one that they skip is a problem (attendance 2.10).
    """
    stated = record.get(column)
    if stated is None:
        return None
    clock = ZoneInfo(zone)
    if stated.tzinfo is not None:
        return stated.astimezone(clock).isoformat()
    local = stated.replace(tzinfo=clock)
    if local.astimezone(dt.UTC).astimezone(clock).replace(tzinfo=None) != stated:
        read = stated.isoformat(" ", "minutes")
        problems.add("input.instant-skipped", record.place(column), column=column.both, read=read, zone=zone)
        return None
    return local.isoformat()
