"""Filing an export: a result per line, once only, decided only when a clerk says by whom and with what proof."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rosterctl.cli.options import _login
from rosterctl.domain.filed import RequestQuery
from rosterctl.errors import InputError, RefusedError
from rosterctl.services.ledger import list_requests
from rosterctl.services.request_approvals import Paper, file_approvals
from rosterctl.services.request_bulk import Line
from tests.support.office import CONFIG, desk, office, reasons, whole
from tests.support.run import run

HEAD = "审批编号,标题,审批状态,审批结果,审批发起时间,发起人工号,请假类型,开始时间,结束时间,时长,请假事由\n"
LINES = (
    "D1,请假,完成,同意,2026-10-08 10:00,A,年假,2026-10-12,2026-10-12,1,旅行",
    "D2,请假,完成,拒绝,2026-10-08 10:00,A,年假,2026-10-13,2026-10-13,1,旅行",
    "D3,请假,审批中,,2026-10-08 10:00,A,年假,2026-10-14,2026-10-14,1,旅行",
    "D4,请假,已撤销,,2026-10-08 10:00,A,年假,2026-10-15,2026-10-15,1,旅行",
    "D5,报销,完成,同意,2026-10-08 10:00,A,,2026-10-12,2026-10-12,,",
    "D6,加班,完成,同意,2026-10-08 10:00,B,,2026-10-12 18:00,2026-10-12 20:00,2小时,盘点",
    "D7,请假,完成,同意,2026-10-08 10:00,X,年假,2026-10-16,2026-10-16,1,旅行",
    "D8,请假,完成,同意,2026-10-08 10:00,L1,年假,2026-10-16 下午,2026-10-17 上午,1,旅行",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return office(tmp_path)


def export(root: Path, *lines: str) -> Path:
    path = root / "审批记录.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return path


def told(found: tuple[Line, ...]) -> list[str]:
    shown = []
    for line in found:
        wrong = line.refused or line.undecided
        why = ",".join(reasons(wrong)) or getattr(wrong, "code", "") if wrong else ""
        state = "-" if line.filed is None else f"{line.filed.request.status.value}{'+' if line.fresh else ''}"
        shown.append(f"{line.id} {state} {why}".rstrip())
    return shown


def test_approved_there_is_filed_here_and_once_only(root: Path) -> None:
    path = export(root, *LINES)
    expected = ["D1 filed+", "D2 -", "D3 -", "D4 -", "D6 filed+", "D7 - input.refused", "D8 filed+", "D8/2 filed+"]
    assert told(file_approvals(desk(root, "clerk"), path)) == expected
    head = whole(root).head
    assert told(file_approvals(desk(root, "clerk"), path)) == [line.replace("+", "") for line in expected]
    assert whole(root).head == head
    first = list_requests(root, RequestQuery("A"))[0]
    assert (first.key, first.request.filed_at) == ("approval:D1", "2026-10-08T10:00:00+08:00")


def test_decided_when_a_clerk_says_by_whom(root: Path) -> None:
    path = export(root, *LINES)
    file_approvals(desk(root, "clerk"), path)
    found = told(file_approvals(desk(root, "clerk"), path, Paper("L1", "导出 sha 12ab")))
    assert found == [
        "D1 approved", "D2 rejected+", "D3 -", "D4 -", "D6 approved", "D7 - input.refused", "D8 filed own",
        "D8/2 filed own",
    ]  # fmt: skip
    again = told(file_approvals(desk(root, "clerk"), path, Paper("L1", "导出 sha 12ab")))
    assert [line.replace("+", "") for line in found] == again
    whole(root)


def test_who_may_not(root: Path) -> None:
    path = export(root, LINES[0])
    for login, paper, code in [
        ("a", Paper("L1", "x"), "request.not-clerk"),
        ("clerk", Paper("L1", ""), "request.no-evidence"),
    ]:
        with pytest.raises(RefusedError) as caught:
            file_approvals(desk(root, login), path, paper)
        assert caught.value.code == code
    assert not (root / "rosterctl.db").exists()


def test_a_file_with_a_problem_files_nothing(root: Path) -> None:
    path = export(root, LINES[0], "D9,请假,完成,搁置,,A,年假,2026-10-19,2026-10-19,1,x")
    with pytest.raises(InputError):
        file_approvals(desk(root, "clerk"), path)
    assert not (root / "rosterctl.db").exists()


def test_the_command(root: Path) -> None:
    me = f'\n[people."{_login()}"]\nemployee = "C"\nroles = ["clerk"]\n'
    (root / "rosterctl.toml").write_text(CONFIG.format(period_start=1) + me, "utf-8")
    path = export(root, LINES[0], LINES[2])
    args = ["request", "file", "--approvals", str(path), "--as-of", "2026-10-10T09:00:00+08:00", "--format", "json"]
    done = run([*args, "--decided-by", "李雷", "--evidence", "导出"], root)
    assert done.code == 0, done.err
    rows = json.loads(done.out)["requests"]
    assert [(row["line"], row["result"], row.get("state")) for row in rows] == [
        ("D1", "filed", "approved"),
        ("D3", "skipped", None),
    ]
    assert run(["request", "file", "leave", "--approvals", str(path)], root).code == 2
