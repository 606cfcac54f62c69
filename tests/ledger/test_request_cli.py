"""The commands as a shell runs them: exit codes, words in both languages, JSON, and who is acting."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from rosterctl.cli.options import _login
from tests.support.ledger import behind
from tests.support.office import CONFIG, office
from tests.support.run import Ran, run

DAY = ["--as-of", "2026-10-10T09:00:00+08:00"]
LEAVE = ["request", "file", "leave", "--from", "2026-10-12", "--leave-kind", "年假", "--reason", "旅行"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return office(tmp_path, '[[rule]]\nuse = "leave-notice"\nauthority = "客服部管理制度表 篇1 二.4–5 (OS4)"\n')


def become(root: Path, employee: str, *roles: str) -> None:
    """Make the account that runs the tests act as this employee."""
    person = f'\n[people."{_login()}"]\nemployee = "{employee}"\nroles = {json.dumps(roles)}\n'
    (root / "rosterctl.toml").write_text(CONFIG.format(period_start=1) + person, "utf-8")


def data(done: Ran, code: int = 0) -> dict[str, Any]:
    assert done.code == code, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_from_filing_to_the_log(root: Path) -> None:
    become(root, "A")
    filed = run([*LEAVE, *DAY], root)
    assert filed.code == 0, filed.err
    assert "Filed as Q1; it waits for: leader." in filed.err
    become(root, "L1")
    approved = run(["request", "approve", "Q1", *DAY, "--reason", "同意"], root, "zh")
    assert approved.code == 0, approved.err
    assert "已批准" in approved.out
    listed = data(run(["request", "list", "--format", "json", "--state", "approved"], root))
    assert listed["schema"] == "rosterctl/requests/1"
    (row,) = listed["requests"]
    assert (row["id"], row["leave_kind"], row["state"], row["decided_by"]) == ("Q1", "annual", "approved", "L1")
    log = data(run(["ledger", "log", "--format", "json", "--request", "Q1"], root))
    assert [entry["action"] for entry in log["entries"]] == ["request.filed", "request.approved"]
    assert {entry["login"] for entry in log["entries"]} == {_login()}
    verdict = data(run(["ledger", "verify", "--format", "json", "--expect", log["entries"][0]["hash"]], root))
    assert (verdict["whole"], verdict["proven"], verdict["head"]) == (True, 1, log["entries"][1]["hash"])


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("zh", ("未受理", "最迟在 2026-10-09 周五 当天提交", "〔客服部管理制度表 篇1 二.4–5 (OS4)〕")),
        ("en", ("refused", "by the end of 2026-10-09 Fri", "[客服部管理制度表 篇1 二.4–5 (OS4)]")),
    ],
)
def test_a_refusal_exits_7_and_names_the_clause(lang: str, says: tuple[str, ...], root: Path) -> None:
    become(root, "A")
    args = ["request", "file", "leave", "--from", "2026-10-10", "--reason", "旅行", *DAY]
    checked = run(["request", "check", *args[2:]], root, lang)
    assert checked.code == 7
    for text in says[1:]:
        assert text in checked.err
    assert not list(root.glob("rosterctl.db*")), "looking makes no ledger"
    done = run(args, root, lang)
    assert (done.code, done.out) == (7, "")
    for text in says:
        assert text in done.err
    assert data(run(["request", "list", "--format", "json"], root))["requests"] == []


def test_check_of_what_would_be_taken(root: Path) -> None:
    become(root, "A")
    found = data(run(["request", "check", *LEAVE[2:], *DAY, "--format", "json"], root))
    assert (found["needs"], found["refused"], found["noted"]) == (["leader"], [], [])


def test_one_of_several_is_refused(root: Path) -> None:
    become(root, "A")
    run([*LEAVE, *DAY], root)
    become(root, "C", "clerk")
    run([*LEAVE, *DAY, "--employee", "李雷"], root)
    become(root, "L1")
    done = run(["request", "approve", "Q1", "Q2", *DAY, "--format", "json"], root)
    rows = data(done, 7)["requests"]
    assert [(row["id"], row["result"], row["state"]) for row in rows] == [
        ("Q1", "done", "approved"),
        ("Q2", "refused", "filed"),
    ]
    assert "nobody decides their own request" in done.err


def test_paper_shows_both(root: Path) -> None:
    become(root, "C", "clerk")
    run([*LEAVE, *DAY, "--employee", "A"], root)
    bare = run(["request", "approve", "Q1", *DAY, "--decided-by", "L1"], root)
    assert bare.code == 7
    assert "--evidence" in bare.err
    assert run(["request", "approve", "Q1", *DAY, "--decided-by", "李雷", "--evidence", "假条 12"], root).code == 0
    shown = run(["ledger", "log", "--employee", "L1"], root).out
    assert _login() in shown
    assert "L1" in shown


def test_every_line_of_the_input_and_a_cron_job_that_repeats_itself(root: Path) -> None:
    become(root, "C", "clerk")
    rows = ["id,kind,employee,from,leave_kind,status,reason", "R1,leave,A,2026-10-12,annual,filed,旅行",
            "R2,leave,B,2026-10-10,annual,filed,旅行"]  # fmt: skip
    (root / "input/requests.csv").write_text("\n".join(rows) + "\n", "utf-8")
    first = run(["request", "file", "--input", *DAY, "--format", "json"], root)
    assert [row["result"] for row in data(first, 7)["requests"]] == ["filed", "refused"]
    assert "input/requests.csv:3: R2:" in first.err
    again = run(["request", "file", "--input", *DAY, "--format", "json"], root)
    assert [row["result"] for row in data(again, 7)["requests"]] == ["known", "refused"]
    assert len(data(run(["request", "list", "--format", "json"], root))["requests"]) == 1
    table = run(["request", "file", "--input", *DAY], root, "zh")
    assert "早已提交" in table.out
    assert "未受理" in table.out


def test_corrections_overtime_withdrawing_and_expiring(root: Path) -> None:
    become(root, "A")
    (root / "policy.toml").write_text(
        'extends = "statutory-cn"\n[[rule]]\nuse = "approval"\nexpires_days = 0\n', "utf-8"
    )
    for args in (
        ["correction", "--from", "2026-10-09", "--side", "out", "--at", "18:02:30", "--reason", "忘了"],
        ["overtime", "--from", "2026-10-12", "--start", "22:00", "--end", "01:00", "--compensation", "time-off"],
        ["outing", "--from", "2026-10-12", "--start", "14:00", "--end", "15:00", "--with", "白露", "--key", "k"],
    ):
        done = run(["request", "file", *args, *DAY], root)
        assert done.code == 0, done.err
    rows = data(run(["request", "list", "--format", "json"], root))["requests"]
    assert [(r["kind"], r["time"], r["side"], r["end"], r["compensation"], r["with"]) for r in rows] == [
        ("correction", "18:02:30", "end", None, None, None),
        ("overtime", None, None, "25:00", "time-off", None),
        ("outing", None, None, "15:00", None, "B"),
    ]
    assert run(["request", "withdraw", "Q2", *DAY], root).code == 0
    expired = data(run(["request", "expire", "--as-of", "2026-10-13T00:00+08:00", "--format", "json"], root))
    assert [row["id"] for row in expired["requests"]] == ["Q1", "Q3"]
    become(root, "L1")
    late = run(["request", "reject", "Q1", "--reason", "过期", *DAY], root, "zh")
    assert late.code == 7
    assert "已是“已过期”" in late.err


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["request", "file"], 2, "--input"),
        (["request", "file", "leave", "--input"], 2, "--input"),
        (["request", "file", "leave"], 2, "--from"),
        (["request", "file", "overtime", "--from", "2026-10-12", "--start", "18:00"], 2, "--start and --end"),
        (["request", "file", "overtime", "--from", "2026-10-12", "--start", "6pm", "--end", "20:00"], 2, "6pm"),
        (["request", "file", "leave", "--from", "12.10."], 2, "12.10."),
        (["request", "file", "overtime", "--from", "2026-10-12"], 4, "needs its times"),
        (
            ["request", "file", "leave", "--from", "2026-10-12", "--employee", "nobody", "--reason", "x"],
            4,
            "staff file",
        ),
        (["request", "check"], 2, "leave, overtime"),
        (["request", "approve", "Q9"], 4, "no ledger yet"),
        (["ledger", "verify"], 4, "no ledger yet"),
        (["ledger", "verify", "--expect", "abc"], 2, "hexadecimal"),
        (["request", "reject", "Q9"], 2, "--reason"),
    ],
)
def test_what_is_wrong_is_told(args: list[str], code: int, says: str, root: Path) -> None:
    become(root, "A")
    done = run(args, root)
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert not (root / "rosterctl.db").exists()


def test_somebody_who_is_not_listed(root: Path) -> None:
    done = run([*LEAVE, *DAY], root)
    assert done.code == 7
    assert f"[people.{_login()}]" in done.err
    listed = run(["request", "list"], root)
    assert listed.code == 0, "looking takes no entitlement but the file's"


@pytest.mark.skipif(os.name == "nt", reason="accounts are read otherwise there")
def test_the_environment_does_not_say_who_is_acting(root: Path) -> None:
    become(root, "A")
    done = run([*LEAVE, *DAY], root, LOGNAME="l1", USER="l1", LNAME="l1", USERNAME="l1")
    assert done.code == 0
    assert _login() in run(["ledger", "log"], root).out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tampering_is_named_and_exits_1(lang: str, root: Path) -> None:
    become(root, "A")
    run([*LEAVE, *DAY], root)
    with behind(root / "rosterctl.db") as raw:
        raw.execute("UPDATE requests SET state = 'approved' WHERE id = 'Q1'")
    done = run(["ledger", "verify"], root, lang)
    assert done.code == 1
    for text in ("requests", "Q1", "state", {"zh": "被改动", "en": "was edited"}[lang]):
        assert text in done.out
    found = data(run(["ledger", "verify", "--format", "json"], root), 1)
    assert found["flaw"] == {"fault": "edited", "table": "requests", "row": "Q1", "columns": ["state"]}


def test_a_head_that_is_not_the_ledger_s(root: Path) -> None:
    become(root, "A")
    run([*LEAVE, *DAY], root)
    done = run(["ledger", "verify", "--expect", "f" * 64], root)
    assert done.code == 1
    assert "is not what was expected" in done.out


def test_a_later_ledger_is_refused(root: Path) -> None:
    become(root, "A")
    run([*LEAVE, *DAY], root)
    with behind(root / "rosterctl.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9000'")
    for args in (["ledger", "verify"], ["request", "list"], ["request", "approve", "Q1"]):
        done = run(args, root)
        assert done.code == 7
        assert "Upgrade rosterctl" in done.err
