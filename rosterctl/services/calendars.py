"""Published rosters as calendar files: one for each person and each team."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from rosterctl.domain.entries import Entry, entries, history
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Roster
from rosterctl.errors import RefusedError
from rosterctl.io.files import write_whole
from rosterctl.messages import Lang
from rosterctl.services.month import Month

RULE = "arrive-early"


def write_calendars(
    month: Month, name: str, folder: Path, lang: Lang, *, force: bool, only: Collection[str] = ()
) -> list[Path]:
    """Write ``<id>.ics`` for each person and ``team-<team>.ics`` for each team of a published version.

    ``only`` (ids) limits it to some people, and leaves the teams out. Raises :class:`RefusedError` for a draft, and
    when a file exists without ``force``; then nothing is written.
    """
    roster = month.folder.read(name)
    if roster.publication is None:
        raise RefusedError("export.ics-draft", month=month.name)
    found = _entries(month, roster)
    files = _files(month, roster, found, lang, only)
    paths = {folder / file: data for file, data in files.items()}
    taken = next((path for path in paths if path.exists()), None)
    if taken is not None and not force:
        raise RefusedError("export.exists", file=taken)
    for path, data in paths.items():
        write_whole(path, data)
    return list(paths)


def _entries(month: Month, roster: Roster) -> tuple[Entry, ...]:
    """What has become of each entry up to this version."""
    assert roster.publication is not None
    number = roster.publication.version
    earlier = [month.folder.read(f"v{one}") for one in month.folder.versions() if one < number]
    found = history([tuple(entries(one, month.case.shifts)) for one in (*earlier, roster)])
    people = {person.id: person for person in month.case.employees}
    return tuple(replace(one, alarm=_alarm(month, people.get(one.employee), one)) for one in found)


def _alarm(month: Month, person: Employee | None, entry: Entry) -> int:
    """Minutes ahead at which the policy wants the person there; 0 where no use of the rule is for them."""
    if person is None or entry.number:
        return 0
    ahead = 0
    for use in month.policy.uses:
        at_post = not use.scope.post or entry.post in use.scope.post
        if (
            use.rule == RULE
            and use.mode is not Mode.OFF
            and use.holds(entry.date)
            and at_post
            and use.scope.person(person)
        ):
            minutes = getattr(use.params, "minutes", None)
            ahead = max(ahead, entry.alarm if minutes is None else minutes)
    return ahead


def _files(
    month: Month, roster: Roster, found: tuple[Entry, ...], lang: Lang, only: Collection[str]
) -> dict[str, bytes]:
    from rosterctl.report.calendar_file import calendar_bytes

    stamp = dt.datetime.fromisoformat(roster.stamp.as_of) if roster.stamp else _midnight(roster.first)
    files: dict[str, bytes] = {}
    people = [person for person in month.case.employees if not only or person.id in only]
    for person in people:
        own = [one for one in found if one.employee == person.id]
        name = _name(person.id, files)
        files[name] = calendar_bytes(month.case, own, lang, title=person.name, stamp=stamp, named=False)
    teams = dict.fromkeys(person.team for person in people if person.team and not only)
    for team in teams:
        members = {person.id for person in people if person.team == team}
        own = [one for one in found if one.employee in members]
        name = _name(f"team-{team}", files)
        files[name] = calendar_bytes(month.case, own, lang, title=team, stamp=stamp, named=True)
    return files


def _name(wanted: str, taken: Collection[str]) -> str:
    """A file name that no system minds, and that is not taken yet."""
    stem, count = re.sub(r"[^\w.-]", "_", wanted), 1
    name = f"{stem}.ics"
    while name in taken:
        count += 1
        name = f"{stem}-{count}.ics"
    return name


def _midnight(on: dt.date) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(), dt.UTC)
