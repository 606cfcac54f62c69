"""From a punch clock's file to a pay slip, as real processes: a store's house rules, every sum derived by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.golden.transcript import lay
from tests.support.run import Ran, run

SETTLED = ["--month", "2026-10", "--as-of", "2026-11-10T09:00+08:00"]
MADE = ["--month", "2026-10", "--as-of", "2026-09-25T09:00+08:00", "--quiet"]
ROSTER = {
    "A1": {8: "D", 9: "D", 10: "D", 12: "D", 15: "D"},
    "A2": {8: "D", 9: "D", 10: "D"},
    "A3": {13: "D"},
}
PUNCHES = """
12 2026-10-08 08:50:00
11 2026-10-08 08:55:00
11 2026-10-08 18:01:00
12 2026-10-08 18:05:00
12 2026-10-09 08:51:00
11 2026-10-09 09:16:00
11 2026-10-09 18:02:00
12 2026-10-09 18:03:00
12 2026-10-10 08:52:00
11 2026-10-10 08:58:00
12 2026-10-10 18:00:00
13 2026-10-13 12:58:00
13 2026-10-13 18:00:00
11 2026-10-15 08:58:00
11 2026-10-15 20:04:00
"""
REQUESTS = """id,kind,employee,from,part,start,end,leave_kind,compensation,status
L1,leave,A3,2026-10-13,first-half,,,personal,,approved
O1,overtime,A1,2026-10-15,,18:00,20:00,,pay,approved
"""
INCIDENTS = """id,employee,date,kind,verified,count
I1,A2,2026-10-08,game,yes,1
I2,A2,2026-10-09,game,yes,1
I3,A2,2026-10-08,offline,yes,1
I4,A2,2026-10-09,offline,yes,1
I5,A2,2026-10-10,offline,yes,1
I6,A2,2026-10-10,video,no,1
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the online store's rules, published and punched by the commands themselves."""
    root = lay("clerk", tmp_path_factory.mktemp("store"))
    (root / "policy.toml").write_text('extends = "online-store"\n', "utf-8")
    (root / "input/requests.csv").write_text(REQUESTS, "utf-8")
    (root / "input/incidents.csv").write_text(INCIDENTS, "utf-8")
    days = range(1, 32)
    heads = ",".join(f"2026-10-{day:02d}" for day in days)
    rows = [f"{who}," + ",".join(cells.get(day, "") for day in days) for who, cells in ROSTER.items()]
    (root / "month.csv").write_text("\n".join([f"ID,{heads}", *rows, ""]), "utf-8")
    log = [line.split(" ", 1) for line in PUNCHES.strip().splitlines()]
    (root / "1_attlog.dat").write_text("".join(f"{pin:>9}\t{at}\t1\t0\t1\t0\n" for pin, at in log), "utf-8")
    done(run(["roster", "import", "month.csv", *MADE], root))
    done(run(["roster", "publish", "--month", "2026-10", "--accept", "a small team"], root))
    done(run(["punch", "import", "1_attlog.dat", *SETTLED[2:]], root))
    return root


def done(ran: Ran, code: int = 0) -> Ran:
    assert ran.code == code, ran.err
    return ran


def paid(store: Path) -> dict[str, Any]:
    found = json.loads(done(run(["pay", "run", *SETTLED, "--format", "json"], store)).out)
    return {person["employee"]: person for person in found["people"]}


def test_what_the_month_came_to(store: Path) -> None:
    """A1: the 10th has no punch out, the 12th none at all. Both are for a clerk to look at: exit code 1."""
    ran = done(run(["attend", "run", *SETTLED, "--format", "json"], store), 1)
    told = {row["kind"]: row["hard"] for row in json.loads(ran.out)["exceptions"]}
    assert (told["missing"], told["absent"]) == (1, 1)
    assert (store / "out/attendance-2026-10.csv").is_file()


def test_deductions_fines_and_overtime_of_one_person(store: Path) -> None:
    """A1, 2200 a month: 2200 ÷ 21.75 = 101.1494 a day, ÷ 8 = 12.6437 an hour.

    9th: 16 min not worked, 12.6437 × 16 ÷ 60 = 3.3716 → 3.37 (OS5). 10th: no punch out and none corrected: 10 (OS6).
    12th: absent, a day's wage 101.15, and 30 (OS11). 15th: two hours of overtime, 12.6437 × 2 × 150 % = 37.9310.
    Fines are 40, less than 20 % of the wage (440): the cap returns nothing. A lateness and an absence: no bonus.
    2200 − 3.37 − 10 − 101.15 − 30 + 37.93 = 2093.41.
    """
    person = paid(store)["A1"]
    lines = [(line["date"], line["key"], line["amount"]) for line in person["lines"]]
    assert lines == [
        ("2026-10-09", "time-not-worked", "-3.37"),
        ("2026-10-10", "missing-punch-pay", "-10.00"),
        ("2026-10-12", "absence-pay", "-101.15"),
        ("2026-10-12", "absence-pay", "-30.00"),
        ("2026-10-15", "overtime", "37.93"),
    ]
    assert (person["base"], person["net"]) == ("2200.00", "2093.41")


def test_incidents_and_the_bonus_of_another(store: Path) -> None:
    """A2, 2200: games 50 and then 100 (OS14), offline from the third on 10 (OS9); the video is not verified.
    Neither late, early nor absent on any day: 100 (OS13). 2200 − 50 − 100 − 10 + 100 = 2140."""
    person = paid(store)["A2"]
    assert [(line["key"], line["amount"], line["evidence"]) for line in person["lines"]] == [
        ("incident-doubling", "-50.00", ["input/incidents.csv:2"]),
        ("incident-doubling", "-100.00", ["input/incidents.csv:3"]),
        ("offline", "-10.00", ["input/incidents.csv:6"]),
        ("full-attendance", "100.00", []),
    ]
    columns = {name: amount for name, amount in person["columns"].items() if amount != "0.00"}
    assert columns == {"fines": "-160.00", "full_attendance": "100.00"}
    assert person["net"] == "2140.00"


def test_leave_of_a_third(store: Path) -> None:
    """A3, 3000: half a day is cut at the break, 09:00–12:00; personal leave is not paid: 3000 ÷ 21.75 ÷ 8 × 3 =
    51.7241."""
    person = paid(store)["A3"]
    assert [(line["key"], line["amount"]) for line in person["lines"]] == [("leave-pay", "-51.72")]
    assert person["net"] == "2948.28"


def test_the_slip_says_rule_article_arithmetic_and_punches(store: Path) -> None:
    text = done(run(["pay", "explain", "A1", *SETTLED], store)).out
    day = text[text.index("10-09") : text.index("10-10")]
    assert "D 09:00–18:00  09:16  18:02  (1_attlog.dat:6,7)  late 16 min" in day
    assert "2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.37" in day
    assert "客服部管理制度表 篇1 二.5 (OS5)" in day
    absent = text[text.index("10-12") : text.index("10-13")]
    assert "淘宝客服部管理制度 篇2 奖惩 5 (OS11)" in absent
    assert "2200 ÷ 21.75 ÷ 8 × 2 × 150 % = 37.93" in text
    assert text.rstrip().splitlines()[-1].split() == ["gross", "pay", "2093.41"]


def test_every_total_is_the_sum_of_its_lines(store: Path) -> None:
    from decimal import Decimal

    for person in paid(store).values():
        lines = sum((Decimal(line["amount"]) for line in person["lines"]), Decimal(0))
        columns = sum((Decimal(amount) for amount in person["columns"].values()), Decimal(0))
        assert lines == columns
        assert Decimal(person["base"]) + lines == Decimal(person["net"])


def test_importing_again_changes_nothing(store: Path) -> None:
    before = run(["pay", "run", *SETTLED, "--format", "json"], store).out
    done(run(["punch", "import", "1_attlog.dat", *SETTLED[2:]], store))
    assert run(["pay", "run", *SETTLED, "--format", "json"], store).out == before
