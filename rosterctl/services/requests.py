"""Where requests come from: the one place that decides between the ledger and ``input/requests``.

``[ledger] requests`` of ``rosterctl.toml`` says it; left out, it is the ledger as soon as anybody may act.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rosterctl.domain.filed import OPEN, Ask, RequestQuery
from rosterctl.domain.requests import Request, Status
from rosterctl.errors import Place
from rosterctl.io.inputs.base import period
from rosterctl.io.inputs.config import Config
from rosterctl.io.inputs.taken import Taken

REACH = dt.timedelta(days=62)
"""So far around a period requests are asked for: the furthest that any reader of them looks."""

_NUMBERED = re.compile(r"row-\d+")


def for_plan(root: Path, config: Config, month: str) -> Taken | None:
    """What a roster is made with: the ledger's approved requests; ``None`` where ``input/requests`` counts."""
    return _taken(root, config, month, (Status.APPROVED,)) if config.from_ledger else None


def for_settling(root: Path, config: Config, month: str) -> Taken | None:
    """What attendance and pay read: approved requests, and those undecided, for which a charge may have to wait."""
    return _taken(root, config, month, OPEN) if config.from_ledger else None


def ask_of(request: Request) -> Ask:
    """What a line of ``input/requests`` asks. Its id is its key; a line without one is known by what it asks for."""
    from rosterctl.ledger.requests import fingerprint

    asked = replace(request, status=Status.FILED, decided_by=None, decided_at=None)
    ask = Ask(asked, evidence=str(request.place))
    name = f"#{fingerprint(ask)}" if _NUMBERED.fullmatch(request.id) else request.id
    return replace(ask, key=f"input:{name}")


def _taken(root: Path, config: Config, month: str, states: tuple[Status, ...]) -> Taken:
    from rosterctl.ledger.requests import listed
    from rosterctl.ledger.store import FILE, open_ledger

    if not (root / FILE).exists():
        return Taken(FILE, (), lambda rows: [False] * len(rows))
    first, end = period(config, month)
    near = RequestQuery(states=states, first=first - REACH, last=end + REACH)
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        found = listed(reader, near)
    placed = tuple(replace(one.request, place=Place(FILE, cell=one.request.id)) for one in found)
    return Taken(FILE, placed, lambda rows: _filed(root, rows))


def _filed(root: Path, rows: Sequence[Request]) -> Sequence[bool]:
    from rosterctl.ledger.requests import fingerprint, known_keys
    from rosterctl.ledger.store import FILE, open_ledger

    asks = [ask_of(row) for row in rows]
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        known = known_keys(reader, [ask.key or "" for ask in asks])
    return [known.get(ask.key or "") == fingerprint(ask) for ask in asks]
