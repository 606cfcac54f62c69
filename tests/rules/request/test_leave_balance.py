"""Leave within its balance: the last minute that is left, and what stands in the place of what."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from rosterctl.domain.balances import Account, Grant
from rosterctl.domain.people import Employee
from rosterctl.rules.request.leave_balance import Params, balance, grants
from tests.support.requests import codes, judge

LEAVE = {"kind": "leave", "first": "2026-10-12", "leave_kind": "annual"}
SINCE = {"employed_from": dt.date(2024, 3, 1)}


def annual(asked: int, taken: int = 0, **more: Any) -> list[str]:
    table = {"request": LEAVE, "employee": SINCE, "asked": {"2026-10-12": asked}, "taken": {"2026-06-01": taken}}
    return codes("leave-balance", **{**table, **more})


@pytest.mark.parametrize(
    ("asked", "taken", "refused"),
    [(2400, 0, []), (2401, 0, ["short"]), (1, 2399, []), (1, 2400, ["short"]), (0, 2400, [])],
)
def test_h4_all_that_is_left_and_not_a_minute_more(asked: int, taken: int, refused: list[str]) -> None:
    assert annual(asked, taken) == refused


def test_what_is_overdrawn_already_is_not_held_against_who_asks_for_nothing_of_it() -> None:
    assert annual(0, 4800) == []
    assert annual(1, 4800) == ["short"]


def test_the_figures() -> None:
    table = {"request": LEAVE, "employee": SINCE, "asked": {"2026-10-12": 480}, "taken": {"2026-06-01": 2280}}
    (found,) = judge("leave-balance", table)
    figures = {name: found.values[name] for name in ("asked", "asked_days", "left", "left_days")}
    assert figures == {"asked": "8:00", "asked_days": "1", "left": "2:00", "left_days": "0.25"}


def test_decided_again_at_the_last_step_only() -> None:
    step = {"id": "L1", "rank": "leader", "need": "leader"}
    assert annual(480, 2400, decided_by={**step, "final": True}) == ["short"]
    assert annual(480, 2400, decided_by={**step, "final": False}) == []


def test_carried_over_until_its_last_month() -> None:
    """Five days of 2025 and five of 2026 make ten in January 2026; on 1 February five are left."""
    ask = {"kind": "leave", "first": "2026-01-31", "leave_kind": "annual"}
    table: dict[str, Any] = {
        "employee": {"employed_from": dt.date(2020, 1, 1)},
        "params": {"carry_months": 1},
        "asked": {"2026-01-31": 4800},
    }
    assert codes("leave-balance", request=ask, **table) == []
    late = {**ask, "first": "2026-02-01"}
    assert codes("leave-balance", request=late, **{**table, "asked": {"2026-02-01": 4800}}) == ["short"]
    assert codes("leave-balance", request=ask, **{**table, "params": {}}) == ["short"]


PERSON = Employee("A", "A", employed_from=dt.date(2020, 1, 1))


def stated(year: int, minutes: int = 600) -> Grant:
    return Grant("annual", minutes, "opening", None, dt.date(year, 12, 31))


def sources(person: Employee, account: Account, on: dt.date, **params: Any) -> list[str] | None:
    found = grants(person, account, on, Params(**params))
    return None if found is None else [grant.source for grant in found]


def test_a_stated_rest_stands_in_the_place_of_the_law() -> None:
    account = Account((stated(2026),))
    assert sources(PERSON, account, dt.date(2026, 5, 1)) == ["opening"]
    assert sources(PERSON, account, dt.date(2027, 5, 1)) == ["opening", "annual:2027"]
    assert sources(PERSON, account, dt.date(2027, 1, 1), carry_months=1) == ["opening", "annual:2027"]
    assert sources(PERSON, Account((stated(2025),)), dt.date(2026, 1, 1), carry_months=1) == [
        "opening",
        "annual:2026",
    ]


def test_nobody_knows() -> None:
    unknown = Employee("A", "A")
    assert sources(unknown, Account(), dt.date(2026, 5, 1)) is None
    assert sources(unknown, Account((stated(2026),)), dt.date(2026, 12, 31)) == ["opening"]
    assert sources(unknown, Account((stated(2026),)), dt.date(2027, 1, 1)) is None
    assert balance(unknown, Account(), dt.date(2026, 5, 1), Params()) is None
    assert sources(unknown, Account(), dt.date(2026, 5, 1), kind="exchange") == []


def test_h3_a_grant_of_another_kind_is_no_help() -> None:
    table = {"request": {**LEAVE, "leave_kind": "exchange"}, "params": {"kind": "exchange"}}
    asked = {"2026-10-12": 60}
    grant = {"minutes": 60, "source": "rest:2026-09"}
    assert codes("leave-balance", **table, asked=asked, grants=[{**grant, "kind": "exchange"}]) == []
    assert codes("leave-balance", **table, asked=asked, grants=[{**grant, "kind": "annual"}]) == ["short"]
