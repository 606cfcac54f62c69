"""The telecom sample: team meetings, new hires beside mentors, somebody to call in, notes and deadlines."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rosterctl.domain.roster import Assignment
from rosterctl.io.resources import samples
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.services.month import load_month
from rosterctl.services.rosters import open_roster
from tests.support.run import run

MONTH = ("--month", "2026-10")
IN_TIME, LATE = "2026-09-28T23:59+08:00", "2026-09-29T00:00+08:00"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a roster; a minute of work at most, whatever the machine has to do besides."""
    where = Path(shutil.copytree(samples() / "telecom-hotline", tmp_path_factory.mktemp("telecom") / "ws"))
    ran = run(["roster", "build", *MONTH, "--time-limit", "15", "--as-of", IN_TIME, "--quiet"], where)
    assert ran.code == 0, ran.err
    return where


def drafted(root: Path) -> tuple[Assignment, ...]:
    return open_roster(load_month(root, "2026-10"), "draft").roster.assignments


def rows(root: Path, *args: str) -> Any:
    ran = run([*args, *MONTH, "--format", "json", "--quiet"], root)
    assert ran.code in (0, 1), ran.err
    return json.loads(ran.out)


def test_no_hard_finding(root: Path) -> None:
    case = load_month(root, "2026-10").case
    assert [f for f in judge(RosterIndex(case, drafted(root))) if f.hard] == []


def test_every_team_meets_once_a_week_and_its_leader_is_there(root: Path) -> None:
    leaders = {"一组例会": "T01", "二组例会": "T09", "三组例会": "T17"}
    held: dict[str, set[tuple[date, int]]] = {name: set() for name in leaders}
    there: Counter[tuple[str, str]] = Counter()
    for item in drafted(root):
        for talk in item.activities:
            assert talk.minutes == 60
            held[talk.name].add((item.date, talk.start))
            there[talk.name, item.employee] += 1
    # four weeks each: that of 28 September is September's for the first two teams, whose days are its Tuesday to
    # Thursday, and the third one's, Thursday and Friday, are statutory holidays
    for name, leader in leaders.items():
        weeks = {on.isocalendar().week for on, _ in held[name]}
        assert len(weeks) == len(held[name]) == 4, held[name]
        assert there[name, leader] == 4


def test_meals_and_meetings_do_not_collide(root: Path) -> None:
    for item in drafted(root):
        for talk in item.activities:
            assert all(b.start + b.minutes <= talk.start or talk.start + talk.minutes <= b.start for b in item.breaks)


def test_the_workbook_carries_the_meetings(root: Path, tmp_path: Path) -> None:
    ran = run(["roster", "export", *MONTH, str(tmp_path / "book.xlsx")], root)
    assert ran.code == 0, ran.err
    month = load_month(root, "2026-10")
    again = open_roster(month, str(tmp_path / "book.xlsx")).roster.assignments
    assert {(i.employee, i.date): i.activities for i in again} == {
        (i.employee, i.date): i.activities for i in drafted(root)
    }
    assert any(item.activities for item in again)


def test_somebody_is_on_call_each_day_in_turn(root: Path) -> None:
    found = rows(root, "roster", "on-call")
    assert found["schema"] == "rosterctl/on-call/1"
    listed = found["on_call"]
    working = {(item.employee, item.date.isoformat()) for item in drafted(root)}
    assert not working & {(row["employee"], row["date"]) for row in listed}
    days = Counter(row["date"] for row in listed)
    assert max(days.values()) == 2
    turns = Counter(row["employee"] for row in listed)
    # 62 turns for 24 people at most; nobody has many more than the others who could be called
    assert max(turns.values()) <= 5
    assert run(["roster", "on-call", *MONTH, "--lang", "zh"], root).out.startswith("日期")


def test_the_day_decides_whether_it_is_published_in_time(root: Path) -> None:
    def late(as_of: str) -> list[int]:
        found = rows(root, "roster", "check", "--as-of", as_of)["findings"]
        return [one["size"] for one in found if one["rule"] == "publish-deadline"]

    assert late(IN_TIME) == []
    assert late(LATE) == [1]
    # the sum is the workspace's day, not the clock's: still the 28th in London
    assert late("2026-09-28T17:30+01:00") == [1]


def test_a_hard_deadline_wants_a_reason_and_is_not_asked_again(root: Path, tmp_path: Path) -> None:
    where = Path(shutil.copytree(root, tmp_path / "ws"))
    policy = where / "policy.toml"
    text = policy.read_text("utf-8")
    assert 'use = "publish-deadline"\nmode = "soft"' in text
    policy.write_text(
        text.replace('use = "publish-deadline"\nmode = "soft"', 'use = "publish-deadline"\nmode = "hard"')
    )
    assert run(["roster", "publish", *MONTH, "--as-of", LATE], where).code == 7
    assert run(["roster", "publish", *MONTH, "--as-of", LATE, "--accept", "节前人员变动"], where).code == 0
    found = rows(where, "roster", "check", "--as-of", LATE)["findings"]
    assert [one for one in found if one["rule"] == "publish-deadline"] == []


def test_the_leaver_is_told_when_the_notice_is_short(root: Path, tmp_path: Path) -> None:
    where = Path(shutil.copytree(root, tmp_path / "ws"))
    staff = where / "input/staff.csv"
    text = staff.read_text("utf-8")

    def found(last: str) -> list[tuple[str, int]]:
        staff.write_text(text.replace("2026-11-01,2026-09-28", f"{last},2026-09-28"), "utf-8")
        return [
            (f["code"], f["size"]) for f in rows(where, "roster", "check")["findings"] if f["rule"] == "leaver-notice"
        ]

    # 28 September + 30 days is 28 October
    assert found("2026-10-28") == []
    assert found("2026-10-27") == [("short", 1)]
    assert found("") == [("open", 1)]


def test_notes_stand_under_the_roster(root: Path) -> None:
    shown = run(["roster", "show", *MONTH, "--lang", "zh"], root).out
    assert "\n10-01 至 10-31：着春秋装\n" in shown
    assert rows(root, "roster", "show")["notes"][0] == {
        "first": "2026-10-01",
        "last": "2026-10-31",
        "note": "着春秋装",
    }
