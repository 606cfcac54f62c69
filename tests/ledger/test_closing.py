"""Closing a period: what is open refuses it, what is closed stays, and can be opened again for a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rosterctl.domain.closing import Why
from rosterctl.domain.requests import Status
from rosterctl.errors import RefusedError
from rosterctl.ledger.closings import closings
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.services.closing import close, reopen
from rosterctl.services.decide import Decision, decide, withdraw
from rosterctl.services.ledger import show_log
from rosterctl.services.request_desk import Desk, open_desk
from rosterctl.services.request_file import check, file
from tests.support.clerk import AS_OF
from tests.support.office import whole
from tests.support.requests import ask
from tests.support.shut import kept, office, punch, shut

LATE_FEN = 337
"""A1 came 16 minutes late: 2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.3716."""


def desk(root: Path, login: str = "clerk", as_of: str = AS_OF) -> Desk:
    return open_desk(root, login, as_of)


def filed(root: Path, as_of: str = "2026-10-08T09:00:00+08:00", **more: object) -> str:
    given = {
        "kind": "outing",
        "employee": "A1",
        "first": "2026-10-09",
        "start": "10:00",
        "end": "11:00",
        "reason": "银行",
    }
    return file(desk(root, as_of=as_of), ask(**{**given, **more})).filed.request.id  # type: ignore[arg-type]


def refusal(root: Path, **more: object) -> list[tuple[str, str]]:
    with pytest.raises(RefusedError) as error:
        shut(root, **more)  # type: ignore[arg-type]
    assert error.value.code == "close.open"
    assert error.value.values["count"] == len(error.value.reasons)
    return [(str(one.values["code"]), str(one.values["date"])) for one in error.value.reasons]


def test_a_month_with_nothing_open_is_closed(tmp_path: Path) -> None:
    root = office(tmp_path)
    done = shut(root)
    assert done.fresh
    assert (done.closing.number, done.closing.closed_by, done.closing.as_of) == (1, "pay", AS_OF)
    # A1 and A2 are there all month; A4 begins on the 12th, see test_payroll: 2200 ÷ 21.75 × 6 = 606.90
    assert kept(root) == [
        ("A1", None, "base-wage", 220000),
        ("A1", "2026-10-08", "time-not-worked", -LATE_FEN),
        ("A2", None, "base-wage", 220000),
        ("A3", None, "base-wage", 300000),
        ("A4", None, "base-wage", 220000),
        ("A4", None, "proration", -60690),
    ]
    assert (done.people, done.lines) == (4, 6)
    (entry,) = show_log(root)
    assert (entry.action, entry.login, entry.subject) == ("period.closed", "pay", "closing:2026-10")
    assert whole(root).head == done.closing.hash == entry.hash


def test_what_it_rests_on_is_kept_by_hash(tmp_path: Path) -> None:
    import hashlib

    root = office(tmp_path)
    found = shut(root).closing.inputs
    (batch,) = (root / "punches").glob("*.parquet")
    names = {
        "rosterctl.toml", "policy.toml", "input/staff.csv", "input/shifts.csv", "rosters/2026-10/v1.json",
        f"punches/{batch.name}",
    }  # fmt: skip
    for name in names:
        assert found[name] == hashlib.sha256((root / name).read_bytes()).hexdigest()
    others = {name for name in found if name not in names}
    assert "ledger/requests" in others
    assert "input/requests.csv" not in others, "where people act only what was filed counts"


def test_closing_twice_gives_the_same_and_appends_nothing(tmp_path: Path) -> None:
    root = office(tmp_path)
    first = shut(root)
    again = close(root, "2026-10", "2026-12-24T09:00:00+08:00", "pay", [Why.UNROSTERED])
    assert again.closing == first.closing
    assert (again.people, again.lines, again.fresh) == (first.people, first.lines, False)
    assert whole(root).entries == 1


def test_only_the_role_closes_and_opens(tmp_path: Path) -> None:
    root = office(tmp_path)
    for login in ("clerk", "keep", "a1"):
        with pytest.raises(RefusedError) as error:
            close(root, "2026-10", AS_OF, login)
        assert error.value.code == "close.not-entitled"
    with pytest.raises(RefusedError) as error:
        close(root, "2026-10", AS_OF, "nobody")
    assert error.value.code == "request.not-listed"
    shut(root)
    with pytest.raises(RefusedError) as error:
        reopen(root, "2026-10", AS_OF, "clerk", "算错")
    assert error.value.code == "close.not-entitled"


def test_a_month_that_is_not_over_is_not_closed(tmp_path: Path) -> None:
    root = office(tmp_path)
    for early in ("2026-10-20T09:00:00+08:00", "2026-10-31T23:59:59+08:00"):
        with pytest.raises(RefusedError) as error:
            shut(root, as_of=early, accept=list(Why))
        assert error.value.code == "close.not-over"
    # at midnight it is over; nothing was rostered later than the 12th
    assert shut(root, as_of="2026-11-01T00:00:00+08:00").fresh


def test_everything_open_is_listed_and_can_be_accepted_by_kind(tmp_path: Path) -> None:
    """As of 1 November 00:30: A1's missing punch out of the 30th may be corrected until 2 November; A2 works a night
    that has not ended (reach to 07:00 + 4 h); the 29th is without any punch of the two who were rostered; A3 punched
    on the 20th without a roster; and an outing on the 9th is undecided."""
    cells = "A1 08 D D\nA2 08 D D\nA1 30 D\nA2 31 N\nA1 29 D\nA3 29 D"
    root = office(tmp_path, cells, "A1 10-08 08:55 18:00\nA1 10-09 08:55 18:00\nA2 10-08 08:55 18:00\n"
                  "A2 10-09 08:55 18:00\nA1 10-30 08:55\nA2 10-31 21:50\nA3 10-20 10:00 15:00")  # fmt: skip
    number = filed(root)
    night = {"as_of": "2026-11-01T00:30:00+08:00"}
    found = refusal(root, **night)
    assert found == [
        ("open", "2026-10-31"),
        ("no-data", "2026-10-29"),
        ("no-data", "2026-10-29"),
        ("correction", "2026-10-30"),
        ("undecided", "2026-10-09"),
        ("unrostered", "2026-10-20"),
    ]
    assert whole(root).entries == 1, "a refused closing leaves nothing"
    some = [Why.UNIT, Why.NO_DATA, Why.CORRECTION, Why.UNROSTERED]
    assert refusal(root, **night, accept=some) == [("undecided", "2026-10-09")]
    done = shut(root, **night, accept=[*some, Why.UNDECIDED])
    accepted = [(one.why, one.date.day, one.employee, one.what) for one in done.closing.accepted]
    assert accepted == [
        (Why.UNIT, 31, "A2", "N"),
        (Why.NO_DATA, 29, "A1", "D"),
        (Why.NO_DATA, 29, "A3", "D"),
        (Why.CORRECTION, 30, "A1", "D"),
        (Why.UNDECIDED, 9, "A1", f"outing {number}"),
        (Why.UNROSTERED, 20, "A3", ""),
    ]
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        (kept_closing,) = closings(reader)
    assert kept_closing.accepted == done.closing.accepted


def rows_of(root: Path, *rows: str) -> None:
    """Rows of ``input/requests`` that nobody has filed yet."""
    head = "id,kind,employee,from,to,start,end,leave_kind,status,reason,decided_by\n"
    (root / "input/requests.csv").write_text(head + "".join(f"{row}\n" for row in rows), "utf-8")


def test_rows_that_nobody_has_filed_are_open(tmp_path: Path) -> None:
    """Six hours of overtime that stand in the file only would earn nothing, and nobody would know. The row of 30
    September reaches past midnight into the period; void ones, and those of other months, ask for nothing."""
    root = office(tmp_path)
    rows_of(
        root,
        "R1,overtime,A1,2026-10-08,,18:00,21:00,,approved,盘点,A3",
        ",overtime,A2,2026-09-30,,23:00,02:00,,approved,盘点,A3",
        "R3,leave,A2,2026-10-12,,,,personal,withdrawn,事,",
        "R4,leave,A2,2026-10-13,,,,personal,rejected,事,A3",
        "R5,leave,A2,2026-11-01,,,,personal,approved,事,A3",
        "R6,leave,A2,2026-09-30,,,,personal,approved,事,A3",
    )
    assert refusal(root) == [("unfiled", "2026-09-30"), ("unfiled", "2026-10-08")]
    done = shut(root, accept=[Why.UNFILED])
    told = [(one.date.isoformat(), one.employee, one.what) for one in done.closing.accepted]
    assert told == [("2026-09-30", "A2", "overtime row-3"), ("2026-10-08", "A1", "overtime R1")]
    (warning,) = (one for one in done.warnings if one.code == "warn.requests-unfiled")
    assert warning.values == {"count": 2}


def test_rows_that_are_filed_are_settled_and_changed_ones_are_not(tmp_path: Path) -> None:
    from rosterctl.services.request_bulk import file_input

    root = office(tmp_path)
    row = "R1,outing,A1,2026-10-09,,10:00,{end},,{status},银行,A3"
    rows_of(root, row.format(end="11:00", status="approved"))
    (line,) = file_input(desk(root, as_of="2026-10-08T09:00:00+08:00"))
    assert line.filed is not None
    assert line.filed.request.status is Status.APPROVED
    rows_of(root, row.format(end="12:00", status="filed"))
    assert refusal(root) == [("unfiled", "2026-10-09")]
    rows_of(root, row.format(end="11:00", status="filed"))
    assert shut(root).closing.accepted == ()


def test_a_row_that_cannot_be_read_may_be_about_the_month(tmp_path: Path) -> None:
    root = office(tmp_path)
    rows_of(root, "R1,overtime,A1,2026-10-8x,,18:00,21:00,,approved,盘点,A3")
    assert refusal(root) == [("unfiled", "2026-10-01")]
    (one,) = shut(root, accept=[Why.UNFILED]).closing.accepted
    assert one.what.startswith("input/requests.csv:2")


def test_a_row_that_comes_in_while_it_is_computed_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rosterctl.services import closing as module
    from rosterctl.services import payroll

    root = office(tmp_path)

    def meanwhile(*args: object) -> object:
        found = payroll.pay(*args)  # type: ignore[arg-type]
        rows_of(root, "R1,overtime,A1,2026-10-08,,18:00,21:00,,approved,盘点,A3")
        return found

    monkeypatch.setattr(module, "pay", meanwhile)
    assert refusal(root) == [("unfiled", "2026-10-08")]


def test_where_the_file_itself_counts_nothing_is_unfiled(tmp_path: Path) -> None:
    root = office(tmp_path)
    config = root / "rosterctl.toml"
    config.write_text(config.read_text("utf-8") + '[ledger]\nrequests = "input"\n', "utf-8")
    rows_of(root, "R1,leave,A2,2026-10-12,,,,personal,approved,事,A3")
    assert shut(root).closing.accepted == ()


def test_requests_of_other_months_do_not_count(tmp_path: Path) -> None:
    root = office(tmp_path)
    filed(root, first="2026-11-01", start="00:00", end="01:00")
    filed(root, first="2026-09-30", start="22:00", end="24:00", as_of="2026-09-20T09:00:00+08:00")
    assert shut(root).closing.accepted == ()


def test_a_window_that_reaches_into_the_period_counts(tmp_path: Path) -> None:
    root = office(tmp_path)
    filed(root, first="2026-09-30", start="23:00", end="25:00", as_of="2026-09-20T09:00:00+08:00")
    assert refusal(root) == [("undecided", "2026-09-30")]


def test_closed_is_closed_for_requests(tmp_path: Path) -> None:
    root = office(tmp_path)
    done, waiting = filed(root), filed(root, first="2026-10-08", as_of="2026-10-07T09:00:00+08:00")
    before = filed(root, first="2026-11-05", as_of=AS_OF)
    assert decide(desk(root), [done], Decision(Status.REJECTED, reason="没人"))[0].refused is None
    shut(root, accept=[Why.UNDECIDED])
    entries = whole(root).entries
    for verdict in (Status.APPROVED, Status.REJECTED):
        (outcome,) = decide(desk(root), [waiting], Decision(verdict, reason="晚了"))
        assert outcome.refused is not None
        assert (outcome.refused.code, outcome.refused.exit_code) == ("close.closed", 7)
    (outcome,) = withdraw(desk(root), [waiting])
    assert outcome.refused is not None
    assert outcome.refused.code == "close.closed"
    given = {"kind": "outing", "employee": "A2", "start": "10:00", "end": "11:00", "reason": "银行"}
    for first, last in (("2026-10-31", "2026-10-31"), ("2026-10-01", "2026-10-01")):
        with pytest.raises(RefusedError) as error:
            file(desk(root), ask(first=first, last=last, **given))
        assert error.value.code == "close.closed"
        assert error.value.values["month"] == "2026-10"
        with pytest.raises(RefusedError):
            check(desk(root), ask(first=first, last=last, **given))
    leave = {"kind": "leave", "employee": "A2", "leave_kind": "personal", "reason": "事"}
    with pytest.raises(RefusedError) as error:
        file(desk(root), ask(first="2026-09-20", last="2026-11-20", **leave))
    assert error.value.code == "close.closed"
    with pytest.raises(RefusedError) as error:  # begins the day before, and reaches past midnight into the period
        file(desk(root), ask(first="2026-09-30", **{**given, "start": "23:00", "end": "25:00"}))
    assert error.value.code == "close.closed"
    assert whole(root).entries == entries
    for first in ("2026-09-30", "2026-11-01"):
        assert file(desk(root), ask(first=first, **given)).fresh
    assert decide(desk(root), [before], Decision(Status.APPROVED))[0].refused is None


def test_what_was_filed_before_is_found_again_by_its_key(tmp_path: Path) -> None:
    """A cron job may repeat itself after the closing: nothing new is filed, and nothing refused."""
    root = office(tmp_path)
    number = filed(root, key="k1")
    shut(root, accept=[Why.UNDECIDED])
    given = {"kind": "outing", "employee": "A1", "first": "2026-10-09", "start": "10:00", "end": "11:00"}
    again = file(desk(root), ask(**given, reason="银行", key="k1"))
    assert (again.filed.request.id, again.fresh) == (number, False)


def test_policy_may_let_requests_come_late(tmp_path: Path) -> None:
    root = office(tmp_path, policy='[[rule]]\nuse = "retro"\nrequests = true\n')
    shut(root)
    assert filed(root, as_of=AS_OF)


def test_reopening_takes_a_reason_and_the_chain_keeps_both_closings(tmp_path: Path) -> None:
    root = office(tmp_path)
    first = shut(root)
    later = "2026-11-11T09:00:00+08:00"
    opened = reopen(root, "2026-10", later, "pay", "漏导打卡")
    assert (opened.reopened_at, opened.reopened_by, opened.reason) == (later, "pay", "漏导打卡")
    with pytest.raises(RefusedError) as error:
        reopen(root, "2026-10", later, "pay", "再来")
    assert error.value.code == "close.not-closed"
    assert filed(root, as_of=later)
    second = shut(root, as_of=later, accept=[Why.UNDECIDED])
    assert (second.closing.number, second.fresh) == (2, True)
    assert second.closing.hash != first.closing.hash
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        one, two = closings(reader, "2026-10")
    assert (one.hash, one.closed, one.reason) == (first.closing.hash, False, "漏导打卡")
    assert (two.hash, two.closed) == (second.closing.hash, True)
    assert [entry.action for entry in show_log(root)] == [
        "period.closed", "period.reopened", "request.filed", "period.closed",
    ]  # fmt: skip
    assert whole(root).flaw is None


def test_the_incidents_that_were_counted_are_kept(tmp_path: Path) -> None:
    from rosterctl.ledger.tables import INCIDENTS
    from tests.support.ledger import behind

    root = office(tmp_path)
    rows = "id,employee,date,kind,verified,note\nI1,A1,2026-10-09,game,yes,手机\nI2,A1,2026-09-09,game,yes,\n"
    (root / "input/incidents.csv").write_text(rows, "utf-8")
    shut(root)
    with behind(root / FILE) as raw:
        found = raw.execute(
            f"SELECT month, number, id, employee, date, kind, verified, count, note FROM {INCIDENTS.name}"
        )
        assert found.fetchall() == [("2026-10", 1, "I1", "A1", "2026-10-09", "game", 1, 1, "手机")]


def test_an_edited_line_is_named(tmp_path: Path) -> None:
    from rosterctl.services.ledger import verify
    from tests.support.ledger import behind

    root = office(tmp_path)
    shut(root)
    with behind(root / FILE) as raw:
        raw.execute("UPDATE closed_lines SET fen = 0 WHERE line = 2")
    flaw = verify(root).verdict.flaw
    assert flaw is not None
    assert (flaw.table, flaw.row, flaw.columns) == ("closed_lines", "2026-10 1 2", ("fen",))


def test_what_comes_in_while_it_is_computed_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A punch file that lands after the month was priced, and before the ledger was held: priced again."""
    from rosterctl.services import closing as module
    from rosterctl.services import payroll

    root = office(tmp_path)
    calls: list[int] = []

    def meanwhile(*args: object) -> object:
        found = payroll.pay(*args)  # type: ignore[arg-type]
        if not calls:
            punch(root, "A3 10-12 09:00:30 18:30", "late.dat")
            (root / "input/staff.csv").write_text(
                (root / "input/staff.csv").read_text("utf-8").replace("3000", "3100"), "utf-8"
            )
        calls.append(1)
        return found

    monkeypatch.setattr(module, "pay", meanwhile)
    shut(root)
    assert ("A3", None, "base-wage", 310000) in kept(root)
    assert len(calls) == 2


def test_json_of_the_inputs_is_canonical(tmp_path: Path) -> None:
    from tests.support.ledger import behind

    root = office(tmp_path)
    shut(root)
    with behind(root / FILE) as raw:
        ((inputs, accepted),) = raw.execute("SELECT inputs, accepted FROM closings").fetchall()
    assert json.dumps(json.loads(inputs), sort_keys=True, separators=(",", ":")) == inputs
    assert accepted == "[]"


def test_a_full_disk_leaves_the_month_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rosterctl.errors import InputError
    from rosterctl.ledger.store import Writer

    root = office(tmp_path)
    filed(root)
    real = Writer._set
    calls: list[int] = []

    def full(writer: Writer, put: object) -> None:
        calls.append(1)
        if len(calls) == 4:  # the closing itself and two of its lines are in
            raise OSError(28, "No space left on device")
        real(writer, put)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "_set", full)
        with pytest.raises(InputError) as error:
            shut(root, accept=[Why.UNDECIDED])
    assert error.value.problems[0].code == "ledger.unwritable"
    assert (whole(root).entries, whole(root).rows["closed_lines"]) == (1, 0)
    assert shut(root, accept=[Why.UNDECIDED]).fresh


def test_a_locked_ledger_is_told_and_nothing_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = office(tmp_path)
    filed(root)
    path = root / FILE
    monkeypatch.setattr(Desk, "ledger", lambda *_, **__: open_ledger(path, wait=0.2))
    with open_ledger(path) as other, other.write():
        with pytest.raises(RefusedError) as error:
            shut(root, accept=[Why.UNDECIDED])
        assert error.value.code == "ledger.locked"
    assert whole(root).entries == 1
