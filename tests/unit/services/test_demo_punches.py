"""The demonstration's punches: always the same, laid out as clocks do, and with something to find in them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rosterctl.domain.attendance import Side
from rosterctl.domain.clerk import Kind
from rosterctl.io.resources import samples
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.services.attend import attend
from rosterctl.services.attend_issues import issues
from rosterctl.services.demo_punches import SLIPS, write_punches
from rosterctl.services.punches import import_punches
from tests.support.clerk import AS_OF, publish

MONTH = "2026-10"
ZONE = ZoneInfo("Asia/Shanghai")
KINDS = {"hospital-desk": ("zk-attlog", "H", 12), "duty-24h": ("dingtalk-raw", "D", 16)}


@pytest.fixture(params=sorted(KINDS))
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A sample with a published roster that needs no solver: everybody works by turns."""
    name: str = request.param
    kind, letter, people = KINDS[name]
    root = Path(shutil.copytree(samples() / name, tmp_path / name))
    shifts = {"H": "ABC", "D": "ELN"}[letter]
    rows = []
    for n in range(1, people + 1):
        shift = shifts[n % 3]
        cells = [shift if (day + n) % 6 else "." for day in range(31)]
        rows.append(f"{letter}{n:02d} 01 {' '.join(cells)}")
    publish(root, MONTH, "\n".join(rows))
    roster = RosterFolder(root / "rosters" / MONTH)
    assert roster.versions() == (1,)
    return root, kind


def test_the_same_roster_the_same_bytes(sample: tuple[Path, str]) -> None:
    root, kind = sample
    first = write_punches(root, MONTH, kind).read_bytes()
    assert write_punches(root, MONTH, kind).read_bytes() == first


def test_the_file_is_seen_for_what_it_is(sample: tuple[Path, str]) -> None:
    root, kind = sample
    (done,) = import_punches(root, [write_punches(root, MONTH, kind)], AS_OF)
    assert (done.format, done.counts.unknown) == (kind, 0)
    assert done.warnings == ()
    (again,) = import_punches(root, [write_punches(root, MONTH, kind)], AS_OF)
    assert (again.counts.new, again.counts.known) == (0, done.counts.new)


def test_there_is_something_to_find(sample: tuple[Path, str]) -> None:
    """One forgot to punch in, one out, one did not come, one looked in on a day off, and nearly all else is plain."""
    root, kind = sample
    import_punches(root, [write_punches(root, MONTH, kind)], AS_OF)
    month = attend(root, MONTH, AS_OF)
    counts = Counter(one.kind for one in issues(month, "en"))
    assert counts[Kind.MISSING] >= 2
    assert counts[Kind.ABSENT] >= 1
    assert counts[Kind.UNROSTERED] == 1
    sheet = month.judged.sheet
    late = Counter(sheet.late[sheet.inside & (sheet.late > 0)].tolist())
    whole = 60 if kind == "dingtalk-raw" else 1  # DingTalk knows minutes only
    stated = [slip.seconds // whole * whole for slip in SLIPS if slip.what == "late"]
    assert late == Counter(stated)
    assert sum(counts.values()) < 20


def test_corrections_stand_for_punches_that_were_forgotten(sample: tuple[Path, str]) -> None:
    """Whoever asked for a correction did not punch there: the sample's own requests name side and date."""
    root, kind = sample
    import_punches(root, [write_punches(root, MONTH, kind)], AS_OF)
    month = attend(root, MONTH, AS_OF)
    sides = {
        (one.employee, one.first, one.side): one.status.value
        for one in month.period.requests
        if one.kind == "correction"
    }
    assert "approved" in sides.values()
    for record in month.judged.records():
        for side, events in ((Side.START, record.match.arrival_events), (Side.END, record.match.departure_events)):
            if (record.employee, record.date, side) in sides:
                assert not events


def test_people_come_before_their_shift_wants_them_there(sample: tuple[Path, str]) -> None:
    root, kind = sample
    import_punches(root, [write_punches(root, MONTH, kind)], AS_OF)
    month = attend(root, MONTH, AS_OF)
    late = {(slip.person, slip.unit) for slip in SLIPS if slip.what == "late"}
    assert late
    not_ready = [record for record in month.judged.records() if record.not_ready]
    assert not_ready == []
    first = min(month.loaded.punches.at.tolist())
    assert dt.datetime.fromtimestamp(first, ZONE).date() == dt.date(2026, 10, 1)
