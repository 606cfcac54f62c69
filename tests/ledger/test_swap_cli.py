"""``request check swap`` and ``suggest`` from the command line: texts, JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.office import office, publish
from tests.support.run import run

RULES = """
[[rule]]
use = "daily-rest"
hours = 11
authority = "house rule 7"

[[rule]]
use = "stability"
key = "steady"
mode = "soft"
weight = 4
"""
CELLS = (("A", "2026-10-12", "E"), ("A", "2026-10-13", "E"), ("B", "2026-10-12", "N"), ("C", "2026-10-14", "E"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    found = office(tmp_path, RULES)
    (found / "input/demand.csv").write_text("day,start,end,min\nall,08:00,09:00,0\n", "utf-8")
    publish(found, *CELLS)
    return found


def test_a_swap_that_is_not_legal(root: Path) -> None:
    """A would have B's night, which ends on the 13th at 06:00, two hours before the early shift."""
    result = run(["request", "check", "swap", "A:2026-10-12", "B"], root)
    assert result.code == 1, result.err
    assert "house rule 7" in result.out
    assert "Not legal: 1 more breaches" in result.out
    assert "steady: +4" in result.out  # A: a night, then an early shift
    chinese = run(["request", "check", "swap", "安琪:2026-10-12", "白露"], root, "zh")
    assert chinese.code == 1
    assert "不可以换：新增 1 处违反硬性规则" in chinese.out


def test_json_names_rule_clause_person_and_date(root: Path) -> None:
    result = run(["request", "check", "swap", "A:2026-10-12", "B", "--format", "json"], root)
    told = json.loads(result.out)
    assert (told["schema"], told["kind"], told["legal"], told["version"]) == (
        "rosterctl/swap-check/1",
        "swap",
        False,
        1,
    )
    (breach,) = told["breaches"]
    assert {name: breach[name] for name in ("rule", "clause", "employees", "dates", "size")} == {
        "rule": "daily-rest", "clause": "house rule 7", "employees": ["A"], "dates": ["2026-10-13"], "size": 9,
    }  # fmt: skip
    assert (told["penalty"], told["penalty_by_rule"]) == (4, {"steady": 4})
    assert [(cell["employee"], cell["before"], cell["after"]) for cell in told["cells"]] == [
        ("A", "E", "N"), ("B", "N", "E"),
    ]  # fmt: skip


def test_a_cover_that_is_legal(root: Path) -> None:
    result = run(["request", "check", "swap", "A:2026-10-13", "C", "--format", "json"], root)
    told = json.loads(result.out)
    assert result.code == 0
    assert (told["kind"], told["legal"], told["penalty"], told["breaches"]) == ("cover", True, 0, [])
    table = run(["request", "check", "swap", "A:2026-10-13", "C"], root)
    assert "Legal for both" in table.out


def test_two_dates(root: Path) -> None:
    result = run(["request", "check", "swap", "A:2026-10-13", "C:2026-10-14", "--format", "json"], root)
    cells = [(cell["employee"], cell["date"][8:], cell["after"]) for cell in json.loads(result.out)["cells"]]
    assert cells == [("A", "13", "-"), ("A", "14", "E"), ("C", "13", "E"), ("C", "14", "-")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("swap", "A:2026-10-12"), 2),
        (("swap", "A", "B"), 2),
        (("swap", "A:12", "B"), 2),
        (("swap", "A:2026-10-12", "B:"), 2),
        (("leave", "A:2026-10-12", "B"), 2),
        (("swap", "A:2026-10-12", "Q"), 2),
        (("swap", "A:2026-10-12", "B:2026-11-02"), 2),
        (("swap", "A:2026-11-02", "B"), 7),  # nothing is published
        (("swap", "A:2026-10-20", "B"), 7),  # both are off
    ],
)
def test_what_cannot_be_asked(root: Path, words: tuple[str, ...], code: int) -> None:
    result = run(["request", "check", *words], root)
    assert result.code == code, result.err
    assert "Traceback" not in result.err
    assert "{" not in result.err


def test_suggest(root: Path) -> None:
    """A's E of the 12th. B cannot give her night for it: A would start E on the 13th two hours after it."""
    result = run(["request", "suggest", "A:2026-10-12", "--format", "json"], root)
    told = json.loads(result.out)
    assert result.code == 0, result.err
    assert [row["employee"] for row in told["candidates"]] == ["C", "D", "L1", "L2", "X"]
    assert {row["kind"] for row in told["candidates"]} == {"cover"}
    assert told["candidates"][0] | {"why": ""} == {
        "place": 1, "employee": "C", "name": "陈晨", "kind": "cover", "gives": "-", "penalty": 0, "hours": "0:00",
        "month": "8:00", "skills": "", "grade": None, "rank": "agent", "why": "",
    }  # fmt: skip
    (refused,) = told["refused"]
    assert (refused["employee"], refused["rule"], refused["employees"]) == ("B", "daily-rest", ["A"])
    table = run(["request", "suggest", "A:2026-10-12", "--limit", "2"], root, "zh")
    assert [word in table.out for word in ("顶班", "陈晨", "林琳")] == [True, True, False]


@pytest.mark.parametrize(("words", "code"), [("A", 2), ("A:2026-10-20", 7), ("Q:2026-10-12", 2), ("A:2026-11-12", 7)])
def test_suggest_refuses(root: Path, words: str, code: int) -> None:
    assert run(["request", "suggest", words], root).code == code
