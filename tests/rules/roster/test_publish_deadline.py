"""publish-deadline: whatever is planned, the day on which it is asked decides."""

from __future__ import annotations

import pytest

from rosterctl.domain.policy import Mode
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "publish-deadline"
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A"],
    "shifts": {"D": "09:00-18:00"},
    "width": 1,
    "params": {"days": 3},
}


# 28 September is three days before 1 October
@pytest.mark.parametrize(
    ("today", "late"),
    [
        ("2026-09-28", 0),
        ("2026-09-29", 1),
        ("2026-09-30", 2),
        ("2026-10-01", 3),
        ("2026-10-04", 6),
    ],
)
def test_days_late(today: str, late: int) -> None:
    example = {**BASE, "as_of": today}
    case, roster = read(example, use_of(RULE, example))
    assert [f.size for f in judge(RosterIndex(case, roster))] == ([late] if late else [])
    assert agree.solver_rosters(case) == (set() if late else {(0,), (1,)})
    soft = agree.with_mode(case, Mode.SOFT, 7)
    assert [agree.fixed_cost(soft, labels) for labels in ((0,), (1,))] == [7 * late, 7 * late]


def test_nobody_asks() -> None:
    case, roster = read(BASE, use_of(RULE, BASE))
    assert judge(RosterIndex(case, roster)) == ()
    assert len(agree.solver_rosters(case)) == 2


def test_without_days_the_first_day_itself_is_in_time() -> None:
    for today, count in (("2026-10-01", 0), ("2026-10-02", 1)):
        example = {**BASE, "params": {"days": 0}, "as_of": today}
        case, roster = read(example, use_of(RULE, example))
        assert len(judge(RosterIndex(case, roster))) == count


@pytest.mark.parametrize(("since", "late"), [("2026-10-01", True), ("2026-10-02", False)])
def test_in_force_on_the_first_day(since: str, late: bool) -> None:
    example = {**BASE, "as_of": "2026-09-30", "valid_from": since, "width": 2}
    case, roster = read(example, use_of(RULE, example))
    assert bool(judge(RosterIndex(case, roster))) == late
    assert bool(agree.solver_rosters(case)) != late
