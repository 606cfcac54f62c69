"""What is done with a month's rosters: build, open, import, publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rosterctl import __version__
from rosterctl.domain.acting import Decider
from rosterctl.domain.case import OFF, Case
from rosterctl.domain.roster import EDITED, PUBLISHED, Roster, Stamp
from rosterctl.errors import Place, Problem, RefusedError
from rosterctl.io.files import write_whole
from rosterctl.io.rosters.roster_fit import check_fits
from rosterctl.io.rosters.roster_json import load_roster, roster_bytes
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


def publish(
    month: Month, accepted: str | None, login: str | None = None, as_of: str | None = None
) -> tuple[Roster, Path, Audit]:
    """Freeze the draft as the next version. Raises :class:`RefusedError` with hard findings and no reason given, and
    where ``login`` may not change what is published."""
    draft = open_roster(month, "draft").roster
    cause = _cause(month, draft)
    if cause == EDITED:
        _may_edit(month, login)
    judged = audit(on_date(month, as_of), draft.assignments)
    if judged.hard and not accepted:
        raise RefusedError("publish.hard", count=len(judged.hard), month=month.name)
    reason = accepted if judged.hard else None
    frozen, path = month.folder.publish(replace(draft, carried=carried_after(month.case, draft)), reason, cause)
    return frozen, path, judged


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
