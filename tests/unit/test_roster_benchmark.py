"""Public instances as workspaces: the set's own reading and the product's agree about every roster."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import public, rosters, workspace
from benchmarks.public import Instance
from rosterctl import api
from rosterctl.domain.roster import Assignment
from rosterctl.services.audit import audit
from rosterctl.services.month import Month

TINY = """# an own one, in the format of the set
SECTION_HORIZON
28

SECTION_SHIFTS
# ShiftID, Length in mins, Shifts which cannot follow this shift | separated
E,480,
L,600,E

SECTION_STAFF
A,E=28|L=28,9600,4800,5,2,2,2
B,E=28|L=4,9600,4800,5,2,3,2
C,E=0|L=14,7200,2400,4,1,1,1

SECTION_DAYS_OFF
A,3
B,12

SECTION_SHIFT_ON_REQUESTS
A,5,E,3
C,20,L,2

SECTION_SHIFT_OFF_REQUESTS
B,1,L,2

SECTION_COVER
# Day, ShiftID, Requirement, Weight for under, Weight for over
"""


def tiny(days: int = 28) -> str:
    rows = [f"{day},{code},1,100,1" for day in range(days) for code in "EL"]
    head = TINY.replace("\n28\n", f"\n{days}\n")
    if days == 14:
        head = head.replace("9600,4800", "4800,2400").replace("7200,2400", "3600,1200").replace("C,20,L", "C,10,L")
    return head + "\n".join(rows) + "\n"


@pytest.fixture(params=[28, 14])
def instance(request: pytest.FixtureRequest) -> Instance:
    return public.read(tiny(request.param))


@pytest.fixture
def month(instance: Instance, tmp_path: Path) -> Month:
    workspace.write(instance, tmp_path / "w")
    return api.load(tmp_path / "w", workspace.MONTH)


def test_a_file_is_read(instance: Instance) -> None:
    assert [(s.code, s.minutes, s.never_before) for s in instance.shifts] == [
        ("E", 480, frozenset()),
        ("L", 600, frozenset("E")),
    ]
    assert [person.most for person in instance.people][1:] == [{"E": 28, "L": 4}, {"E": 0, "L": 14}]
    assert instance.people[0].off == {3}
    assert len(instance.needs) == 2 * instance.days
    assert {(wish.who, wish.on, wish.weight) for wish in instance.wishes} == {
        ("A", True, 3),
        ("C", True, 2),
        ("B", False, 2),
    }


def test_what_a_roster_costs_by_hand() -> None:
    """Nobody works: 56 heads missing at 100, two wishes for shifts unmet (3 + 2), and too few minutes of each."""
    instance = public.read(tiny())
    empty = {person.id: [None] * 28 for person in instance.people}
    judged = public.judge(instance, empty)
    assert judged.cost == 5605
    assert judged.broken == ("A: 0 minutes", "B: 0 minutes", "C: 0 minutes")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("..EE........................", "works on day 3"),
        ("LE..........................", "E after L on day 1"),
        ("....EEEEEE..................", "6 days of work from day 4"),
        (".....E......................", "only 1 days of work from day 5"),
        ("....EE.EE...................", "only 1 days of rest from day 6"),
        ("E...........................", ""),
        ("...........................E", ""),
        (".....EE.....EE.....EE.......", "3 weekends"),
    ],
)
def test_what_a_person_must_not_do(row: str, what: str) -> None:
    instance = public.read(tiny())
    one = replace(instance, people=(replace(instance.people[0], least_minutes=0),))
    broken = public.judge(replace(one, wishes=(), needs=()), {"A": [None if c == "." else c for c in row]}).broken
    assert broken == ((f"A: {what}",) if what else ())


def test_both_readings_agree_about_random_rosters(instance: Instance, month: Month) -> None:
    """About the cost, and about who does what must not be."""
    dice, kept = random.Random(1), 0
    for _ in range(400):
        rows = {person.id: _row(dice, instance.days) for person in instance.people}
        made = tuple(
            Assignment(who, workspace.FIRST.replace(day=1 + day), code, code)
            for who, row in sorted(rows.items())
            for day, code in enumerate(row)
            if code is not None
        )
        judged, audited = public.judge(instance, rows), audit(month.case, made)
        assert judged.cost == audited.penalty, rows
        wrong = {what.split(":")[0] for what in judged.broken}
        assert wrong == {who for finding in audited.hard for who in finding.employees}, (judged.broken, rows)
        kept += len(rows) - len(wrong)
    assert kept > 20, "many keep everything"


def _row(dice: random.Random, days: int) -> list[str | None]:
    """Blocks of work of one shift and of days off."""
    row: list[str | None] = [None] * dice.randint(0, 3)
    while len(row) < days:
        row += [dice.choice("EEL")] * dice.randint(1, 5)
        row += [None] * dice.randint(1, 6)
    return row[:days]


def test_a_tiny_instance_from_file_to_table(tmp_path: Path) -> None:
    path = tmp_path / "Tiny.txt"
    path.write_text(tiny(), "utf-8")
    run = rosters.build(path, 30, 0)
    assert run.wrong == ""
    assert run.status == "optimal"
    assert run.cost == run.bound
    told = rosters.table([run], {"Tiny": (run.cost, run.cost)})
    assert "| Tiny" in told
    assert "0.00 %" in told


def test_a_wrong_roster_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "schedulingbenchmarks").mkdir()
    monkeypatch.setenv(rosters.FOLDER, str(tmp_path))
    run = rosters.Solved("Instance1", 0, "feasible", 110, 100, 1.0, 10)
    monkeypatch.setattr(rosters, "apart", lambda *_: run)
    assert rosters.main(["--instances", "1"]) == 0
    monkeypatch.setattr(rosters, "apart", lambda *_: replace(run, wrong="A: 3 weekends"))
    assert rosters.main(["--instances", "1"]) == 1
    monkeypatch.setattr(rosters, "apart", lambda *_: "too long")
    assert rosters.main(["--instances", "1"]) == 0
    told = capsys.readouterr()
    assert "9.09 %" in told.out
    assert "WRONG: Instance1: A: 3 weekends" in told.err
    assert "Instance1: too long" in told.err


def test_without_instances_nothing_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(rosters.FOLDER, str(tmp_path / "none"))
    assert rosters.main([]) == 0
    assert "no instances" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("\n28\n", "\n42\n"), "42 days"),
        (("0,E,1,100,1", "0,E,1,90,1"), "worth different"),
        (("9600,4800", "9610,4800"), "no whole hours"),
    ],
)
def test_what_does_not_fit_a_month_is_refused(change: tuple[str, str], why: str, tmp_path: Path) -> None:
    with pytest.raises(workspace.Misfit, match=why):
        workspace.write(public.read(tiny().replace(*change)), tmp_path / "w")
