"""A small service desk for tests about roster files: two posts, night and split shifts, rotating meals."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.domain.case import Case, make_case
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Request, Status
from rosterctl.domain.roster import Activity, Assignment, Break, Roster
from rosterctl.domain.roster_text import ordered
from rosterctl.domain.shifts import Meal, Shift
from rosterctl.domain.time import Span

CALM = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""Patience for a machine that is busy with other tests."""

FIRST, END = date(2026, 10, 1), date(2026, 11, 1)

STAFF = (
    Employee("001", "王小明", team="甲"),
    Employee("E2", "欧阳娜娜", team="甲", skills=frozenset({"english"})),
    Employee("E3", "=1+1", team="乙"),
    Employee("E4", "李伟"),
    Employee("E5", "李伟", employed_until=date(2026, 10, 20)),
    Employee("@6", "Anna Smith"),
)
SHIFTS = (
    Shift("D", "白班", (Span(540, 1080),), (Meal(Span(690, 810), 35),)),
    Shift("N", "夜班", (Span(1320, 1860),), (Meal(Span(1560, 1620), 30),), posts=frozenset({"gate"})),
    Shift("S", "两头班", (Span(540, 720), Span(840, 1080))),
    Shift("-x", "会议", (Span(600, 660),), posts=frozenset({"desk"})),
    Shift("1", "一班", (Span(480, 960),)),
)
MARKED = {
    **{date(2026, 10, n): DayKind.HOLIDAY for n in (1, 2, 3)},
    **{date(2026, 10, n): DayKind.REST for n in (5, 6, 7)},
    date(2026, 10, 10): DayKind.MOVED,
}
DEMAND = (
    Demand("all", Span(540, 1080), Filter(post="desk"), min=2, target=3, max=4),
    Demand("all", Span(1320, 1860), Filter(post="gate"), min=1),
    Demand("workday", None, Filter(shift="S"), min=1),
    Demand("workday", Span(600, 660), Filter(skill="english"), min=1),
)
LEAVE = Request("L1", "leave", "E4", date(2026, 10, 12), date(2026, 10, 13), status=Status.APPROVED)


def desk(**changes: object) -> Case:
    """The desk's October 2026; keyword arguments replace those of ``make_case``."""
    base: dict[str, object] = {
        "first": FIRST,
        "end": END,
        "employees": STAFF,
        "shifts": SHIFTS,
        "calendar": Calendar(marked=MARKED, names={FIRST: "国庆节"}),
        "posts": ("desk", "gate"),
        "demand": DEMAND,
        "requests": (LEAVE,),
    }
    return make_case(**{**base, **changes})  # type: ignore[arg-type]


def work(who: str, day: int, shift: str, post: str = "desk", *meals: tuple[int, int]) -> Assignment:
    """An assignment on a day of October 2026; meals are (start, minutes)."""
    return Assignment(who, date(2026, 10, day), shift, post, tuple(Break(*meal) for meal in meals))


def sample() -> Roster:
    """A roster with posts, meals, activities, nights, two assignments in a cell, and odd names."""
    talks = (Activity("例会", 600, 30), Activity("=培训; 一", 900, 60))
    meeting = Assignment("E2", date(2026, 10, 9), "D", "gate", (Break(700, 35),), talks)
    items = (
        work("001", 1, "D", "desk", (690, 35)),
        work("001", 2, "N", "gate", (1560, 30)),
        work("001", 4, "D", "gate", (725, 35), (900, 10)),
        meeting,
        work("E3", 9, "D", "desk"),
        work("E3", 10, "-x"),
        work("E3", 10, "S", "gate"),
        work("E4", 31, "N", "gate", (1590, 30)),
        work("@6", 5, "1", "desk"),
        work("@6", 6, "1", "gate"),
    )
    return Roster(FIRST, END, ordered(items))


MINUTES = st.integers(0, 2879)
NAMES = st.one_of(
    st.sampled_from(["=1+1", "+甲", "-x", "@SUM(A1)", "'引号", "培训;会议", "王 小", "a/b+c", "休"]),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12),
)
BREAKS = st.lists(st.builds(Break, MINUTES, st.integers(1, 180)), max_size=3)
ACTIVITIES = st.lists(st.builds(Activity, NAMES, MINUTES, st.integers(1, 480)), max_size=2)


@st.composite
def rosters(draw: st.DrawFn, people: tuple[str, ...], places: tuple[tuple[str, str], ...]) -> Roster:
    """Any roster of October 2026: each entry a person, a date and one of the (shift, post) places."""
    count = draw(st.integers(0, 12))
    items = [
        Assignment(
            draw(st.sampled_from(people)),
            FIRST + timedelta(days=draw(st.integers(0, 30))),
            *draw(st.sampled_from(places)),
            tuple(sorted(draw(BREAKS))),
            tuple(sorted(draw(ACTIVITIES), key=lambda a: (a.start, a.minutes, a.name))),
        )
        for _ in range(count)
    ]
    return Roster(FIRST, END, tuple(items))
