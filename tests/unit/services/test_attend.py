"""What a month's attendance is loaded from: rosters in force and around it, punches, requests; what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rosterctl.errors import InputError, RefusedError, UsageError
from rosterctl.services.attend import Attended, attend, employee_of, following
from tests.support.clerk import AS_OF, WORKSPACE, publish, punch, workspace

MONTH = "2026-10"
ZONE = ZoneInfo("Asia/Shanghai")


def told(attended: Attended) -> dict[str, tuple[str | None, str | None]]:
    """``A1 10-08`` → arrival and departure on the wall, of the period's own units."""
    return {
        f"{one.employee} {one.date:%m-%d}": (wall(one.match.arrival), wall(one.match.departure))
        for one in attended.judged.records()
    }


def wall(instant: int | None) -> str | None:
    return None if instant is None else f"{dt.datetime.fromtimestamp(instant, ZONE):%m-%d %H:%M}"


def test_without_a_published_roster_it_says_what_to_do(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D", month="2026-09")
    with pytest.raises(RefusedError) as refused:
        attend(root, MONTH, AS_OF)
    assert refused.value.code == "attend.no-roster"
    folder = root / "rosters/2026-10"
    folder.mkdir()
    (folder / "draft.json").write_bytes((root / "rosters/2026-09/v1.json").read_bytes())
    with pytest.raises(RefusedError) as refused:
        attend(root, MONTH, AS_OF)
    assert refused.value.code == "attend.draft-only"


def test_a_night_of_the_month_before_takes_its_departure(tmp_path: Path) -> None:
    """22:00–06:00 of 30 September leaves on 1 October 06:02; the day shift of the 1st begins at 09:00 (1.5)."""
    root = workspace(tmp_path, "A1 01 D")
    publish(root, "2026-09", "A1 30 N")
    punch(root, "A1 09-30 21:58\nA1 10-01 06:02 08:57 18:03")
    attended = attend(root, MONTH, AS_OF)
    assert told(attended) == {"A1 10-01": ("10-01 08:57", "10-01 18:03")}
    assert attended.judged.matches.unrostered == ()
    alone = workspace(tmp_path / "alone", "A1 01 D", "A1 10-01 06:02 08:57 18:03")
    # without September's roster 06:02 is in reach of the day alone, and its first event
    assert told(attend(alone, MONTH, AS_OF)) == {"A1 10-01": ("10-01 06:02", "10-01 18:03")}


def test_the_month_after_takes_its_arrival(tmp_path: Path) -> None:
    """A night of 31 October ends on 1 November 06:00; the day of the 1st comes at 08:50: 2 h 50 behind the night."""
    root = workspace(tmp_path, "A1 31 N")
    publish(root, "2026-11", "A1 01 D")
    punch(root, "A1 10-31 21:55\nA1 11-01 06:01 08:50 18:00")
    assert told(attend(root, MONTH, AS_OF)) == {"A1 10-31": ("10-31 21:55", "11-01 06:01")}
    alone = workspace(tmp_path / "alone", "A1 31 N", "A1 10-31 21:55\nA1 11-01 06:01 08:50 18:00")
    assert told(attend(alone, MONTH, AS_OF)) == {"A1 10-31": ("10-31 21:55", "11-01 08:50")}


def test_people_and_shifts_of_neighbours_who_are_gone_do_not_matter(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D", "A1 10-08 08:55 18:00")
    publish(root, "2026-09", "A9 30 N\nA1 29 X")
    assert told(attend(root, MONTH, AS_OF)) == {"A1 10-08": ("10-08 08:55", "10-08 18:00")}


def test_planned_is_what_was_published_before_the_period(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D D")
    publish(root, MONTH, "A1 08 D", made="2026-10-05T10:00:00+08:00")
    loaded = attend(root, MONTH, AS_OF).loaded
    assert (loaded.version, loaded.planned_version) == (2, 1)
    assert [item.date.day for item in loaded.period.assignments] == [8]
    assert loaded.period.planned is not None
    assert [item.date.day for item in loaded.period.planned] == [8, 9]


def test_nothing_is_planned_when_all_was_published_later(tmp_path: Path) -> None:
    """Midnight of the first day is the period's: what was made then was not made before it."""
    root = workspace(tmp_path, "")
    for n, made in enumerate(("2026-10-01T00:00:00+08:00", "2026-09-30T23:59:59+08:00"), 2):
        publish(root, MONTH, "A1 08 D", made=made)
        (root / f"rosters/{MONTH}/v1.json").unlink(missing_ok=True)
        assert attend(root, MONTH, AS_OF).loaded.planned_version == (None if n == 2 else 3)


def test_a_run_as_of_earlier_does_not_know_what_came_later(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D", "A1 10-08 08:55 18:00:01")
    at = "2026-10-08T18:00:00+08:00"
    assert told(attend(root, MONTH, at)) == {"A1 10-08": ("10-08 08:55", None)}
    later = "2026-10-08T18:00:01+08:00"
    assert told(attend(root, MONTH, later)) == {"A1 10-08": ("10-08 08:55", "10-08 18:00")}


@pytest.mark.parametrize(
    ("cells", "code", "read"),
    [("A1 08 D\nA7 08 D D", "roster.fit.person", "A7"), ("A1 08 D X", "roster.fit.shift", "X")],
)
def test_a_roster_of_strangers_is_bad_input(cells: str, code: str, read: str, tmp_path: Path) -> None:
    root = workspace(tmp_path, cells)
    with pytest.raises(InputError) as refused:
        attend(root, MONTH, AS_OF)
    (problem,) = refused.value.problems
    assert (problem.code, str(problem.place), problem.values["read"]) == (code, "rosters/2026-10/v1.json", read)


def test_a_roster_of_another_period_is_bad_input(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D")
    (root / "rosterctl.toml").write_text('posts = ["desk"]\nperiod_start = 26\n', "utf-8")
    with pytest.raises(InputError) as refused:
        attend(root, MONTH, AS_OF)
    assert [problem.code for problem in refused.value.problems] == ["roster.fit.month"]


def test_shifts_that_overlap_are_bad_input(tmp_path: Path) -> None:
    """22:00–06:00 and, on the same date, 09:00–18:00 do not overlap; a second D on it does (1.4)."""
    root = workspace(tmp_path, "A1 08 D\nA1 08 N")
    assert len(attend(root, MONTH, AS_OF).judged.sheet.facts) == 2
    publish(root, MONTH, "A1 08 D\nA1 08 D")
    with pytest.raises(InputError) as refused:
        attend(root, MONTH, AS_OF)
    (problem,) = refused.value.problems
    assert str(problem.place) == "rosters/2026-10/v2.json"
    assert problem.values["employee"] == "A1"


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D")
    with (root / "input/staff.csv").open("a", encoding="utf-8") as file:
        file.write("A1,又一个,,2024-01-01,,15,2200\n")
    (root / "policy.toml").write_text('extends = "nothing-of-the-kind"\n', "utf-8")
    with pytest.raises(InputError) as refused:
        attend(root, MONTH, AS_OF)
    assert {str(problem.place).split(":")[0] for problem in refused.value.problems} == {
        "input/staff.csv",
        "policy.toml",
    }


def test_an_empty_store_is_a_warning(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D")
    codes = [problem.code for problem in attend(root, MONTH, AS_OF).loaded.warnings]
    assert "attend.no-punches" in codes
    punch(root, "A1 10-08 08:55")
    assert "attend.no-punches" not in [problem.code for problem in attend(root, MONTH, AS_OF).loaded.warnings]


def test_a_damaged_batch_is_bad_input(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D", "A1 10-08 08:55")
    (batch,) = (root / "punches").glob("*.parquet")
    batch.write_bytes(batch.read_bytes()[:-20])
    with pytest.raises(InputError) as refused:
        attend(root, MONTH, AS_OF)
    assert [problem.code for problem in refused.value.problems] == ["punch.batch"]


def test_a_year_without_calendar_is_a_warning(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D", month="2031-10")
    loaded = attend(root, "2031-10", "2031-11-10T09:00:00+08:00").loaded
    assert loaded.provisional == (2031,)
    assert "warn.provisional" in [problem.code for problem in loaded.warnings]


def test_opening_figures_are_found_by_key(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D")
    (root / "input/opening.csv").write_text("employee,key,value\nA1,absences,2\nA2,absences,1\n", "utf-8")
    period = attend(root, MONTH, AS_OF).period
    assert [period.carried("absences", who) for who in ("A1", "A2", "A3")] == [2, 1, 0]


def test_people_are_known_by_id_or_name(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D")
    period = attend(root, MONTH, AS_OF).period
    assert employee_of(period, "A3").name == "欧阳若兰"
    assert employee_of(period, "欧阳若兰").id == "A3"
    with pytest.raises(UsageError) as unknown:
        employee_of(period, "谁")
    assert unknown.value.code == "punch.employee"
    staff = (WORKSPACE / "input/staff.csv").read_text("utf-8").replace("李佳怡", "陈思远")
    (root / "input/staff.csv").write_text(staff, "utf-8")
    with pytest.raises(UsageError) as twice:
        employee_of(attend(root, MONTH, AS_OF).period, "陈思远")
    assert (twice.value.code, twice.value.values["known"]) == ("attend.employees", ("A1", "A2"))


@pytest.mark.parametrize(("month", "after"), [("2026-01", "2026-02"), ("2026-12", "2027-01"), ("2028-02", "2028-03")])
def test_the_month_after(month: str, after: str) -> None:
    assert following(month) == after
