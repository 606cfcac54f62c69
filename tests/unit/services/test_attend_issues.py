"""What a clerk must look at: worst first, each with its punches, nothing twice."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rosterctl.domain.clerk import Issue, Kind
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.messages import LANGS, Lang, texts
from rosterctl.report.attendance_issues import IssueTelling, issue_data, issue_line, issues_list
from rosterctl.rules.attendance import ATTENDANCE_RULES
from rosterctl.services.attend import attend
from rosterctl.services.attend_issues import KINDS, UNLISTED, issues, matters
from tests.support.clerk import AS_OF, workspace

CELLS = """
A1 08 D D D . D D D
A2 08 D D . . D D N
A3 12 D D D
A4 12 D D D D
"""
PUNCHES = """
A1 10-08 08:55
A1 10-09 11:30 18:02
A1 10-11 10:00 12:00
A1 10-13 08:50 18:00
A1 10-14 08:50 18:00
A2 10-08 08:58 18:00
A2 10-09 13:30
A2 10-12 08:50 18:00
A2 10-13 08:50 18:01
A2 10-14 21:50
A2 10-15 06:01
A3 10-12 08:58 18:00
A3 10-13 08:45 18:00
A3 10-14 08:45 18:00
A4 10-13 08:45 18:00
A4 10-14 08:45 18:00
"""


def found(root: Path, as_of: str = AS_OF) -> list[Issue]:
    return list(issues(attend(root, "2026-10", as_of), "en"))


def keys(some: list[Issue]) -> list[str]:
    return [f"{one.kind} {one.employee} {one.date:%d} {one.code}".strip() for one in some]


def test_everything_to_look_at_worst_first(tmp_path: Path) -> None:
    """8th: A1 never punched out. 9th: A2's lone 13:30 is 4 h 30 inside (2.4). 10th, 12th: A1 absent; 12th and 15th:
    A4, who is alone on the 15th, so that no punch at all is an absence. 11th: two punches of A1 outside the roster
    are one issue. 13th: A3 has the morning off and came all the same: 4 h 15 before 13:00, and so long without
    approval. 9th: A1 came 2 h 30 late with two punches, an even number: late, and nothing to look into."""
    assert keys(found(workspace(tmp_path, CELLS, PUNCHES))) == [
        "missing A1 08 missing-out",
        "missing A2 09 presence-only",
        "absent A1 10 absent",
        "absent A1 12 absent",
        "absent A4 12 absent",
        "absent A4 15 absent",
        "unrostered A1 11 out-of-reach",
        "finding A3 13 early-bird",
        "finding A3 13 unapproved",
    ]


def test_punches_outside_the_roster_are_one_issue_with_both(tmp_path: Path) -> None:
    (issue,) = (one for one in found(workspace(tmp_path, CELLS, PUNCHES)) if one.kind is Kind.UNROSTERED)
    assert len(issue.seen) == 2
    assert [punch.where for punch in issue.punches] == ["1_attlog.dat:7", "1_attlog.dat:8"]
    assert (issue.shift, issue.start) == ("", None)


@pytest.mark.parametrize("as_of", [AS_OF, "2026-10-12T10:00:00+08:00"])
def test_what_is_counted_is_what_is_listed(as_of: str, tmp_path: Path) -> None:
    """``attend run`` counts matters, ``attend exceptions`` lists issues: one of each, alike in all that is counted.

    On the 20th two people are rostered and nobody punches: a site without data, about nobody.
    """
    cells = CELLS + "A1 20 D\nA2 20 D\n"
    month = attend(workspace(tmp_path, cells, PUNCHES + "A1 10-11 20:30\nA2 10-11 10:00\n"), "2026-10", as_of)
    people = month.judged.sheet.facts.people
    counted = sorted(
        (one.kind, "" if one.employee < 0 else people[one.employee], one.pending) for one in matters(month)
    )
    listed = issues(month, "en")
    assert counted == sorted((one.kind, one.employee, one.pending) for one in listed)
    assert sorted(len(one.found) for one in matters(month)) == sorted(len(one.seen) for one in listed)
    assert max(len(one.found) for one in matters(month)) == 3  # A1's three punches of the 11th


def test_punches_outside_the_roster_on_two_dates_are_two_matters(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D", "A1 10-08 08:55 18:00\nA1 10-11 10:00 12:00\nA1 10-12 10:00")
    month = attend(root, "2026-10", AS_OF)
    assert [(len(one.found), one.row) for one in matters(month)] == [(2, -1), (1, -1)]
    assert [(one.date.day, len(one.seen)) for one in issues(month, "en")] == [(11, 2), (12, 1)]


def test_what_the_appraisal_says_is_nothing_to_look_at(tmp_path: Path) -> None:
    """A1 is away on the 9th, alone at work, and one day away is a minus here: it is found, and neither counted nor
    listed; the absence itself is."""
    root = workspace(tmp_path, "A1 08 D D", "A1 10-08 08:55 18:00")
    policy = root / "policy.toml"
    policy.write_text(
        policy.read_text("utf-8") + '\n[[rule]]\nuse = "appraisal"\nmode = "hard"\nper_period = 1\n', "utf-8"
    )
    month = attend(root, "2026-10", AS_OF)
    assert "appraisal" in {one.use.rule for one in month.judged.found}
    assert [one.found[0].use.rule for one in matters(month)] == ["absence"]
    assert [one.rule for one in issues(month, "en")] == ["absence"]


def test_a_punch_nearby_makes_an_absence_doubtful(tmp_path: Path) -> None:
    """Double shift 09:00–18:00 and 22:00–06:00. 18:40 is the day's departure, 18:01 in reach of the night (from
    18:00) and nobody's boundary: a spare event (2.8)."""
    root = workspace(tmp_path, "A1 08 D\nA1 08 N", "A1 10-08 08:55 18:01 18:40")
    told = found(root)
    assert [one.kind for one in told if one.employee == "A1"][:1] == [Kind.DOUBTFUL]
    assert "18:01" in told[0].seen[0]


def test_a_site_without_data_is_one_issue_about_nobody(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D D\nA2 08 D D", "A1 10-08 08:55 18:00\nA2 10-08 08:55 18:00")
    (issue,) = found(root)
    assert (issue.kind, issue.employee, issue.date.day, issue.punches) == (Kind.NO_DATA, "", 9, ())
    tell = IssueTelling({}, ZoneInfo("Asia/Shanghai"), "en")
    assert issue_data(issue, tell)["employee"] is None
    assert issues_list([issue], tell).startswith("[no data] 2026-10-09 Fri\n    ")


def test_what_may_still_be_corrected_comes_after_what_may_not(tmp_path: Path) -> None:
    """As of the 12th 10:00 corrections of the 8th closed at 24:00 of the 11th; those of the 9th are open (3.7)."""
    root = workspace(tmp_path, "A1 08 D D\nA2 08 D D", "A1 10-08 08:55 18:00\nA1 10-09 08:55\nA2 10-08 08:55\n"
                     "A2 10-09 08:55 18:00")  # fmt: skip
    told = found(root, "2026-10-12T10:00:00+08:00")
    assert [(one.employee, one.pending) for one in told] == [("A2", False), ("A1", True)]


def test_days_that_have_not_ended_are_nobodys_business(tmp_path: Path) -> None:
    root = workspace(tmp_path, CELLS, PUNCHES)
    assert keys(found(root, "2026-10-08T12:00:00+08:00")) == []


def test_rows_for_people_and_for_programs(tmp_path: Path) -> None:
    first = found(workspace(tmp_path, CELLS, PUNCHES))[0]
    tell = IssueTelling({"A1": "陈思远"}, ZoneInfo("Asia/Shanghai"), "zh")
    line = issue_line(first, tell)
    assert (line["kind"], line["name"], line["shift"], line["punched"], line["where"]) == (
        "缺卡",
        "陈思远",
        "D 09:00–18:00",
        "08:55",
        "1_attlog.dat:1",
    )
    data = issue_data(first, tell)
    assert (data["hard"], data["rule"], data["start"]) == (True, "missing-punch", "2026-10-08T09:00:00+08:00")
    assert data["punches"] == [
        {"time": "2026-10-08T08:55:00+08:00", "as": "arrival", "where": "1_attlog.dat:1"},
    ]


def test_every_code_with_a_place_of_its_own_is_a_finding_of_its_page() -> None:
    """And every code of those rules either has one, or is meant to be among the other findings."""
    known = {rule.id: set(rule_page("attendance", rule.id).front.finding) for rule in ATTENDANCE_RULES}
    for rule, codes in KINDS.items():
        assert codes.keys() <= known[rule]
    assert set(UNLISTED) <= known.keys()
    others = {f"{rule}/{code}" for rule, codes in KINDS.items() for code in known[rule] - codes.keys()}
    assert others == {
        "absence/overtime-not-worked",
        "unrostered/on-leave",
        "unrostered/early-bird",
        "unrostered/late-bird",
        "unrostered/unapproved",
    }


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_has_a_word(lang: Lang) -> None:
    assert all(texts()[f"attend.kind.{kind}"][lang] for kind in Kind)


@pytest.mark.parametrize(("kind", "hard"), [(Kind.MISSING, True), (Kind.NO_DATA, True), (Kind.RELIEF, False)])
def test_which_kinds_pay_depends_on(kind: Kind, hard: bool) -> None:
    assert kind.hard is hard
