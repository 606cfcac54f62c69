"""Later facts about a closed month: told there, paid or taken back in the next, never twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from rosterctl.domain.closing import Why
from rosterctl.services.attend import load_period
from rosterctl.services.closed_month import held, inputs_of
from rosterctl.services.closing import reopen
from rosterctl.services.payroll import Payroll, pay
from tests.support.clerk import publish
from tests.support.shut import LATER, NEXT, kept, november, office, punch, shut

OCTOBER, NOVEMBER, DECEMBER = "2026-10", "2026-11", "2026-12"


def retro(payroll: Payroll) -> list[tuple[str, str, str]]:
    """The retro lines: for whom, the arithmetic, the amount."""
    return [
        (one.employee.id, line.arithmetic, str(line.amount))
        for one in payroll.people
        for line in one.lines
        if line.rule == "retro"
    ]


def wage(root: Path, who: str, before: str, after: str) -> None:
    file = root / "input/staff.csv"
    text = file.read_text("utf-8")
    lines = [line.replace(before, after) if line.startswith(who) else line for line in text.splitlines()]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def test_nothing_has_changed_and_nothing_is_retro(tmp_path: Path) -> None:
    root = office(tmp_path)
    shut(root)
    november(root)
    assert retro(pay(root, NOVEMBER, LATER)) == []


def test_a_late_punch_gives_back_what_was_taken(tmp_path: Path) -> None:
    """A1 had been on time at the other clock: 08:50 instead of 09:16, so that 3.37 (test_closing) come back."""
    root = office(tmp_path)
    shut(root)
    november(root)
    punch(root, "A1 10-08 08:50", "2_attlog.dat", LATER)
    payroll = pay(root, NOVEMBER, LATER)
    assert retro(payroll) == [("A1", "2026-10 2026-10-08 time-not-worked: 0.00 − (-3.37) = 3.37", "3.37")]
    (mine,) = (one for one in payroll.people if one.employee.id == "A1")
    # nothing else in November: of its workdays she has worked the 2nd, and was rostered on no other
    assert mine.net == Decimal("2203.37")
    assert kept(root)[1] == ("A1", "2026-10-08", "time-not-worked", -337), "what was closed stands"


def test_the_closed_month_tells_what_differs(tmp_path: Path) -> None:
    root = office(tmp_path)
    shut(root)
    found = pay(root, OCTOBER, LATER)
    same = held(found.attended, found.priced)
    assert same is not None
    assert (same.same, same.records, same.differences, same.changed) == (True, True, (), ())
    punch(root, "A1 10-08 08:50", "2_attlog.dat", LATER)
    found = pay(root, OCTOBER, LATER)
    late = held(found.attended, found.priced)
    assert late is not None
    assert not late.same
    assert not late.records
    (one,) = late.differences
    assert (one.employee, str(one.date), one.rule, one.before, one.now) == (
        "A1",
        "2026-10-08",
        "time-not-worked",
        -337,
        0,
    )
    (changed,) = late.changed
    assert changed.startswith("punches/2026-10-08_")
    assert held(pay(november(root), NOVEMBER, LATER).attended, ()) is None


def test_a_punch_that_changes_no_amount_changes_the_records(tmp_path: Path) -> None:
    """A2 came at 08:55; at 08:50, as the other clock says, she is as punctual."""
    root = office(tmp_path)
    shut(root)
    punch(root, "A2 10-08 08:50", "2_attlog.dat", LATER)
    found = pay(root, OCTOBER, LATER)
    late = held(found.attended, found.priced)
    assert late is not None
    assert (late.records, late.differences, late.same) == (False, (), False)


def test_a_wage_that_was_stated_wrongly(tmp_path: Path) -> None:
    """A2 had 2300: 100.00 more, and nothing of hers depends on it. A4, there from the 12th, had 2175 instead of
    2200: base −25.00, and the proration 2175 ÷ 21.75 × 6 = 600.00 instead of 606.90 gives 6.90 back."""
    root = office(tmp_path)
    shut(root)
    wage(root, "A2", "2200", "2300")
    wage(root, "A4", "2200", "2175")
    assert retro(pay(november(root), NOVEMBER, LATER)) == [
        ("A2", "2026-10 base-wage: 2300.00 − 2200.00 = 100.00", "100.00"),
        ("A4", "2026-10 base-wage: 2175.00 − 2200.00 = 25.00", "-25.00"),
        ("A4", "2026-10 proration: -600.00 − (-606.90) = 6.90", "6.90"),
    ]


def test_what_was_paid_as_retro_is_not_paid_again(tmp_path: Path) -> None:
    root = office(tmp_path)
    shut(root)
    november(root)
    punch(root, "A1 10-08 08:50", "2_attlog.dat", LATER)
    assert shut(root, NOVEMBER, LATER).closing.number == 1, "each month counts its own closings"
    assert ("A1", None, "retro", 337) in kept(root, NOVEMBER)
    publish(root, DECEMBER, "A1 01 D")
    punch(root, "A1 12-01 08:55 18:00", "december.dat", "2027-01-10T09:00:00+08:00")
    assert retro(pay(root, DECEMBER, "2027-01-10T09:00:00+08:00")) == []
    # and October and November learn more: her wage was 2210
    wage(root, "A1", "2200", "2210")
    found = retro(pay(root, DECEMBER, "2027-01-10T09:00:00+08:00"))
    assert found == [
        ("A1", "2026-10 base-wage: 2210.00 − 2200.00 = 10.00", "10.00"),
        ("A1", "2026-11 base-wage: 2210.00 − 2200.00 = 10.00", "10.00"),
    ]


def test_a_closed_month_shows_its_own_retro_lines_again(tmp_path: Path) -> None:
    root = office(tmp_path)
    shut(root)
    november(root)
    punch(root, "A1 10-08 08:50", "2_attlog.dat", LATER)
    shut(root, NOVEMBER, LATER)
    payroll = pay(root, NOVEMBER, LATER)
    found = held(payroll.attended, payroll.priced)
    assert found is not None
    assert found.same
    assert [amount for _, _, amount in retro(payroll)] == ["3.37"]


def test_what_a_closing_added_that_holds_no_longer_does_not_count(tmp_path: Path) -> None:
    """November was closed twice, each time with the retro line; it was paid once."""
    root = office(tmp_path)
    shut(root)
    november(root)
    punch(root, "A1 10-08 08:50", "2_attlog.dat", LATER)
    shut(root, NOVEMBER, LATER)
    reopen(root, NOVEMBER, LATER, "pay", "再来")
    assert shut(root, NOVEMBER, LATER).closing.number == 2
    publish(root, DECEMBER, "A1 01 D")
    assert retro(pay(root, DECEMBER, "2027-01-10T09:00:00+08:00")) == []


def test_opened_and_closed_again_takes_back_what_november_had_added(tmp_path: Path) -> None:
    """October pays the 3.37 itself in its second closing; November, closed with the retro line, has paid them too."""
    root = office(tmp_path)
    shut(root)
    november(root)
    punch(root, "A1 10-08 08:50", "2_attlog.dat", LATER)
    shut(root, NOVEMBER, LATER)
    reopen(root, OCTOBER, LATER, "pay", "并入当月")
    shut(root, OCTOBER, LATER)
    publish(root, DECEMBER, "A1 01 D")
    found = retro(pay(root, DECEMBER, "2027-01-10T09:00:00+08:00"))
    assert found == [("A1", "2026-10 2026-10-08 time-not-worked: 0.00 − 3.37 = 3.37", "-3.37")]


def test_what_was_accepted_as_open_is_charged_when_it_is_settled(tmp_path: Path) -> None:
    """Closed at 00:30 on 1 November while A2's night of the 31st had not ended: nobody came, and no input changes
    afterwards: November was there already. A night 22:00–06:00 is one day wage: 2200 ÷ 21.75 = 101.15."""
    root = november(office(tmp_path, "A1 08 D D\nA2 08 D D\nA3 12 D\nA2 31 N"))
    shut(root, as_of="2026-11-01T00:30:00+08:00", accept=[Why.UNIT, Why.CORRECTION])
    assert ("A2", "2026-10-31", "time-not-worked", -10115) not in kept(root)
    assert retro(pay(root, NOVEMBER, LATER)) == [
        ("A2", "2026-10 2026-10-31 time-not-worked: -101.15 − 0.00 = 101.15", "-101.15")
    ]


def test_who_has_no_pay_any_more_is_told(tmp_path: Path) -> None:
    root = office(tmp_path)
    shut(root)
    file = root / "input/staff.csv"
    file.write_text(
        file.read_text("utf-8").replace("乙组,2024-01-01,,13,3000", "乙组,2024-01-01,2026-10-31,13,3100"), "utf-8"
    )
    payroll = pay(november(root), NOVEMBER, LATER)
    assert retro(payroll) == []
    (told,) = payroll.unpaid
    assert told.values == {"employee": "A3", "month": OCTOBER, "amount": Decimal("100.00"), "now": NOVEMBER}


def test_the_rule_says_how_far_back(tmp_path: Path) -> None:
    root = office(tmp_path, policy='[[rule]]\nuse = "retro"\nmonths = 1\n')
    shut(root)
    wage(root, "A2", "2200", "2300")
    publish(root, DECEMBER, NEXT.replace(" 02 ", " 01 "))
    assert retro(pay(root, DECEMBER, "2027-01-10T09:00:00+08:00")) == []
    assert [amount for _, _, amount in retro(pay(november(root), NOVEMBER, LATER))] == ["100.00"]


def test_the_rule_may_be_off(tmp_path: Path) -> None:
    root = office(tmp_path, policy='[[rule]]\nuse = "retro"\nmode = "off"\n')
    shut(root)
    wage(root, "A2", "2200", "2300")
    assert retro(pay(november(root), NOVEMBER, LATER)) == []


@pytest.mark.parametrize("change", ["input/staff.csv", "policy.toml", "input/shifts.csv", "rosterctl.toml"])
def test_every_file_is_an_input(tmp_path: Path, change: str) -> None:
    root = office(tmp_path)
    before = inputs_of(load_period(root, OCTOBER, LATER), None)
    with (root / change).open("a", encoding="utf-8") as file:
        file.write("\n# \n" if change.endswith("toml") else "\n")
    after = inputs_of(load_period(root, OCTOBER, LATER), None)
    assert {name for name in after if after[name] != before.get(name)} == {change}


def test_only_closings_that_hold_are_inputs(tmp_path: Path) -> None:
    from rosterctl.ledger.store import FILE, open_ledger

    root = november(office(tmp_path))
    first = shut(root).closing
    reopen(root, OCTOBER, LATER, "pay", "再来")

    def inputs() -> dict[str, str]:
        with open_ledger(root / FILE) as ledger, ledger.read() as reader:
            return dict(inputs_of(load_period(root, NOVEMBER, LATER), reader))

    assert not [name for name in inputs() if name.startswith("ledger/closings")]
    shut(root, as_of=LATER)
    assert inputs()["ledger/closings/2026-10"] == first.lines, "the same facts give the same lines"


def test_neighbouring_rosters_and_the_punches_near_are_inputs(tmp_path: Path) -> None:
    root = office(tmp_path)
    before = inputs_of(load_period(root, OCTOBER, LATER), None)
    november(root)
    publish(root, "2026-09", "A1 30 D")
    publish(root, OCTOBER, "A1 08 D")
    punch(root, "A1 11-20 08:55", "far.dat", LATER)
    after = inputs_of(load_period(root, OCTOBER, LATER), None)
    fresh = sorted(name for name in after if name not in before)
    # the planned version of October is v1 no longer: v2 has the same stamp, made before the period began
    assert [name for name in fresh if not name.startswith("punches")] == [
        "rosters/2026-09/v1.json", "rosters/2026-10/v2.json", "rosters/2026-11/v1.json",
    ]  # fmt: skip
    # with the roster of the first days of November its punches matter; a batch of the 20th does not
    assert [name[:18] for name in fresh if name.startswith("punches")] == ["punches/2026-11-02"]
