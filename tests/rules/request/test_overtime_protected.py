"""No overtime from the seventh month of pregnancy, and while nursing: on the dates of input/protected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rosterctl.errors import InputError, RefusedError
from tests.support.ledgered import ask, ledgered
from tests.support.office import filed, reasons
from tests.support.requests import codes

REQUEST = {"kind": "overtime", "first": "2026-10-12", "start": "22:00", "end": "26:00"}  # into the 13th
DIRECTOR = {"id": "D", "rank": "director", "need": "leader", "over_cap": "抢修"}


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ({"from": "2026-10-13"}, True),
        ({"from": "2026-10-14"}, False),
        ({"to": "2026-10-12"}, True),
        ({"to": "2026-10-11"}, False),
        ({}, True),
        ({"from": "2026-10-12", "to": "2026-10-12"}, True),
    ],
)
def test_order_619_dates(row: dict[str, str], refused: bool) -> None:
    expected = ["protected"] if refused else []
    other = {"from": "2027-10-12"}
    for rows in ([row], [other, row], [row, other]):
        assert codes("overtime-protected", request=REQUEST, protected=rows) == expected
    assert codes("overtime-protected", request={**REQUEST, "over_cap": "抢修"}, protected=[row]) == expected
    assert codes("overtime-protected", request=REQUEST, protected=[row], decided_by=DIRECTOR) == expected


def protect(root: Path, text: str, mode: int = 0o640) -> Path:
    path = root / "input/protected.csv"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return root


AT = "2026-10-14T09:00:00+08:00"


def test_order_619_a_row_of_the_table_refuses_and_tells_no_reason(tmp_path: Path) -> None:
    root = protect(ledgered(tmp_path, "A1 15 D"), "工号,开始日期,结束日期\nA1,2026-10-15,2026-10-16\nA2,,\n")
    with pytest.raises(RefusedError) as refused:
        filed(root, ask("overtime", "A1", "10-15", "18:00", "20:00"), "a1", AT)
    assert reasons(refused.value) == ["protected"]
    assert filed(root, ask("overtime", "A1", "10-17", "10:00", "12:00"), "a1", AT) == "Q1"
    assert filed(root, ask("overtime", "A3", "10-15", "18:00", "20:00"), "a3", AT) == "Q2"


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of posix")
@pytest.mark.parametrize(("mode", "opened"), [(0o644, True), (0o604, True), (0o640, False), (0o600, False)])
def test_a_table_that_everybody_may_read_is_refused(mode: int, opened: bool, tmp_path: Path) -> None:
    root = protect(ledgered(tmp_path, "A1 15 D"), "employee,from,to\nA2,,\n", mode)
    overtime = ask("overtime", "A1", "10-15", "18:00", "20:00")
    if not opened:
        assert filed(root, overtime, "a1", AT) == "Q1"
        return
    with pytest.raises(InputError) as refused:
        filed(root, overtime, "a1", AT)
    assert [one.code for one in refused.value.problems] == ["input.protected-open"]


def test_what_is_wrong_with_the_table_is_told(tmp_path: Path) -> None:
    rows = "employee,from,to\nnobody,2026-10-01,\nA1,2026-10-16,2026-10-15\nA1,soon,\n"
    root = protect(ledgered(tmp_path, "A1 15 D"), rows)
    with pytest.raises(InputError) as refused:
        filed(root, ask("overtime", "A1", "10-15", "18:00", "20:00"), "a1", AT)
    assert [(one.code, one.place and one.place.line) for one in refused.value.problems] == [
        ("input.employee-unknown", 2),
        ("request.reversed", 3),
        ("input.cell", 4),
    ]
