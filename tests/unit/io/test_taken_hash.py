"""The hash over requests that were taken from the ledger: what it stands on, and what it passes over."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, replace

import pytest

from rosterctl.domain.attendance import Side
from rosterctl.domain.requests import Compensation, Part, Request, Status
from rosterctl.domain.time import Span
from rosterctl.errors import Place
from rosterctl.io.inputs.taken import Taken

ON = dt.date(2026, 3, 2)
ASKED = Request(
    id="Q1",
    kind="leave",
    employee="P1",
    first=ON,
    last=ON,
    part=Part.HOURS,
    hours=Span(540, 600),
    leave_kind="sick",
    status=Status.APPROVED,
    reason="看病",
    decided_by="L",
    place=Place("ledger.sqlite", cell="Q1"),
)
SIDED = replace(ASKED, side=next(iter(Side)))


def sha256(*requests: Request) -> str:
    return Taken("ledger.sqlite", requests, lambda rows: [False] * len(rows)).sha256


def test_it_stands_on_every_field_in_full() -> None:
    # closed months keep this hash: whoever makes it faster must not make another one
    plain = [{**asdict(request), "place": None} for request in (ASKED, SIDED)]
    stated = json.dumps(plain, default=str, sort_keys=True).encode()
    assert sha256(ASKED, SIDED) == hashlib.sha256(stated).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, hours=Span(540, 660)),
        replace(ASKED, last=dt.date(2026, 3, 3)),
        replace(ASKED, status=Status.REJECTED),
        replace(ASKED, compensation=Compensation.TIME_OFF),
        replace(ASKED, decided_by=None),
        SIDED,
    ],
)
def test_it_changes_with_what_is_asked_or_decided(other: Request) -> None:
    assert sha256(other) != sha256(ASKED)


def test_where_a_request_stands_is_no_part_of_it() -> None:
    assert sha256(replace(ASKED, place=Place("ledger.sqlite", cell="Q9"))) == sha256(ASKED)
