"""What is done with a month's rosters: build, open, import, publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rosterctl import __version__
from rosterctl.domain.acting import Decider
from rosterctl.domain.case import OFF, Case
from rosterctl.domain.roster import EDITED, PUBLISHED, REPAIRED, Roster, Stamp
from rosterctl.domain.roster_text import roster_hash
from rosterctl.errors import Place, Problem, RefusedError
from rosterctl.io.files import write_whole
from rosterctl.io.rosters.roster_fit import check_fits
from rosterctl.io.rosters.roster_json import load_roster, roster_bytes
from rosterctl.io.rosters.roster_store import LATEST
from rosterctl.services.audit import Audit, audit
from rosterctl.services.counters import counted
from rosterctl.services.diffs import diff_rosters
from rosterctl.services.month import Month


@dataclass(frozen=True)
class Opened:
    """A roster with the cells it was read from, where it came from a spreadsheet, and what the reader noticed."""

    roster: Roster
    where: Mapping[tuple[str, date], Place]
    name: str
    notes: tuple[Problem, ...] = ()


def start_of(case: Case, roster: Roster | None) -> dict[tuple[int, int], int] | None:
    """(person, day) → kind of an earlier roster, for the search to begin from; ``None`` without one."""
    if roster is None:
        return None
    labels: dict[tuple[int, int], int] = {}
    for item in roster.assignments:
        who, kind = case.person.get(item.employee), case.kind_of.get((item.shift, item.post), OFF)
        if who is not None and kind != OFF:
            labels[who, case.axis.day(item.date)] = kind
    return labels


def stamp_of(month: Month, as_of: str) -> Stamp:
    """The stamp of a roster about to be built or imported."""
    return Stamp(as_of=as_of, input_hash=month.input_hash, version=__version__)


def save_draft(month: Month, roster: Roster) -> Path:
    """Write the draft; the file's path."""
    return month.folder.write_draft(roster)


def save_aside(month: Month, roster: Roster) -> Path:
    """Keep a roster that failed its audit, for whoever looks into the bug."""
    path = month.folder.path / "refused.json"
    write_whole(path, roster_bytes(roster))
    return path


def open_roster(month: Month, name: str) -> Opened:
    """``draft``, ``latest``, ``v2``, or a file: a roster's JSON, an exported workbook or a plain grid."""
    path = Path(name)
    if path.suffix.lower() in (".xlsx", ".xlsm", ".csv"):
        from rosterctl.services.exchange import read_sheet

        return read_sheet(month, path, {})
    roster = load_roster(path) if path.suffix == ".json" else month.folder.read(name)
    check_fits(roster, month.case, name)
    return Opened(roster, {}, name)


def carried_after(case: Case, roster: Roster) -> dict[str, dict[str, int]]:
    """The counters that the next month starts from: use key → employee → count.

    Versions of one key that follow each other within the month add up.
    """
    return {one.use.key: one.after for one in counted(case, roster.assignments)}


def on_date(month: Month, as_of: str | None) -> Case:
    """The case as it is judged at an instant (ISO): whether the month is published in time, while it is not."""
    if as_of is None or month.published is not None:
        return month.case
    return replace(month.case, as_of=datetime.fromisoformat(as_of).astimezone(ZoneInfo(month.config.zone)).date())


@dataclass(frozen=True)
class Published:
    """A roster that was published. ``head`` is the chain's head then (``None`` without a ledger); ``adopted`` are
    versions (month, number) that the chain had not known; ``fresh`` is false when an earlier attempt had
    written this version and was cut off."""

    roster: Roster
    path: Path
    audit: Audit
    head: str | None = None
    adopted: tuple[tuple[str, int], ...] = ()
    fresh: bool = True


def publish(
    month: Month, accepted: str | None, login: str | None = None, as_of: str = "", repaired: Roster | None = None
) -> Published:
    """Freeze the draft (or a repaired roster) as the next version, and append it to the chain where people act.

    When an earlier attempt was cut off after it had written the file, that file is what gets appended. Raises
    :class:`RefusedError` with hard findings and no reason given, for a closed period, for a login that is not listed
    or may not change what is published.
    """
    from rosterctl.services.closed_period import refuse_closed
    from rosterctl.services.recording import adopt_versions, append_version, recording

    draft = open_roster(month, "draft").roster if repaired is None else repaired
    cause = _cause(month, draft) if repaired is None else REPAIRED
    if cause != PUBLISHED:
        _may_edit(month, login)
    judged = audit(on_date(month, as_of or None), draft.assignments)
    if judged.hard and not accepted:
        raise RefusedError("publish.hard", count=len(judged.hard), month=month.name)
    reason = accepted if judged.hard else None
    ready = replace(draft, carried=carried_after(month.case, draft))
    with recording(month.root, month.config, login, as_of) as recorder:
        if recorder.writer is not None:
            refuse_closed(recorder.writer, draft.first, draft.end - timedelta(days=1))
        adopted = adopt_versions(recorder)
        mine = [version for name, version in adopted if name == month.name]
        latest = month.folder.latest() if mine else None
        if latest is not None and recorder.writer is not None and _same(latest, ready, reason):
            others = tuple(one for one in adopted if one != (month.name, mine[-1]))
            path = month.folder.file(LATEST)
            return Published(latest, path, judged, recorder.writer.head()[1], others, fresh=False)
        frozen, path = month.folder.publish(ready, reason, cause)
        recorder.written.append(path)
        assert frozen.publication is not None, "it has just been published"
        head = append_version(recorder, month.name, frozen.publication.version)
    return Published(frozen, path, judged, head, adopted)


def _cause(month: Month, draft: Roster) -> str:
    """An edit, where something that was published is different now."""
    if month.published is None or not diff_rosters(month.published, draft):
        return PUBLISHED
    return EDITED


def _may_edit(month: Month, login: str | None) -> None:
    """What is published is changed by swaps and repairs, or by somebody entitled (OS7): an approver, or a rank that
    decides. In a workspace that lists nobody who acts, nobody can be told apart."""
    if not month.config.people:
        return
    acting = next((who for who in month.config.people if who.login == login), None)
    number = None if acting is None else month.case.person.get(acting.employee)
    if acting is not None and number is not None:
        who = Decider(month.case.employees[number], "approver", acting.roles)
        if who.meets("approver") or who.meets("leader"):
            return
    raise RefusedError("publish.edit", login=login or "-", month=month.name)


def _same(published: Roster, ready: Roster, accepted: str | None) -> bool:
    """Whether a version is what would be published now, accepted for the same reason."""
    publication = published.publication
    return (
        publication is not None
        and publication.accepted == accepted
        and roster_hash(published) == roster_hash(ready)
        and replace(published, publication=None) == replace(ready, publication=None)
    )
