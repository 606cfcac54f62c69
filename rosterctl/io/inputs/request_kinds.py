"""What only one kind of request may state: corrections and swaps, and cells under the wrong kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.request_columns import ALSO, END, LAST, OWN, PARTNER, SIDE, START, TIME
from rosterctl.io.tables.columns import Column, Record
from rosterctl.io.tables.problems import Problems
from rosterctl.messages import Word


def own_columns(record: Record, kind: str, problems: Problems) -> None:
    """Notes cells that another kind of request owns."""
    for owner, columns in OWN.items():
        for column in columns if owner != kind else ():
            if record.get(column) is not None and kind not in ALSO.get(column.name, ()):
                words = {"owner": Word(f"request.{owner}"), "kind": Word(f"request.{kind}")}
                problems.add("input.request-not-for-kind", record.place(column), column=column.both, **words)


def correction(record: Record, span: tuple[dt.date, dt.date] | None, problems: Problems) -> None:
    """Notes what a correction lacks, and what it cannot have."""
    needed: tuple[Column[Any], ...] = (SIDE, TIME)
    lacking = [column for column in needed if record.get(column) is None and not record.bad(column)]
    if lacking:
        columns = tuple(column.both for column in lacking)
        problems.add("input.correction-lacks", record.place(), columns=columns)
    if span is not None and span[0] != span[1]:
        problems.add("input.correction-days", record.place(LAST), first=span[0], last=span[1])
    timed = next((column for column in (START, END) if record.get(column) is not None), None)
    if timed is not None:
        problems.add("input.correction-hours", record.place(timed))


def swap_partner(record: Record, employee: str | None, known: Known, problems: Problems) -> str | None:
    """The other person of a swap; who covers a leave, or takes the post of somebody who is out."""
    stated = record.get(PARTNER)
    if stated is None:
        return None
    partner = known.person(stated, record.place(PARTNER), problems)
    if partner is not None and partner == employee:
        problems.add("input.swap-with-self", record.place(PARTNER), read=stated)
    return partner
