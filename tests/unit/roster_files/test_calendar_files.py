"""Calendars: identity and sequence numbers from version to version, zones, meals, notes, alarms; read by vobject,
which shares nothing with the library that writes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vobject

from rosterctl.domain.calendar import DayNote
from rosterctl.domain.entries import Entry, history
from rosterctl.domain.roster import Break
from rosterctl.domain.time import Span
from rosterctl.report.calendar_file import calendar_bytes
from tests.golden.transcript import WORKSPACES, lay
from tests.support.run import run
from tests.support.small import read

STAMP = dt.datetime(2026, 9, 25, 1, tzinfo=dt.UTC)
DAY = Entry("A", dt.date(2026, 10, 1), 0, "D", "desk", Span(540, 1080))
ZONES = ("Asia/Shanghai", "Europe/Berlin")


def test_sequence_numbers() -> None:
    """A change counts one, going counts one, coming back counts one; what stays the same keeps its number."""
    other = replace(DAY, date=dt.date(2026, 10, 2))
    moved = replace(DAY, span=Span(600, 1140))
    versions = [(DAY, other), (moved, other), (other,), (other,), (moved, other)]
    found = [[(one.date.day, one.sequence, one.cancelled) for one in history(versions[: n + 1])] for n in range(5)]
    assert found == [
        [(1, 0, False), (2, 0, False)],
        [(1, 1, False), (2, 0, False)],
        [(2, 0, False), (1, 2, True)][::-1],
        [(1, 2, True), (2, 0, False)],
        [(1, 3, False), (2, 0, False)],
    ]


def events(data: bytes) -> list[Any]:
    return list(vobject.readOne(data.decode()).vevent_list)


@pytest.mark.parametrize("zone", ZONES)
def test_what_an_entry_says(zone: str) -> None:
    """The night to 25 October 2026; in Berlin the clocks go back in it, and 22:00–06:00 is nine hours."""
    case, _ = read({"first": "2026-10-24", "width": 1, "staff": ["A"], "shifts": {"N": "22:00-30:00"}})
    case = replace(
        case,
        axis=replace(case.axis, zone=zone),
        calendar=replace(
            case.calendar, notes=(DayNote(dt.date(2026, 10, 24), dt.date(2026, 10, 24), "盘点；带证件"),)
        ),
    )
    night = Entry(
        "A", dt.date(2026, 10, 24), 0, "N", "desk", Span(1320, 1800), (Break(1470, 30),), alarm=15, sequence=2
    )
    data = calendar_bytes(case, [night], "zh", title="甲组", stamp=STAMP, named=True)
    assert data == calendar_bytes(case, [night], "zh", title="甲组", stamp=STAMP, named=True)
    parsed = vobject.readOne(data.decode())
    assert [one.tzid.value for one in parsed.vtimezone_list] == [zone]
    [event] = events(data)
    assert event.dtstart.value.utcoffset() == dt.timedelta(hours=8 if zone == "Asia/Shanghai" else 2)
    elapsed = event.dtend.value.astimezone(dt.UTC) - event.dtstart.value.astimezone(dt.UTC)
    assert elapsed == dt.timedelta(hours=8 if zone == "Asia/Shanghai" else 9)
    assert event.dtstart.value.replace(tzinfo=None) == dt.datetime(2026, 10, 24, 22)  # noqa: DTZ001
    assert event.dtend.value.replace(tzinfo=None) == dt.datetime(2026, 10, 25, 6)  # noqa: DTZ001
    assert (event.sequence.value, event.status.value) == ("2", "CONFIRMED")
    assert event.description.value == "用餐 24:30–25:00\n盘点；带证件"
    assert event.valarm.trigger.value == dt.timedelta(minutes=-15)


def test_what_is_no_longer_worked_is_cancelled_without_an_alarm() -> None:
    case, _ = read({"first": "2026-10-01", "width": 1, "staff": ["A"], "shifts": {"D": "09:00-18:00"}})
    gone = replace(DAY, sequence=1, cancelled=True, alarm=10)
    [event] = events(calendar_bytes(case, [gone], "en", title="A", stamp=STAMP, named=False))
    assert (event.status.value, hasattr(event, "valarm")) == ("CANCELLED", False)


def test_from_a_workspace(tmp_path: Path) -> None:
    """Two versions: the swapped day keeps its UID and counts on; drafts are refused; nothing is overwritten."""
    root = lay("tiny", tmp_path)
    policy = root / "policy.toml"
    policy.write_text(policy.read_text("utf-8") + '\n[[rule]]\nuse = "arrive-early"\nminutes = 10\n', "utf-8")
    month = ["--month", "2026-10"]
    assert run(["roster", "export", *month, "--format", "ics", "cal", "draft"], root).code == 2
    (root / "month.csv").write_bytes((WORKSPACES.parent / "cases/show/month.csv").read_bytes())
    asked = ["--as-of", "2026-09-25T09:00+08:00", "--quiet"]
    assert run(["roster", "import", *month, "month.csv", *asked], root).code == 0
    refused = run(["roster", "export", *month, "--format", "ics", "cal", "draft"], root)
    assert (refused.code, "publish" in refused.err, (root / "cal").exists()) == (7, True, False)
    assert run(["roster", "publish", *month, "--accept", "test", *asked], root).code == 0
    done = run(["roster", "export", *month, "--format", "ics", "cal"], root)
    assert (done.code, done.out) == (0, "")
    names = sorted(path.name for path in (root / "cal").iterdir())
    assert names == ["T1.ics", "T2.ics", "T3.ics", "T4.ics", "T5.ics", "team-乙.ics", "team-甲.ics"]
    first = events((root / "cal/T1.ics").read_bytes())
    assert {(one.sequence.value, one.valarm.trigger.value) for one in first} == {("0", dt.timedelta(minutes=-10))}
    assert run(["roster", "export", *month, "--format", "ics", "cal"], root).code == 7
    team = events((root / "cal/team-甲.ics").read_bytes())
    assert {one.uid.value for one in first} < {one.uid.value for one in team}
    assert all(one.summary.value.startswith(("李佳怡 ", "欧阳若兰 ")) for one in team)

    grid = (root / "month.csv").read_text("utf-8-sig").splitlines()
    head, line = grid[0], next(row for row in grid if row.startswith("T1,"))
    cells = line.split(",")
    worked = next(n for n in range(1, len(cells)) if cells[n] in ("E", "N"))
    cells[worked] = ""
    (root / "month.csv").write_text(
        "\n".join([head, *(",".join(cells) if r == line else r for r in grid[1:])]), "utf-8"
    )
    assert run(["roster", "import", *month, "month.csv", *asked], root).code == 0
    assert run(["roster", "publish", *month, "--accept", "test", *asked], root).code == 0
    args = ["roster", "export", *month, "--format", "ics", "cal", "--force", "--employee", "T1"]
    assert run(args, root).code == 0
    second = events((root / "cal/T1.ics").read_bytes())
    assert {one.uid.value for one in second} == {one.uid.value for one in first}
    told = sorted((one.status.value, one.sequence.value) for one in second)
    assert told == [("CANCELLED", "1"), *[("CONFIRMED", "0")] * (len(first) - 1)]
