"""The page of a judged month: exceptions, strips, lateness, overtime and deductions, with figures derived by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rosterctl.cli.app import run
from rosterctl.domain.clerk import Count, PersonSummary
from rosterctl.domain.people import Employee
from rosterctl.messages import LANGS
from rosterctl.report.html.attendance_page import Own, overtime_bars
from tests.support.clerk import AS_OF, workspace
from tests.support.html_page import Element, contained, data_of, parse

LEAVE = """id,kind,employee,from,to,part,leave_kind,status,reason
L1,leave,A3,2026-10-13,2026-10-13,whole,sick,approved,MARKED
"""
CELLS = "A1 08 D D . . D\nA3 12 D D"
PUNCHES = "A1 10-08 09:16 18:00\nA1 10-09 08:55 18:00\nA1 10-11 10:00\nA3 10-12 08:50 18:00"


def made(root: Path, *options: str, lang: str = "en") -> str:
    """The page of a small October, by the command."""
    workspace(root, CELLS, PUNCHES, requests=LEAVE)
    path = root / "page.html"
    args = ["report", "attendance", "-C", str(root), "--month", "2026-10", "--as-of", AS_OF, "--lang", lang]
    assert run([*args, "--output", str(path), "--quiet", *options], {}) == 0
    return path.read_text("utf-8")


def strips(root: Element) -> dict[str, dict[int, str]]:
    """Id → day of the month → sign, days with one only."""
    rows = root.one("table", "roster").one("tbody").all("tr")
    return {
        row.one("i").text: {day: cell.text for day, cell in enumerate(row.all("td")[1:-5], 1) if cell.text}
        for row in rows
    }


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made(tmp_path_factory.mktemp("attendance"))


def test_it_is_contained(page: str) -> None:
    contained(page)


@pytest.mark.parametrize("lang", LANGS)
def test_a_strip_for_everybody(tmp_path: Path, lang: str) -> None:
    root = parse(made(tmp_path, lang=lang))
    late, stray, absent, leave = {"en": ("L", "+", "A", "LV"), "zh": ("迟", "＋", "旷", "假")}[lang]
    found = strips(root)
    assert found["A1"] == {8: late, 9: "✓", 11: stray, 12: absent}
    assert found["A3"] == {12: "✓", 13: leave}


def test_totals(page: str) -> None:
    table = parse(page).one("table", "roster")
    assert [head.text for head in table.one("thead").all("th")[-5:]] == [
        *("Days due", "Times late", "Times early", "No punch", "Days absent")
    ]
    row = table.one("tbody").all("tr")[0]
    # due on the 8th, 9th and 12th: late on the first, absent on the last
    assert [cell.text for cell in row.all("td")[-5:]] == ["3", "1", "", "", "1"]


def test_exceptions_first_and_linked_to_their_days(page: str) -> None:
    root = parse(page)
    sections = [section.attrs.get("id") for section in root.one("main").all("section")]
    assert sections[:3] == [None, "findings", "grid"]
    items = root.one("ol", "findings").all("li")
    assert [(item.one("b").text, item.attrs["data-c"]) for item in items] == [
        ("absence", "c0-11"),
        ("unrostered", "c0-10"),
    ]
    for item in items:
        cell = root.id(item.attrs["data-c"])
        assert cell.one("a").attrs["href"] == f"#{item.attrs['id']}"
    assert "10:00 (1_attlog.dat:5)" in items[1].text


def test_what_the_line_below_says(page: str) -> None:
    said = data_of(parse(page))["said"]
    assert said[0][7] == "D · 09:00–18:00 · 09:16 18:00 · late"
    assert said[0][0] == "holiday"


def test_lateness(page: str) -> None:
    figures = parse(page).id("lateness").all("figure")
    assert [figure.one("b").text for figure in figures] == [
        "1 late arrival(s) by minutes",
        "1 person(s) late, by how often",
    ]
    assert [text.text for text in figures[0].all("text")] == ["1", "16"]


def test_deductions_with_arithmetic_and_evidence(page: str) -> None:
    rows = parse(page).one("table", "lines").one("tbody").all("tr")
    told = [[row.one("th").text, *(cell.text for cell in row.all("td"))] for row in rows]
    late = next(row for row in told if row[1] == "2026-10-08 Thu")
    # a wage of 2200 a month of 21.75 days of 8 hours: 16 minutes are 3.3716…
    assert late[3:5] == ["2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.37", "-3.37"]
    assert late[5] == "1_attlog.dat:1,2"


def test_redacted_it_has_no_wages_reasons_and_kinds_of_leave(tmp_path: Path) -> None:
    page = made(tmp_path, "--redact")
    contained(page)
    assert "A1" in page
    assert not [secret for secret in ("2200", "3000", "3.37", "sick", "MARKED", 'id="deductions"') if secret in page]


def own(who: str, overtime: int, cap: int | None) -> Own:
    """Somebody with so many seconds of overtime."""
    none, nothing = Count(0, 0), Fraction(0)
    sums = PersonSummary(
        employee=who, due=0, attended=nothing, leave_days=nothing, absent_days=nothing, unknown=0, rest=0, holidays=0,
        late=none, serious=none, early=none, missing=none, not_ready=none, absent=none, absent_half=none, leave=none,
        worked=0, overtime=overtime, night=0, unrostered=0, leave_kinds={},
    )  # fmt: skip
    return Own(Employee(who, who), (), replace(sums), cap)


def test_overtime_against_its_cap() -> None:
    found = overtime_bars([own("A", 36 * 3600, 36), own("B", 40 * 3600, 36), own("C", 0, 36), own("D", 3600, None)])
    assert [(one.name, one.text, one.share, one.mark, one.exceeded) for one in found] == [
        ("B", "40:00", 100, 90, True),
        ("A", "36:00", 90, 90, False),
        ("D", "1:00", 2, None, False),
    ]
