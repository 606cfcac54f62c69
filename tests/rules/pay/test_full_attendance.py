"""full-attendance: each way in which the bonus is kept and lost (OS13, 4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from rosterctl.domain.pay import PersonMonth
from rosterctl.domain.records import Record, Word
from rosterctl.rules.pay.full_attendance import Params, apply
from tests.support.settling import settle

ON_TIME = "A 09 09:00 18:00"


def attended(punches: str = ON_TIME, **more: object) -> dict[str, object]:
    rules = [{"use": "full-attendance"}, *more.pop("rules", [])]  # type: ignore[misc]
    return {"first": "2026-10-09", "roster": "A = D", "punches": punches, "rules": rules, **more}


def kept(table: Mapping[str, object]) -> bool:
    found = [line for line in settle(table).lines() if "full-attendance" in line]
    assert found in ([], ["A -- full-attendance kept 100.00"])
    return bool(found)


def leave(kind: str, **more: object) -> list[dict[str, object]]:
    return [{"who": "A", "kind": "leave", "leave": kind, "first": "2026-10-09", **more}]


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        (ON_TIME, True),
        ("A 09 09:00:01 18:00", False),
        ("A 09 09:00 17:59:59", False),
        ("A 09 09:00", True),  # a missing punch that waits no more
        ("", False),
    ],
)
def test_time(punches: str, expected: bool) -> None:
    assert kept(attended(punches)) is expected


def test_overtime_that_nobody_came_to_is_no_absence() -> None:
    overtime = [{"who": "A", "kind": "overtime", "first": "2026-10-10", "hours": "09:00-12:00"}]
    assert kept(attended(requests=overtime))


def test_a_missing_punch_that_may_still_be_corrected_keeps_it_back() -> None:
    # the 31st may be corrected before 24:00 of 3 November (3.7)
    table = attended("A 31 09:00", first="2026-10-31")
    assert not kept({**table, "as_of": "2026-11-03T23:59:59"})
    assert kept({**table, "as_of": "2026-11-04T00:00"})


def test_forgiven_lateness_does_not_break_it() -> None:
    assert kept(attended("A 09 09:05 18:00", rules=[{"use": "lateness", "grace": 300}]))
    assert not kept(attended("A 09 09:05:01 18:00", rules=[{"use": "lateness", "grace": 300}]))
    assert kept(attended("A 09 09:30 18:00", rules=[{"use": "lateness", "free": 1}]))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((Word.PRESENT,), True),
        ((Word.MISSING_IN,), True),
        ((Word.MISSING_OUT,), True),
        ((Word.NOT_READY,), True),
        ((Word.OUTING,), True),
        ((Word.LATE,), False),
        ((Word.SERIOUS,), False),
        ((Word.EARLY,), False),
        ((Word.ABSENT,), False),
        ((Word.ABSENT_HALF,), False),
        ((Word.MISSING_OUT, Word.ABSENT_HALF), False),
        ((Word.OPEN,), False),
        ((Word.NO_DATA,), False),
    ],
)
def test_words(words: tuple[Word, ...], expected: bool) -> None:
    assert _apply(attended(), lambda record: replace(record, words=words)) is expected


def test_a_unit_that_waits_keeps_it_back() -> None:
    assert not _apply(attended(), lambda record: replace(record, words=(Word.MISSING_OUT,), waits=True))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("annual", True),
        ("exchange", True),
        ("injury", True),
        ("personal", False),
        ("sick", False),
        ("marriage", False),
        ("study", False),
    ],
)
def test_leave_by_its_kind(kind: str, expected: bool) -> None:
    assert kept(attended("", requests=leave(kind))) is expected
    assert kept(attended("A 09 13:00 18:00", requests=leave(kind, part="first-half"))) is expected


def test_the_house_says_which_kinds_keep_it() -> None:
    rules = [{"use": "full-attendance", "keeps": ["sick"]}]
    assert kept(attended("", requests=leave("sick"), rules=rules))
    assert not kept(attended("", requests=leave("annual"), rules=rules))


def test_leave_that_takes_nothing_breaks_nothing() -> None:
    # the 10th is a date off; and a request that is still filed is none
    assert kept(attended(requests=leave("personal", first="2026-10-10")))
    assert kept(attended(requests=leave("personal", status="filed")))


def test_two_kinds_on_one_day() -> None:
    both = [*leave("annual", part="first-half"), *leave("personal", part="second-half")]
    assert not kept(attended("", requests=both))
    # a personal hour inside the annual day takes nothing more
    assert kept(attended("", requests=[*leave("personal", hours="10:00-11:00"), *leave("annual")]))


def test_an_outing_is_no_leave() -> None:
    assert kept(attended("", requests=[{"who": "A", "kind": "outing", "first": "2026-10-09"}]))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-10-01", None, True),
        ("2026-10-02", None, False),  # Thursday 1 October is a workday in this calendar
        (None, "2026-10-30", True),  # 31 October is a Saturday
        (None, "2026-10-29", False),
    ],
)
def test_employed_on_every_workday(since: str | None, until: str | None, expected: bool) -> None:
    person = {"id": "A"} | ({"employed_from": since} if since else {}) | ({"employed_until": until} if until else {})
    assert kept(attended(staff=[person])) is expected


def test_a_holiday_at_the_edge_is_no_workday() -> None:
    person = {"id": "A", "employed_from": "2026-10-02"}
    assert kept(attended(staff=[person], days={"2026-10-01": "holiday"}))


def test_nothing_rostered() -> None:
    assert not kept(attended("", roster="A = ."))
    overtime = [{"who": "A", "kind": "overtime", "first": "2026-10-09", "hours": "09:00-12:00"}]
    assert not kept(attended("A 09 09:00 12:00", roster="A = .", requests=overtime))


def test_nothing_before_the_period_has_ended() -> None:
    assert not kept(attended(as_of="2026-10-31T23:59:59"))
    assert kept(attended(as_of="2026-11-01T00:00"))


def test_open_at_the_end_of_the_period() -> None:
    # the 31st's reach ends at 22:00; a night's would reach into November
    table = attended("A 31 22:00 30:00", first="2026-10-31", roster="A = N", shifts={"N": "22:00-06:00"})
    assert not kept({**table, "as_of": "2026-11-01T10:00"})
    assert kept({**table, "as_of": "2026-11-01T10:00:01"})


def test_incidents_that_say_absence() -> None:
    row = {"who": "A", "date": "2026-10-09", "kind": "absence-unapproved"}
    assert not kept(attended(incidents=[row]))
    assert kept(attended(incidents=[{**row, "verified": False}]))
    assert kept(attended(incidents=[{**row, "kind": "game"}]))
    assert not kept(
        attended(incidents=[{**row, "kind": "game"}], rules=[{"use": "full-attendance", "incidents": ["game"]}])
    )


def test_one_bad_day_of_many() -> None:
    table = attended("A 09 09:00 18:00\nA 12 09:00 18:00\nA 13 09:00 18:00", roster="A = D . . D D")
    assert kept(table)
    assert not kept({**table, "punches": "A 09 09:00 18:00\nA 12 09:00 18:00\nA 13 09:00:01 18:00"})


def _apply(table: Mapping[str, object], change: object) -> bool:
    """The rule on a month whose records have been changed by hand."""
    month: PersonMonth = settle(table).priced[0].month
    assert callable(change)
    changed: tuple[Record, ...] = tuple(change(record) for record in month.records)
    assert changed
    found = list(apply(replace(month, records=changed), Params()))
    assert all(charge.date is None and charge.code == "kept" for charge in found)
    assert all(isinstance(record.date, dt.date) for record in changed)
    return bool(found)
