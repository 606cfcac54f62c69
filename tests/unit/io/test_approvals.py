"""Approval exports of DingTalk and WeCom: heads, times, states, people; and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Part
from rosterctl.io.inputs.approvals import Approval, read_approvals
from rosterctl.io.inputs.known import Known
from rosterctl.io.tables.problems import Read
from rosterctl.messages import LANGS, problem_line

DINGTALK = (
    "审批编号,标题,审批状态,审批结果,审批发起时间,审批完成时间,发起人工号,发起人姓名,发起人部门,历史审批人姓名,审批记录,"
    "当前处理人姓名,审批耗时,请假类型,开始时间,结束时间,时长,请假事由,图片"
)
WECOM = "审批编号,提交时间,申请人,申请人账号,审批类型,当前审批状态,请假类型,开始时间,结束时间,请假时长,请假事由"
PEOPLE = (Employee("H01", "陈思远", clock_ids=frozenset({"chensy"})), Employee("H02", "李佳怡"))
KNOWN = Known(PEOPLE, frozenset({"H01", "H02"}))


def read(tmp_path: Path, *lines: str) -> Read[Approval]:
    path = tmp_path / "审批.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read_approvals(path, KNOWN, shown="审批.csv")


def dingtalk(
    tmp_path: Path, start: str, end: str, length: str = "", title: str = "李佳怡提交的请假", kind: str = "年假"
) -> list[tuple[str, str, str, str]]:
    head = f"2026101,{title},完成,同意,2026-10-08 10:00,2026-10-08 11:00,H02,李佳怡,导诊,陈思远,…,,1h"
    found = read(tmp_path, DINGTALK, f"{head},{kind},{start},{end},{length},旅行,")
    assert not found.problems
    (approval,) = found.values
    return [
        (
            request.id.removeprefix("2026101"),
            f"{request.first:%m-%d}",
            f"{request.last:%m-%d}",
            request.part.value if request.hours is None else f"{request.hours.start}-{request.hours.end}",
        )
        for request in approval.requests
    ]


@pytest.mark.parametrize(
    ("start", "end", "length", "parts"),
    [
        ("2026-10-12", "2026-10-14", "3", [("", "10-12", "10-14", "whole")]),
        ("2026-10-12 上午", "2026-10-12 下午", "1", [("", "10-12", "10-12", "whole")]),
        ("2026-10-12 上午", "2026-10-12 上午", "0.5", [("", "10-12", "10-12", "first-half")]),
        ("2026/10/12 下午", "2026/10/12 下午", "0.5", [("", "10-12", "10-12", "second-half")]),
        (
            "2026-10-12 下午",
            "2026-10-15 上午",
            "3",
            [
                ("", "10-12", "10-12", "second-half"),
                ("/2", "10-13", "10-14", "whole"),
                ("/3", "10-15", "10-15", "first-half"),
            ],
        ),
        (
            "2026-10-12 下午",
            "2026-10-13 上午",
            "1",
            [("", "10-12", "10-12", "second-half"), ("/2", "10-13", "10-13", "first-half")],
        ),
        (
            "2026-10-12 下午",
            "2026-10-14 上午",
            "2",
            [
                ("", "10-12", "10-12", "second-half"),
                ("/2", "10-13", "10-13", "whole"),
                ("/3", "10-14", "10-14", "first-half"),
            ],
        ),
        ("2026-10-12 14:00", "2026-10-12 16:30:00", "2.5小时", [("", "10-12", "10-12", "840-990")]),
        ("2026-10-12 22:00", "2026-10-13 02:00", "4小时", [("", "10-12", "10-12", "1320-1560")]),
        ("2026年10月12日 09:00", "2026-10-14 18:00", "3天", [("", "10-12", "10-14", "whole")]),
    ],
)
def test_times_of_leave(
    start: str, end: str, length: str, parts: list[tuple[str, str, str, str]], tmp_path: Path
) -> None:
    assert dingtalk(tmp_path, start, end, length) == parts


def test_what_dingtalk_says_of_a_leave(tmp_path: Path) -> None:
    row = "D1,李佳怡提交的请假,完成,同意,2026-10-08 10:00,,H02,李佳怡,,,,,,年假,2026-10-12,2026-10-12,1,旅行,"
    (approval,) = read(tmp_path, DINGTALK, row).values
    (request,) = approval.requests
    assert (request.kind, request.employee, request.leave_kind, request.reason) == ("leave", "H02", "annual", "旅行")
    assert (request.filed_at, request.status.value) == ("2026-10-08T10:00:00+08:00", "approved")
    assert str(request.place) == "审批.csv:2"


@pytest.mark.parametrize(
    ("title", "kind"),
    [("李佳怡提交的加班", "overtime"), ("李佳怡提交的外出申请", "outing"), ("李佳怡提交的报销", None)],
)
def test_kinds(title: str, kind: str | None, tmp_path: Path) -> None:
    row = f"D1,{title},完成,同意,,,H02,,,,,,,,2026-10-12 18:00,2026-10-12 20:00,2,盘点,"
    (approval,) = read(tmp_path, DINGTALK, row).values
    assert [request.kind for request in approval.requests] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("state", "result", "status"),
    [("完成", "同意", "approved"), ("完成", "拒绝", "rejected"), ("审批中", "", "filed"), ("撤销", "", "withdrawn"),
     ("终止", "拒绝", "withdrawn"), ("已撤销", "同意", "withdrawn")],
)  # fmt: skip
def test_states_of_dingtalk(state: str, result: str, status: str, tmp_path: Path) -> None:
    row = f"D1,请假,{state},{result},,,H02,,,,,,,年假,2026-10-12,2026-10-12,1,旅行,"
    assert read(tmp_path, DINGTALK, row).values[0].status.value == status


@pytest.mark.parametrize(
    ("state", "status"),
    [("已通过", "approved"), ("已驳回", "rejected"), ("审批中", "filed"), ("通过后撤销", "withdrawn")],
)
def test_wecom(state: str, status: str, tmp_path: Path) -> None:
    row = f"2026001,2026/10/8 10:00,陈思远,chensy,请假,{state},调休,2026/10/12 09:00,2026/10/12 18:00,1天,家事"
    (approval,) = read(tmp_path, WECOM, row).values
    (request,) = approval.requests
    assert (approval.status.value, request.employee, request.leave_kind) == (status, "H01", "exchange")
    assert (request.part, request.filed_at) == (Part.WHOLE, "2026-10-08T10:00:00+08:00")


def codes(found: Read[Approval]) -> list[str]:
    for problem in found.problems:
        assert all(problem_line(problem, lang) for lang in LANGS)
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("D1,请假,完成,搁置,,,H02,,,,,,,年假,2026-10-12,2026-10-12,1,,", "input.approval-state"),
        ("D1,请假,搁置,,,,H02,,,,,,,年假,2026-10-12,2026-10-12,1,,", "input.approval-state"),
        ("D1,请假,完成,,,,H02,,,,,,,年假,2026-10-12,2026-10-12,1,,", "input.approval-state"),
        ("D1,请假,完成,同意,,,H02,,,,,,,年假,2026-10-12,,1,,", "input.approval-times"),
        ("D1,请假,完成,同意,,,H02,,,,,,,年假,2026-10-12,2026-10-11,1,,", "input.approval-span"),
        ("D1,请假,完成,同意,,,H02,,,,,,,年假,2026-10-12 09:00,2026-10-14 12:00,2.5天,,", "input.approval-span"),
        ("D1,请假,完成,同意,,,H02,,,,,,,年假,2026-10-12 下午,2026-10-12 上午,1,,", "input.approval-span"),
        ("D1,请假,完成,同意,,,H02,,,,,,,年假,2026-10-12 下午,2026-10-12 18:00,1,,", "input.approval-span"),
        ("D1,加班,完成,同意,,,H02,,,,,,,,2026-10-12,2026-10-12,1,,", "input.approval-span"),
        ("D1,请假,完成,同意,,,H02,,,,,,,年假,明天,2026-10-12,1,,", "input.cell"),
        ("D1,请假,完成,同意,,,H02,,,,,,,年假,2026-02-30,2026-10-12,1,,", "input.date-none"),
        ("D1,请假,完成,同意,,,H09,,,,,,,年假,2026-10-12,2026-10-12,1,,", "input.employee-unknown-like"),
        ("D1,请假,完成,同意,,,,,,,,,,年假,2026-10-12,2026-10-12,1,,", "input.employee-missing"),
    ],
)
def test_what_cannot_be_read(row: str, code: str, tmp_path: Path) -> None:
    assert codes(read(tmp_path, DINGTALK, row)) == [code]


def test_one_number_twice(tmp_path: Path) -> None:
    row = "D1,请假,完成,同意,,,H02,,,,,,,年假,2026-10-12,2026-10-12,1,,"
    assert codes(read(tmp_path, DINGTALK, row, row)) == ["input.id-twice"]


def test_a_time_that_is_none_says_how_it_is_written(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, DINGTALK, "D1,请假,完成,同意,,,H02,,,,,,,年假,明天,2026-10-12,1,,").problems
    assert problem.values["expected"] == "expect.approval-time"
    assert "2026-10-12 09:00" in problem_line(problem, "zh")
