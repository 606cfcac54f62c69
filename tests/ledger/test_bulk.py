"""All of ``input/requests`` at once: a result for each line, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.requests import Status
from rosterctl.errors import InputError
from rosterctl.services.ledger import list_requests, show_log
from rosterctl.services.request_bulk import BATCH, Line, file_input
from tests.support.office import approve, desk, office, reasons, whole

HEAD = "id,kind,employee,from,to,part,start,end,leave_kind,status,reason,filed_at,decided_by\n"
TWO_STEPS = '[[rule]]\nuse = "approval"\nkinds = ["leave"]\nover = 3\nsteps_over = ["leader", "director"]\n'


def lines(root: Path, *rows: str) -> Path:
    path = root / "input/requests.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def told(found: tuple[Line, ...]) -> list[str]:
    """The results in short: id, what became of it, and why."""
    shown = []
    for line in found:
        wrong = line.refused or line.undecided
        why = ",".join(reasons(wrong)) or getattr(wrong, "code", "") if wrong else ""
        if isinstance(wrong, InputError):
            why = wrong.problems[0].code
        state = "-" if line.filed is None else f"{line.filed.request.status.value}{'+' if line.fresh else ''}"
        shown.append(f"{line.id} {state} {why}".rstrip())
    return shown


def test_a_result_for_each_line_and_again_nothing_new(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-kinds"\n' + TWO_STEPS)
    lines(
        root,
        "R1,leave,A,2026-10-12,,,,,annual,filed,旅行,,",
        "R2,leave,A,2026-10-13,,,,,探亲,filed,探亲,,",  # no kind of leave here
        "R3,leave,B,2026-10-12,,,,,sick,approved,看病,,L1",
        "R4,leave,B,2026-10-13,,,,,sick,rejected,看病,,L2",
        "R5,leave,B,2026-10-14,,,,,sick,approved,看病,,",  # by whom?
        "R6,leave,L1,2026-10-14,,,,,sick,approved,看病,,L1",  # by themselves
        "R7,leave,A,2026-10-19,2026-10-22,,,,annual,approved,旅行,,L1",  # the first of two steps
        "R8,leave,A,2026-10-26,,,,,annual,withdrawn,旅行,,",
        "R9,leave,X,2026-10-16,,,,,annual,filed,旅行,,",  # employed until the 15th
        ",overtime,A,2026-10-12,,,18:00,20:00,,filed,盘点,,",
        ",overtime,A,2026-10-12,,,19:00,21:00,,filed,盘点,,",  # at the same time as the one before
    )
    expected = [
        "R1 filed+",
        "R2 - unknown",
        "R3 approved+",
        "R4 rejected+",
        "R5 filed+ request.line-undecided",
        "R6 filed+ own",
        "R7 filed+",
        "R8 -",
        "R9 - request.unemployed",
        "row-11 filed+",
        "row-12 - request.clash",
    ]
    assert told(file_input(desk(root, "clerk"))) == expected
    before = whole(root)
    assert told(file_input(desk(root, "clerk"))) == [line.replace("+", "") for line in expected]
    assert whole(root).head == before.head
    paper = show_log(root, request=list_requests(root, RequestQuery("B", states=(Status.APPROVED,)))[0].request.id)[
        -1
    ]
    assert (paper.login, paper.decided_by) == ("clerk", "L1")


def test_the_second_step_of_a_line_is_the_next_one_s(tmp_path: Path) -> None:
    root = office(tmp_path, TWO_STEPS)
    lines(root, "R7,leave,A,2026-10-19,2026-10-22,,,,annual,approved,旅行,,L1")
    file_input(desk(root, "clerk"))
    approve(root, "Q1", "d")
    assert told(file_input(desk(root, "clerk"))) == ["R7 approved"]


def test_a_line_that_was_changed_is_another_request(tmp_path: Path) -> None:
    root = office(tmp_path)
    lines(root, "R1,leave,A,2026-10-12,,,,,annual,filed,旅行,,")
    file_input(desk(root, "clerk"))
    lines(root, "R1,leave,A,2026-10-13,,,,,annual,filed,旅行,,")
    assert told(file_input(desk(root, "clerk"))) == ["R1 - request.key-taken"]


def test_lines_without_an_id_may_move(tmp_path: Path) -> None:
    root = office(tmp_path)
    first, second = ",leave,A,2026-10-12,,,,,annual,filed,旅行,,", ",leave,B,2026-10-12,,,,,annual,filed,旅行,,"
    lines(root, first)
    file_input(desk(root, "clerk"))
    lines(root, second, first)
    assert told(file_input(desk(root, "clerk"))) == ["row-2 filed+", "row-3 filed"]


def test_somebody_who_is_no_clerk_files_their_own_lines_only(tmp_path: Path) -> None:
    root = office(tmp_path)
    lines(root, "R1,leave,A,2026-10-12,,,,,annual,approved,旅行,,L1", "R2,leave,B,2026-10-12,,,,,annual,filed,旅行,,")
    assert told(file_input(desk(root, "a"))) == ["R1 filed+ request.not-clerk", "R2 - request.not-entitled"]


def test_the_instant_on_a_form_is_what_deadlines_go_by(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-notice"\n')
    lines(
        root,
        "R1,leave,A,2026-10-10,,,,,annual,filed,旅行,2026-10-09T23:59:59+08:00,",
        "R2,leave,B,2026-10-10,,,,,annual,filed,旅行,2026-10-10T00:00:00+08:00,",
        "R3,leave,L1,2026-10-10,,,,,annual,filed,旅行,,",
    )
    assert told(file_input(desk(root, "clerk"))) == ["R1 filed+", "R2 - late", "R3 - late"]


def test_a_file_with_a_problem_files_nothing(tmp_path: Path) -> None:
    root = office(tmp_path)
    lines(root, "R1,leave,A,2026-10-12,,,,,annual,filed,旅行,,", "R2,leave,A,2026-13-12,,,,,annual,filed,旅行,,")
    with pytest.raises(InputError):
        file_input(desk(root, "clerk"))
    assert not (root / "rosterctl.db").exists()


@pytest.mark.parametrize(
    ("names", "code"), [((), "workspace.file-missing"), (("csv", "toml"), "workspace.file-twice")]
)
def test_one_file_of_requests(names: tuple[str, ...], code: str, tmp_path: Path) -> None:
    root = office(tmp_path)
    for name in names:
        (root / f"input/requests.{name}").write_text(HEAD, "utf-8")
    with pytest.raises(InputError) as caught:
        file_input(desk(root, "clerk"))
    assert caught.value.problems[0].code == code


def test_more_lines_than_one_transaction_takes(tmp_path: Path) -> None:
    root = office(tmp_path)
    count = BATCH + 5
    minutes = [
        (f"{n // 60 % 24:02d}:{n % 60:02d}", f"{(n + 1) // 60 % 24:02d}:{(n + 1) % 60:02d}") for n in range(count)
    ]
    lines(root, *(f"R{n},outing,A,2026-10-12,,hours,{a},{b},,filed,银行,," for n, (a, b) in enumerate(minutes)))
    found = file_input(desk(root, "clerk"))
    assert all(line.fresh for line in found)
    assert whole(root).entries == len(found) == count
