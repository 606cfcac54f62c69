"""Caps count what is approved until the date is judged, and from then on what was worked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rosterctl.errors import RefusedError
from rosterctl.ledger.requests import time_off
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.services.balances import account_of
from rosterctl.services.overtime import settle_overtime
from rosterctl.services.overtime_record import record
from rosterctl.services.request_desk import open_desk
from tests.support.clerk import AS_OF, punch
from tests.support.ledgered import CONFIG, approved, ask, ledgered
from tests.support.office import approve, desk, filed, reasons, whole
from tests.support.run import run

CAPS = '[[rule]]\nuse = "overtime-caps"\nmonth_hours = 5\n[[rule]]\nuse = "overtime-rest"\nmode = "off"\n'
DAY = "2026-10-20T09:00:00+08:00"


def kept(root: Path, as_of: str = AS_OF) -> int:
    """Record October; the number of rows that changed."""
    return record(open_desk(root, "clerk", as_of), settle_overtime(root, "2026-10", as_of))


def rows(root: Path) -> list[tuple[str, str, int, int | None]]:
    from tests.support.ledger import behind

    with behind(root / "rosterctl.db") as raw:
        return raw.execute("SELECT request, date, minutes, worked FROM overtime ORDER BY date, request").fetchall()


def office(root: Path) -> Path:
    """Three hours approved on the 14th, two on the 15th: all that the month allows. Gone at 19:20 and at 20:00."""
    root = ledgered(root, "A1 14 D D D", "A1 10-14 08:55 19:20:40\nA1 10-15 08:55 20:00", CAPS)
    approved(root, ask("overtime", "A1", "10-14", "18:00", "21:00"), "10-13T09:00")
    approved(root, ask("overtime", "A1", "10-15", "18:00", "20:00"), "10-13T09:00")
    return root


def test_law_41_the_month_is_full_until_the_hours_turn_out_not_to_be_worked(tmp_path: Path) -> None:
    """80 of 180 minutes, and 120: 200 of the 300 that are allowed. 100 more are filed, 101 are not."""
    root = office(tmp_path)
    assert [minutes for *_, minutes, _ in rows(root)] == [180, 120]
    with pytest.raises(RefusedError) as full:
        filed(root, ask("overtime", "A1", "10-21", "18:00", "18:01"), "a1", DAY)
    assert reasons(full.value) == ["month"]
    assert kept(root, DAY) == 2
    assert rows(root) == [("Q1", "2026-10-14", 180, 80), ("Q3", "2026-10-15", 120, 120)]
    with pytest.raises(RefusedError) as full:
        filed(root, ask("overtime", "A1", "10-21", "18:00", "19:41"), "a1", DAY)
    assert reasons(full.value) == ["month"]
    number = filed(root, ask("overtime", "A1", "10-21", "18:00", "19:40"), "a1", DAY)
    assert approve(root, number, "l", DAY).refused is None
    assert whole(root).entries == 7  # twice filed and approved, recorded, filed and approved


def test_recording_again_changes_nothing_and_a_correction_changes_it(tmp_path: Path) -> None:
    root = office(tmp_path)
    kept(root, DAY)
    before = whole(root).head
    assert kept(root, DAY) == 0
    assert whole(root).head == before
    punch(root, "A1 10-14 20:30", "2_attlog.dat", AS_OF, login="clerk")
    assert kept(root) == 1
    assert rows(root)[0] == ("Q1", "2026-10-14", 180, 150)
    whole(root)


def test_nobody_came_is_nought_and_what_waits_stays_as_approved(tmp_path: Path) -> None:
    """The 14th: at home. The 15th: no punch out. The 16th: not over when it is recorded."""
    root = ledgered(tmp_path, "A1 14 D D D", "A1 10-15 08:55", CAPS)
    for day in ("10-14", "10-15", "10-16"):
        approved(root, ask("overtime", "A1", day, "18:00", "19:00"), "10-13T09:00")
    assert kept(root, "2026-10-16T18:30:00+08:00") == 1
    assert [worked for *_, worked in rows(root)] == [0, None, None]


def test_a_night_over_the_end_of_the_month_is_counted_on_both_dates(tmp_path: Path) -> None:
    """22:00–02:00, gone at 01:30: two hours on 31 October, 90 minutes on 1 November."""
    root = ledgered(tmp_path, "A1 14 D", "A1 10-31 21:58\nA1 11-01 01:30", CAPS)
    approved(root, ask("overtime", "A1", "10-31", "22:00", "02:00"), "10-30T09:00")
    assert kept(root) == 2
    assert rows(root) == [("Q1", "2026-10-31", 120, 120), ("Q1", "2026-11-01", 120, 90)]


def test_time_off_goes_to_the_balance_with_its_last_date(tmp_path: Path) -> None:
    """Saturday the 17th, 9:00 to 12:00, there from 8:50 to 11:40: 160 minutes, in half hours 150, off until 180 days
    later. What is recorded again grants nothing twice; what is withdrawn grants nothing."""
    root = ledgered(tmp_path, "A1 14 D", "A1 10-17 08:50 11:40", CAPS)
    number = approved(root, ask("overtime", "A1", "10-17", "09:00", "12:00", compensation="time-off"), "10-16T09:00")
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        assert time_off(reader, "A1") == ()
    for _ in range(2):
        kept(root)
        with open_ledger(root / FILE) as ledger, ledger.read() as reader:
            (grant,) = time_off(reader, "A1")
            assert time_off(reader, "A2") == ()
            assert account_of(reader, "A1", ()).grants == (grant,)
        assert (grant.kind, grant.minutes, grant.source) == ("exchange", 150, f"overtime:{number}")
        assert (grant.first, grant.expires) == (dt.date(2026, 10, 17), dt.date(2027, 4, 15))
    whole(root)


@pytest.mark.parametrize("login", ["a1", "l"])
def test_it_takes_the_clerk_or_payroll(login: str, tmp_path: Path) -> None:
    root = office(tmp_path)
    with pytest.raises(RefusedError) as refused:
        record(desk(root, login, AS_OF), settle_overtime(root, "2026-10", AS_OF))
    assert refused.value.code == "overtime.no-role"


def test_the_command(tmp_path: Path) -> None:
    from rosterctl.cli.options import _login

    root = office(tmp_path)
    args = ["pay", "overtime", "--month", "2026-10", "--as-of", AS_OF, "--record"]
    assert run(args, root).code == 7, "whoever runs the tests is not listed"
    person = f'\n[people."{_login()}"]\nemployee = "A4"\nroles = ["payroll"]\n'
    (root / "rosterctl.toml").write_text(CONFIG + person, "utf-8")
    done = run(args, root)
    assert done.code == 0, done.err
    assert "2 row(s) of worked overtime recorded" in done.err
    (root / "rosterctl.toml").write_text(CONFIG + person + '[ledger]\nrequests = "input"\n', "utf-8")
    refused = run(args, root)
    assert (refused.code, refused.out) == (7, "")
    assert 'requests = "ledger"' in refused.err
