"""The small samples, from ``init`` to the pay run: proven best, nothing hard, nothing unsettled, clauses kept."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rosterctl.domain.roster import Assignment
from rosterctl.services.demo_punches import write_punches
from rosterctl.services.month import load_month
from rosterctl.services.rosters import open_roster
from tests.support.run import Ran, run

MONTH = ("--month", "2026-10")
BUILT, PUBLISHED, SETTLED = "2026-09-25T09:00+08:00", "2026-09-28T09:00+08:00", "2026-11-10T09:00:00+08:00"
NAMES = ("call-centre", "mall-desk", "service-window", "six-day-rotating")


def done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err
    return ran


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("samples")


@cache
def built(name: str, base: Path) -> Path:
    """A sample with its roster published; once for all tests."""
    done(run(["init", name, "--preset", name, "--quiet"], base))
    root = base / name
    done(run(["roster", "build", *MONTH, "--time-limit", "60", "--as-of", BUILT, "--quiet"], root))
    done(run(["roster", "publish", *MONTH, "--as-of", PUBLISHED, "--quiet"], root))
    return root


def planned(name: str, base: Path) -> tuple[Assignment, ...]:
    return open_roster(load_month(built(name, base), "2026-10"), "latest").roster.assignments


@pytest.mark.parametrize("name", NAMES)
def test_proven_best_and_nothing_hard(name: str, base: Path) -> None:
    root = built(name, base)
    stamp = open_roster(load_month(root, "2026-10"), "latest").roster.stamp
    assert stamp is not None
    assert (stamp.status, stamp.penalty) == ("optimal", stamp.bound)
    checked = done(run(["roster", "check", *MONTH, "--format", "json", "--quiet"], root))
    assert not [one for one in json.loads(checked.out)["findings"] if one["hard"]]


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_settled(name: str, base: Path) -> None:
    paid = settled(name, base)
    assert (paid["provisional"], paid["unsettled"]) == (False, [])
    net = {one["employee"]: float(one["net"]) for one in paid["people"]}
    # nobody who was there all month is below the local minimum wage that the workspace states
    assert min(net.values()) >= 2490
    if name == "service-window":
        (w05,) = (one for one in paid["people"] if one["employee"] == "W05")
        # two hours on a workday: 5100 / 21.75 / 8 = 29.3103 an hour, × 150 % × 2
        assert w05["columns"]["overtime"] == "87.93"
        # one day absent: 5100 / 21.75
        assert w05["columns"]["absence"] == "-234.48"


@cache
def settled(name: str, base: Path) -> Any:
    root = built(name, base)
    now = ("--as-of", SETTLED, "--quiet")
    done(run(["punch", "import", str(write_punches(root, "2026-10", "zk-attlog")), *now], root))
    assert run(["attend", "run", *MONTH, *now], root).code == 1  # a forgotten punch, an absence: somebody is to look
    return json.loads(done(run(["pay", "run", *MONTH, *now, "--format", "json"], root)).out)


def test_sr1_sr2_no_friday_and_every_other_weekend_free(base: Path) -> None:
    work = planned("six-day-rotating", base)
    assert {item.date.weekday() for item in work} == {0, 1, 2, 3, 5, 6}
    saturdays = [date(2026, 10, 3) + timedelta(days=7 * week) for week in range(4)]
    spoilt = {
        (item.employee, item.date - timedelta(days=item.date.weekday() - 5))
        for item in work
        if item.date.weekday() > 4
    }
    for who, first in ((item.employee, day) for item in work for day in saturdays):
        assert not {(who, first), (who, first + timedelta(days=7))} <= spoilt
    # every weekend but that of the holiday's days off is served by two at least
    there = Counter(item.date for item in work)
    assert all(there[day] >= 2 for saturday in saturdays[1:] for day in (saturday, saturday + timedelta(days=1)))


def test_m2_two_open_and_two_close(base: Path) -> None:
    there = Counter((item.date, item.shift) for item in planned("mall-desk", base))
    days = [date(2026, 10, 1) + timedelta(days=n) for n in range(31)]
    assert min(there[day, shift] for day in days for shift in ("E", "L")) >= 2


def test_w3_everybody_at_work_meets_on_fridays(base: Path) -> None:
    met = [(item.date, item.employee) for item in planned("service-window", base) for _ in item.activities]
    fridays = [date(2026, 10, day) for day in (9, 16, 23, 30)]  # the 2nd is a holiday
    everybody = {f"W0{n}" for n in range(1, 7)}
    excused = {date(2026, 10, 16): {"W03"}, date(2026, 10, 23): {"W04"}}
    for day in fridays:
        assert {who for on, who in met if on == day} == everybody - excused.get(day, set())
    assert {on for on, _ in met} == set(fridays)


def test_c6_the_early_shift_meets_every_day(base: Path) -> None:
    for item in planned("call-centre", base):
        assert [(one.name, one.start, one.minutes) for one in item.activities] == (
            [("晨会", 480, 30)] if item.shift == "A" else []
        )
