"""The month of the demonstration, lived through by the services: what happened, what it cost, and that it closes.

People are paid by their base ÷ 21.75 a day, ÷ 8 an hour; sums below are worked out from the staff file, the requests
and the punches of samples/whole-month, with the law's 150, 200 and 300 %.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from rosterctl.domain.closing import Why
from rosterctl.domain.requests import Status
from rosterctl.errors import RefusedError
from rosterctl.report.pay_month import KINDS, month_line
from rosterctl.services import demo_month as story
from rosterctl.services.closing import close
from rosterctl.services.folders import roster_folder
from rosterctl.services.ledger import verify
from rosterctl.services.overtime import Overtime, settled
from rosterctl.services.payroll import Payroll, pay
from rosterctl.services.request_desk import open_desk
from rosterctl.services.request_file import file
from rosterctl.services.requests import ask_of

AS_OF = "2026-11-10T09:00:00+08:00"


@dataclass(frozen=True)
class Lived:
    root: Path
    happened: tuple[story.Happened, ...]
    payroll: Payroll

    def last(self, request: str) -> story.Happened:
        return [one for one in self.happened if one.event.request.id == request][-1]

    def lines(self, employee: str) -> Counter[tuple[str, str]]:
        """Rule and amount of a person's lines."""
        (person,) = (one for one in self.payroll.people if one.employee.id == employee)
        return Counter((line.rule, str(line.amount)) for line in person.lines)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    root, published = story.begin(tmp_path_factory.mktemp("month"))
    assert not published.audit.hard
    happened = tuple(story.live(root))
    story.punched(root, AS_OF)
    return Lived(root, happened, pay(root, story.MONTH, AS_OF))


def yuan(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def day(base: int) -> Decimal:
    return Decimal(base) / Decimal("21.75")


def hours(base: int, count: str, percent: int) -> str:
    return yuan(day(base) / 8 * Decimal(count) * percent / 100)


def test_the_month_holds_what_a_month_holds(lived: Lived) -> None:
    filed = Counter(one.event.request.kind for one in lived.happened if one.event.verdict is None)
    assert filed == {"swap": 3, "leave": 6, "correction": 7, "overtime": 8, "outing": 2}


@pytest.mark.parametrize(
    ("request_id", "reason"),
    [
        ("K6", ("correction-window", "too-many")),  # the sixth of the month
        ("K7", ("correction-window", "late")),  # of the 13th, filed on the 19th: three days had passed on the 16th
        ("O7", ("overtime-caps", "day")),  # 16:30–20:00 is three and a half hours; three are the limit
    ],
)
def test_what_the_rules_refuse(lived: Lived, request_id: str, reason: tuple[str, str]) -> None:
    refused = lived.last(request_id).refused
    assert isinstance(refused, RefusedError)
    (told,) = refused.reasons
    assert (told.values["rule"], told.values["reason"]) == reason


def test_what_people_decided(lived: Lived) -> None:
    states = {one.event.request.id: one.state for one in lived.happened if one.refused is None}
    rejected = {"S3", "L6", "O6"}  # by the colleague, by the leader, by the manager
    assert {name for name, state in states.items() if state is Status.REJECTED} == rejected
    assert all(state is Status.APPROVED for name, state in states.items() if name not in rejected)


def test_swaps_stand_in_new_versions(lived: Lived) -> None:
    folder = roster_folder(lived.root, story.MONTH)

    def works(version: str) -> set[tuple[str, int, str]]:
        return {(one.employee, one.date.day, one.shift) for one in folder.read(version).assignments}

    before, after = works("v1"), works("latest")
    # S1: early and late exchanged on the 14th; S2: C11, who was free on the 21st, covers C08
    assert before - after == {("C04", 14, "B"), ("C07", 14, "A"), ("C08", 21, "B")}
    assert after - before == {("C04", 14, "A"), ("C07", 14, "B"), ("C11", 21, "B")}


@pytest.mark.parametrize(
    ("employee", "expected"),
    [
        # the 1st to the 3rd are statutory holidays: rostered work there is paid three days' wages on top.
        # C02: one of them; two hours on the rest day of the 20th are time off, no money
        ("C02", [("holiday-work", hours(7600, "8", 300))]),
        # one holiday; three hours on a rest day
        ("C04", [("holiday-work", hours(6200, "8", 300)), ("overtime", hours(6200, "3", 200))]),
        # two holidays; annual leave is paid, and 16:30–16:35 on the 12th was not approved
        ("C05", 2 * [("holiday-work", hours(6000, "8", 300))]),
        # two holidays; two hours on a workday; a day of sick leave is paid at 60 % (162.76 a day, above the floor of
        # 80 % of 2490 ÷ 21.75 = 91.59), so 40 % are not paid
        (
            "C06",
            [
                *2 * [("holiday-work", hours(5900, "8", 300))],
                ("overtime", hours(5900, "2", 150)),
                ("leave-pay", f"-{yuan(day(5900) * 40 / 100)}"),
            ],
        ),
        # one holiday; three minutes of an approved hour are no half hour; no rule here charges a missing punch
        ("C08", [("holiday-work", hours(5300, "8", 300))]),
        # one holiday; a day of personal leave
        ("C09", [("holiday-work", hours(5100, "8", 300)), ("leave-pay", f"-{yuan(day(5100))}")]),
        # two holidays; 22:00–01:00 is two hours of the 3rd (a holiday) and one of the 4th (a rest day); leave of two
        (
            "C10",
            [
                *2 * [("holiday-work", hours(4900, "8", 300))],
                ("overtime", hours(4900, "2", 300)),
                ("overtime", hours(4900, "1", 200)),
                ("leave-pay", f"-{hours(4900, '2', 100)}"),
            ],
        ),
        # two holidays; five corrections stand as punches, the sixth is missing; the rejected leave was worked
        ("C11", 2 * [("holiday-work", hours(4700, "8", 300))]),
        # one holiday; three hours on another that was free; the first half of 08:00–16:30 ends at the meal (11:45, in
        # the middle of its window): three hours and three quarters
        (
            "C12",
            [
                ("holiday-work", hours(4600, "8", 300)),
                ("overtime", hours(4600, "3", 300)),
                ("leave-pay", f"-{hours(4600, '3.75', 100)}"),
            ],
        ),
    ],
)
def test_money_by_hand(lived: Lived, employee: str, expected: list[tuple[str, str]]) -> None:
    assert lived.lines(employee) == Counter(expected)


def test_the_sums_by_hand(lived: Lived) -> None:
    net = {one.employee.id: str(one.net) for one in lived.payroll.people}
    # 4600 + 634.48 (8 h × 300 %) + 237.93 (3 h × 300 %) − 99.14
    assert net["C12"] == "5373.27"
    # 5900 + 2 × 813.79 + 101.72 − 108.51
    assert net["C06"] == "7520.79"
    # 4900 + 2 × 675.86 + 168.97 + 56.32 − 56.32
    assert net["C10"] == "6420.69"


@pytest.mark.parametrize(
    ("employee", "paid", "leave"),
    [
        ("C12", {300: 11}, Fraction(15, 4)),  # a holiday of 8 hours, 3 on another one; three hours and three quarters
        ("C10", {200: 1, 300: 18}, 2),  # two holidays, and 22:00-01:00 over the end of a third
        ("C06", {150: 2, 300: 16}, 8),  # two holidays, two hours on a workday; a day
        ("C02", {300: 8}, None),  # the two hours of a rest day are time off, no money
    ],
)
def test_hours_by_rate_and_kind_in_the_month_s_columns(
    lived: Lived, employee: str, paid: dict[int, int], leave: Fraction | None
) -> None:
    (row,) = (month_line(one) for one in lived.payroll.people if one.employee.id == employee)
    assert row["paid"] == paid
    if leave is not None:
        kinds = row[KINDS]
        assert isinstance(kinds, dict)
        assert list(kinds.values()) == [leave]


def test_three_lists_of_overtime(lived: Lived) -> None:
    found: Overtime = settled(lived.payroll.attended)
    assert [(one.employee, one.date.day) for one in found.worked] == [
        ("C12", 2),
        ("C10", 3),
        ("C10", 4),
        ("C06", 9),
        ("C04", 17),
        ("C02", 20),
    ]
    assert [(one.employee, one.date.day) for one in found.not_worked] == [("C08", 22)]
    assert [(one.employee, one.date.day) for one in found.not_approved] == [("C03", 29)]


def test_it_closes_and_stays_closed(lived: Lived) -> None:
    with pytest.raises(RefusedError) as open_still:
        close(lived.root, story.MONTH, AS_OF, story.PAYROLL)
    assert {str(one.values["code"]) for one in open_still.value.reasons} == {"unfiled"}
    first = close(lived.root, story.MONTH, AS_OF, story.PAYROLL, (Why.UNFILED,))
    assert first.fresh
    # what the rules refused was never filed: the late correction, the sixth one, overtime over the cap
    refused_rows = {one.event.request.id for one in lived.happened if one.event.verdict is None and one.refused}
    assert {one.what.split()[-1] for one in first.closing.accepted} == refused_rows
    assert len(refused_rows) == 3
    again = close(lived.root, story.MONTH, AS_OF, story.PAYROLL, tuple(Why))
    assert (again.fresh, again.closing.hash) == (False, first.closing.hash)
    assert verify(lived.root, first.closing.hash).whole
    # what would touch the month is refused from now on
    late = next(one.event.request for one in lived.happened if one.event.request.id == "K6")
    with pytest.raises(RefusedError) as refused:
        file(open_desk(lived.root, "c11", AS_OF), ask_of(late))
    assert refused.value.code.startswith("close")
