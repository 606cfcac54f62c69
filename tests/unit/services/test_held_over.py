"""Time held over for a late relief is listed, and files itself as overtime (D5); decided and paid as any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rosterctl.errors import RefusedError
from rosterctl.services.held_over import file_held_over
from rosterctl.services.overtime import settle_overtime
from rosterctl.services.request_bulk import Line
from rosterctl.services.request_desk import open_desk
from tests.support.clerk import AS_OF
from tests.support.ledgered import CONFIG, approved, ask, ledgered
from tests.support.office import approve, filed, reasons, whole
from tests.support.run import run

POLICY = """
[[rule]]
use = "relief"
posts = ["desk"]
[[rule]]
use = "overtime-notice"
"""
NEXT = "2026-10-17T09:00:00+08:00"


def post(root: Path, punches: str, cells: str = "A1 15 D\nA2 15 E", policy: str = POLICY) -> Path:
    """A post from nine to six and from six to midnight."""
    root = ledgered(root, cells, policy=policy)
    shifts = root / "input/shifts.csv"
    shifts.write_text(shifts.read_text("utf-8") + "E,晚班,18:00,24:00,,no\n", "utf-8")
    from tests.support.clerk import punch

    punch(root, punches, login="clerk")
    return root


LATE = "A1 10-15 08:55 18:45\nA2 10-15 18:40:30 24:00".replace("24:00", "23:59:59")


def file_all(root: Path, as_of: str = NEXT, login: str = "clerk") -> tuple[Line, ...]:
    return file_held_over(open_desk(root, login, as_of), "2026-10", "zh")


def listed(root: Path) -> list[tuple[str, str, int | None, tuple[str, ...]]]:
    found = settle_overtime(root, "2026-10", AS_OF)
    return [(one.employee, str(one.how), one.seconds, one.reliefs) for one in found.not_approved]


def test_clause_d5_who_is_held_over_is_listed_and_files_by_itself(tmp_path: Path) -> None:
    """A2 comes at 18:40:30: A1 was held over from 18:00 until then, 40 full minutes, of which 30 are paid:
    2200 ÷ 21.75 ÷ 8 × 30 ÷ 60 × 150 % = 9.482… → 9.48. A1's other 4.5 minutes and 5 early ones are below the unit."""
    root = post(tmp_path, LATE)
    assert listed(root) == [("A1", "held-over", 2430, ("A2",))]
    (line,) = file_all(root)
    assert (line.fresh, line.refused) == (True, None)
    assert line.filed is not None
    request = line.filed.request
    assert request.hours is not None
    assert (request.kind, request.employee, request.hours.start, request.hours.end) == ("overtime", "A1", 1080, 1120)
    assert (request.reason, line.filed.need) == ("接班人 A2 迟到，交接前留岗 (D5)", "leader")
    assert line.filed.evidence == "2026-10-15 周四 班次 D 的打卡与 A2 的到岗打卡"
    assert settle_overtime(root, "2026-10", AS_OF).worked == (), "nobody has decided it yet"
    assert approve(root, request.id, "l", NEXT).refused is None
    (paid,) = settle_overtime(root, "2026-10", AS_OF).worked
    assert (paid.seconds, str(paid.amount)) == (1800, "9.48")
    assert listed(root) == []
    whole(root)


def test_clause_d5_filing_again_files_nothing_twice(tmp_path: Path) -> None:
    root = post(tmp_path, LATE)
    assert [line.fresh for line in file_all(root)] == [True]
    head = whole(root).head
    assert file_all(root) == (), "what is asked for already is not missing"
    from tests.support.office import reject

    reject(root, "Q2", "l", NEXT)
    assert [(line.fresh, line.filed and line.filed.request.id) for line in file_all(root)] == [(False, "Q2")]
    assert whole(root).head != head


@pytest.mark.parametrize(
    "punches",
    [
        "A1 10-15 08:55 18:45\nA2 10-15 18:00 23:59:59",  # in the same second
        "A1 10-15 08:55 18:00\nA2 10-15 18:40 23:59:59",  # left on time: no time held over, but a finding
        "A1 10-15 08:55 18:45\nA2 10-15 23:59:59",  # the relief's arrival is missing
        "A1 10-15 08:55\nA2 10-15 18:40 23:59:59",  # one's own departure is missing
        "A1 10-15 08:55 18:45\nA2 10-15 18:00:59 23:59:59",  # less than a minute
    ],
)
def test_who_was_not_held_over(punches: str, tmp_path: Path) -> None:
    root = post(tmp_path, punches)
    assert not [one for one in listed(root) if one[1] == "held-over"]
    assert file_all(root) == ()


def test_leaving_before_the_relief_comes_is_held_until_then_only(tmp_path: Path) -> None:
    root = post(tmp_path, "A1 10-15 08:55 18:30\nA2 10-15 18:40 23:59:59")
    assert ("A1", "held-over", 1800, ("A2",)) in listed(root)


def test_a_relief_who_never_comes_holds_until_one_leaves(tmp_path: Path) -> None:
    root = post(tmp_path, "A1 10-15 08:55 19:30")
    assert ("A1", "held-over", 5400, ("A2",)) in listed(root)


def test_only_posts_of_the_rule_and_only_what_nobody_asked_for(tmp_path: Path) -> None:
    assert not [one for one in listed(post(tmp_path / "a", LATE, policy="")) if one[1] == "held-over"]
    root = post(tmp_path / "b", LATE)
    approved(root, ask("overtime", "A1", "10-15", "18:00", "18:30"), "10-14T09:00")
    assert [one for one in listed(root) if one[1] == "held-over"] == [("A1", "held-over", 630, ("A2",))]


def test_caps_and_protection_do_not_keep_worked_time_from_being_filed(tmp_path: Path) -> None:
    """The cap is nought: the filing states its reason, and the director exceeds it with one of their own."""
    root = post(tmp_path, LATE, policy=POLICY + '[[rule]]\nuse = "overtime-caps"\nday_hours = 0\n')
    table = root / "input/protected.csv"
    table.write_text("employee,from,to\nA1,,\n", "utf-8")
    table.chmod(0o600)
    assert [line.refused for line in file_all(root)] == [None]
    refused = approve(root, "Q2", "l", NEXT)
    assert refused.refused is not None
    assert reasons(refused.refused) == ["day"]
    assert approve(root, "Q2", "d", NEXT, over_cap="接班人迟到").refused is None


def test_nobody_else_files_it_and_nobody_claims_it(tmp_path: Path) -> None:
    root = post(tmp_path, LATE)
    for login in ("a1", "l"):
        with pytest.raises(RefusedError) as refused:
            file_all(root, login=login)
        assert refused.value.code == "overtime.no-role"
    claimed = ask("overtime", "A1", "10-15", "18:00", "19:00", emergency=True)
    with pytest.raises(RefusedError) as refused:
        filed(root, claimed, "a1", NEXT)
    assert refused.value.code == "request.no-emergency"
    (root / "rosterctl.toml").write_text(CONFIG + '[ledger]\nrequests = "input"\n', "utf-8")
    with pytest.raises(RefusedError) as refused:
        file_all(root)
    assert refused.value.code == "overtime.not-ledger"


def test_the_command(tmp_path: Path) -> None:
    from rosterctl.cli.options import _login

    root = post(tmp_path, LATE)
    person = f'\n[people."{_login()}"]\nemployee = "A4"\nroles = ["clerk"]\n'
    (root / "rosterctl.toml").write_text(CONFIG + person, "utf-8")
    args = ["request", "file", "--held-over", "2026-10", "--as-of", NEXT, "--format", "json"]
    done = run(args, root, "en")
    assert done.code == 0, done.err
    (row,) = json.loads(done.out)["requests"]
    assert (row["id"], row["result"], row["employee"]) == ("Q2", "filed", "A1")
    assert (row["start"], row["end"], row["emergency"]) == ("18:00", "18:40", True)
    assert row["reason"] == "held over until the relief came late: A2 (D5)"
    again = run(args, root, "en")
    assert json.loads(again.out)["requests"] == []
    assert run([*args[:2], "overtime", *args[2:]], root).code == 2
