"""A whole month lived through for the demonstration, up to where it can be closed.

A roster is published, requests are filed and decided by the people concerned when they did it, punches are imported.
The sample ``whole-month`` adds to the workspace of ``call-centre`` what such a house writes: the planner's workbook,
who may act, requests in the format of ``input/requests``, and who decided what (``decisions.csv``). Everything goes
through the services that the commands call; nothing is told that they did not say.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rosterctl.domain.requests import Request, Status
from rosterctl.errors import RosterctlError
from rosterctl.io.files import write_whole
from rosterctl.io.inputs.config import load_config
from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.requests import read_requests
from rosterctl.io.resources import samples
from rosterctl.services.decide import Decision, decide
from rosterctl.services.exchange import import_roster
from rosterctl.services.month import load_month
from rosterctl.services.punches import import_punches
from rosterctl.services.request_desk import open_desk
from rosterctl.services.request_file import file
from rosterctl.services.requests import ask_of
from rosterctl.services.rosters import Published, publish
from rosterctl.services.setup import fresh_demo
from rosterctl.services.staff import staff_of

PRESET, STORY = "call-centre", "whole-month"
MONTH = "2026-10"
PUBLISHED = "2026-09-28T09:00:00+08:00"
PLANNER, CLERK, PAYROLL = "c02", "c12", "c12"
_VERDICTS = {"批准": Status.APPROVED, "拒绝": Status.REJECTED}


@dataclass(frozen=True)
class Event:
    """Something that somebody did at ``at`` (ISO 8601): filed ``request`` (``verdict`` ``None``), or decided it, with
    what they ``said``."""

    at: str
    login: str
    request: Request
    verdict: Status | None = None
    said: str | None = None


@dataclass(frozen=True)
class Happened:
    """An event and what came of it: the request's state and the step that it waits for, or why it was refused."""

    event: Event
    state: Status | None = None
    need: str | None = None
    refused: RosterctlError | None = None


def begin(folder: Path) -> tuple[Path, Published]:
    """The workspace, anew, with the planner's workbook imported and published; its folder."""
    root = fresh_demo(folder, PRESET)
    story = samples() / STORY
    for name in ("rosterctl.toml", "policy.toml"):
        more = (story / {"rosterctl.toml": "people.toml"}.get(name, name)).read_bytes()
        write_whole(root / name, (root / name).read_bytes() + more)
    (root / "input" / "pins.csv").unlink()  # they are in the workbook
    shutil.copyfile(story / "requests.csv", root / "input" / "requests.csv")
    import_roster(load_month(root, MONTH), story / "roster.xlsx", {}, PUBLISHED)
    return root, publish(load_month(root, MONTH), None, PLANNER, PUBLISHED)


def live(root: Path) -> Iterator[Happened]:
    """Everything that is filed and decided, in the order of time."""
    numbers: dict[str, str] = {}
    for event in events(root):
        desk = open_desk(root, event.login, event.at)
        try:
            if event.verdict is None:
                filed = file(desk, ask_of(replace(event.request, filed_at=None))).filed  # it is filed now
                numbers[event.request.id] = filed.request.id
            else:
                (outcome,) = decide(desk, [numbers[event.request.id]], Decision(event.verdict, reason=event.said))
                if outcome.refused is not None:
                    raise outcome.refused
                assert outcome.filed is not None, "what is decided stands somewhere"
                filed = outcome.filed
            yield Happened(event, filed.request.status, filed.need)
        except RosterctlError as error:
            yield Happened(event, refused=error)


def events(root: Path) -> tuple[Event, ...]:
    """The filings of ``input/requests``, each by the person concerned, and the decisions of the sample, by time."""
    zone = ZoneInfo(load_config(root).zone)
    staff = staff_of(root)
    known = Known(tuple(staff), frozenset(person.id for person in staff))
    read = read_requests(root / "input" / "requests.csv", known, zone=str(zone), shown="input/requests.csv")
    asked = {request.id: request for request in read.values}
    filings = [Event(_instant(one.filed_at or "", zone), one.employee.lower(), one) for one in asked.values()]
    with (samples() / STORY / "decisions.csv").open(encoding="utf-8", newline="") as rows:
        decided = [
            Event(
                _instant(row["时间"], zone),
                row["登录名"],
                asked[row["编号"]],
                _VERDICTS[row["决定"]],
                row["理由"] or None,
            )
            for row in csv.DictReader(rows)
        ]
    return tuple(sorted((*filings, *decided), key=lambda event: event.at))


def _instant(text: str, zone: ZoneInfo) -> str:
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=zone)).isoformat()


def punched(root: Path, as_of: str) -> int:
    """Import what the punch clock wrote; how many punches were new."""
    (batch,) = import_punches(root, [samples() / STORY / "1_attlog.dat"], as_of, login=CLERK)
    return batch.counts.new
