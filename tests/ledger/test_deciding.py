"""Deciding: steps, ranks, paper, caps at the last step, withdrawing, expiring; and nothing twice."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.requests import Status
from rosterctl.errors import RefusedError, UsageError
from rosterctl.ledger.requests import find, steps_of
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.messages import LANGS, error_text
from rosterctl.services.decide import Decision, decide, expire, withdraw
from rosterctl.services.ledger import list_requests, show_log
from tests.support.office import NOW, approve, desk, filed, office, publish, reasons, reject, state, whole
from tests.support.requests import ask

LEAVE: dict[str, Any] = {"kind": "leave", "first": "2026-10-12", "leave_kind": "annual", "reason": "旅行"}
OVERTIME: dict[str, Any] = {
    "kind": "overtime",
    "first": "2026-10-12",
    "start": "18:00",
    "end": "20:00",
    "reason": "盘点",
}
LONG = '[[rule]]\nuse = "approval"\nkinds = ["leave"]\nover = 3\nsteps_over = ["leader", "director"]\n'
FOUR_DAYS = {**LEAVE, "last": "2026-10-15"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return office(tmp_path, LONG)


def refusal(outcome: object) -> list[str]:
    """The codes of why nothing changed; ``[]`` when something did."""
    refused = getattr(outcome, "refused", None)
    if refused is None:
        return []
    for lang in LANGS:
        assert "{" not in error_text(refused, lang)
    return reasons(refused) or [refused.code]


def test_one_step(root: Path) -> None:
    number = filed(root, ask(**LEAVE))
    outcome = approve(root, number, reason="同意", as_of="2026-10-10T10:00:00+08:00")
    assert outcome.filed is not None
    request = outcome.filed.request
    assert (request.status, request.decided_by, request.decided_at) == (
        Status.APPROVED, "L1", "2026-10-10T10:00:00+08:00",
    )  # fmt: skip
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        assert find(reader, number) == outcome.filed
        (step,) = steps_of(reader, number)
    assert (step.need, step.decided_by, step.recorded_by, step.reason) == ("leader", "L1", "l1", "同意")
    entry = show_log(root, request=number)[-1]
    assert (entry.action, entry.login, entry.employee, entry.decided_by) == ("request.approved", "l1", "A", "L1")
    whole(root)


def test_leave_over_three_days_leader_then_director(root: Path) -> None:
    number = filed(root, ask(**FOUR_DAYS))
    assert refusal(approve(root, number, "b")) == ["rank"]
    assert refusal(approve(root, number, "l1")) == []
    assert state(root, number) == "filed"
    assert refusal(approve(root, number, "l2")) == ["rank"], "the director's step"
    assert refusal(approve(root, number, "d")) == []
    assert state(root, number) == "approved"
    assert [entry.action for entry in show_log(root)] == ["request.filed", "request.step", "request.approved"]
    whole(root)


def test_nobody_takes_two_steps_of_one_request(root: Path) -> None:
    number = filed(root, ask(**FOUR_DAYS))
    assert refusal(approve(root, number, "d")) == []
    assert refusal(approve(root, number, "d")) == ["twice"]
    assert state(root, number) == "filed"


@pytest.mark.parametrize("mode", ["hard", "soft", "off"])
def test_nobody_s_own_request_is_decided_by_themselves_whatever_the_policy(mode: str, tmp_path: Path) -> None:
    root = office(tmp_path, f'[[rule]]\nuse = "approval"\nmode = "{mode}"\n')
    number = filed(root, ask(**LEAVE, employee="L1"), "l1")
    assert refusal(approve(root, number, "l1")) == ["own"]
    assert refusal(reject(root, number, "l1")) == ["own"]
    assert refusal(approve(root, number, "clerk", decided_by="L1", evidence="单据")) == ["own"], "not on paper either"
    assert refusal(approve(root, number, "l2")) == []


def test_one_rejection_rejects(root: Path) -> None:
    number = filed(root, ask(**FOUR_DAYS))
    assert refusal(reject(root, number, "b")) == ["rank"]
    assert refusal(reject(root, number, "l1", reason="人手不足")) == []
    assert state(root, number) == "rejected"
    assert refusal(approve(root, number, "d")) == ["request.not-open"]
    whole(root)


def test_t6_a_swap_is_agreed_then_signed(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "swap-consent"\n')
    number = filed(root, ask("swap", partner="L2", reason="有事"))
    assert refusal(approve(root, number, "l1")) == ["not-partner"]
    assert refusal(approve(root, number, "l2")) == []
    assert state(root, number) == "filed"
    assert refusal(approve(root, number, "l2")) == ["twice", "involved"]
    assert refusal(approve(root, number, "l1")) == []
    assert state(root, number) == "approved"


def test_the_colleague_may_decline(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "swap-consent"\n')
    number = filed(root, ask("swap", partner="B", reason="有事"))
    assert refusal(reject(root, number, "l1")) == ["not-partner"]
    assert refusal(reject(root, number, "b")) == []
    assert state(root, number) == "rejected"


def test_os4_whoever_covers_agrees_first(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-notice"\ncover = "agreed"\n')
    number = filed(root, ask(**LEAVE, partner="B"))
    found = list_requests(root, RequestQuery())[0]
    assert found.needs == ("partner", "leader")
    assert refusal(approve(root, number, "b")) == []
    assert refusal(approve(root, number, "l1")) == []


def test_h5_emergency_leave_takes_consent(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "leave-notice"\n')
    publish(root, ("A", "2026-10-10", "E"))  # 08:00; it is 09:00
    number = filed(root, ask(**{**LEAVE, "first": "2026-10-10", "reason": "发烧"}, emergency=True))
    assert state(root, number) == "filed", "it begins only with consent"
    approve(root, number)
    assert state(root, number) == "approved"


def test_os6_all_five_corrections_of_a_month_can_be_approved(tmp_path: Path) -> None:
    """None of them counts against itself."""
    root = office(tmp_path, '[[rule]]\nuse = "correction-window"\ndays = 20\n')
    days = ("2026-10-05", "2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09")
    numbers = [filed(root, ask("correction", day, side="end", at="16:00", reason="忘了")) for day in days]
    assert [refusal(approve(root, number)) for number in numbers] == [[]] * 5
    (root / "policy.toml").write_text(
        'extends = "statutory-cn"\n[[rule]]\nuse = "correction-window"\nper_month = 4\n', "utf-8"
    )
    number = filed(root, ask("correction", "2026-10-09", side="start", at="08:00", reason="忘了", employee="B"), "b")
    assert refusal(approve(root, number)) == [], "other people's do not count"


# --- decisions made on paper


def test_a_clerk_records_a_decision_made_on_paper_and_both_are_shown(root: Path) -> None:
    number = filed(root, ask(**LEAVE))
    outcome = approve(root, number, "clerk", decided_by="L1", evidence="假条 12")
    assert refusal(outcome) == []
    entry = show_log(root, request=number)[-1]
    assert (entry.login, entry.decided_by) == ("clerk", "L1")
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        (step,) = steps_of(reader, number)
    assert (step.recorded_by, step.decided_by, step.evidence) == ("clerk", "L1", "假条 12")


@pytest.mark.parametrize(
    ("login", "more", "error", "code"),
    [
        ("clerk", {"decided_by": "L1"}, RefusedError, "request.no-evidence"),
        ("a", {"decided_by": "L1", "evidence": "单据"}, RefusedError, "request.not-clerk"),
        ("l1", {"decided_by": "D", "evidence": "单据"}, RefusedError, "request.not-clerk"),
        ("clerk", {"decided_by": "Z", "evidence": "单据"}, UsageError, "request.no-decider"),
    ],
)
def test_who_may_not_record_what(
    login: str, more: dict[str, str], error: type[RefusedError | UsageError], code: str, root: Path
) -> None:
    number = filed(root, ask(**LEAVE))
    with pytest.raises(error) as caught:
        approve(root, number, login, **more)
    assert caught.value.code == code
    assert state(root, number) == "filed"


def test_a_clerk_s_own_rank_is_what_counts_for_their_own_decisions(root: Path) -> None:
    assert refusal(approve(root, filed(root, ask(**LEAVE)), "clerk")) == ["rank"]


def test_a_paper_by_somebody_without_the_rank(root: Path) -> None:
    number = filed(root, ask(**LEAVE))
    assert refusal(approve(root, number, "clerk", decided_by="B", evidence="单据")) == ["rank"]


# --- caps


def overtime(root: Path, day: int, end: str, start: str = "18:00", **more: Any) -> str:
    return filed(root, ask(**{**OVERTIME, "first": f"2026-10-{day}", "start": start, "end": end}, **more))


def test_the_thirty_sixth_hour(root: Path) -> None:
    """Twelve evenings of three hours are exactly 36; a thirteenth minute of anybody is one too many."""
    days = [12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27]
    for day in days[:-1]:
        approve(root, overtime(root, day, "21:00"))
    last, one_too_many = overtime(root, 27, "21:00"), overtime(root, 28, "18:01")
    assert refusal(approve(root, last)) == []
    assert refusal(approve(root, one_too_many)) == ["month"]
    with pytest.raises(RefusedError) as caught:
        overtime(root, 29, "18:01")
    assert reasons(caught.value) == ["month"]
    assert state(root, one_too_many) == "filed"
    withdraw(desk(root), [last])
    assert refusal(approve(root, one_too_many)) == [], "what is withdrawn counts no more"


def test_two_approvers_at_once_do_not_exceed_a_cap(root: Path) -> None:
    """Six hours are asked for on one day, in six requests; three hours are allowed. Two leaders sign all of them."""
    numbers = [overtime(root, 12, f"{hour + 1}:00", f"{hour}:00") for hour in range(17, 23)]
    desks = [desk(root, login) for login in ("l1", "l2", "d")]
    gate = threading.Barrier(3)

    def sign(number: int) -> None:
        gate.wait()
        decide(desks[number], numbers if number else numbers[::-1], Decision(Status.APPROVED))

    threads = [threading.Thread(target=sign, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = [item.request.status for item in list_requests(root, RequestQuery())]
    assert (states.count(Status.APPROVED), states.count(Status.FILED)) == (3, 3)
    assert whole(root).entries == 6 + 3


def test_exceeding_a_cap_takes_reasons_and_somebody_entitled(root: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        overtime(root, 12, "22:00")
    assert reasons(caught.value) == ["day"]
    number = overtime(root, 12, "22:00", over_cap="系统故障")
    assert refusal(approve(root, number, "l1")) == ["day"]
    assert refusal(approve(root, number, "l1", over_cap="抢修")) == ["not-entitled"]
    assert refusal(approve(root, number, "d")) == ["day"]
    assert refusal(approve(root, number, "d", over_cap="抢修")) == []
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        (step,) = steps_of(reader, number)
        found = find(reader, number)
    assert (step.over_cap, found and found.over_cap) == ("抢修", "系统故障")


def test_order_619_protection_recorded_after_filing(root: Path) -> None:
    number = overtime(root, 12, "20:00", over_cap="抢修")
    table = root / "input/protected.csv"
    table.write_text("employee,from,to\nA,2026-10-12,\n", "utf-8")
    table.chmod(0o600)
    assert refusal(approve(root, number, "d", over_cap="抢修")) == ["protected"]
    with pytest.raises(RefusedError) as caught:
        overtime(root, 13, "20:00", over_cap="抢修")
    assert reasons(caught.value) == ["protected"]
    other = filed(root, ask(**{**OVERTIME, "employee": "B"}), "b")
    assert refusal(approve(root, other)) == []


# --- withdrawing and expiring


@pytest.mark.parametrize(("login", "code"), [("a", []), ("clerk", []), ("l1", ["request.not-entitled"])])
def test_who_withdraws(login: str, code: list[str], root: Path) -> None:
    number = filed(root, ask(**LEAVE))
    (outcome,) = withdraw(desk(root, login), [number], "不去了")
    assert refusal(outcome) == code
    assert state(root, number) == ("withdrawn" if not code else "filed")
    whole(root)


def test_an_approved_request_is_withdrawn_before_it_begins(root: Path) -> None:
    number = overtime(root, 12, "20:00")
    approve(root, number)
    (late,) = withdraw(desk(root, as_of="2026-10-12T18:00:00+08:00"), [number])
    assert refusal(late) == ["request.begun"]
    (early,) = withdraw(desk(root, as_of="2026-10-12T17:59:59+08:00"), [number])
    assert refusal(early) == []
    (again,) = withdraw(desk(root), [number])
    assert refusal(again) == ["request.not-open"]


def test_a_request_expires_after_its_last_date(tmp_path: Path) -> None:
    """One day after the 12th: the 13th is still in time, wherever the clock is read."""
    root = office(tmp_path, '[[rule]]\nuse = "approval"\nexpires_days = 1\n')
    first, second = filed(root, ask(**LEAVE)), filed(root, ask(**LEAVE, employee="B"), "b")
    assert expire(desk(root, as_of="2026-10-13T23:59:59+08:00")) == ()
    assert refusal(approve(root, first, as_of="2026-10-13T15:59:59+00:00")) == []
    late = approve(root, second, as_of="2026-10-13T16:00:00+00:00")  # midnight in Shanghai
    assert refusal(late) == ["request.expired"]
    assert state(root, second) == "expired", "which the attempt has recorded"
    assert refusal(approve(root, second, as_of=NOW)) == ["request.not-open"]
    whole(root)


def test_expiring_all_that_are_overdue(tmp_path: Path) -> None:
    root = office(tmp_path, '[[rule]]\nuse = "approval"\nkinds = ["leave"]\nexpires_days = 0\n')
    gone = [filed(root, ask(**{**LEAVE, "first": f"2026-10-{day}"})) for day in (12, 13)]
    kept = filed(root, ask(**{**LEAVE, "first": "2026-10-14"}))
    forever = filed(root, ask(**OVERTIME))
    found = expire(desk(root, "clerk", "2026-10-14T09:00:00+08:00"))
    assert [item.request.id for item in found] == gone
    assert [state(root, number) for number in (*gone, kept, forever)] == ["expired", "expired", "filed", "filed"]
    assert expire(desk(root, "clerk", "2026-10-14T09:00:00+08:00")) == ()
    assert filed(root, ask(**{**LEAVE, "first": "2026-10-12"})), "an expired request stands in nobody's way"
    whole(root)


# --- several at once


def test_one_refusal_stops_no_other(root: Path) -> None:
    own = filed(root, ask(**LEAVE, employee="L1"), "l1")
    other = filed(root, ask(**LEAVE))
    outcomes = decide(desk(root, "l1"), [own, other], Decision(Status.APPROVED))
    assert [refusal(outcome) for outcome in outcomes] == [["own"], []]
    assert [state(root, number) for number in (own, other)] == ["filed", "approved"]


def test_an_id_that_nobody_has_stops_all(root: Path) -> None:
    number = filed(root, ask(**LEAVE))
    with pytest.raises(UsageError) as caught:
        decide(desk(root, "l1"), [number, "Q99"], Decision(Status.APPROVED))
    assert caught.value.values == {"ids": ("Q99",)}
    assert state(root, number) == "filed"


def test_the_same_id_twice_is_decided_once(root: Path) -> None:
    number = filed(root, ask(**FOUR_DAYS))
    assert [
        refusal(outcome) for outcome in decide(desk(root, "l1"), [number, number], Decision(Status.APPROVED))
    ] == [[]]
    assert state(root, number) == "filed"
