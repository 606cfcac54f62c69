"""What a swap that is asked for would break, and the new version of the roster that an approved one makes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rosterctl.domain.filed import Filed
from rosterctl.domain.findings import Finding
from rosterctl.domain.ledger import Put
from rosterctl.domain.roster import Roster
from rosterctl.errors import RefusedError
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.ledger.kept_files import publications
from rosterctl.ledger.requests import said_when_filed
from rosterctl.ledger.store import Reader
from rosterctl.messages import Said
from rosterctl.rules.request import swap_roster
from rosterctl.rules.request.base import Broken
from rosterctl.services.audit import audit
from rosterctl.services.describe import authority_of
from rosterctl.services.folders import roster_folder
from rosterctl.services.month import Month, load_month
from rosterctl.services.request_desk import Desk
from rosterctl.services.rostered import Rostered
from rosterctl.services.rosters import carried_after, stamp_of
from rosterctl.services.swap_asked import SEATS, Swap, seats, swap_of
from rosterctl.services.swaps import Seen, exchanged, look, month_of, what_if


@dataclass(frozen=True)
class Version:
    """A version that a swap has made: its row, unless the ledger has it already, and where its file is."""

    puts: tuple[Put, ...]
    file: Path


def breaches(desk: Desk, swap: Swap) -> tuple[Broken, ...]:
    """What a swap would break, where the workspace asks (rule *swap-roster*) and a roster is published."""
    if not any(use.rule == swap_roster.ID for use in desk.uses):
        return ()
    month = _month(desk, swap)
    if month is None or month.published is None:
        return ()
    return broken(look(what_if(month, month.published), swap).difference.breaches)


def broken(found: Iterable[Finding]) -> tuple[Broken, ...]:
    """Findings as request rules tell them."""
    told = []
    for finding in found:
        words = rule_page("roster", finding.rule).front.finding[finding.code]
        text = Said(words.zh, words.en, finding.values)
        clause = authority_of("roster", finding.rule, finding.authority) or finding.rule
        told.append(Broken(finding.key, clause, text, finding.employees, finding.dates))
    return tuple(told)


def _month(desk: Desk, swap: Swap) -> Month | None:
    """The month as loaded; ``None`` where nothing is published, or the dates are of two months."""
    names = {month_of(desk.config, [date]) for date in swap.dates}
    if len(names) > 1:
        raise RefusedError("swap.months", months=sorted(names))
    name = names.pop()
    return load_month(desk.root, name) if roster_folder(desk.root, name).versions() else None


def new_version(
    reader: Reader, desk: Desk, filed: Filed, known: tuple[Broken, ...], reason: str | None
) -> Version | None:
    """Write the version in which an approved swap has taken place; ``None`` where no roster is published.

    ``known`` is what whoever approves was told that it breaks. A version that this request has made already is taken
    as it stands: its approval was cut short before the ledger had it. Raises :class:`RefusedError` where the roster
    has changed since.
    """
    swap = swap_of(filed.request)
    month = None if swap is None else _month(desk, swap)
    if swap is None or month is None or month.published is None:
        return None
    cause = f"request:{filed.request.id}"
    latest = month.published
    cut_short = _made_before(month, cause)
    if cut_short is not None:
        return _version(reader, desk, month.name, cut_short)
    now = seats(Rostered(desk.root, desk.config), swap)
    was = said_when_filed(reader, filed.request.id).get(SEATS, now)
    if was != now:
        raise RefusedError("swap.changed", id=filed.request.id, was=was, now=now)
    what = what_if(month, latest)
    seen = look(what, swap)
    if {(one.key, one.employees, one.dates) for one in broken(seen.difference.breaches)} - {
        (one.key, one.employees, one.dates) for one in known
    } and any(use.rule == swap_roster.ID for use in desk.uses):
        raise RefusedError("swap.meanwhile", id=filed.request.id)
    return _version(
        reader, desk, month.name, _publish(desk, month, exchanged(latest, seen, what), cause, reason, seen)
    )


def _made_before(month: Month, cause: str) -> Roster | None:
    """The version that bears this cause, if there is one."""
    for number in reversed(month.folder.versions()):
        roster = month.folder.read(f"v{number}")
        if roster.publication is not None and roster.publication.cause == cause:
            return roster
    return None


def _publish(desk: Desk, month: Month, roster: Roster, cause: str, reason: str | None, seen: Seen) -> Roster:
    """Audit the roster from scratch, and freeze it."""
    judged = audit(month.case, roster.assignments)
    accepted = None
    if judged.hard:
        before = month.published.publication.accepted if month.published and month.published.publication else None
        accepted = (reason if seen.difference.breaches else before) or before or reason or cause
    stamp = replace(stamp_of(month, desk.as_of), penalty=judged.penalty)
    fresh = replace(roster, stamp=stamp, carried=carried_after(month.case, roster))
    return month.folder.publish(fresh, accepted, cause)[0]


def _version(reader: Reader, desk: Desk, month: str, roster: Roster) -> Version:
    publication = roster.publication
    assert publication is not None, "it is published"
    file = roster_folder(desk.root, month).file(f"v{publication.version}")
    values = {
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "published_at": desk.as_of,
        "published_by": desk.acting.login,
        "cause": publication.cause,
        "accepted": publication.accepted,
    }
    known = any((one.month, one.version) == (month, publication.version) for one in publications(reader))
    put = Put("publications", (month, publication.version), values, new=True)
    return Version(() if known else (put,), file)
