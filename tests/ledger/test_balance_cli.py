"""Balances, papers and hand-overs as a shell asks for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rosterctl.cli.options import _login
from tests.support.office import CONFIG, office, publish
from tests.support.run import Ran, run

DAY = ["--as-of", "2026-10-12T16:05:00+08:00"]
RULES = '[[rule]]\nuse = "leave-balance"\n[[rule]]\nuse = "monthly-rest"\ndays = 4\n'
STAFF = (
    "id,name,rank,employed_from\nA,安琪,agent,2024-03-01\nB,白露,agent,\n"
    "C,陈晨,agent,2024-03-01\nD,丁主任,director,\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = office(tmp_path, RULES)
    (root / "input/staff.csv").write_text(STAFF, "utf-8")
    (root / "input/shifts.csv").write_text("code,name,start,end\nE,早班,08:00,16:00\nL,中班,16:00,22:00\n", "utf-8")
    publish(root, *(("A", f"2026-10-{day:02d}", "E") for day in range(1, 31)), ("B", "2026-10-12", "L"))
    return root


def become(root: Path, employee: str, *roles: str) -> None:
    person = f'\n[people."{_login()}"]\nemployee = "{employee}"\nroles = {json.dumps(roles)}\n'
    (root / "rosterctl.toml").write_text(CONFIG.format(period_start=1) + person, "utf-8")


def data(done: Ran) -> dict[str, Any]:
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_balances_of_oneself_and_of_all(root: Path) -> None:
    become(root, "A")
    mine = data(run(["request", "balance", *DAY, "--format", "json"], root))
    assert [(row["employee"], row["source"], row["left"], row["days"]) for row in mine["balances"]] == [
        ("A", "annual:2026", 2400, "5"),
        ("A", "all", 2400, "5"),
    ]
    assert run(["request", "balance", "B", *DAY], root).code == 2
    become(root, "C", "clerk")
    all_ = data(run(["request", "balance", *DAY, "--format", "json"], root))
    assert [row["left"] for row in all_["balances"] if row["source"] in ("all", "unknown")] == [
        2400,
        None,
        2400,
        None,
    ]
    one = run(["request", "balance", "安琪", *DAY], root, "zh")
    assert "合计可用" in one.out
    assert "40:00" in one.out
    unknown = run(["request", "balance", "B", *DAY], root)
    assert "Nobody can tell the annual leave of B" in unknown.err
    assert run(["request", "balance", "nobody", *DAY], root).code == 2


def test_a_refusal_for_want_of_balance_names_figures_and_clause(root: Path) -> None:
    become(root, "A")
    args = ["request", "file", "leave", "--from", "2026-10-13", "--to", "2026-10-18", "--leave-kind", "annual"]
    done = run([*args, "--reason", "旅行", *DAY], root)
    assert done.code == 7
    assert "asks for 48:00 (h:min; 6 days) of annual leave; 40:00 (5 days) are left" in done.err
    assert "State Council Order 514, 3" in done.err


def test_rest_days_are_settled_from_the_shell(root: Path) -> None:
    become(root, "D")
    args = ["request", "settle-rest", "A", "--month", "2026-10", "--days", "3", "--reason", "大促", *DAY]
    found = data(run([*args, "--as", "carried", "--until", "2026-12-31", "--format", "json"], root))
    assert (found["id"], found["days"], found["settled"], found["decided_by"]) == ("B1", 3, "carried", "D")
    again = run([*args, "--as", "paid"], root)
    assert again.code == 7
    assert "was due 4 rest day(s) in 2026-10, had 1" in again.err
    assert run([*args, "--as", "paid", "--until", "2026-12-31"], root).code == 2
    log = run(["ledger", "log"], root, "zh")
    assert "结转休息日" in log.out


@pytest.mark.parametrize("form", ["table", "json"])
def test_whoever_settles_rest_days_as_paid_is_told_that_no_pay_line_follows(root: Path, form: str) -> None:
    become(root, "D")
    args = ["request", "settle-rest", "A", "--month", "2026-10", "--days", "3", "--reason", "大促", *DAY]
    found = run([*args, "--as", "paid", "--format", form], root)
    assert found.code == 0
    assert "No pay line follows: neither pay run nor pay close holds B1." in found.err
    assert "must pay A 3 day(s) outside rosterctl, at 200 %" in found.err


def test_in_chinese_too_and_not_of_days_carried_over(root: Path) -> None:
    become(root, "D")
    args = ["request", "settle-rest", "A", "--month", "2026-10", "--reason", "大促", *DAY]
    assert "不会生成工资行" in run([*args, "--days", "1", "--as", "paid"], root, "zh").err
    assert run([*args, "--days", "2", "--as", "carried"], root).err == ""


def test_papers_from_the_shell(root: Path) -> None:
    become(root, "A")
    file = [
        "request",
        "file",
        "leave",
        "--from",
        "2026-10-10",
        "--emergency",
        "--leave-kind",
        "sick",
        "--reason",
        "烧",
    ]
    assert run([*file, "--as-of", "2026-10-10T09:00:00+08:00"], root).code == 0
    become(root, "D", "clerk")
    assert run(["request", "approve", "Q1", *DAY], root).code == 0
    missing = run(["request", "list", "--papers-missing", *DAY], root)
    assert "A: papers for Q1 were due on the day of return, 2026-10-11 Sun" in missing.err
    filed = data(run(["request", "evidence", "Q1", "--evidence", "病假条", *DAY, "--format", "json"], root))
    assert filed["requests"][0]["papers"] == "病假条"
    assert data(run(["request", "list", "--papers-missing", *DAY, "--format", "json"], root))["requests"] == []


def test_hand_overs_from_the_shell(root: Path) -> None:
    become(root, "A")
    begun = run(["handover", "sign", *DAY], root)
    assert "one of the two has signed for desk" in begun.err
    become(root, "B")
    refused = run(["handover", "refuse", "--reason", "dirty", "--note", "地面", *DAY], root, "zh")
    assert refused.code == 0, refused.err
    assert "卫生不合格 地面" in refused.out
    listed = data(run(["handover", "list", "--unsigned", *DAY, "--format", "json"], root))
    assert [(row["state"], row["reason"], row["due"]) for row in listed["handovers"]] == [
        ("refused", "dirty", "16:00")
    ]
    signed = data(run(["handover", "sign", "--as-of", "2026-10-12T16:20:00+08:00", "--format", "json"], root))
    assert (signed["handovers"][0]["state"], signed["handovers"][0]["held"]) == ("signed", 20)
    become(root, "D")
    reviewed = data(run(["handover", "review", "--date", "2026-10-12", *DAY, "--format", "json"], root))
    assert reviewed["handovers"][0]["director_by"] == "D"
    become(root, "C", "clerk")
    paper = ["handover", "sign", "--employee", "安琪", "--signed-at", "2026-10-12T16:00", "--evidence", "本 1"]
    assert run([*paper, *DAY], root).code == 0
    assert (
        run(["handover", "sign", "--employee", "A", "--signed-at", "四点", "--evidence", "x", *DAY], root).code == 2
    )
