"""The page of a roster: every cell, coverage, meals, findings and charts; nothing in it runs or asks the network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.size import FIRST, case_of
from rosterctl.cli.app import run
from rosterctl.domain.calendar import DayNote
from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Assignment, Break, Roster
from rosterctl.messages import LANGS, Lang
from rosterctl.report.findings import finding_lines
from rosterctl.report.html.roster_page import roster_page
from rosterctl.services.audit import audit
from rosterctl.services.describe import describe
from tests.support.clerk import workspace
from tests.support.html_page import Element, contained, data_of, parse
from tests.support.small import read, use_of

EXAMPLE: dict[str, Any] = {
    "first": "2026-10-01",
    "staff": [{"id": "A", "name": "李佳怡", "team": "甲"}, {"id": "B", "team": "乙"}, "C"],
    "shifts": {"D": {"time": "09:00-18:00", "meals": ["11:30-13:30/30"]}, "N": "22:00-06:00", "E": "06:00-14:00"},
    "days": {"2026-10-01": "holiday", "2026-10-04": "moved"},
    "roster": "A = D D . .\nB = N . D+N .\nC = . . . E",
    "meals": {"A 2026-10-01": ["12:15"]},
    "talks": {"A 2026-10-02": ["周会 14:00/30"]},
    "leave": [{"who": "C", "first": "2026-10-02", "kind": "sick"}],
    "demand": [{"day": "all", "time": "09:00-12:00", "min": 3, "target": 4}, {"day": "all", "shift": "N", "min": 1}],
}


def made(lang: Lang = "zh", *, rules: tuple[str, ...] = (), example: dict[str, Any] = EXAMPLE, **changes: Any) -> str:
    """The page of an example under rules with the parameters that they have of themselves."""
    case, items = read(example, *(use_of(rule, {"params": {}}) for rule in rules))
    if "notes" in changes:
        case = replace(case, calendar=replace(case.calendar, notes=changes["notes"]))
    return page_of(case, items, lang)


def page_of(case: Case, items: tuple[Assignment, ...], lang: Lang) -> str:
    first = case.axis.date(case.first)
    roster = Roster(first, case.axis.date(case.end), items)
    judged = audit(case, items)
    lines = finding_lines(judged.findings, case, lang, describe)
    return roster_page(case, roster, lines, lang, month=f"{first:%Y-%m}", name="draft", penalty=judged.penalty)


def grid_of(root: Element) -> list[list[str]]:
    """Head of each row and the texts of its days."""
    rows = root.one("table", "roster").one("tbody").all("tr")
    return [[row.one("th").text, *(cell.text for cell in row.all("td")[1:-5])] for row in rows]


@pytest.mark.parametrize("lang", LANGS)
def test_every_cell_is_the_roster_s(lang: Lang) -> None:
    page = made(lang)
    contained(page)
    leave = {"zh": "假", "en": "LV"}[lang]
    assert grid_of(parse(page)) == [
        ["A 李佳怡", "D", "D", "", ""],
        ["B", "N", "", "D+N", ""],
        ["C", "", leave, "", "E"],
    ]


def test_cells_have_their_shift_s_class_and_days_their_kind() -> None:
    root = parse(made())
    rows = root.one("table", "roster").one("tbody").all("tr")
    assert [[cell.kinds for cell in row.all("td")[1:-5]] for row in rows] == [
        [["s0"], ["s0"], [], []],
        [["s1"], [], ["s0", "s1"], []],
        [[], ["v"], [], ["s2"]],
    ]
    kinds = [["holiday"], ["workday"], ["rest", "weekend"], ["moved", "weekend"]]
    assert [col.kinds for col in root.one("table", "roster").all("col")[2:6]] == kinds
    heads = root.one("table", "roster").one("thead").all("th")[2:6]
    assert [head.text for head in heads] == ["1四节", "2五", "3六休", "4日班"]
    style = root.one("style").text
    assert [f".s{number}{{" in style for number in range(4)] == [True, True, True, False]


def test_heat_by_interval_and_day() -> None:
    rows = parse(made()).one("table", "heat").one("tbody").all("tr")
    # 3 wanted: A and the meal-free B; nobody on 2 … of three is a third or more missing
    assert [[row.one("th").text, *(cell.text for cell in row.all("td"))] for row in rows] == [
        ["09:00-12:00", "1/3!", "1/3!", "1/3!", "1/3!"],
        ["N", "1/1", "0/1!", "1/1", "0/1!"],
    ]
    assert [cell.kinds[-1] for cell in rows[1].all("td")] == ["k0", "k-3", "k0", "k-3"]


def test_heat_tells_mild_from_bad_and_spare_from_too_many() -> None:
    demand = [
        {"day": "2026-10-01", "shift": "D", "min": 4},
        {"day": "2026-10-02", "shift": "D", "min": 3, "target": 4},
        {"day": "2026-10-03", "shift": "D", "min": 2},
        {"day": "2026-10-04", "shift": "D", "min": 1, "max": 2},
    ]
    roster = "\n".join(f"{who} = D D D D" for who in "ABC")
    rows = parse(made(example={**EXAMPLE, "roster": roster, "demand": demand, "meals": {}, "leave": []}))
    (row,) = rows.one("table", "heat").one("tbody").all("tr")
    assert [cell.kinds[-1] for cell in row.all("td")] == ["k-2", "k-1", "k2", "k3"]


def test_days_with_meals_and_activities() -> None:
    data = data_of(parse(made("en")))
    assert data["shifts"] == ["D", "N", "E"]
    assert data["days"][0] == "2026-10-01 Thu"
    # minutes after midnight: 540 = 09:00, 735 = 12:15, 840 = 14:00, 1320 = 22:00, 1800 = 06:00 of the next day
    assert data["work"] == [
        [[0, 0, 540, 1080, [[735, 30]]], [1, 1, 1320, 1800]],
        [[0, 0, 540, 1080, [], [[840, 30, "周会"]]]],
        [[1, 0, 540, 1080], [1, 1, 1320, 1800]],
        [[2, 2, 360, 840]],
    ]


def test_findings_and_cells_lead_to_each_other() -> None:
    changed = {**EXAMPLE, "roster": "A = D D . .\nB = N D . .\nC = . . . E"}
    root = parse(made(rules=("daily-rest", "coverage"), example=changed))
    items = root.one("ol", "findings").all("li")
    (rest,) = [item for item in items if item.text.split()[1] == "daily-rest"]
    assert rest.kinds == ["hard"]
    cell = root.id("c1-1")
    assert (cell.text, cell.kinds) == ("D", ["s0", "h"])
    assert root.id(cell.one("a").attrs["href"][1:]) is rest
    assert "c1-1" in rest.attrs["data-c"].split()
    assert rest.attrs["data-r"] == "1"
    assert "#c1-1" in [link.attrs["href"] for link in rest.all("a")]
    coverage = next(item for item in items if item.text.split()[1] == "coverage")
    day = root.id(coverage.one("a").attrs["href"][1:])
    assert day.tag == "th"
    assert day.one("a").attrs["href"].startswith("#f")


@pytest.mark.parametrize(("days", "marks_cells"), [(7, True), (8, False)])
def test_a_finding_about_many_days_marks_the_person_and_not_each_day(days: int, marks_cells: bool) -> None:
    case, items = read({**EXAMPLE, "roster": "A = " + "D " * 12, "meals": {}, "talks": {}, "leave": [], "demand": []})
    dates = tuple(date(2026, 10, 2) + timedelta(n) for n in range(days))
    lines = finding_lines([Finding("r", "r", "c", True, 1, 0, dates, ("A",))], case, "en", lambda *_: ("bad", "mend"))
    root = parse(
        roster_page(
            case, Roster(dates[0], date(2026, 10, 13), items), lines, "en", month="2026-10", name="draft", penalty=0
        )
    )
    marked = [cell for cell in root.one("table", "roster").one("tbody").all("td") if "h" in cell.kinds]
    assert len(marked) == (days if marks_cells else 0)
    assert ("f" in root.id("p0").kinds) is not marks_cells


def test_soft_findings_are_marked_as_such() -> None:
    wish = {**EXAMPLE, "wishes": [{"who": "A", "date": "2026-10-01", "on": False}], "leave": []}
    case, items = read(wish, use_of("wishes", {}, Mode.SOFT))
    root = parse(page_of(case, items, "en"))
    assert root.id("c0-0").kinds == ["s0", "f"]
    assert root.one("ol", "findings").one("li").kinds == ["soft"]


def test_charts_count_people() -> None:
    root = parse(made("en"))
    figures = {figure.one("b").text: figure for figure in root.all("figure")}
    # nights: A 0, B 2, C 0; weekend days: A 0, B 1 (the 3rd), C 1 (the 4th); holidays: A 1, B 1, C 0
    bars = {
        name: [[text.text for text in bar.all("text")] for bar in figure.all("g")] for name, figure in figures.items()
    }
    assert bars["Days with a night shift"] == [["2", "0"], ["1"], ["1", "2"]]
    assert bars["Weekend days worked"] == [["1", "0"], ["2", "1"]]
    assert bars["Statutory holidays worked"] == [["1", "0"], ["2", "1"]]
    # A 2 × 8:30, B 8 + 8:30 + 8, C 8
    assert figures["Paid hours"].one("figcaption").text == "Paid hours least 8, middle 17, most 24:30"
    rows = root.one("table", "shares").one("tbody").all("tr")
    assert [cell.text for cell in rows[1].all("td")] == ["2", "1", "1", "24:30"]
    assert [cell.one("rect").attrs["width"] for cell in rows[0].all("td")] == ["0", "0", "100", "69"]


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{7*7}}</td>--><!--"


@pytest.mark.parametrize("lang", LANGS)
def test_words_of_a_workspace_stay_words(lang: Lang) -> None:
    plain, bad = made(lang, notes=(DayNote(date(2026, 10, 1), date(2026, 10, 2), "x"),)), EVIL
    staff = [{"id": "A", "name": bad, "team": bad}, {"id": "B", "team": "乙"}, "C"]
    changed = {
        **EXAMPLE,
        "staff": staff,
        "days": {**EXAMPLE["days"], "2026-10-02": bad},
        "talks": {"A 2026-10-02": [f"{bad} 14:00/30"]},
    }
    note = DayNote(date(2026, 10, 1), date(2026, 10, 2), bad)
    page = made(lang, rules=("availability", "coverage"), example=changed, notes=(note,))
    contained(page)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page
    root = parse(page)
    assert grid_of(root)[0][0] == f"A {bad}"
    assert data_of(root)["work"][1][0][5] == [[840, 30, bad]]
    assert len(root.all("script")) == len(parse(plain).all("script")) == 2


def test_nobody_and_nothing() -> None:
    page = made(example={**EXAMPLE, "staff": [], "roster": "", "width": 4, "demand": [], "leave": []})
    contained(page)
    assert grid_of(parse(page)) == []


def test_a_stranger_and_a_shift_that_is_unknown_are_shown() -> None:
    case, items = read(EXAMPLE)
    odd = Assignment("Z", date(2026, 10, 2), "?", "desk")
    roster = Roster(date(2026, 10, 1), date(2026, 10, 5), (*items, odd))
    root = parse(roster_page(case, roster, (), "en", month="2026-10", name="draft", penalty=0))
    assert grid_of(root)[3] == ["Z", "", "?/desk", "", ""]
    cell = root.one("table", "roster").one("tbody").all("tr")[3].all("td")[2]
    assert cell.kinds == ["u"]


def test_three_hundred_people_for_a_month_stay_small() -> None:
    case = case_of(300)
    shifts = [*case.shifts.values()]
    items = tuple(
        Assignment(
            person.id,
            FIRST + timedelta(day),
            shifts[who % 12].code,
            "desk",
            (Break(shifts[who % 12].meals[0].window.start, 30),),
        )
        for who, person in enumerate(case.employees)
        for day in range(31)
        if (day + who) % 7 < 5
    )
    page = page_of(case, items, "zh")
    assert len(page.encode()) <= 1_500_000
    found = grid_of(parse(page))
    assert sum(text != "" for row in found for text in row[1:]) == len(items)


@pytest.mark.parametrize("name", ["latest", "v1"])
def test_a_published_roster_is_called_by_its_version(tmp_path: Path, name: str) -> None:
    workspace(tmp_path, "A1 08 D D . . D")
    path = tmp_path / "page.html"
    args = ["report", "roster", name, "-C", str(tmp_path), "--month", "2026-10", "--output", str(path), "--quiet"]
    assert run(args, {}) == 0
    root = parse(path.read_text("utf-8"))
    assert root.one("h1").one("small").text == "v1"
    assert grid_of(root)[0][8:13] == ["D", "D", "", "", "D"]
