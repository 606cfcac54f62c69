"""leaver-notice: both readings say the same, whatever is planned."""

from __future__ import annotations

import pytest

from rosterctl.domain.policy import Mode
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "leaver-notice"
BASE: Table = {"first": "2026-10-01", "shifts": {"D": "09:00-18:00"}, "width": 2, "params": {}}


def leaver(resigned: str, last: str | None = None) -> Table:
    return {"id": "A", "resigned_on": resigned} | ({"employed_until": last} if last else {})


# 20 September + 30 days is 20 October
CASES: dict[str, tuple[Table, list[tuple[str, str, int]]]] = {
    "no last day": ({"staff": [leaver("2026-09-20")]}, [("open", "10-01", 1)]),
    "in time": ({"staff": [leaver("2026-09-20", "2026-10-20")]}, []),
    "a day short": ({"staff": [leaver("2026-09-20", "2026-10-19")]}, [("short", "10-01", 1)]),
    "on the same day": ({"staff": [leaver("2026-10-02", "2026-10-02")]}, [("short", "10-02", 30)]),
    "a week of notice": ({"staff": [leaver("2026-10-02", "2026-10-08")], "params": {"days": 7}},
                         [("short", "10-02", 1)]),
    "resigns on the last day": ({"staff": [leaver("2026-10-02")]}, [("open", "10-02", 1)]),
    "resigns after the month": ({"staff": [leaver("2026-10-03")]}, []),
    "left before": ({"staff": [leaver("2026-09-20", "2026-09-30")]}, []),
    "leaves on the first day": ({"staff": [leaver("2026-09-20", "2026-10-01")]}, [("short", "10-01", 19)]),
    "stays": ({"staff": ["A"]}, []),
    "another team": ({"staff": [{**leaver("2026-09-20"), "team": "x"}], "for": {"team": ["y"]}}, []),
    "valid later": ({"staff": [leaver("2026-09-20")], "valid_from": "2026-10-02"}, []),
    "valid in time": ({"staff": [leaver("2026-10-02")], "valid_from": "2026-10-02"}, [("open", "10-02", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str) -> None:
    more, expected = CASES[name]
    example = {**BASE, **more}
    case, roster = read(example, use_of(RULE, example))
    found = judge(RosterIndex(case, roster))
    assert [(f.code, f"{f.dates[0]:%m-%d}", f.size) for f in found] == expected
    assert all(f.employees == ("A",) for f in found)
    assert bool(agree.solver_rosters(case)) != bool(expected)
    soft = agree.with_mode(case, Mode.SOFT, 3)
    assert agree.fixed_cost(soft, (0, 0)) == 3 * sum(size for _, _, size in expected)


def test_the_focus_is_the_peoples() -> None:
    example = {**BASE, "staff": [leaver("2026-09-20"), {"id": "B", "resigned_on": "2026-10-01"}]}
    case, roster = read(example, use_of(RULE, example))
    index = RosterIndex(case, roster)
    assert len(judge(index)) == 2
    assert [f.employees for f in judge(index, people=[1])] == [("B",)]
    assert judge(index, people=[1], days=[case.first + 1]) == ()
