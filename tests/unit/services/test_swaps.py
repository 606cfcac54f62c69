"""Swaps and covers against a roster: what is exchanged, what it breaks, who could take a shift instead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Roster
from rosterctl.errors import RefusedError, RosterctlError, UsageError
from rosterctl.rules.roster.difference import Difference, WhatIf, compare
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.services.suggest import suggest
from rosterctl.services.swap_asked import Swap
from rosterctl.services.swaps import exchanged, given, look
from tests.support.small import read, use_of

MONTH: dict[str, Any] = {
    "first": "2026-10-12",  # a Monday
    "staff": [
        {"id": "A", "name": "安琪", "skills": ["english"]},
        {"id": "B", "name": "白露"},
        {"id": "C", "name": "陈晨", "skills": ["english"]},
        {"id": "D", "shifts": ["E"]},
    ],
    "shifts": {"E": "08:00-16:00", "N": {"time": "22:00-30:00", "meals": ["25:00-27:00/30"]}},
    "roster": """
        A = E E N . .
        B = . N N . E
        C = N . . E E
        D = E . . E .
    """,
    "meals": {"A 2026-10-14": ["25:00"], "B 2026-10-13": ["25:30"], "B 2026-10-14": ["26:00"],
              "C 2026-10-12": ["25:10"]},
}  # fmt: skip
MON, TUE, WED, THU, FRI = (date(2026, 10, day) for day in range(12, 17))
RULES = (
    use_of("availability", {}),
    use_of("daily-rest", {"params": {"hours": 11}}),
    use_of("wishes", {}, Mode.SOFT, 5),
)


def asked(*uses: Any, **changes: Any) -> WhatIf:
    case, roster = read({**MONTH, **changes}, *(uses or RULES))
    return WhatIf(RosterIndex(case, roster))


def broken(found: Difference) -> list[tuple[str, str, date]]:
    return [(finding.rule, finding.employees[0], finding.dates[0]) for finding in found.breaches]


def shown(cells: dict[tuple[int, int], Any], what: WhatIf) -> dict[str, str]:
    case = what.index.case
    return {
        f"{case.employees[who].id}{case.axis.date(day).day}": "+".join(item.shift for item in items) or "."
        for (who, day), items in cells.items()
    }


def test_a_swap_on_one_day() -> None:
    what = asked()
    seen = look(what, Swap("A", "B", (TUE,)))
    assert shown(seen.before, what) == {"A13": "E", "B13": "N"}
    assert shown(seen.after, what) == {"A13": "N", "B13": "E"}
    assert not seen.covers
    # A: E ends Monday 16:00, N starts Tuesday 22:00 and ends Wednesday 06:00, the next N starts 22:00: 16 h of rest.
    # B: E ends Tuesday 16:00, N on Wednesday at 22:00.
    assert broken(seen.difference) == []


def test_a_night_before_an_early_shift_breaks_the_rest_of_whoever_takes_it() -> None:
    """C's night of Monday ends on Tuesday at 06:00, and A's E starts at 08:00: 2 h of 11, 9 missing."""
    seen = look(asked(), Swap("A", "C", (MON,)))
    assert broken(seen.difference) == [("daily-rest", "A", TUE)]
    assert [finding.size for finding in seen.difference.breaches] == [9]


def test_a_cover() -> None:
    what = asked()
    seen = look(what, Swap("A", "C", (TUE,)))
    assert shown(seen.after, what) == {"A13": ".", "C13": "E"}
    assert seen.covers
    # C's night of Monday again
    assert broken(seen.difference) == [("daily-rest", "C", TUE)]


def test_a_swap_of_two_dates() -> None:
    """A's Tuesday for C's Thursday: each is off on the other's date."""
    what = asked()
    seen = look(what, Swap("A", "C", (TUE, THU)))
    assert shown(seen.before, what) == {"A13": "E", "C13": ".", "A15": ".", "C15": "E"}
    assert shown(seen.after, what) == {"A13": ".", "C13": "E", "A15": "E", "C15": "."}
    assert not seen.covers
    # A's night of Wednesday ends on Thursday at 06:00
    assert sorted(broken(seen.difference)) == [("daily-rest", "A", THU), ("daily-rest", "C", TUE)]


def test_the_other_way_round_is_the_same_swap() -> None:
    one, other = (look(asked(), Swap(*pair, (TUE, THU))) for pair in (("A", "C"), ("C", "A")))
    assert one.after == other.after
    assert one.difference == other.difference


def test_what_is_missing_is_told_by_rule() -> None:
    demand = [{"day": "all", "time": "08:00-16:00", "skill": "english", "min": 1}]
    uses = (*RULES, use_of("coverage", {"params": {"levels": ["min"]}}))
    found = look(asked(*uses, demand=demand), Swap("A", "B", (TUE,))).difference
    (breach,) = found.breaches
    assert (breach.rule, breach.code, breach.size, breach.dates) == ("coverage", "short", 480, (TUE,))
    soft = (*RULES, use_of("coverage", {"params": {"levels": ["min"]}}, Mode.SOFT, 2))
    wishes = [{"who": "B", "date": "2026-10-13", "on": False, "weight": 3}]
    found = look(asked(*soft, demand=demand, wishes=wishes), Swap("A", "B", (TUE,))).difference
    assert found.breaches == ()
    assert found.by_rule == {"coverage": 2 * 480}  # the wish to be off is as unheard as it was
    assert found.penalty == 960


def test_a_row_of_the_day_before_reaches_past_midnight() -> None:
    """Two are wanted from Monday 22:00 to Tuesday 06:00: A's night, and from 05:00 on B's early start of Tuesday.
    Without it the shortage of Monday's row lasts an hour longer: 480 minutes instead of 420."""
    what = asked(
        use_of("coverage", {"params": {"levels": ["min"]}}),
        shifts={**MONTH["shifts"], "M": "05:00-09:00"},
        roster="A = N .\nB = . M\nC = . .",
        meals={},
        demand=[{"day": "2026-10-12", "time": "22:00-06:00", "min": 2}],
    )
    found = what.change({(1, what.index.case.axis.day(TUE)): ()})
    assert [(f.dates, f.size) for f in found.gone] == [((MON,), 420)]
    assert [(f.dates, f.size) for f in found.come] == [((MON,), 480)]


def test_a_breach_that_only_shrinks_is_none() -> None:
    """Two people too few become one: still a finding, but not the swap's fault."""
    demand = [{"day": "all", "shift": "E", "skill": "english", "min": 2}]
    what = asked(use_of("coverage", {"params": {"levels": ["min"]}}), demand=demand, roster="B = E\nC = N\nD = .")
    found = look(what, Swap("B", "C", (MON,))).difference
    assert [(f.size, f.hard) for f in found.gone] == [(960, True)]
    assert [(f.size, f.hard) for f in found.come] == [(480, True)]
    assert found.breaches == ()
    coverage = use_of("coverage", {"params": {"levels": ["min"]}})
    worse = look(asked(coverage, demand=demand, roster="B = N\nC = E\nD = ."), Swap("B", "C", (MON,))).difference
    assert [f.size for f in worse.breaches] == [960]


def test_meals_go_with_the_work() -> None:
    what = asked(*RULES, use_of("meal-rotation", {"params": {"away": 1, "at_least": None}}))
    seen = look(what, Swap("A", "B", (TUE,)))
    (item,) = seen.after[0, what.index.case.axis.day(TUE)]
    assert [(b.start, b.minutes) for b in item.breaks] == [(25 * 60 + 30, 30)]
    assert seen.difference == Difference()


ONE_EATS = use_of("meal-rotation", {"params": {"away": 1, "at_least": None, "keep": False}})


def test_meals_are_handed_out_again_only_where_they_break_a_rule() -> None:
    """Only one of the desk eats at once; the window is 25:00–27:00."""
    roster = "A = .\nB = N\nC = N"
    both = {"B 2026-10-12": ["25:00"], "C 2026-10-12": ["25:00"]}
    what = asked(ONE_EATS, roster=roster, meals=both)
    assert [finding.size for finding in judge(what.index)] == [30]  # both at 25:00 for 30 minutes
    seen = look(what, Swap("A", "C", (MON,)))
    assert seen.difference == Difference()  # not the swap's fault: the meals stay where they are
    (item,) = seen.after[0, what.index.case.axis.day(MON)]
    assert item.breaks[0].start == 25 * 60
    # C eats before the window; as A's it would be a new finding, and starts where B does not eat
    early = {"B 2026-10-12": ["25:00"], "C 2026-10-12": ["24:00"]}
    what = asked(ONE_EATS, roster=roster, meals=early)
    seen = look(what, Swap("A", "C", (MON,)))
    (item,) = seen.after[0, what.index.case.axis.day(MON)]
    assert [(b.start, b.minutes) for b in item.breaks] == [(25 * 60 + 30, 30)]
    assert seen.difference.come == ()
    assert [finding.code for finding in seen.difference.gone] == ["window"]


@pytest.mark.parametrize(
    ("swap", "kind", "code"),
    [
        (Swap("A", "Z", (MON,)), UsageError, "swap.nobody"),
        (Swap("A", "A", (MON,)), UsageError, "swap.alone"),
        (Swap("A", "B", (date(2026, 10, 11),)), UsageError, "swap.outside"),
        (Swap("A", "B", (date(2026, 10, 17),)), UsageError, "swap.outside"),
        (Swap("A", "B", (THU,)), RefusedError, "swap.nothing"),
        (Swap("A", "B", (MON, THU)), RefusedError, "swap.nothing"),
    ],
)
def test_what_cannot_be_asked(swap: Swap, kind: type[RosterctlError], code: str) -> None:
    with pytest.raises(kind) as caught:
        look(asked(), swap)
    assert caught.value.code == code


def test_the_new_roster_differs_in_these_cells_only() -> None:
    what = asked()
    roster = Roster(MON, date(2026, 10, 17), what.index.items)
    seen = look(what, Swap("A", "C", (TUE, THU)))
    new = exchanged(roster, seen, what)
    cells = {*seen.after}
    for (who, day), items in new.by_cell().items():
        number = what.index.case.person[who], what.index.case.axis.day(day)
        assert items == (seen.after if number in cells else what.index.cells)[number]
    assert len(new.assignments) == len(roster.assignments)


def test_suggestions_by_hand() -> None:
    """A's Tuesday, 08:00–16:00. B works a night that day: she could swap (A then has two nights in a row, B an early
    shift and a night the day after). C is off, but her night of Monday ends at 06:00. D is off, and rested."""
    found = suggest(asked(), "A", TUE, 10)
    assert [(one.seen.swap.other, one.seen.covers) for one in found.best] == [("D", True), ("B", False)]
    assert [one.minutes for one in found.best] == [480, 0]
    # D: two E of 8 h; B: two N of 8 h less an unpaid meal of 30 minutes, and an E
    assert [one.month for one in found.best] == [960, 2 * 450 + 480]
    assert {who: finding.rule for who, finding in found.refused.items()} == {"C": "daily-rest"}
    assert found.more == 0


def test_suggestions_cheapest_first_and_no_more_than_asked() -> None:
    wishes = [{"who": "D", "date": "2026-10-13", "on": False}]
    found = suggest(asked(wishes=wishes), "A", TUE, 10)
    assert [(one.seen.swap.other, one.penalty) for one in found.best] == [("B", 0), ("D", 5)]
    found = suggest(asked(wishes=wishes), "A", TUE, 1)
    assert ([one.seen.swap.other for one in found.best], found.more) == (["B"], 1)


def test_suggestions_know_what_their_owner_may_do_in_return() -> None:
    """D may do E only: a swap for B's night would put D on it."""
    what = asked(roster="A = E\nB = N\nC = .\nD = E")
    assert suggest(what, "D", MON, 5).refused["B"].rule == "availability"
    assert [one.seen.swap.other for one in suggest(what, "D", MON, 5).best] == ["C"]
    # whoever has the same work is no help
    assert "A" not in suggest(what, "D", MON, 5).refused


def test_suggestions_ask_the_rules_about_many() -> None:
    demand = [{"day": "all", "time": "08:00-16:00", "skill": "english", "min": 1}]
    uses = (*RULES, use_of("coverage", {"params": {"levels": ["min"]}}))
    found = suggest(asked(*uses, demand=demand), "A", TUE, 10)
    assert {who: finding.rule for who, finding in found.refused.items()} == {
        "B": "coverage", "C": "daily-rest", "D": "coverage",
    }  # fmt: skip
    assert found.best == ()


def test_suggestions_are_what_whole_audits_say() -> None:
    what = asked(*RULES, use_of("fairness", {"params": {"of": "hours", "spread": 0}}, Mode.SOFT, 1),
                 use_of("min-rest-run", {"params": {"days": 2}}, Mode.SOFT, 3))  # fmt: skip
    before = judge(what.index)
    case = what.index.case
    found = suggest(what, "A", TUE, 10)
    for one in found.best:
        day = case.axis.day(TUE)
        who = case.person[one.seen.swap.other]
        cells = {
            (0, day): given(what.index.at(who, day), "A"),
            (who, day): given(what.index.at(0, day), case.employees[who].id),
        }
        rest = {cell: items for cell, items in what.index.cells.items() if cell not in cells}
        whole = RosterIndex(case, [item for items in {**rest, **cells}.values() for item in items])
        assert one.penalty == compare(before, judge(whole)).penalty
    assert len(found.best) == 2


def test_nobody_takes_what_is_not_there() -> None:
    with pytest.raises(RefusedError) as caught:
        suggest(asked(), "B", MON, 5)
    assert caught.value.code == "swap.off"
    for who, on in (("Z", MON), ("A", date(2026, 10, 17))):
        with pytest.raises(UsageError):
            suggest(asked(), who, on, 5)
