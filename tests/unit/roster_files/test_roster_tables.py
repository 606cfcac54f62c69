"""What planners look at: coverage counted by hand, aligned grids, findings as lines, differences as data."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.findings import Finding
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.roster import Break, Roster
from rosterctl.domain.time import Span
from rosterctl.errors import Place
from rosterctl.messages import LANGS, Lang, texts
from rosterctl.report.coverage import Cover, coverage, present
from rosterctl.report.coverage_table import coverage_csv, coverage_table
from rosterctl.report.findings import date_runs, finding_lines, findings_csv, findings_json, findings_table
from rosterctl.report.grid import grid_table
from rosterctl.report.grid_forms import grid_csv, grid_json, grid_markdown
from rosterctl.report.roster_data import lay_out
from rosterctl.report.tables import shown_width
from rosterctl.report.wrapping import wrap
from rosterctl.services.diffs import diff_people, diff_rosters, diff_rows
from tests.support.desk import CALM, END, FIRST, SHIFTS, STAFF, desk, rosters, sample, work

PLACES = tuple((s.code, post) for s in SHIFTS for post in ("desk", "gate") if s.posts is None or post in s.posts)
GRID = lay_out(desk(), sample())


def cover(on: int, number: int, **case: Any) -> Cover:
    """A demand row (by its place in the file) of a day of October."""
    built = desk(**case)
    rows = [c for c in coverage(built, sample()) if c.date == date(2026, 10, on)]
    return next(c for c in rows if c.demand is built.demand[number])


@CALM
@given(rosters(tuple(employee.id for employee in STAFF), PLACES))
def test_coverage_is_a_count_of_heads_at_every_minute(roster: Roster) -> None:
    case = desk()
    spans = [(item, span) for item in roster.assignments for span in present(case, item)]
    for found in coverage(case, roster):
        row, day = found.demand, case.axis.day(found.date)
        if row.span is None:
            heads = {i.employee for i in roster.assignments if i.date == found.date and i.shift == row.filter.shift}
            assert found.lowest == found.highest == len(heads)
            continue
        counts = []
        for minute in range(case.axis.at(day, row.span.start), case.axis.at(day, row.span.end), 5):
            there = {
                item.employee
                for item, span in spans
                if span.start <= minute < span.end
                and row.filter.post in (None, item.post)
                and row.filter.person(case.employees[case.person[item.employee]])
            }
            counts.append(len(there))
        assert (found.lowest, found.highest) == (min(counts), max(counts))


def test_a_night_covers_the_morning_after_and_history_counts() -> None:
    early = (Demand("all", Span(0, 360), Filter(post="gate"), min=1),)
    night = work("E2", 1, "N", "gate")
    before = replace(night, date=date(2026, 9, 30))
    found = coverage(desk(demand=early, history=(before,)), Roster(FIRST, END, (night,)))
    assert [(c.lowest, c.short) for c in found[:4]] == [(1, 0), (1, 0), (0, 1), (0, 1)]


def test_the_first_night_is_not_judged_without_history() -> None:
    early = (Demand("all", Span(0, 360), Filter(post="gate"), min=1),)
    first, second, *_ = coverage(desk(demand=early), Roster(FIRST, END, ()))
    assert (first.lowest, first.highest, first.short, first.mark) == (None, None, 0, "")
    assert (second.lowest, second.short, second.mark) == (0, 1, "!")
    assert "?" in grid_table(lay_out(desk(demand=early), Roster(FIRST, END, ())), "zh")


def test_hourly_leave_is_taken_out_and_two_shifts_are_one_head() -> None:
    leave = Request(
        "L", "leave", "E2", date(2026, 10, 9), date(2026, 10, 9), Part.HOURS, Span(600, 630), status=Status.APPROVED
    )
    english = desk().demand[3]
    assert cover(9, 3).lowest == 1
    assert cover(9, 3, requests=(leave,)).short == 1
    roster = Roster(FIRST, END, (work("E2", 9, "D"), work("E2", 9, "S")))
    assert max(c.highest or 0 for c in coverage(desk(demand=(english,)), roster)) == 1


@pytest.mark.parametrize(
    ("count", "mark", "short", "below", "over"),
    [(1, "!", 1, 2, 0), (2, "~", 0, 1, 0), (3, "", 0, 0, 0), (4, "", 0, 0, 0), (5, "+", 0, 0, 1)],
)
def test_marks(count: int, mark: str, short: int, below: int, over: int) -> None:
    people = [employee.id for employee in STAFF][:count]
    roster = Roster(FIRST, END, tuple(work(who, 8, "D") for who in people))
    found = next(c for c in coverage(desk(), roster) if c.date.day == 8)
    assert (found.mark, found.short, found.below, found.over) == (mark, short, below, over)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("colour", [False, True])
def test_columns_line_up_under_wide_characters(lang: Lang, colour: bool) -> None:
    lines = [re.sub(r"\x1b\[\d+m", "", line) for line in grid_table(GRID, lang, colour=colour).splitlines()]
    people = [line for line in lines if line.startswith(("2026-10 ", *(employee.id for employee in STAFF)))]
    assert len(people) == 7
    assert len({shown_width(line) for line in people}) == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [20, 60, 120])
def test_a_narrow_terminal_gets_several_blocks(lang: Lang, width: int) -> None:
    blocks = grid_table(GRID, lang, width=width).split("\n\n")
    heads = [block.splitlines()[0].split()[1:] for block in blocks if block.startswith("2026-10 ")]
    assert [day for head in heads for day in head][:31] == [str(day) for day in range(1, 32)]
    assert len(heads) > 1
    if width > 20:
        table = [line for block in blocks[:-2] for line in block.splitlines()]
        assert max(shown_width(line) for line in table) <= width


def test_the_grid_in_both_languages() -> None:
    chinese, english = (grid_table(GRID, lang) for lang in LANGS)
    head = chinese.splitlines()
    assert head[0].split()[:4] == ["2026-10", "1", "2", "3"]
    assert head[1].split()[:3] == ["四", "五", "六"]
    assert head[2].split()[:8] == ["节", "节", "节", "休", "休", "休", "休", "班"]
    assert "国庆节" in chinese
    assert "假" in chinese
    assert "LV" in english
    assert "moved workday" in english
    assert "N = 夜班 22:00-31:00, 8:30 h paid, night" in english


def test_colours_only_when_asked() -> None:
    plain, bright = grid_table(GRID, "zh"), grid_table(GRID, "zh", colour=True)
    assert "\x1b[31m" in bright
    for code in ("31", "32", "33", "36", "2", "0"):
        bright = bright.replace(f"\x1b[{code}m", "")
    assert [line.rstrip() for line in bright.splitlines()] == plain.splitlines()


def test_totals() -> None:
    found = {person.id: person.totals for person in GRID.people}
    sums = found["001"]
    assert (sums.work, sums.rest, sums.nights, sums.minutes, sums.weekends) == (3, 28, 1, 505 + 510 + 505, 1)
    assert (found["E5"].work, found["E5"].rest) == (0, 20)
    assert (found["E3"].work, found["E3"].minutes) == (2, 505 + 60 + 420)


def test_strangers_to_the_staff_file_are_shown() -> None:
    grid = lay_out(desk(), Roster(FIRST, END, (work("X9", 1, "D"), work("001", 2, "Q"))))
    assert grid.people[-1].id == "X9"
    assert grid.people[0].cells[1].text == "Q/desk"
    assert "X9" in grid_table(grid, "en")


def test_empty_rosters_and_no_demand() -> None:
    grid = lay_out(desk(employees=(), demand=()), Roster(FIRST, END, ()))
    for lang in LANGS:
        assert grid_table(grid, lang)
        assert grid_markdown(grid, lang)
        assert grid_csv(grid, lang)


def test_two_rows_for_the_same_interval_stand_below_each_other() -> None:
    rows = (
        Demand("all", Span(540, 600), Filter(), min=1),
        Demand("all", Span(540, 600), Filter(), max=2),
    )
    grid = lay_out(desk(demand=rows), sample())
    assert [len([c for c in need.days if c]) for need in grid.needs] == [31, 31]


def test_json_is_plain_and_complete() -> None:
    value = json.loads(json.dumps(grid_json(GRID), ensure_ascii=False))
    assert value["schema"] == "rosterctl/roster-grid/1"
    assert value["people"][0]["cells"]["2026-10-01"] == "D/desk"
    assert value["people"][0]["paid_minutes"] == 1520
    assert value["days"][0] == {"date": "2026-10-01", "kind": "holiday", "weekend": False, "name": "国庆节"}
    assert value["coverage"][0]["from"] == "09:00"
    assert value["coverage"][0]["short"] == 1
    assert len(value["coverage"]) == len(coverage(desk(), sample()))


def test_markdown_and_csv() -> None:
    page = grid_markdown(lay_out(desk(employees=(Employee("a", "张|三"),)), Roster(FIRST, END, ())), "zh")
    assert "张\\|三" in page
    rows = list(csv.reader(io.StringIO(grid_csv(GRID, "zh"))))
    assert rows[0][:4] == ["工号", "姓名", "班组", "2026-10-01"]
    assert rows[3][1] == "'=1+1"
    assert {len(row) for row in rows} == {3 + 31 + 5}


@pytest.mark.parametrize("lang", LANGS)
def test_coverage_as_a_list(lang: Lang) -> None:
    covers = coverage(desk(), sample())
    table = coverage_table(covers, lang)
    assert len(table.splitlines()) == 2 + len(covers)
    assert coverage_table([], lang) == ""
    assert "\x1b[31m" in coverage_table(covers, lang, colour=True)
    assert coverage_table(covers[:1], lang, style="markdown").startswith("|")
    assert len(coverage_csv(covers, lang).splitlines()) == 1 + len(covers)


FINDINGS = (
    Finding("daily-rest", "daily-rest", "short", True, 90, 0, (date(2026, 10, 2), date(2026, 10, 3)), ("001",),
            {"hours": 9}, "员工手册 3.2", (Place("r.xlsx", sheet="班表", cell="E5"),)),
    Finding("coverage", "desk-min", "short", False, 2, 20, (date(2026, 10, 31),)),
)  # fmt: skip

MANY = Finding(
    "fairness", "fairness", "uneven", True, 3, 0, tuple(date(2026, 10, day) for day in (1, 3, 5, 7, 9, 11)),
    tuple(employee.id for employee in STAFF),
    where=tuple(Place("r.xlsx", sheet="班表", cell=f"A{n}") for n in range(1, 5)),
)  # fmt: skip


def describe(finding: Finding, lang: Lang) -> tuple[str, str]:
    return f"{finding.code} {lang}", "=换班\n或加人"


@pytest.mark.parametrize("lang", LANGS)
def test_findings_as_lines(lang: Lang) -> None:
    lines = finding_lines(FINDINGS, desk(), lang, describe)
    hard, soft, cost = {"zh": ("硬性", "软性", "扣分 20"), "en": ("hard", "soft", "cost 20")}[lang]
    assert findings_table(lines, lang).splitlines() == [
        f"[{hard}] daily-rest · 001 王小明 · 2026-10-02…03 · 班表!E5",
        f"    short {lang} → =换班 或加人",
        f"[{soft}] coverage (desk-min) · 2026-10-31 · {cost}",
        f"    short {lang} → =换班 或加人",
    ]
    assert findings_table((), lang) == ""
    assert f"\x1b[31m[{hard}]\x1b[0m daily-rest" in findings_table(lines, lang, colour=True)
    assert "或加人" not in findings_table(lines, lang, mend=False)


@pytest.mark.parametrize("lang", LANGS)
def test_findings_as_table_and_csv_keep_everything(lang: Lang) -> None:
    lines = finding_lines((MANY, *FINDINGS), desk(), lang, describe)
    page = findings_table(lines, lang, style="markdown")
    assert page.startswith("|")
    rows = list(csv.reader(io.StringIO(findings_csv(lines, lang))))
    assert rows[1][-1].startswith("'=")
    for place in MANY.where:
        assert str(place) in page
        assert str(place) in rows[1][4]
    bare = findings_table(lines[2:], lang, style="markdown").splitlines()[0]
    assert bare.count("|") == page.splitlines()[0].count("|") - 2


def test_a_finding_about_many_names_a_few() -> None:
    [line] = finding_lines([MANY], desk(), "en", describe)
    head = findings_table([line], "en").splitlines()[0]
    assert head == (
        "[hard] fairness · 001 王小明, E2 欧阳娜娜, E3 =1+1, E4 李伟 +2 · "
        "2026-10-01, 2026-10-03, 2026-10-05, 2026-10-07 +2 · 班表!A1, 班表!A2, 班表!A3 +1"
    )
    assert len(findings_json([line])["findings"][0]["where"]) == 4


@pytest.mark.parametrize("width", [40, 72, 100])
def test_findings_are_broken_at_the_terminals_width(width: int) -> None:
    def wordy(finding: Finding, lang: Lang) -> tuple[str, str]:
        return "在 7 天里只休息了 1 天，" * 9, "give a day off between two shifts " * 4

    lines = finding_lines((MANY, *FINDINGS), desk(), "zh", wordy)
    found = findings_table(lines, "zh", width=width).splitlines()
    assert max(map(shown_width, found)) <= width
    assert not [row for row in found if row.strip()[0] in "，。、）"]
    together = "".join(row.strip() for row in found).replace(" ", "")
    assert together == findings_table(lines, "zh").replace("\n", "").replace(" ", "")
    assert all(row.startswith(("[", "    ")) for row in found)


def test_a_long_word_stays_whole() -> None:
    assert wrap("a " + "x" * 30 + " b", 10, rest="  ") == ["a", "  " + "x" * 30, "  b"]
    assert wrap("（甲）乙", 4) == ["（甲）", "乙"]


def test_findings_as_json() -> None:
    value = json.loads(json.dumps(findings_json(finding_lines(FINDINGS, desk(), "en", describe))))
    assert value["schema"] == "rosterctl/findings/1"
    first, second = value["findings"]
    assert first["where"] == ["r.xlsx:班表!E5"]
    assert first["values"] == {"hours": 9}
    assert (first["hard"], first["size"], first["authority"]) == (True, 90, "员工手册 3.2")
    assert (second["hard"], second["cost"], second["employees"]) == (False, 20, [])


def test_runs_of_dates() -> None:
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 10, 5), date(2026, 10, 5), date(2026, 10, 6)]
    assert date_runs(days) == "2026-10-05…06, 2026-10-31…2026-11-01"
    assert date_runs([]) == ""


def test_differences_cell_by_cell() -> None:
    before = Roster(
        FIRST, END, (work("001", 1, "D", "desk", (690, 35)), work("001", 2, "N", "gate"), work("E2", 3, "D"))
    )
    after = Roster(
        FIRST, END, (work("001", 1, "D", "desk", (725, 35)), work("001", 4, "N", "gate"), work("E2", 3, "D", "gate"))
    )
    found = [(c.employee, c.date.day, sorted(c.parts)) for c in diff_rosters(before, after)]
    assert found == [("001", 1, ["breaks"]), ("001", 2, ["shift"]), ("001", 4, ["shift"]), ("E2", 3, ["post"])]
    cells, people = diff_rows(desk(), before, after)
    assert [(row["before"], row["after"]) for row in cells] == [
        ("D/desk [11:30/35]", "D/desk [12:05/35]"),
        ("N", "-"),
        ("-", "N"),
        ("D/desk", "D/gate"),
    ]
    assert cells[0]["name"] == "王小明"
    assert [(row["employee"], row["cells"]) for row in people] == [("001", 3), ("E2", 1)]
    assert diff_people(desk(), before, after)[0].minutes_before == 505 + 510


def test_activities_and_two_shifts_differ() -> None:
    before = sample()
    talk = next(item for item in before.assignments if item.activities)
    quiet = replace(talk, activities=talk.activities[:1], breaks=(*talk.breaks, Break(900, 5)))
    after = replace(before, assignments=tuple(quiet if item is talk else item for item in before.assignments))
    [change] = diff_rosters(before, after)
    assert change.parts == {"activities", "breaks"}
    assert "培训" in diff_rows(desk(), before, after)[0][0]["before"]


@CALM
@given(rosters(("001", "E2"), PLACES), rosters(("001", "E2"), PLACES))
def test_a_difference_says_how_to_get_from_one_to_the_other(before: Roster, after: Roster) -> None:
    changes = diff_rosters(before, after)
    assert diff_rosters(before, before) == ()
    gone = {(change.employee, change.date) for change in changes}
    kept = [item for item in before.assignments if (item.employee, item.date) not in gone]
    made = Roster(FIRST, END, (*kept, *(item for change in changes for item in change.after)))
    assert diff_rosters(made, after) == ()
    assert all(change.parts for change in changes)


def test_every_text_is_there_in_both_languages() -> None:
    own = {code: entry for code, entry in texts().items() if code.startswith(("roster.", "word.roster-"))}
    assert len(own) > 100
    assert all(set(entry) == set(LANGS) and all(entry.values()) for entry in own.values())
