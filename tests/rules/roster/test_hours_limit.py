"""hours-limit: both readings over all small rosters, and the balance that is carried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.rules.base import Scope, scope_of
from rosterctl.rules.roster.accounts import Account, accounts
from rosterctl.rules.roster.hours_limit import RULE as HOURS
from rosterctl.rules.roster.hours_limit import Params
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "hours-limit"
# Thursday to Sunday, with 24 hours of the week carried in
BASE: Table = {
    "first": "2026-10-08",
    "staff": ["A"],
    "shifts": {"D": "09:00-17:00", "K": "09:00-13:00"},
    "history": "A = D D D",
    "width": 4,
}
# a whole week, from Monday
WEEK: Table = {**BASE, "first": "2026-10-05", "history": "", "width": 7, "shifts": {"D": "09:00-17:00"}}
# 28 October to the month's end: its 22 workdays are 176 hours, 152 of them worked before
MONTH: Table = {
    **BASE,
    "first": "2026-10-28",
    "history": "A = D D . . D D D D D . . D D D D D . . D D D D D . . D D",
    "width": 4,
}
# 27 to 30 November: its 21 workdays are 168 hours, 152 of them worked before
NOVEMBER: Table = {
    **BASE,
    "first": "2026-11-27",
    "history": "A = . D D D D D . . D D D D D . . D D D D D . . D D D D",
    "width": 4,
}


def week(**stated: Any) -> dict[str, Any]:
    return {"per": "week", **stated}


def quarter(**stated: Any) -> dict[str, Any]:
    return {"per": "period", "periods": 3, "begins": 10, **stated}


CASES: dict[str, Table] = {
    "most": {**BASE, "params": week(most=44)},
    "most, a minute less to be had": {
        **BASE,
        "shifts": {"D": "09:00-17:01", "K": "09:00-13:00"},
        "params": week(most=44),
    },
    "most, unit of an hour": {**BASE, "shifts": {"D": "09:00-17:00", "K": "09:00-13:30"}, "params": week(most=33)},
    "most, used up in history": {**BASE, "width": 3, "params": week(most=24)},
    "most, more used up in history": {**BASE, "width": 3, "params": week(most=20)},
    "most, the week goes on": {**BASE, "first": "2026-10-05", "history": "", "params": week(most=24)},
    "most, nothing known": {**BASE, "history": "", "params": week(most=24)},
    "most of two weeks": {**BASE, "first": "2026-10-10", "history": "A = D D D D D", "params": week(most=44)},
    "most, the week begins on Friday": {**BASE, "week_start": 4, "params": week(most=16)},
    "most, split shifts and meals": {
        **BASE,
        "shifts": {"S": "08:00-11:00;15:00-18:00", "M": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}},
        "history": "A = M S M",
        "params": week(most=36),
    },
    "most, two on a date carried in": {**BASE, "history": "A = D+K D .", "params": week(most=36)},
    "most, two posts": {**BASE, "width": 3, "posts": ["desk", "gate"], "params": week(most=36)},
    "most of half a contract": {
        **BASE,
        "staff": [{"id": "A", "contract": 50}],
        "history": "A = K",
        "params": week(most=40),
    },
    "most of an odd contract": {
        **BASE,
        "staff": [{"id": "A", "contract": 33}],
        "shifts": {"X": "09:00-12:37", "Y": "09:00-12:38"},  # 33 % of 11 h are 217.8 minutes
        "history": "",
        "width": 3,
        "params": week(most=11),
    },
    "most, not by contract": {
        **BASE,
        "staff": [{"id": "A", "contract": 50}],
        "params": week(most=36, by_contract=False),
    },
    "most, leave counts": {**BASE, "leave": [{"who": "A", "first": "2026-10-09"}], "params": week(most=40)},
    "most, leave at the weekend is no workday": {
        **BASE,
        "leave": [{"who": "A", "first": "2026-10-10"}],
        "params": week(most=40),
    },
    "most, leave and history over it": {
        **BASE,
        "width": 3,
        "leave": [{"who": "A", "first": "2026-10-09"}],
        "params": week(most=30),
    },
    "most, leave does not count": {
        **BASE,
        "leave": [{"who": "A", "first": "2026-10-09"}],
        "params": week(most=40, leave_counts=False),
    },
    "most, leave of half a contract": {
        **BASE,
        "staff": [{"id": "A", "contract": 50}],
        "history": "A = K",
        "leave": [{"who": "A", "first": "2026-10-06"}, {"who": "A", "first": "2026-10-11", "last": "2026-10-13"}],
        "params": week(most=32),
    },
    "most on holidays": {**BASE, "days": {"2026-10-08": "holiday"}, "params": week(most=40)},
    "least": {**WEEK, "params": week(least=40)},
    "least and most": {**BASE, "params": week(least=32, most=40)},
    "least, a minute more to be had": {
        **BASE,
        "shifts": {"D": "09:00-17:01", "K": "09:00-13:00"},
        "params": week(least=40),
    },
    "least, unit of an hour": {**BASE, "shifts": {"D": "09:00-17:00", "K": "09:00-13:30"}, "params": week(least=50)},
    "least, no longer to be had": {**BASE, "history": "A = . . .", "params": week(least=40)},
    "least, no longer to be had for leave": {
        **BASE,
        "history": "A = . . D",
        "leave": [{"who": "A", "first": "2026-10-09"}],
        "params": week(least=48),
    },
    "least, the week begins before what is known": {**BASE, "history": "A = D D", "params": week(least=16, most=40)},
    "least, known from the week's first day": {**BASE, "history": "A = D . .", "params": week(least=16, most=32)},
    "least, the week goes on": {**BASE, "width": 3, "params": week(least=40, most=40)},
    "least, leave counts": {
        **BASE,
        "leave": [{"who": "A", "first": "2026-10-07", "last": "2026-10-08"}],
        "history": "A = D D .",
        "params": week(least=40),
    },
    "least, leave does not count": {
        **BASE,
        "leave": [{"who": "A", "first": "2026-10-08"}],
        "params": week(least=40, leave_counts=False),
    },
    "least, employed from inside": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-08"}],
        "history": "A = . . .",
        "params": week(least=40),
    },
    "least, employed until inside, of half a contract": {
        **WEEK,
        "staff": [{"id": "A", "employed_until": "2026-10-08", "contract": 50}],
        "shifts": {"K": "09:00-13:00"},
        "params": week(least=40),
    },
    "rolling": {**BASE, "params": {"per": "rolling", "most": 32}},
    "rolling, least": {**BASE, "history": "A = D D D D", "params": {"per": "rolling", "least": 40, "most": 48}},
    "rolling, longer than a week": {
        **BASE,
        "history": "",
        "width": 9,
        "shifts": {"D": "09:00-17:00"},
        "params": {"per": "rolling", "least": 24, "most": 40},
    },
    "month": {**MONTH, "params": {"per": "month", "most": 176, "least": 168}},
    "month, two of them": {
        **BASE,
        "first": "2026-10-30",
        "history": "",
        "params": {"per": "month", "most": 8},
    },
    "period": {
        **BASE,
        "first": "2026-10-24",
        "period_start": 26,
        "history": "",
        "params": {"per": "period", "most": 8},
    },
    "standard of a week": {**BASE, "params": week(over=0, under=0)},
    "standard of a week, some way off": {**BASE, "params": week(over=4, under=8)},
    "standard of a week with a holiday": {
        **BASE,
        "days": {"2026-10-09": "holiday", "2026-10-10": "moved"},
        "params": week(over=0, under=4),
    },
    "standard, a holiday carried in": {**BASE, "days": {"2026-10-06": "holiday"}, "params": week(over=0, under=0)},
    "standard of half a contract": {
        **BASE,
        "staff": [{"id": "A", "contract": 50}],
        "history": "A = K K K",
        "params": week(over=2, under=2),
    },
    "standard, not by contract": {
        **BASE,
        "staff": [{"id": "A", "contract": 50}],
        "params": week(over=0, under=0, by_contract=False),
    },
    "standard, leave counts": {
        **BASE,
        "leave": [{"who": "A", "first": "2026-10-09", "last": "2026-10-10"}],
        "params": week(over=0, under=0),
    },
    "standard, leave does not count": {
        **BASE,
        "leave": [{"who": "A", "first": "2026-10-09"}],
        "params": week(over=0, under=8, leave_counts=False),
    },
    "standard, employed from inside": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-08"}],
        "history": "A = . . .",
        "params": week(over=0, under=0),
    },
    "standard, no longer to be reached": {
        **BASE,
        "history": "A = . . .",
        "days": {"2026-10-11": "holiday"},
        "params": week(under=0),
    },
    "standard, the week goes on": {**WEEK, "width": 4, "shifts": BASE["shifts"], "params": week(over=0, under=0),
                                   "days": {"2026-10-07": "rest", "2026-10-08": "rest", "2026-10-09": "rest"}},
    "standard of rolling weeks": {**BASE, "history": "A = D D . D D", "params": {"per": "rolling", "over": 0}},
    "standard of a month": {**MONTH, "params": {"per": "month", "over": 0, "under": 8}},
    "standard of a month, moved workdays": {
        **MONTH,
        "days": {"2026-10-10": "moved", "2026-10-01": "holiday"},
        "params": {"per": "month", "over": 4, "under": 4},
    },
    "a quarter's first month": {**MONTH, "carried": {"A": 6000}, "params": quarter(over=0, swing=8)},
    "a quarter's second month": {**NOVEMBER, "carried": {"A": 240}, "params": quarter(over=0, under=0, swing=8)},
    "a quarter's second month, behind": {**NOVEMBER, "carried": {"A": -480}, "params": quarter(swing=8)},
    "a quarter's second month, far behind": {**NOVEMBER, "carried": {"A": -6000}, "params": quarter(swing=8)},
    "a quarter's second month, far ahead": {**NOVEMBER, "carried": {"A": 6000}, "params": quarter(swing=8)},
    "a quarter's last month": {**NOVEMBER, "carried": {"A": 480}, "params": quarter(begins=9, over=0, under=4)},
    "a quarter's last month, swing does not hold": {
        **NOVEMBER,
        "carried": {"A": -360},
        "params": quarter(begins=9, over=8, swing=0),
    },
    "two months, the cycle goes on": {
        **MONTH,
        "first": "2026-10-30",
        "history": MONTH["history"] + " D .",
        "carried": {"A": 240},
        "params": quarter(begins=9, over=0, swing=4),
    },
    "two months, the cycle ends between": {
        **MONTH,
        "first": "2026-10-30",
        "history": MONTH["history"] + " D .",
        "carried": {"A": 240},
        "params": quarter(begins=8, over=4, under=8, swing=0),
    },
    "two periods of a month cut at the 26th": {
        **MONTH,
        "first": "2026-10-23",
        "period_start": 26,
        "history": "A = . . D D D D D . . D D D D D . . D D D D D . . D D D D",
        "carried": {"A": -480},
        "params": quarter(begins=9, swing=8),
    },
    "valid from inside the week": {**BASE, "valid_from": "2026-10-10", "params": week(most=36, under=8)},
    "valid from the next month": {
        **MONTH,
        "first": "2026-10-31",
        "history": MONTH["history"] + " D D D",
        "valid_from": "2026-11-01",
        "width": 3,
        "carried": {"A": 7200},
        "params": quarter(begins=9, swing=0, over=0),
        "shifts": {"D": "09:00-17:00", "W": {"time": "00:00-24:00"}},
    },
    "only one of two people": {
        **BASE,
        "first": "2026-10-10",
        "width": 2,
        "staff": ["A", "B"],
        "history": "A = D D D D D\nB = D D . D K",
        "for": {"employee": ["B"]},
        "params": week(most=32, least=32),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=200)


def test_readings_agree_until_the_rule_ends() -> None:
    table = {**BASE, "first": "2026-10-10", "history": "A = D D D D D", "params": week(most=40, under=0)}
    case, _ = read(table, replace(use_of(RULE, table), valid_until=date(2026, 10, 12)))
    agree.hard(case)
    agree.soft(case)


def test_all_of_the_horizon_may_be_too_little() -> None:
    """A limit that nobody can reach is not lowered where nothing but this roster could reach it."""
    case, _ = read(WEEK, use_of(RULE, {"params": week(least=60)}))
    agree.soft(case)
    assert not agree.checker_rosters(case)
    assert not agree.solver_rosters(case)


@pytest.mark.parametrize(("days_off", "size"), [(0, 0), (1, 8), (2, 16)])
def test_far_behind_by_the_counter_alone(days_off: int, size: int) -> None:
    """November whole, 200 hours behind: 360 h would be due, all that 30 days can hold are 240."""
    roster = "A =" + " D" * (30 - days_off) + " ." * days_off
    table = {**WEEK, "first": "2026-11-01", "carried": {"A": -12000}, "params": quarter(swing=8), "roster": roster}
    case, stated = read(table, use_of(RULE, table))
    soft = agree.with_mode(case, Mode.SOFT)
    assert sum(finding.size for finding in judge(RosterIndex(case, stated))) == size
    assert agree.fixed_cost(soft, (1,) * (30 - days_off) + (0,) * days_off) == size


def spans(case: Case, *args: Any) -> list[tuple[str, str, bool, bool]]:
    scope = Scope((), case.first, case.end)
    found: list[Account] = list(accounts(case, scope, *args))
    return [(f"{case.axis.date(a):%m-%d}", f"{case.axis.date(b - 1):%m-%d}", c, d) for a, b, c, d in found]


def test_cycles_by_hand() -> None:
    """From 30 October to 2 December: the ends of October, November and December, in quarters and half-years."""
    case, _ = read({**BASE, "first": "2026-10-30", "history": "", "width": 34})
    assert spans(case, "period", 3, 10) == [
        ("10-01", "10-31", False, False),
        ("10-01", "11-30", False, False),
        ("10-01", "12-31", False, True),
    ]
    assert spans(case, "period", 3, 8) == [
        ("10-01", "10-31", True, True),
        ("11-01", "11-30", False, False),
        ("11-01", "12-31", False, False),
    ]
    assert spans(case, "period", 6, 1)[-1] == ("10-01", "12-31", True, True)
    assert spans(case, "period", 12, 12) == [
        ("10-01", "10-31", True, False),
        ("10-01", "11-30", True, True),
        ("12-01", "12-31", False, False),
    ]
    assert spans(case, "period") == [("10-01", "10-31", False, True), ("11-01", "11-30", False, True),
                                     ("12-01", "12-31", False, True)]  # fmt: skip


def test_a_period_is_named_by_the_month_in_which_it_ends() -> None:
    case, _ = read({**BASE, "first": "2026-09-26", "history": "", "width": 60, "period_start": 26})
    assert spans(case, "period", 2, 10) == [("09-26", "10-25", False, False), ("09-26", "11-25", False, True)]
    assert spans(case, "period", 2, 9) == [("09-26", "10-25", True, True), ("10-26", "11-25", False, False)]


def tallied(table: Table) -> dict[str, int]:
    case, roster = read(table, use_of(RULE, table))
    (use,) = case.uses
    assert HOURS.carry is not None
    return HOURS.carry(RosterIndex(case, roster), use.params, scope_of(case, use))  # type: ignore[arg-type]


def test_the_balance_is_carried_on() -> None:
    """October: 22 workdays are 176 h. A worked 152 + 8 + 4 and brings nothing into a first month: 12 h missing. B is
    new, of half a contract: 4 workdays of 4 h from the 27th on; a day of leave counts for 4, and 4 are worked."""
    staff = ["A", {"id": "B", "contract": 50, "employed_from": "2026-10-27"}]
    table = {
        **MONTH,
        "staff": staff,
        "leave": [{"who": "B", "first": "2026-10-29"}],
        "carried": {"A": 999},
        "params": quarter(over=0),
        "roster": "A = D K . .\nB = . . K .",
    }
    assert tallied(table) == {"A": -12 * 60, "B": (-16 + 4 + 4) * 60}
    # as the second month of a cycle what was brought along is part of it
    assert tallied({**table, "params": quarter(over=0, begins=9)})["A"] == 999 - 12 * 60
    # the last of a cycle leaves nothing, and neither does a limit without a cycle
    assert tallied({**table, "params": quarter(over=0, begins=8)}) == {}
    assert tallied({**table, "params": {"per": "period", "over": 0}}) == {}
    # only members have a balance
    assert set(tallied({**table, "for": {"employee": ["B"]}})) == {"B"}


def test_an_unfinished_period_leaves_what_was_carried_in() -> None:
    table = {**MONTH, "width": 3, "carried": {"A": 77}, "params": quarter(over=0, begins=9)}
    assert tallied(table) == {"A": 77}


def test_what_findings_say() -> None:
    table = {**BASE, "params": week(most=44), "roster": "A = D D K K"}
    case, roster = read(table, use_of(RULE, table))
    (finding,) = judge(RosterIndex(case, roster))
    assert (finding.code, finding.size) == ("most", 4)
    assert finding.values == {
        "first": date(2026, 10, 5),
        "last": date(2026, 10, 11),
        "hours": "48:00",
        "limit": "44:00",
    }
    table = {**BASE, "params": week(under=4), "roster": "A = D K . ."}
    case, roster = read({**table, "shifts": {"D": "09:00-17:00", "K": "09:00-10:30"}}, use_of(RULE, table))
    (finding,) = judge(RosterIndex(case, roster))
    assert (finding.code, finding.size) == ("under", 3)  # 33:30 of 40:00, four of which may be missing
    assert (finding.values["hours"], finding.values["limit"]) == ("6:30", "4:00")


@pytest.mark.parametrize(
    "stated",
    [
        {"per": "week"},
        {"most": 40},
        week(least=41, most=40),
        week(most=745),
        week(over=-1),
        week(over=0, periods=3),
        week(over=0, swing=1),
        {"per": "period", "over": 0, "periods": 5},
        {"per": "period", "over": 0, "begins": 13},
        {"per": "month", "over": 0, "periods": 3},
        {"per": "period", "over": 0, "swing": 1},
    ],
)
def test_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Params.model_validate(stated)


def test_nobody_to_judge() -> None:
    table = {
        **BASE,
        "params": week(most=0, under=0, least=0),
        "for": {"employee": ["nobody"]},
        "roster": "A = D D D D",
    }
    case, roster = read(table, use_of(RULE, table))
    assert not judge(RosterIndex(case, roster))
    assert tallied({**table, "params": quarter(over=0)}) == {}
