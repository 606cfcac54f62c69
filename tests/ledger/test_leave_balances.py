"""Balances from the input, the ledger and the policy: refused, counted, shown; rest days settled; papers missed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from rosterctl.domain.filed import RequestQuery
from rosterctl.errors import InputError, RefusedError, RosterctlError, UsageError
from rosterctl.services.balances import standings
from rosterctl.services.decide import withdraw
from rosterctl.services.request_file import file
from rosterctl.services.request_papers import file_papers, missing_papers
from rosterctl.services.rest_settled import Settlement, rest_days, settle_rest
from tests.support.office import approve, desk, filed, office, publish, reasons, whole
from tests.support.requests import ask

RULES = """
[[rule]]
use = "leave-balance"
key = "annual"
kind = "annual"
authority = "客服规章制度 第三篇 六.2 (H4)"
[[rule]]
use = "leave-balance"
key = "exchange"
kind = "exchange"
authority = "客服规章制度 第三篇 六.1 (H3)"
[[rule]]
use = "monthly-rest"
days = 4
"""
OPENING = "employee,key,value,until\n"
WORKED = "id,name,team,rank,employed_from\nA,安琪,甲,agent,2024-03-01\nB,白露,甲,agent,\nC,陈晨,甲,agent,\n"
REST = "L1,李雷,甲,leader,2010-01-01\nL2,林琳,乙,middle,2010-01-01\nD,丁主任,,director,2010-01-01\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = office(tmp_path, RULES)
    (root / "input/staff.csv").write_text(WORKED + REST, "utf-8")
    return root


def opening(root: Path, *rows: str) -> None:
    (root / "input/opening.csv").write_text(OPENING + "".join(f"{row}\n" for row in rows), "utf-8")


def leave(first: str, last: str | None = None, kind: str = "annual", **more: Any) -> Any:
    return ask("leave", first, last=last or first, leave_kind=kind, reason="旅行", **more)


def left(root: Path, who: str = "A", on: str = "2026-10-10") -> dict[str, int | None]:
    found = standings(desk(root, "clerk"), [who], dt.date.fromisoformat(on))
    return {item.kind: None if item.balance is None else item.balance.left(item.on) for item in found}


def refused(root: Path, asked: Any, login: str = "a") -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        file(desk(root, login), asked)
    return caught.value


def test_h4_five_days_and_no_more(root: Path) -> None:
    """Monday to Friday are five days; 24 hours and the weekend between them none. Then nothing is left."""
    assert left(root) == {"annual": 2400, "exchange": 0}
    approve(root, filed(root, leave("2026-10-16", "2026-10-20")))  # Fri, Mon, Tue: the weekend is nobody's leave
    assert left(root) == {"annual": 2400 - 3 * 480, "exchange": 0}
    approve(root, filed(root, leave("2026-10-21", part="first-half")))
    approve(root, filed(root, leave("2026-10-22", start="14:00", end="16:30")))
    assert left(root)["annual"] == 960 - 240 - 150
    wrong = refused(root, leave("2026-10-26", "2026-10-27"))
    assert reasons(wrong) == ["short"]
    values = wrong.reasons[0].values
    assert values["clause"] == "客服规章制度 第三篇 六.2 (H4)"
    told = values["text"].values  # type: ignore[attr-defined]
    assert (told["asked"], told["asked_days"], told["left"], told["left_days"]) == ("16:00", "2", "9:30", "1.1875")
    # 9:30 are 8 h of a day and 1:30 of another
    approve(root, filed(root, leave("2026-10-26")))
    approve(root, filed(root, leave("2026-10-27", start="14:00", end="15:30")))
    assert left(root)["annual"] == 0
    assert reasons(refused(root, leave("2026-10-28", start="14:00", end="14:01"))) == ["short"]
    whole(root)


def test_days_of_rest_and_holidays_are_no_leave(root: Path) -> None:
    # 1 to 3 October are statutory holidays, 4 to 7 days off, 10 October a moved workday
    approve(root, filed(root, leave("2026-10-01", "2026-10-10"), as_of="2026-09-20T09:00:00+08:00"))
    assert left(root)["annual"] == 2400 - 3 * 480  # 8, 9, 10


def test_the_published_roster_says_which_dates_and_how_long(root: Path) -> None:
    publish(root, ("A", "2026-10-12", "E"), ("A", "2026-10-17", "E"), ("A", "2026-10-19", "N"))
    opening(root, "A,exchange-hours,20,")
    approve(root, filed(root, leave("2026-10-12", "2026-10-18", kind="exchange")))  # two shifts of eight hours
    assert left(root)["exchange"] == 1200 - 960
    # 30 minutes before midnight and 90 after it, of a night 22:00–06:00
    approve(root, filed(root, leave("2026-10-19", kind="exchange", start="23:30", end="25:30")))
    assert left(root)["exchange"] == 240 - 120
    # the night of the 19th again, asked for by the clock of the 20th
    approve(root, filed(root, leave("2026-10-20", kind="exchange", start="04:00", end="06:00")))
    assert left(root)["exchange"] == 0


def test_half_a_day_of_a_published_shift(root: Path) -> None:
    """Half a day of annual leave is four hours; of time off in exchange, half the night of eight hours."""
    publish(root, ("A", "2026-10-12", "E"), ("A", "2026-10-19", "N"))
    opening(root, "A,exchange-hours,8,")
    approve(root, filed(root, leave("2026-10-12", part="first-half")))
    approve(root, filed(root, leave("2026-10-19", part="second-half", kind="exchange")))
    assert left(root) == {"annual": 2400 - 240, "exchange": 480 - 240}


def test_what_was_counted_stays_when_the_roster_changes(root: Path) -> None:
    publish(root, ("A", "2026-10-12", "E"))
    approve(root, filed(root, leave("2026-10-12")))
    publish(root, ("B", "2026-10-12", "E"))
    assert left(root)["annual"] == 2400 - 480


def test_withdrawn_and_pending_leave_takes_nothing(root: Path) -> None:
    number = filed(root, leave("2026-10-12", "2026-10-16"))
    assert left(root)["annual"] == 2400
    approve(root, number)
    assert left(root)["annual"] == 0
    withdraw(desk(root), [number])
    assert left(root)["annual"] == 2400
    whole(root)


def test_two_who_approve_cannot_overdraw(root: Path) -> None:
    first = filed(root, leave("2026-10-12", "2026-10-15"))
    second = filed(root, leave("2026-10-19", "2026-10-20"))
    approve(root, first)
    outcome = approve(root, second)
    assert outcome.refused is not None
    assert reasons(outcome.refused) == ["short"]


def test_a_request_does_not_count_against_itself_twice(root: Path) -> None:
    assert approve(root, filed(root, leave("2026-10-12", "2026-10-16"))).refused is None


def test_what_the_input_states(root: Path) -> None:
    opening(root, "A,annual-hours,12,2026-12-31", "B,年假小时,4,2026-11-30", "A,exchange-hours,3,2026-10-31")
    assert left(root) == {"annual": 720, "exchange": 180}
    assert left(root, on="2026-11-01") == {"annual": 720, "exchange": 0}
    assert left(root, on="2027-01-04") == {"annual": 2400, "exchange": 0}  # the law's again
    assert left(root, "B") == {"annual": 240, "exchange": 0}
    assert left(root, "B", "2027-01-04")["annual"] is None
    assert left(root, "C")["annual"] is None
    assert reasons(refused(root, leave("2026-10-12", employee="C"), "clerk")) == ["unknown"]


def test_years_with_earlier_employers(root: Path) -> None:
    # employed since March 2024: 31 full months on 10 October 2026; 89 elsewhere make exactly 120
    opening(root, "A,service-months,89,")
    assert left(root)["annual"] == 10 * 480
    opening(root, "A,service-months,88,")
    assert left(root)["annual"] == 5 * 480


@pytest.mark.parametrize(
    ("row", "code"),
    [("A,annual-hours,12,", "input.opening-until"), ("A,absences,2,2026-12-31", "input.opening-no-until")],
)
def test_dates_in_the_opening_file(row: str, code: str, root: Path) -> None:
    opening(root, row)
    with pytest.raises(InputError) as caught:
        left(root)
    assert [problem.code for problem in caught.value.problems] == [code]


def rest(**more: Any) -> Settlement:
    table = {"employee": "A", "month": "2026-10", "days": 1, "settled": "carried", "reason": "大促"}
    return Settlement(**{**table, **more})


def busy(root: Path, free: int) -> None:
    """October with so many days off, the last ones."""
    publish(root, *(("A", f"2026-10-{day:02d}", "E") for day in range(1, 32 - free)))


def test_h3_what_work_made_impossible_is_settled_by_a_decision(root: Path) -> None:
    """Due four, had one: three are lost. Two are carried over, one is paid; a fourth was never lost."""
    busy(root, 1)
    until = dt.date(2026, 12, 31)
    found = settle_rest(desk(root, "d"), rest(days=2, expires=until))
    assert (found.id, found.minutes, found.decided_by) == ("B1", 960, "D")
    assert left(root)["exchange"] == 960
    assert left(root, on="2027-01-01")["exchange"] == 0
    with pytest.raises(RefusedError) as caught:
        settle_rest(desk(root, "d"), rest(days=2))
    assert (caught.value.code, caught.value.values["open"]) == ("rest.not-lost", 1)
    settle_rest(desk(root, "d"), rest(settled="paid"))
    assert left(root)["exchange"] == 960, "what is paid is no time off"
    with desk(root).look() as reader:
        assert rest_days(desk(root), reader, "A", "2026-10").open == 0
    assert whole(root).rows["grants"] == 2


def test_h3_a_day_of_leave_is_no_rest_day(root: Path) -> None:
    busy(root, 4)
    with desk(root, "d").look() as reader:
        assert rest_days(desk(root), reader, "A", "2026-10").open == 0
    approve(root, filed(root, leave("2026-10-31", kind="personal")))
    with desk(root, "d").look() as reader:
        assert rest_days(desk(root), reader, "A", "2026-10").open == 1


def test_h3_who_may_settle(root: Path) -> None:
    busy(root, 0)
    for login, more, code in [
        ("l1", {}, "rest.not-entitled"),  # a leader
        ("d", {"employee": "D"}, "rest.not-entitled"),  # one's own
        ("a", {"decided_by": "D", "evidence": "单据"}, "request.not-clerk"),
        ("clerk", {"decided_by": "D"}, "request.no-evidence"),
        ("clerk", {"decided_by": "nobody"}, "request.no-decider"),
    ]:
        with pytest.raises(RosterctlError) as caught:
            settle_rest(desk(root, login), rest(**more))
        assert caught.value.code == code
    found = settle_rest(desk(root, "clerk"), rest(decided_by="L2", evidence="单据 9"))
    assert (found.decided_by, found.recorded_by, found.evidence) == ("L2", "clerk", "单据 9")


def test_h3_nothing_is_settled_that_no_roster_tells(root: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        settle_rest(desk(root, "d"), rest())
    assert caught.value.code == "rest.not-lost"


EMERGENCY: dict[str, Any] = {"emergency": True, "kind": "sick"}


def missing(root: Path, as_of: str) -> list[tuple[str, str]]:
    found = missing_papers(desk(root, as_of=as_of), RequestQuery())
    return [(item.filed.request.id, item.due.isoformat()) for item in found]


def test_h5_papers_on_the_day_of_return(root: Path) -> None:
    """On leave on the 12th and 13th, off on the 14th: back on the 15th, when the papers are due until midnight."""
    publish(root, ("A", "2026-10-12", "E"), ("A", "2026-10-13", "E"), ("A", "2026-10-15", "E"))
    number = filed(root, leave("2026-10-12", "2026-10-13", **EMERGENCY))
    assert missing(root, "2026-10-16T00:00:00+08:00") == [], "without consent there is no leave"
    approve(root, number)
    assert missing(root, "2026-10-15T23:59:59+08:00") == []
    assert missing(root, "2026-10-16T00:00:00+08:00") == [(number, "2026-10-15")]
    file_papers(desk(root), number, "病假条 12")
    after = file_papers(desk(root, "clerk"), number, "住院证明 3")
    assert after.papers == "病假条 12; 住院证明 3"
    head = whole(root).head
    file_papers(desk(root), number, "病假条 12")
    assert whole(root).head == head, "the same paper twice is kept once"
    assert missing(root, "2026-10-16T00:00:00+08:00") == []


def test_h5_without_a_roster_it_is_the_day_after(root: Path) -> None:
    approve(root, filed(root, leave("2026-10-12", "2026-10-13", **EMERGENCY)))
    approve(root, filed(root, leave("2026-10-15", kind="sick")))  # told beforehand
    assert missing(root, "2026-10-15T09:00:00+08:00") == [("Q1", "2026-10-14")]
    assert missing(root, "2026-10-14T09:00:00+08:00") == []


def test_who_may_file_papers(root: Path) -> None:
    number = filed(root, leave("2026-10-12", **EMERGENCY))
    with pytest.raises(RefusedError) as caught:
        file_papers(desk(root, "b"), number, "x")
    assert caught.value.code == "request.not-entitled"
    with pytest.raises(UsageError):
        file_papers(desk(root), "Q99", "x")
    withdraw(desk(root), [number])
    with pytest.raises(RefusedError) as caught:
        file_papers(desk(root), number, "x")
    assert caught.value.code == "papers.none-open"
