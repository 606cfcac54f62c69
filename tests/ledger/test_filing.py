"""Filing: who may, what is complete, once only, within the rules, and what is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.requests import Part, Status
from rosterctl.errors import InputError, RefusedError, RosterctlError
from rosterctl.messages import LANGS, error_text, problem_line
from rosterctl.services.ledger import list_requests, show_log
from rosterctl.services.request_file import check, file
from tests.support.office import approve, desk, filed, office, publish, reasons, reject, whole
from tests.support.requests import ask

LEAVE: dict[str, Any] = {"kind": "leave", "first": "2026-10-12", "leave_kind": "annual", "reason": "旅行"}
OVERTIME: dict[str, Any] = {
    "kind": "overtime",
    "first": "2026-10-12",
    "start": "18:00",
    "end": "20:00",
    "reason": "盘点",
}
OUTING: dict[str, Any] = {"kind": "outing", "first": "2026-10-12", "start": "14:00", "end": "15:00", "reason": "银行"}
CORRECTION: dict[str, Any] = {
    "kind": "correction",
    "first": "2026-10-09",
    "side": "end",
    "at": "16:00",
    "reason": "忘了",
}
SWAP: dict[str, Any] = {"kind": "swap", "first": "2026-10-12", "partner": "B", "reason": "有事"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return office(tmp_path)


def code(error: RosterctlError) -> str:
    return error.problems[0].code if isinstance(error, InputError) else error.code


@pytest.mark.parametrize("table", [LEAVE, OVERTIME, OUTING, CORRECTION, SWAP], ids=lambda t: str(t["kind"]))
def test_every_kind_is_kept_as_it_was_asked(table: dict[str, Any], root: Path) -> None:
    asked = ask(**table, evidence="单据 1", key="k1")
    filing = file(desk(root), asked)
    (found,) = list_requests(root, RequestQuery())
    assert found == filing.filed
    for name in ("kind", "employee", "first", "last", "part", "hours", "leave_kind", "reason", "side", "segment",
                 "time", "compensation", "partner"):  # fmt: skip
        assert getattr(found.request, name) == getattr(asked.request, name)
    assert (found.request.status, found.request.filed_at) == (Status.FILED, "2026-10-10T09:00:00+08:00")
    assert (found.evidence, found.key, found.filed_by) == ("单据 1", "k1", "a")
    assert found.needs == ("leader",)
    assert whole(root).entries == 1


def test_the_chain_tells_who_filed_for_whom(root: Path) -> None:
    filed(root, ask(**LEAVE), login="clerk")
    (entry,) = show_log(root)
    assert (entry.action, entry.subject, entry.login, entry.employee, entry.decided_by) == (
        "request.filed", "request:Q1", "clerk", "A", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("login", "refused"),
    [("a", None), ("clerk", None), ("b", "request.not-entitled"), ("d", "request.not-entitled")],
)
def test_for_oneself_or_as_a_clerk(login: str, refused: str | None, root: Path) -> None:
    if refused is None:
        assert file(desk(root, login), ask(**LEAVE)).fresh
        return
    with pytest.raises(RefusedError) as caught:
        file(desk(root, login), ask(**LEAVE))
    assert caught.value.code == refused
    assert list_requests(root, RequestQuery()) == ()


@pytest.mark.parametrize(
    ("login", "refused"), [("stranger", "request.not-listed"), ("ghost", "request.not-employed")]
)
def test_who_acts_is_listed(login: str, refused: str, root: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        desk(root, login)
    assert caught.value.code == refused
    assert not (root / "rosterctl.db").exists()


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({**LEAVE, "employee": "Z"}, "request.nobody"),
        ({**SWAP, "partner": "Z"}, "request.nobody"),
        ({**LEAVE, "employee": "X", "last": "2026-10-16"}, "request.unemployed"),
        ({**LEAVE, "last": "2026-10-11"}, "request.reversed"),
        ({**OUTING, "last": "2026-10-13"}, "request.hours-days"),
        ({"kind": "overtime", "first": "2026-10-12"}, "request.no-window"),
        ({"kind": "correction", "first": "2026-10-09", "at": "16:00"}, "request.no-side"),
        ({"kind": "correction", "first": "2026-10-09", "side": "end"}, "request.no-side"),
        ({**LEAVE, "filed_at": "2026-10-09"}, "request.instant"),
    ],
)
def test_what_a_request_lacks(table: dict[str, Any], problem: str, root: Path) -> None:
    with pytest.raises(InputError) as caught:
        file(desk(root, "clerk"), ask(**table))
    assert code(caught.value) == problem
    for lang in LANGS:
        assert "{" not in problem_line(caught.value.problems[0], lang)
    assert not (root / "rosterctl.db").exists()


# --- once only


def test_the_same_key_files_once(root: Path) -> None:
    first = file(desk(root), ask(**LEAVE, key="cron-1"))
    again = file(desk(root, as_of="2026-12-01T09:00:00+08:00"), ask(**{**LEAVE, "reason": "旅游"}, key="cron-1"))
    assert (again.fresh, again.filed) == (False, first.filed), "also when it would be too late by now"
    assert whole(root).entries == 1


def test_the_same_key_for_something_else(root: Path) -> None:
    filed(root, ask(**LEAVE, key="cron-1"))
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**{**LEAVE, "first": "2026-10-13"}, key="cron-1"))
    assert (caught.value.code, caught.value.values["id"]) == ("request.key-taken", "Q1")


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        (LEAVE, LEAVE, True),
        (LEAVE, {**LEAVE, "first": "2026-10-13"}, False),
        ({**LEAVE, "last": "2026-10-14"}, {**LEAVE, "first": "2026-10-14", "last": "2026-10-15"}, True),
        ({**LEAVE, "part": "first-half"}, {**LEAVE, "part": "second-half"}, False),
        ({**LEAVE, "part": "first-half"}, {**LEAVE, "part": "first-half"}, True),
        ({**LEAVE, "part": "first-half"}, LEAVE, True),
        ({**LEAVE, "start": "09:00", "end": "11:00"}, {**LEAVE, "start": "11:00", "end": "12:00"}, False),
        ({**LEAVE, "start": "09:00", "end": "11:00"}, {**LEAVE, "start": "10:59", "end": "12:00"}, True),
        ({**LEAVE, "start": "09:00", "end": "11:00"}, LEAVE, True),
        (OVERTIME, {**OVERTIME, "start": "20:00", "end": "21:00"}, False),
        (OVERTIME, {**OVERTIME, "start": "19:00", "end": "21:00"}, True),
        ({**OVERTIME, "start": "22:00", "end": "26:00"}, {**OVERTIME, "first": "2026-10-13", "start": "01:00",
                                                          "end": "03:00"}, True),
        ({**OVERTIME, "start": "22:00", "end": "26:00"}, {**OVERTIME, "first": "2026-10-13", "start": "02:00",
                                                          "end": "03:00"}, False),
        (OVERTIME, {**OUTING, "start": "18:00", "end": "19:00"}, False),
        (CORRECTION, CORRECTION, True),
        (CORRECTION, {**CORRECTION, "side": "start", "at": "08:00"}, False),
        (CORRECTION, {**CORRECTION, "segment": 2}, False),
        (CORRECTION, {**CORRECTION, "at": "16:05"}, True),
    ],
)  # fmt: skip
def test_two_requests_about_the_same_time(
    one: dict[str, Any], other: dict[str, Any], clashes: bool, root: Path
) -> None:
    number = filed(root, ask(**one))
    if not clashes:
        assert file(desk(root), ask(**other)).fresh
        return
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**other))
    assert caught.value.code == "request.clash"
    reject(root, number)
    assert file(desk(root), ask(**other)).fresh, "a rejected request stands in nobody's way"


def test_other_people_s_requests_do_not_clash(root: Path) -> None:
    filed(root, ask(**LEAVE))
    assert file(desk(root, "b"), ask(**LEAVE, employee="B")).fresh


# --- rules of the workspace


def test_a_refusal_names_rule_clause_and_what_would_mend_it(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-notice"\nauthority = "客服部管理制度表 篇1 二.4–5 (OS4)"\n')
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**{**LEAVE, "first": "2026-10-10", "reason": None}))
    assert caught.value.exit_code == 7
    assert reasons(caught.value) == ["reason", "late"]
    for lang, says in (("zh", "没有写事由"), ("en", "gives no reason")):
        line = problem_line(caught.value.reasons[0], lang)  # type: ignore[arg-type]
        assert says in line
        assert "客服部管理制度表 篇1 二.4–5 (OS4)" in line
        assert "A" in error_text(caught.value, lang)  # type: ignore[arg-type]
    assert list_requests(root, RequestQuery()) == ()


def test_without_a_clause_of_the_house_the_page_s_are_named(root: Path) -> None:
    (root / "policy.toml").write_text('extends = "statutory-cn"\n[[rule]]\nuse = "correction-window"\n', "utf-8")
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**{**CORRECTION, "first": "2026-10-01"}))
    assert caught.value.reasons[0].values["clause"] == "淘宝客服部管理制度 篇2 奖惩 1 (OS6)"


def test_a_soft_rule_is_noted_and_refuses_nothing(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-notice"\nmode = "soft"\n')
    filing = file(desk(root), ask(**{**LEAVE, "reason": None}))
    assert [note.values["reason"] for note in filing.notes] == ["reason"]
    assert whole(root).entries == 1


@pytest.mark.parametrize(
    ("head", "applies"),
    [
        ("", True),
        ('for = { employee = "A" }\n', True),
        ('for = { employee = "B" }\n', False),
        ('for = { team = "乙" }\n', False),
        ("valid_from = 2026-10-13\n", False),
        ("valid_from = 2026-10-12\n", True),
        ('mode = "off"\n', False),
    ],
)
def test_whom_and_when_a_rule_is_for(head: str, applies: bool, tmp_path: Path) -> None:
    root = office(tmp_path, f'[[rule]]\nuse = "leave-kinds"\nkinds = ["sick"]\n{head}')
    if not applies:
        assert file(desk(root), ask(**LEAVE)).fresh
        return
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**LEAVE))
    assert reasons(caught.value) == ["unknown"]


def test_a_dated_version_of_a_rule_holds_until_the_next_one(tmp_path: Path) -> None:
    rule = '[[rule]]\nuse = "leave-kinds"\nkinds = ["{}"]\n'
    root = office(tmp_path, rule.format("sick") + rule.format("annual") + "valid_from = 2026-10-13\n")
    assert file(desk(root), ask(**{**LEAVE, "first": "2026-10-13"})).fresh
    assert file(desk(root), ask(**{**LEAVE, "leave_kind": "sick"})).fresh
    for kind, day in (("annual", "2026-10-12"), ("sick", "2026-10-13")):
        with pytest.raises(RefusedError) as caught:
            file(desk(root, "b"), ask(**{**LEAVE, "leave_kind": kind, "first": day}, employee="B"))
        assert reasons(caught.value) == ["unknown"]


def test_steps_stay_those_of_the_day_of_filing(root: Path) -> None:
    filed(root, ask(**LEAVE))
    longer = '[[rule]]\nuse = "approval"\nkey = "leave"\nkinds = ["leave"]\nsteps = ["leader", "director"]\n'
    (root / "policy.toml").write_text(f'extends = "statutory-cn"\n{longer}', "utf-8")
    filed(root, ask(**{**LEAVE, "first": "2026-10-13"}))
    filed(root, ask(**OVERTIME))
    found = {item.request.id: item.needs for item in list_requests(root, RequestQuery())}
    assert found == {"Q1": ("leader",), "Q2": ("leader", "director"), "Q3": ("leader",)}


def test_the_last_approval_rule_that_fits_is_used(tmp_path: Path) -> None:
    more = (
        '[[rule]]\nuse = "approval"\nkey = "x"\nkinds = ["leave"]\nsteps = ["middle"]\n'
        '[[rule]]\nuse = "approval"\nkey = "y"\nkinds = ["leave"]\nsteps = ["director"]\nfor = { team = "乙" }\n'
    )
    root = office(tmp_path, more)
    assert file(desk(root), ask(**LEAVE)).filed.needs == ("middle",)
    assert file(desk(root, "clerk"), ask(**LEAVE, employee="X")).filed.needs == ("director",)
    assert file(desk(root), ask(**OVERTIME)).filed.needs == ("leader",)


def test_a_policy_without_approval_takes_a_leader(root: Path) -> None:
    (root / "policy.toml").write_text('[[rule]]\nuse = "leave-kinds"\n', "utf-8")
    assert file(desk(root), ask(**LEAVE)).filed.needs == ("leader",)


# --- what rosters and calendar say


def test_a_leave_begins_with_the_shift_that_it_takes(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-notice"\ndays_ahead = 0\n')
    today = {**LEAVE, "first": "2026-10-10"}
    with pytest.raises(RefusedError):
        file(desk(root), ask(**today))  # no roster: midnight, which is nine hours ago
    publish(root, ("A", "2026-10-10", "N"), ("B", "2026-10-10", "E"), ("B", "2026-10-10", "N"))
    assert file(desk(root), ask(**today)).fresh  # 22:00
    with pytest.raises(RefusedError) as caught:
        file(desk(root, "b"), ask(**today, employee="B"))  # the first of the two at 08:00, an hour ago
    assert reasons(caught.value) == ["begun"]


def test_a_swap_begins_with_the_earlier_of_two_shifts(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "swap-consent"\n')
    publish(root, ("A", "2026-10-10", "N"), ("B", "2026-10-10", "E"))
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**{**SWAP, "first": "2026-10-10"}))
    assert reasons(caught.value) == ["begun"]


def test_os6_no_correction_where_nothing_was_rostered(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "correction-window"\n')
    publish(root, ("A", "2026-10-09", "E"))
    assert file(desk(root), ask(**CORRECTION)).fresh
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**{**CORRECTION, "first": "2026-10-08"}))
    assert reasons(caught.value) == ["not-rostered"]


def test_os6_the_sixth_of_a_period(tmp_path: Path) -> None:
    """The period runs from 26 September; a correction of the 25th belongs to the one before."""
    root = office(tmp_path, '[[rule]]\nuse = "correction-window"\ndays = 60\n', period_start=26)
    numbers = []
    for day in ("2026-09-26", "2026-09-27", "2026-09-28", "2026-09-29", "2026-10-09"):
        numbers.append(filed(root, ask(**{**CORRECTION, "first": day})))
    approve(root, numbers[0])
    sixth = {**CORRECTION, "first": "2026-10-08"}
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**sixth))
    assert reasons(caught.value) == ["too-many"]
    assert file(desk(root), ask(**{**CORRECTION, "first": "2026-09-25"})).fresh
    reject(root, numbers[1])
    assert file(desk(root), ask(**sixth)).fresh


@pytest.mark.parametrize(
    ("first", "published", "refused"),
    [
        ("2026-10-12", (), True),  # a Monday
        ("2026-10-17", (), False),  # a Saturday
        ("2026-10-10", (), True),  # a Saturday that is worked (调休上班)
        ("2026-10-01", (), False),  # National Day
        ("2026-10-12", (("B", "2026-10-12", "E"),), False),  # the roster gives A this Monday off
        ("2026-10-17", (("A", "2026-10-17", "E"),), True),  # and lets A work this Saturday
        ("2026-10-01", (("A", "2026-10-01", "E"),), False),  # work on a holiday is holiday work
    ],
)
def test_three_hours_are_about_the_person_s_own_workdays(
    first: str, published: tuple[tuple[str, str, str], ...], refused: bool, root: Path
) -> None:
    if published:
        publish(root, *published)
    asked = ask(**{**OVERTIME, "first": first, "start": "18:00", "end": "22:00"})
    if not refused:
        assert file(desk(root), asked).fresh
        return
    with pytest.raises(RefusedError) as caught:
        file(desk(root), asked)
    assert reasons(caught.value) == ["day"]


# --- forms that were handed in earlier


def test_a_clerk_states_when_a_form_was_handed_in(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-notice"\n')
    today = {**LEAVE, "first": "2026-10-10", "filed_at": "2026-10-09T17:00:00+08:00"}
    found = file(desk(root, "clerk"), ask(**today, evidence="假条 12")).filed
    assert (found.request.filed_at, found.evidence) == ("2026-10-09T17:00:00+08:00", "假条 12")
    (entry,) = show_log(root)
    assert entry.at == "2026-10-10T09:00:00+08:00", "the chain tells when it was recorded"


@pytest.mark.parametrize(
    ("login", "stated", "refused"),
    [
        ("a", "2026-10-09T17:00:00+08:00", "request.filed-stated"),
        ("clerk", "2026-10-10T09:00:01+08:00", "request.filed-later"),
    ],
)
def test_nobody_else_does_and_nobody_files_in_the_future(login: str, stated: str, refused: str, root: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        file(desk(root, login), ask(**LEAVE, filed_at=stated))
    assert caught.value.code == refused


# --- looking before filing


def test_check_says_what_filing_would_and_writes_nothing(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-kinds"\nkinds = ["sick"]\n')
    judged, due = check(desk(root), ask(**LEAVE))
    assert [item.values["reason"] for item in judged.refused] == ["unknown"]
    assert due == ("leader",)
    assert check(desk(root), ask(**{**LEAVE, "leave_kind": "sick"}))[0].refused == ()
    assert not (root / "rosterctl.db").exists()
    assert ask(**LEAVE).request.part is Part.WHOLE


# --- the same time twice


@pytest.mark.parametrize(
    ("first", "start", "end", "clash"),
    [
        (12, "18:00", "20:00", True),
        (12, "19:59", "21:00", True),
        (12, "20:00", "21:00", False),
        (12, "17:00", "18:00", False),
        (11, "22:00", "42:01", True),  # from the evening before until a minute past six
        (11, "22:00", "42:00", False),
        (13, "00:00", "01:00", False),
    ],
)
def test_overlapping_overtime_is_refused_at_filing(first: int, start: str, end: str, clash: bool, root: Path) -> None:
    """Against one from six to eight, whether it is undecided or approved; after it was withdrawn nothing is left."""
    caps = '[[rule]]\nuse = "overtime-caps"\nmode = "off"\n'
    (root / "policy.toml").write_text(f'extends = "statutory-cn"\n{caps}', "utf-8")
    at = "2026-10-10T09:00:00+08:00"
    one = ask("overtime", "2026-10-12", start="18:00", end="20:00", reason="盘点")
    other = ask("overtime", f"2026-10-{first}", start=start, end=end, reason="盘点")
    filed(root, one, "a", at)
    for decided in (False, True):
        if decided:
            approve(root, "Q1", "l1", at)
        if clash:
            with pytest.raises(RefusedError) as caught:
                filed(root, other, "a", at)
            assert caught.value.code == "request.clash"
    if not clash:
        assert filed(root, other, "a", at) == "Q3"
        return
    from rosterctl.services.decide import withdraw

    withdraw(desk(root, "a", at), ["Q1"])
    assert filed(root, other, "a", at) == "Q4"
