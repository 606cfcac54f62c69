"""What settling a month reads; what is wrong with it stands in ``tests/errors/settlement``."""

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from rosterctl.domain.calendar import DayKind
from rosterctl.io.inputs.config import load_config
from rosterctl.io.inputs.settlement import Settlement, load_settlement
from rosterctl.io.inputs.workspace import load_inputs
from rosterctl.io.resources import samples

SAMPLES = sorted(path.parent.name for path in samples().glob("*/rosterctl.toml"))
BASE = Path(__file__).parents[2] / "errors/input/_base"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def write(root: Path, name: str, *lines: str) -> None:
    (root / f"input/{name}.csv").write_text("\n".join([*lines, ""]), "utf-8")


def load(root: Path, month: str = "2026-10") -> Settlement:
    return load_settlement(root, load_config(root), month)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_can_be_settled(name: str) -> None:
    """All that a sample states is read without a doubt, and everybody has a wage on each day of the month."""
    found = load(samples() / name)
    assert {problem.code for problem in found.warnings} <= {"warn.leaver"}
    days = [found.first + dt.timedelta(days=n) for n in range((found.end - found.first).days)]
    for person in found.employees:
        assert all(person.base_on(on) is not None for on in days if person.employed(on))


@pytest.mark.parametrize("name", SAMPLES)
def test_planning_and_settling_read_the_same_people_and_shifts(name: str) -> None:
    planned = load_inputs(samples() / name, load_config(samples() / name), "2026-10")
    settled = load(samples() / name)
    assert settled.employees == planned.employees
    assert settled.shifts == planned.shifts
    assert set(planned.requests) <= set(settled.requests)


def test_a_workspace_without_demand(root: Path) -> None:
    for name in ("demand", "requests"):
        (root / f"input/{name}.csv").unlink()
    found = load(root)
    assert (found.first, found.end) == (day("2026-10-01"), day("2026-11-01"))
    assert [person.id for person in found.employees] == ["E01", "E02", "E03", "E04"]
    assert (found.requests, found.incidents, found.opening, found.warnings) == ((), (), {}, ())
    assert sorted(found.files) == ["input/shifts.csv", "input/staff.csv", "rosterctl.toml"]


def test_requests_around_the_period(root: Path) -> None:
    """62 days on either side: 1 October less 62 is 31 July; 31 October and 62 is 1 January."""
    dates = ("2026-07-30", "2026-07-31", "2026-10-01", "2026-12-31", "2027-01-01", "2027-01-02")
    write(root, "requests", "employee,from,status", *(f"E01,{on},approved" for on in dates))
    assert [str(request.first) for request in load(root).requests] == list(dates[1:5])
    write(root, "requests", "employee,from,to,status", "E01,2026-07-01,2026-07-31,filed")
    assert len(load(root).requests) == 1


def test_incidents_of_the_period(root: Path) -> None:
    dates = ("2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01")
    write(root, "incidents", "employee,date,kind", *(f"E01,{on},game" for on in dates))
    assert [str(item.date) for item in load(root).incidents] == list(dates[1:3])
    (root / "rosterctl.toml").write_text('period_start = 26\nposts = ["desk", "gate"]\n', "utf-8")
    assert [str(item.date) for item in load(root).incidents] == list(dates[:2])


def test_opening_and_wages(root: Path) -> None:
    write(root, "opening", "employee,key,value", "E01,consecutive-absence,2")
    write(
        root,
        "staff",
        "id,name,team,base_wage,valid_from",
        "E01,张伟,a,5000,2026-01-01",
        "E01,张伟,b,6000,2026-10-16",
        "E02,王芳,a,4000,",
    )
    found = load(root)
    assert found.opening == {"E01": {"consecutive-absence": 2}}
    person = found.employees[0]
    assert person.team == "a"
    assert [person.base_on(day(on)) for on in ("2026-10-15", "2026-10-16")] == [Decimal(5000), Decimal(6000)]
    assert load(root, "2026-11").employees[0].team == "b"


def test_the_calendar_reaches_into_the_neighbours(root: Path) -> None:
    """New Year's Day 2027 is 62 days after the period; days of the calendar file count wherever they are."""
    write(root, "calendar", "date,kind", "2026-12-31,rest")
    calendar = load(root).calendar
    assert calendar.kind(day("2026-10-01")) is DayKind.HOLIDAY
    assert calendar.kind(day("2027-01-01")) is DayKind.HOLIDAY
    assert calendar.kind(day("2026-12-31")) is DayKind.REST


def test_only_the_period_s_own_years_are_provisional(root: Path) -> None:
    assert [problem.code for problem in load(root, "2026-12").warnings] == []
    assert ("warn.provisional", 2027) in [(p.code, p.values.get("year")) for p in load(root, "2027-01").warnings]


def test_the_hash_is_over_what_settling_reads(root: Path) -> None:
    before = load(root).sha256
    write(root, "wishes", "employee,date,want", "E01,2026-10-05,off")
    assert load(root).sha256 == before
    write(root, "incidents", "employee,date,kind", "E01,2026-10-05,game")
    assert load(root).sha256 != before


def test_planning_does_not_read_what_settling_reads(root: Path) -> None:
    """Incidents and opening figures neither change a roster's stamp nor stop a plan when they are wrong."""
    before = load_inputs(root, load_config(root), "2026-10")
    write(root, "incidents", "this is no table")
    (root / "input/opening.txt").write_text("nor is this", "utf-8")
    after = load_inputs(root, load_config(root), "2026-10")
    assert (after.sha256, after.warnings) == (before.sha256, ())
