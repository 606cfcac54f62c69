"""Whose requests count: with a ledger only what it holds as approved, else the rows of ``input/requests``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rosterctl.io.inputs.config import load_config
from rosterctl.services.attend import attend
from rosterctl.services.month import load_month
from rosterctl.services.requests import for_plan, for_settling
from tests.support.clerk import AS_OF
from tests.support.ledgered import CONFIG, approved, ask, ledgered
from tests.support.office import filed, reject
from tests.support.run import run

MONTH = ["--month", "2026-10", "--as-of", AS_OF]
ROWS = """id,kind,employee,name,from,to,part,start,end,leave_kind,status,reason
R1,leave,A1,,2026-10-14,,whole,,,annual,approved,旅行
R2,overtime,A2,,2026-10-15,,,18:00,20:00,,approved,盘点
R3,leave,A3,,2026-10-16,,whole,,,annual,withdrawn,旅行
R4,leave,A3,,2026-10-16,,whole,,,annual,rejected,旅行
,leave,,陈思远,2026-10-20,,whole,,,annual,filed,旅行
R5,leave,A1,,2027-03-01,,whole,,,annual,approved,另一个月
"""


def lines(root: Path, *args: str) -> list[dict[str, Any]]:
    """The lines of everybody's pay slip."""
    done = run(["pay", "run", *MONTH, "--format", "json", "--fail-on", "never", *args], root)
    assert done.code == 0, done.err
    people = json.loads(done.out)["people"]
    return [{"employee": person["employee"], **line} for person in people for line in person["lines"]]


@pytest.mark.parametrize(
    ("config", "ledger"),
    [
        ("", False),
        ('[ledger]\nrequests = "ledger"\n', True),
        ('[people.a]\nemployee = "A1"\n', True),
        ('[people.a]\nemployee = "A1"\n[ledger]\nmode = "0660"\n', True),
        ('[people.a]\nemployee = "A1"\n[ledger]\nrequests = "input"\n', False),
        ('[people]\n[ledger]\nmode = "0600"\n', False),
    ],
)
def test_the_config_decides_and_people_who_act_are_its_default(config: str, ledger: bool, tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 14 D", requests=ROWS)
    (root / "rosterctl.toml").write_text('zone = "Asia/Shanghai"\nposts = ["desk"]\n' + config, "utf-8")
    read = load_config(root)
    assert read.from_ledger is ledger
    assert (for_plan(root, read, "2026-10") is None) is not ledger
    assert (for_settling(root, read, "2026-10") is None) is not ledger
    found = [request.id for request in load_month(root, "2026-10").case.requests]
    assert found == ([] if ledger else ["R1", "R2", "R3", "R4", "row-6"])


def test_rows_that_were_never_filed_are_counted(tmp_path: Path) -> None:
    """R1, R2 and the one of 20 October; R3 and R4 ask for nothing, R5 is about another month."""
    root = ledgered(tmp_path, "A1 14 D", requests=ROWS)
    (told,) = [one for one in load_month(root, "2026-10").warnings if one.code == "warn.requests-unfiled"]
    assert (str(told.place), told.values) == ("input/requests.csv", {"count": 3})
    (told,) = [one for one in attend(root, "2026-10", AS_OF).loaded.warnings if one.code == "warn.requests-unfiled"]
    assert told.values == {"count": 3}
    from rosterctl.services.request_bulk import file_input
    from tests.support.office import desk

    file_input(desk(root, "clerk", "2026-10-10T09:00:00+08:00"))
    assert not [one for one in load_month(root, "2026-10").warnings if one.code == "warn.requests-unfiled"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_warning_in_words(lang: str, tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 14 D", "A1 10-14 08:58 18:01", requests=ROWS)
    done = run(["attend", "summary", *MONTH], root, lang)
    says = "3 rows are not in the ledger" if lang == "en" else "有 3 行申请不在台账里"
    assert f"input/requests.csv: {says}" in done.err


def test_a_file_out_of_order_counts_for_nothing_and_refuses_nothing(tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 14 D", requests="id,kind,employee,from,status\nR1,leave,A1,notadate,approved\n")
    month = load_month(root, "2026-10")
    assert month.case.requests == ()
    assert [one.code for one in month.warnings if one.place and one.place.file == "input/requests.csv"]


def test_an_approved_leave_of_the_ledger_keeps_the_person_off_the_roster(tmp_path: Path) -> None:
    """A1 wishes to work on 4 November, and does until the leave over it is approved."""
    root = ledgered(tmp_path, "A1 14 D", policy='[[rule]]\nuse = "wishes"\nmode = "soft"\n', requests=ROWS)
    (root / "input/wishes.csv").write_text("employee,date,want,shift,weight\nA1,2026-11-04,on,D,50\n", "utf-8")
    (root / "input/demand.csv").write_text("day,from,to,min\nworkday,09:00,12:00,1\n", "utf-8")
    leave = ask("leave", "A1", "11-02", last="11-10", leave_kind="annual")
    filed(root, leave, "a1", "2026-10-10T09:00:00+08:00")
    args = ["roster", "build", "--month", "2026-11", "--time-limit", "5", "--as-of", "2026-10-20T09:00:00+08:00"]

    def worked() -> set[str]:
        done = run(args, root)
        assert done.code in (0, 1), done.err
        draft = json.loads((root / "rosters/2026-11/draft.json").read_text("utf-8"))
        return {item["date"] for item in draft["assignments"] if item["employee"] == "A1"}

    days = {f"2026-11-{n:02d}" for n in range(2, 11)}
    assert "2026-11-04" in worked()
    before = load_month(root, "2026-11")
    assert before.case.requests == (), "nobody has decided it yet"
    from tests.support.office import approve

    approve(root, "Q1", "l", "2026-10-10T10:00:00+08:00")
    after = load_month(root, "2026-11")
    assert [(one.id, str(one.place)) for one in after.case.requests] == [("Q1", "rosterctl.db:Q1")]
    assert before.input_hash != after.input_hash
    assert not worked() & days


def test_clause_os6_an_approved_correction_of_the_ledger_acts_as_a_punch(tmp_path: Path) -> None:
    """A1 came at 08:58 and forgot to punch; the correction makes the day whole. Filed only, it still waits."""
    root = ledgered(tmp_path, "A1 14 D", "A1 10-14 18:01")
    one = ask("correction", "A1", "10-14", side="in", time=8 * 3600 + 58 * 60)
    number = filed(root, one, "a1", "2026-10-15T09:00:00+08:00")

    def words() -> tuple[list[str], str | None]:
        done = run(["attend", "show", "A1", *MONTH, "--format", "json"], root)
        assert done.code == 0, done.err
        (day,) = [row for row in json.loads(done.out)["days"] if row["date"] == "2026-10-14"]
        return day["words"], day["arrival"]

    assert words()[0] == ["missing-in"]
    from tests.support.office import approve

    approve(root, number, "l", "2026-10-15T10:00:00+08:00")
    assert words() == (["present"], "2026-10-14T08:58:00+08:00")


def test_clause_ow4_only_overtime_approved_in_the_ledger_is_paid(tmp_path: Path) -> None:
    """Both stayed from 18:00 to 20:00. A1's is approved: 2200 ÷ 21.75 ÷ 8 × 2 × 150 % = 37.931… → 37.93."""
    punches = "A1 10-15 08:55 20:02\nA2 10-15 08:55 20:02\nA3 10-15 08:55 20:02"
    root = ledgered(tmp_path, "A1 15 D\nA2 15 D\nA3 15 D", punches, requests=ROWS)
    approved(root, ask("overtime", "A1", "10-15", "18:00", "20:00"), "10-14T09:00")
    filed(root, ask("overtime", "A2", "10-15", "18:00", "20:00"), "a2", "2026-10-14T09:00:00+08:00")
    refused = filed(root, ask("overtime", "A3", "10-15", "18:00", "20:00"), "a3", "2026-10-14T09:00:00+08:00")
    reject(root, refused, "l", "2026-10-14T10:00:00+08:00")
    paid = [(line["employee"], line["amount"]) for line in lines(root) if line["rule"] == "overtime"]
    assert paid == [("A1", "37.93")]
    # the same workspace by its file: R2 is A2's, approved there
    (root / "rosterctl.toml").write_text(CONFIG + '[ledger]\nrequests = "input"\n', "utf-8")
    paid = [(line["employee"], line["amount"]) for line in lines(root) if line["rule"] == "overtime"]
    assert paid == [("A2", "37.93")]


def test_requests_of_people_who_are_gone_from_the_files_count_for_nothing(tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 14 D")
    approved(root, ask("leave", "A2", "10-14", leave_kind="annual"), "10-10T09:00")
    staff = root / "input/staff.csv"
    staff.write_text("".join(row for row in staff.read_text("utf-8").splitlines(True) if row[:2] != "A2"), "utf-8")
    assert load_month(root, "2026-10").case.requests == ()
    assert attend(root, "2026-10", AS_OF).period.requests == ()


def test_a_leave_beyond_an_employment_that_ended_since_is_told_and_refuses_nothing(tmp_path: Path) -> None:
    root = ledgered(tmp_path, "A1 14 D")
    approved(root, ask("leave", "A2", "10-14", last="10-20", leave_kind="annual"), "10-10T09:00")
    staff = root / "input/staff.csv"
    text = staff.read_text("utf-8").replace("employed_from,", "employed_from,employed_until,")
    rows = [f"{row.rsplit(',', 2)[0]},,{','.join(row.rsplit(',', 2)[1:])}" for row in text.splitlines()[1:]]
    rows = [row.replace("2024-01-01,,12", "2024-01-01,2026-10-15,12") for row in rows]
    staff.write_text("\n".join([text.splitlines()[0], *rows]) + "\n", "utf-8")
    for warnings in (load_month(root, "2026-10").warnings, attend(root, "2026-10", AS_OF).loaded.warnings):
        (told,) = [one for one in warnings if one.code == "input.request-unemployed"]
        assert str(told.place) == "rosterctl.db:Q1"
