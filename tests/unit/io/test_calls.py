"""Files of calls: what is read, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from rosterctl.domain.calls import Calls
from rosterctl.domain.demand import Filter
from rosterctl.domain.time import Span
from rosterctl.io.inputs.calls import read_calls
from rosterctl.io.tables.problems import Read


def calls(folder: Path, body: str, interval: int = 30, handling: int | None = 240) -> Read[Calls]:
    path = folder / "calls.csv"
    path.write_text(body, "utf-8")
    return read_calls(path, interval, handling, {"双十一"}, shown="calls.csv")


def codes(found: Read[Calls]) -> list[tuple[str, str]]:
    return [(str(problem.place), problem.code) for problem in found.problems]


def test_what_a_telephone_system_writes(tmp_path: Path) -> None:
    """Its own columns are left alone; a row's handling time comes before the usual one; decimals stay exact."""
    found = calls(
        tmp_path,
        "日期,时段,呼入量,接通量,平均处理时长（秒）,技能\n"
        '2026-10-12,09:00-09:15,"1,200",1100,180,\n'
        "周一;双十一,23:45-00:00,112.5,100,,英语\n",
    )
    assert not found.problems
    english = Filter(skill="英语")
    assert [(row.day, row.span, row.filter, row.calls, row.handling) for row in found.values] == [
        ("2026-10-12", Span(540, 555), Filter(), Fraction(1200), 180),
        ("mon", Span(1425, 1440), english, Fraction(225, 2), 240),
        ("双十一", Span(1425, 1440), english, Fraction(225, 2), 240),
    ]
    assert found.values[0].load == 240  # 1200 × 180 s ÷ 900 s


def test_rows_that_state_no_end(tmp_path: Path) -> None:
    """They are as long as said; one that states its end is as long as that, past midnight too."""
    found = calls(tmp_path, "day,from,to,calls\nall,09:00,,1\nall,22:00,02:00,1\n", interval=15)
    assert [row.span for row in found.values] == [Span(540, 555), Span(1320, 1560)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("day,from,calls\nall,09:00,-1\n", [("calls.csv:2", "input.cell")]),
        ("day,from,calls\nall,09:00,\n", [("calls.csv:2", "input.cell-missing")]),
        ("day,from,calls\nall,25:00,1\n", [("calls.csv:2", "input.demand-too-late")]),
        ("day,from,interval,calls\nall,,,1\n", [("calls.csv:2", "input.calls-no-times")]),
        ("day,from,calls\nall,09:00,100000\n", [("calls.csv:2", "input.calls-load")]),  # 13,333 erlangs
        ("day,from,calls\nall,09:00,1\nall,09:15,1\n", [("calls.csv:3", "input.calls-overlap")]),
        ("day,from,calls\nall,09:00,1\nall,10:00,1\n", [("calls.csv:3", "input.calls-step")]),
        ("day,from,calls\nall,09:00,1\nall,09:30,1\nall,14:00,1\n", []),
        ("day,from,calls\nmon,09:00,1\ntue,09:00,1\n", []),
        ("day,from,skill,calls\nall,09:00,,1\nall,09:00,x,1\n", []),
        ("day,calls\nall,1\n", [("calls.csv:1", "input.header")]),
    ],
)
def test_what_is_refused(body: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    found = codes(calls(tmp_path, body))
    if expected and expected[0][1] == "input.header":
        assert [place for place, _ in found] == ["calls.csv:1"]
    else:
        assert found == expected


def test_no_handling_time(tmp_path: Path) -> None:
    found = calls(tmp_path, "day,from,calls,aht\nall,09:00,1,\nall,09:30,1,200\n", handling=None)
    assert codes(found) == [("calls.csv:2", "input.calls-no-handling")]


def test_a_number_of_calls_is_no_word(tmp_path: Path) -> None:
    [problem] = calls(tmp_path, "day,from,calls\nall,09:00,many\n").problems
    assert str(problem.values["expected"]) == "expect.calls"
