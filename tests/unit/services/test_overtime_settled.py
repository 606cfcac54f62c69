"""A month's overtime, list by list: what is paid, what is given off, what nobody came to, what nobody approved."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest

from rosterctl.errors import InputError, RefusedError
from rosterctl.services.overtime import Overtime, settle_overtime
from tests.support.clerk import AS_OF, publish, punch
from tests.support.ledgered import STAFF, approved, ask, ledgered
from tests.support.office import filed
from tests.support.run import run

MONTH = ["--month", "2026-10", "--as-of", AS_OF]


def worked(found: Overtime) -> list[tuple[str, str, str, int, str, str | None]]:
    """Person, date, class, minutes, what for, yuan."""
    return [
        (one.employee, f"{one.date:%m-%d}", one.what, one.seconds // 60, one.given, _text(one.amount))
        for one in found.worked
    ]


def _text(amount: object) -> str | None:
    return None if amount is None else str(amount)


def settled(root: Path, as_of: str = AS_OF, month: str = "2026-10") -> Overtime:
    return settle_overtime(root, month, as_of)


CELLS = "A1 15 D D . D\nA2 15 D\nA3 15 D\nA4 15 D"
PUNCHES = """A1 10-15 08:55 20:02
A1 10-16 08:55 18:03
A1 10-18 08:50 18:02
A2 10-15 08:55 18:02
A2 10-17 09:58 12:31
A3 10-15 08:55 18:00
A4 10-15 08:55 19:30"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A1: two hours on a workday. A2: time off for a morning of three hours, gone after 2 h 31. A3: approved, went
    home at six. A4: stayed until half past seven, and nobody had approved it."""
    root = ledgered(tmp_path, CELLS, PUNCHES)
    approved(root, ask("overtime", "A1", "10-15", "18:00", "20:00"), "10-14T09:00")
    approved(root, ask("overtime", "A2", "10-17", "10:00", "13:00", compensation="time-off"), "10-14T09:00")
    approved(root, ask("overtime", "A3", "10-15", "18:00", "20:00"), "10-14T09:00")
    return root


def test_clause_sr3_approved_and_worked_is_settled_in_half_hours(root: Path) -> None:
    """2200 ÷ 21.75 ÷ 8 × 2 × 150 % = 37.931…; A2's 2 h 31 are 2 h 30, and time off instead of money."""
    assert worked(settled(root)) == [
        ("A1", "10-15", "workday", 120, "pay", "37.93"),
        ("A2", "10-17", "rest-day", 150, "time-off", None),
    ]


def test_time_off_lapses_after_its_days(root: Path) -> None:
    """180 days after 17 October: 14 to the 31st, 30, 31, 31, 28, 31 to 31 March make 165, and 15 more: 15 April."""
    (one,) = settled(root).grants
    assert (one.employee, one.request, one.date, one.seconds) == ("A2", "Q3", dt.date(2026, 10, 17), 9000)
    assert one.expires == dt.date(2027, 4, 15)
    for days, expires in (("30", dt.date(2026, 11, 16)), ('"none"', None)):
        (root / "policy.toml").write_text(
            f'extends = "statutory-cn"\n[[rule]]\nuse = "overtime"\ntime_off_days = {days}\n', "utf-8"
        )
        assert [one.expires for one in settled(root).grants] == [expires]


def test_clause_ow4_approved_but_not_worked(root: Path) -> None:
    found = [(one.employee, f"{one.date:%m-%d}", one.missing // 60, str(one.why)) for one in settled(root).not_worked]
    assert found == [("A3", "10-15", 120, "absent"), ("A2", "10-17", 29, "partly")]


def test_clause_ow4_worked_but_not_approved(root: Path) -> None:
    """A4 came 5 minutes early and stayed 90, 95 together (3.3). A1's two hours are approved; three minutes on the
    16th are no overtime."""
    found = [(one.employee, f"{one.date:%m-%d}", one.seconds, str(one.how)) for one in settled(root).not_approved]
    assert found == [("A4", "10-15", 5700, "stayed")]


@pytest.mark.parametrize(("out", "listed"), [("18:29:59", False), ("18:30", True)])
def test_presence_is_listed_from_what_overtime_is_rounded_to(out: str, listed: bool, tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 15 D", f"A1 10-15 09:00 {out}")
    assert bool(settled(root).not_approved) is listed


def test_a_punch_outside_every_shift_is_listed(tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 15 D", "A1 10-17 14:00 17:45")
    found = [(f"{one.date:%m-%d}", one.seconds, str(one.how)) for one in settled(root).not_approved]
    assert found == [("10-17", None, "punched")] * 2


def test_a_missing_punch_and_an_open_day_say_why_nothing_counts_yet(tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 15 D\nA2 15 D", "A1 10-15 08:55\nA2 10-15 08:55 20:01")
    for who in ("A1", "A2", "A3"):
        approved(root, ask("overtime", who, "10-15", "18:00", "20:00"), "10-14T09:00")
    found = settled(root)
    assert [(one.employee, str(one.why)) for one in found.not_worked] == [("A1", "missing-punch"), ("A3", "absent")]
    assert [one.employee for one in found.worked] == ["A2"]
    early = settled(root, "2026-10-15T21:00:00+08:00")
    assert {(one.employee, str(one.why)) for one in early.not_worked} >= {("A1", "open"), ("A3", "open")}
    assert not early.worked


def test_the_hours_into_a_holiday_are_cut_at_midnight(tmp_path: Path) -> None:
    """22:00–02:00 from 30 September, a workday, into 1 October: 2 h at 150 % (37.93) and 2 h at 300 % (75.86). Both
    belong to September, whose window it is."""
    root = ledgered(tmp_path, "A1 15 D")
    publish(root, "2026-09", "A1 30 D")
    punch(root, "A1 09-30 08:58 18:01 21:55\nA1 10-01 02:03", login="clerk")
    approved(root, ask("overtime", "A1", "09-30", "22:00", "02:00"), "09-29T09:00")
    found = settled(root, month="2026-09")
    assert worked(found) == [
        ("A1", "09-30", "workday", 120, "pay", "37.93"),
        ("A1", "10-01", "holiday", 120, "pay", "75.86"),
    ]
    assert worked(settled(root)) == []


def test_time_off_takes_no_holiday_s_place(tmp_path: Path) -> None:
    """2 October is a statutory holiday: 300 %, whatever was asked for; 2 h: 75.86."""
    root = ledgered(tmp_path, "A1 15 D", "A1 10-02 09:58 12:01")
    approved(root, ask("overtime", "A1", "10-02", "10:00", "12:00", compensation="time-off"), "10-01T09:00")
    found = settled(root)
    assert worked(found) == [("A1", "10-02", "holiday", 120, "pay", "75.86")]
    assert found.grants == ()


def test_time_off_takes_no_workday_s_place(tmp_path: Path) -> None:
    """The law wants money for a day's work that is prolonged: 2 h at 150 %, 37.93."""
    root = ledgered(tmp_path, "A1 15 D", "A1 10-15 08:55 20:01")
    approved(root, ask("overtime", "A1", "10-15", "18:00", "20:00", compensation="time-off"), "10-14T09:00")
    found = settled(root)
    assert worked(found) == [("A1", "10-15", "workday", 120, "pay", "37.93")]
    assert found.grants == ()


@pytest.mark.parametrize(
    ("counts", "minutes"),
    [("min", 60), ("approved", 120), ("punched", 60)],
)
def test_what_counts_is_the_policy_s(counts: str, minutes: int, tmp_path: Path) -> None:
    """Approved 18:00–20:00, gone at 19:10: 70 minutes are 60, unless the approved window counts whole."""
    policy = f'[[rule]]\nuse = "overtime"\ncounts = "{counts}"\n'
    root = ledgered(tmp_path, "A1 15 D", "A1 10-15 08:55 19:10", policy)
    approved(root, ask("overtime", "A1", "10-15", "18:00", "20:00"), "10-14T09:00")
    assert [one.seconds // 60 for one in settled(root).worked] == [minutes]


def test_comprehensive_hours_are_settled_by_the_period(tmp_path: Path) -> None:
    """A1 is under comprehensive hours and employed on 29 and 30 October only: the standard is 2 × 8 h = 16 h. Worked
    8 h and 10 h, of which two were approved: 2 h beyond, 2200 ÷ 21.75 ÷ 8 × 2 × 150 % = 37.93. The request itself is
    paid nothing."""
    root = ledgered(tmp_path, "A1 29 D D", "A1 10-29 08:55 18:01\nA1 10-30 08:55 20:01")
    head, *rows = STAFF.splitlines()
    rows = [row.replace("2024-01-01,11,2200", "2026-10-29,11,2200,comprehensive,2026-10-30") for row in rows]
    (root / "input/staff.csv").write_text("\n".join([f"{head},hours_system,employed_until", *rows]) + "\n", "utf-8")
    approved(root, ask("overtime", "A1", "10-30", "18:00", "20:00"), "10-29T09:00")
    assert worked(settled(root)) == [
        ("A1", "10-30", "beyond", 120, "pay", "37.93"),
        ("A1", "10-30", "workday", 120, "period", None),
    ]


def test_without_a_wage_hours_are_settled_all_the_same(root: Path) -> None:
    staff = root / "input/staff.csv"
    staff.write_text(staff.read_text("utf-8").replace("11,2200", "11,"), "utf-8")
    assert worked(settled(root))[0] == ("A1", "10-15", "workday", 120, "pay", None)


def test_what_nobody_has_decided_is_not_settled(tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 15 D", "A1 10-15 08:55 20:02")
    filed(root, ask("overtime", "A1", "10-15", "18:00", "20:00"), "a1", "2026-10-14T09:00:00+08:00")
    found = settled(root)
    assert (found.worked, found.not_worked) == ((), ())
    assert [(one.employee, one.seconds) for one in found.not_approved] == [("A1", 7620)], (
        "five minutes before nine, and 2 h 2 min after six"
    )


def test_an_unknown_calendar_and_two_uses_are_refused(root: Path) -> None:
    (root / "policy.toml").write_text(
        'extends = "statutory-cn"\n[[rule]]\nuse = "overtime"\nkey = "second"\n', "utf-8"
    )
    with pytest.raises(InputError) as told:
        settled(root)
    assert {one.code for one in told.value.problems} == {"pay.used-twice"}
    (root / "policy.toml").write_text('extends = "statutory-cn"\n', "utf-8")
    publish(root, "2039-10", "A1 14 D", made="2039-09-25T09:00:00+08:00")
    with pytest.raises(RefusedError) as refused:
        settled(root, "2039-11-10T09:00:00+08:00", "2039-10")
    assert refused.value.code == "pay.no-calendar"


def read_json(root: Path) -> dict[str, Any]:
    done = run(["pay", "overtime", *MONTH, "--format", "json"], root)
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_command_in_json_csv_and_ndjson(root: Path) -> None:
    found = read_json(root)
    assert found["schema"] == "rosterctl/overtime/1"
    assert [row["amount"] for row in found["worked"]] == ["37.93", None]
    assert [row["expires"] for row in found["worked"]] == [None, "2027-04-15"]
    assert found["not_approved"][0]["from"] is None, "both ends of the shift together"
    done = run(["pay", "overtime", *MONTH, "--format", "csv"], root)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["list"], row["employee"], row["hours"]) for row in rows] == [
        ("worked", "A1", "2:00"),
        ("worked", "A2", "2:30"),
        ("not_worked", "A3", ""),
        ("not_worked", "A2", ""),
        ("not_approved", "A4", "1:35"),
    ]
    done = run(["pay", "overtime", *MONTH, "--format", "ndjson"], root)
    assert [json.loads(line)["list"] for line in done.out.splitlines()] == [row["list"] for row in rows]


@pytest.mark.parametrize(
    ("lang", "titles", "says"),
    [
        ("zh", ["已批准且已加班", "已批准但未加班", "已加班但未批准"], "合计 37.93 元"),
        ("en", ["Approved and worked", "Approved but not worked", "Worked but not approved"], "37.93 yuan"),
    ],
)
def test_the_command_as_a_table(lang: str, titles: list[str], says: str, root: Path) -> None:
    done = run(["pay", "overtime", *MONTH], root, lang)
    assert done.code == 0, done.err
    assert [line for line in done.out.splitlines() if line in titles] == titles
    assert says in done.err
    empty = run(["pay", "overtime", "--month", "2026-10", "--as-of", "2026-10-01T09:00:00+08:00"], root, lang)
    assert empty.code == 0, empty.err
    assert empty.out.splitlines().count("无" if lang == "zh" else "none") == 2, "A3, A2 and A1 are not over yet"
