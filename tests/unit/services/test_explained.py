"""What a planner reads about a month that cannot be kept, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.measures import Borrow, Ease, GiveUpLeave, Retune, Soften, Unpin
from rosterctl.errors import NoRosterError
from rosterctl.messages import LANGS, Lang, problem_line
from rosterctl.services import explained as telling
from rosterctl.services.explained import Explained, conflict_lines, explain_month, facts, way_parts, way_text
from rosterctl.services.ways import Way
from rosterctl.solver.explain import Conflict
from rosterctl.solver.origin import Asked, Origin
from tests.support.small import Table, read, use_of

PEOPLE = [{"id": f"P{n}", "name": name} for n, name in enumerate(["陈思远", *(f"P{n}" for n in range(1, 30))])]
TABLE: Table = {
    "first": "2026-10-01",
    "staff": PEOPLE,
    "shifts": {"E": "06:00-14:00", "L": "14:00-22:00"},
    "width": 3,
    "demand": [
        {"day": "all", "shift": "E", "min": 4, "max": 6},
        {"day": "2026-10-02", "time": "08:00-12:30", "skill": "english", "min": 2},
    ],
    "leave": [{"who": f"P{n}", "first": "2026-10-02", "kind": "annual"} for n in range(25)],
    "pins": [{"who": "P0", "date": "2026-10-01", "shift": "E"}, {"who": "P1", "date": "2026-10-01"}],
}


def month(**more: Any) -> Case:
    rules = ("availability", "coverage", "max-consecutive-days")
    return read({**TABLE, **more}, *(use_of(rule, {}) for rule in rules))[0]


CASE = month()
SECOND = CASE.first + 1
SAID = [
    (
        GiveUpLeave(0, SECOND),
        "2026-10-02 周五：25 人请假中，驳回或改期 1 人：P0 陈思远",
        "2026-10-02 Fri: refuse or move 1 of the 25 leaves: P0 陈思远",
    ),
    (
        Ease(SECOND, (CASE.demand[0],), "min", 3),
        "2026-10-02 周五：E 的最少人数由 4 降为 1",
        "2026-10-02 Fri: lower E from 4 to 1",
    ),
    (
        Ease(SECOND, (CASE.demand[0],), "max", 3),
        "2026-10-02 周五：E 的最多人数由 6 升为 9",
        "2026-10-02 Fri: allow E up to 9 instead of 6",
    ),
    (
        Ease(SECOND, (CASE.demand[1],), "min", 1),
        "2026-10-02 周五：08:00–12:30 english 的最少人数由 2 降为 1",
        "2026-10-02 Fri: lower 08:00–12:30 english from 2 to 1",
    ),
    (
        Ease(SECOND, (CASE.demand[1], CASE.demand[1]), "min", 1),
        "2026-10-02 周五：08:00–12:30 english 各时段的最少人数减少 1",
        "2026-10-02 Fri: lower each row of 08:00–12:30 english by 1",
    ),
    (
        Ease(SECOND, (CASE.demand[0], CASE.demand[0]), "max", 1),
        "2026-10-02 周五：E 各时段的最多人数增加 1",
        "2026-10-02 Fri: allow 1 more in each row of E",
    ),
    (
        Unpin(CASE.pins[0]),
        "取消固定：P0 陈思远 2026-10-01 周四 E（pins）",
        "drop the pin P0 陈思远 2026-10-01 Thu E (pins)",
    ),
    (
        Unpin(CASE.pins[1]),
        "取消固定：P1 2026-10-01 周四 休息（pins）",
        "drop the pin P1 2026-10-01 Thu day off (pins)",
    ),
    (Borrow(SECOND, 2, 17, 0), "2026-10-02 周五：借调 17 人（L 17）", "2026-10-02 Fri: borrow 17 (on L 17)"),
    (
        Retune(2, "days", 7),
        "连续上班天数上限（max-consecutive-days）：days 由 6 改为 7",
        "Most days with work in a row (max-consecutive-days): days 7 instead of 6",
    ),
    (
        Retune(2, "days", 7, (0, 2)),
        "连续上班天数上限（max-consecutive-days）：P0 陈思远、P2 的 days 由 6 改为 7",
        "Most days with work in a row (max-consecutive-days): days 7 instead of 6 for P0 陈思远, P2",
    ),
    (
        Soften(2),
        "连续上班天数上限（max-consecutive-days）：由硬性改为软性",
        "Most days with work in a row (max-consecutive-days): make it soft",
    ),
]


@pytest.mark.parametrize(("measure", "zh", "en"), SAID)
def test_each_measure_in_words(measure: Any, zh: str, en: str) -> None:
    for lang, said in zip(LANGS, (zh, en) if LANGS[0] == "zh" else (en, zh), strict=True):
        (part,) = way_parts(CASE, [measure], lang)
        assert problem_line(part, lang) == said


def test_leaves_are_told_by_the_day_and_a_crowd_is_cut() -> None:
    measures = [*(GiveUpLeave(who, SECOND) for who in range(22)), GiveUpLeave(3, CASE.first)]
    first, second = way_parts(CASE, measures, "en")
    assert problem_line(first, "en") == "2026-10-01 Thu: refuse or move 1 of the 0 leaves: P3"
    assert problem_line(second, "en").startswith(
        "2026-10-02 Fri: refuse or move 22 of the 25 leaves: P0 陈思远, P1, "
    )
    assert problem_line(second, "en").endswith(", P19 and 2 more")


def test_guests_of_a_day_stand_together() -> None:
    way = Way((Borrow(SECOND, 1, 10, 0), Borrow(SECOND, 2, 7, 0), Borrow(CASE.first, 1, 1, 0)), 18, True, (), CASE)
    assert way_text(CASE, way, "en") == "2026-10-01 Thu: borrow 1 (on E 1); 2026-10-02 Fri: borrow 17 (on E 10, L 7)"


def test_the_facts_of_a_day() -> None:
    ask = Asked(4, None, 30, frozenset({1}))
    late = Asked(3, None, 30, frozenset({2}))
    most = Asked(None, 2, 30, frozenset({2}))
    origins = [Origin(1, None, SECOND, SECOND + 1, asked) for asked in (ask, late, most)]
    (line,) = facts(CASE, Explained(False, Conflict(tuple(origins), True, 0.1)))
    # 30 people, the first 25 of them on leave
    assert problem_line(line, "en") == "2026-10-02 Fri: 30 people, 25 on leave, 5 free; asked for together: E 4, L 3"
    assert problem_line(line, "zh") == "2026-10-02 周五：在册 30 人，请假 25 人，可排 5 人；同时要求 E 4、L 3"


def test_what_reaches_past_midnight_is_the_business_of_the_later_day() -> None:
    origin = Origin(1, None, CASE.first, SECOND + 1, Asked(4, None, 30, frozenset({1})))
    (line,) = facts(CASE, Explained(False, Conflict((origin,), True, 0.1)))
    assert line.values["date"] == CASE.axis.date(SECOND)


def test_people_who_have_left_are_not_counted() -> None:
    staff = [*PEOPLE[:25], {"id": "Q", "employed_until": "2026-10-01"}, {"id": "R", "employed_until": "2026-10-02"}]
    case = month(staff=staff)
    origin = Origin(1, None, case.first + 1, case.first + 2, Asked(4, None, 27, frozenset({1})))
    (line,) = facts(case, Explained(False, Conflict((origin,), True, 0.1)))
    assert (line.values["staff"], line.values["free"]) == (26, 1)


@pytest.mark.parametrize("lang", LANGS)
def test_a_conflict_that_was_not_narrowed_down(lang: Lang) -> None:
    (line,) = conflict_lines(CASE, Explained(False), lang)
    assert line.values["rules"] == ("availability", "coverage", "max-consecutive-days")
    assert facts(CASE, Explained(False)) == []


def test_the_whole_way() -> None:
    case = month(demand=[{"day": "2026-10-02", "shift": "E", "min": 8}])
    found = explain_month(case, 60)
    assert not found.feasible
    assert found.conflict is not None
    assert found.conflict.minimal
    assert found.ways is not None
    # 30 people, 25 away, 8 asked for
    assert {way.cost for way in found.ways.found if way.proof == "least"} == {3}
    assert found.conflict_seconds <= found.seconds


def test_a_month_that_has_a_roster() -> None:
    found = explain_month(month(demand=TABLE["demand"][:1]), 60)
    assert found.feasible
    assert found.ways is None


def test_neither_a_roster_nor_a_conflict_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "first_roster", lambda *_: None)
    monkeypatch.setattr(telling, "explain", lambda *_, **__: None)
    with pytest.raises(NoRosterError):
        explain_month(CASE, 5)


def test_a_roster_that_was_found_late(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([None, ()])
    monkeypatch.setattr(telling, "first_roster", lambda *_: next(answers))
    monkeypatch.setattr(telling, "explain", lambda *_, **__: None)
    assert explain_month(CASE, 5).feasible
