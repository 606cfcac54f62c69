"""1.1 to 1.4: units from assignments, shifts, requests and corrections."""

import datetime as dt
from zoneinfo import ZoneInfo

from rosterctl.attendance.units import Roster, Units, make_units
from rosterctl.domain.attendance import Correction, Side, Stretch
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.roster import Assignment, Break
from rosterctl.domain.shifts import Meal, Shift
from rosterctl.domain.time import Span
from rosterctl.domain.wall import Wall

DAY = dt.date(2026, 10, 1)
WALL = Wall("Asia/Shanghai")
D = Shift("D", "day", (Span(540, 1080),), (Meal(Span(720, 780), 60),), arrive_early=10)
R = Shift("R", "rotating", (Span(510, 1080),), (Meal(Span(660, 810), 35),))
PAID = Shift("K", "paid meal", (Span(540, 1080),), (Meal(Span(720, 780), 60, paid=True),))
S = Shift("S", "split", (Span(540, 720), Span(840, 1080)))
SHIFTS = {shift.code: shift for shift in (D, R, PAID, S)}


def made(*items: Assignment, requests: tuple[Request, ...] = (), corrections: tuple[Correction, ...] = ()) -> Units:
    return make_units(Roster(items, SHIFTS, requests=requests, corrections=corrections))


def on(shift: str, day: int = 1, *breaks: Break) -> Assignment:
    return Assignment("A", dt.date(2026, 10, day), shift, "desk", breaks)


def at(minutes: int, day: int = 1) -> int:
    return WALL.at(dt.date(2026, 10, day), minutes)


def request(kind: str, **changes: object) -> Request:
    values: dict[str, object] = {"id": "R", "kind": kind, "employee": "A", "first": DAY, "last": DAY}
    return Request(**{"status": Status.APPROVED, **values, **changes})  # type: ignore[arg-type]


def test_1_1_paid_time_is_the_segment_less_unpaid_breaks() -> None:
    (unit,) = made(on("D")).units
    assert unit.paid == (Stretch(at(540), at(720)), Stretch(at(780), at(1080)))
    assert unit.arrive_early == 600


def test_1_1_a_paid_meal_stays_paid() -> None:
    (unit,) = made(on("K", 1, Break(720, 60))).units
    assert unit.paid == (Stretch(at(540), at(1080)),)


def test_1_1_a_rotating_meal_is_where_the_assignment_states_it() -> None:
    (unit,) = made(on("R", 1, Break(725, 35))).units
    assert unit.paid == (Stretch(at(510), at(725)), Stretch(at(760), at(1080)))


def test_1_1_a_rotating_meal_that_nobody_stated_is_in_the_middle_of_its_window() -> None:
    (unit,) = made(on("R")).units
    assert unit.paid == (Stretch(at(510), at(717)), Stretch(at(752), at(1080)))


def test_1_1_leave_and_outing_are_kept_apart() -> None:
    away = (
        request("leave", part=Part.FIRST_HALF),
        request("outing", id="O", part=Part.HOURS, hours=Span(840, 900)),
    )
    (unit,) = made(on("D"), requests=away).units
    assert unit.leave == (Stretch(at(540), at(720)),)
    assert unit.outing == (Stretch(at(840), at(900)),)
    assert unit.expected == (Stretch(at(780), at(840)), Stretch(at(900), at(1080)))
    assert unit.requests == ("R", "O")


def test_1_2_all_segments_share_the_assignments_reach() -> None:
    first, second = made(on("S")).units
    assert (first.reach_start, first.reach_end) == (at(300), at(1320)) == (second.reach_start, second.reach_end)


def test_1_2_a_shifts_own_reach() -> None:
    roster = Roster((on("D"),), SHIFTS, reach={"D": (3600, 7200)})
    (unit,) = make_units(roster).units
    assert (unit.reach_start, unit.reach_end) == (at(480), at(1200))


def test_1_2_overtime_that_was_rejected_widens_nothing() -> None:
    extra = request("overtime", part=Part.HOURS, hours=Span(1080, 1200), status=Status.REJECTED)
    (unit,) = made(on("D"), requests=(extra,)).units
    assert unit.reach_end == at(1320)


def test_1_2_overtime_belongs_to_the_segment_beside_it() -> None:
    extra = request("overtime", part=Part.HOURS, hours=Span(1080, 1200))
    first, second = made(on("S"), requests=(extra,)).units
    assert (first.overtime, first.after) == ((), 0)
    assert (second.overtime, second.after) == ((Stretch(at(1080), at(1200)),), 7200)
    assert first.reach_end == second.reach_end == at(1440)


def test_1_4_overlapping_units_are_reported() -> None:
    assert not made(on("D"), on("D", 2)).clashes
    ((one, other),) = made(on("D"), on("R")).clashes
    assert {one.shift, other.shift} == {"D", "R"}


def test_2_7_a_correction_of_a_double_shift_counts_segments_over_the_day() -> None:
    late = Shift("L", "late", (Span(1140, 1320),))
    roster = Roster(
        (on("S"), Assignment("A", DAY, "L", "desk")),
        {**SHIFTS, "L": late},
        corrections=(Correction("A", DAY, 3, Side.END, at(1320), "C"),),
    )
    assert [unit.pinned_end for unit in make_units(roster).units] == [None, None, at(1320)]


def test_2_7_a_correction_without_a_unit_is_reported() -> None:
    wrong = Correction("A", DAY, 2, Side.END, at(1080), "C")
    assert made(on("D"), corrections=(wrong,)).lost == (wrong,)


def test_1_1_wall_times_go_through_the_zone_on_the_night_of_a_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    wall = Wall("Europe/Berlin")
    for day in (dt.date(2026, 3, 28), dt.date(2026, 10, 24), dt.date(2026, 7, 1)):
        for minutes in (0, 60, 1320, 1440 + 60, 1440 + 240, 1440 + 360):
            local = dt.datetime.combine(day, dt.time(), zone) + dt.timedelta(minutes=minutes)
            assert wall.at(day, minutes) == int(local.timestamp())
    night = Shift("N", "night", (Span(1320, 1800),))
    item = Assignment("A", dt.date(2026, 10, 24), "N", "desk")
    (unit,) = make_units(Roster((item,), {"N": night}, "Europe/Berlin")).units
    assert unit.end - unit.start == 9 * 3600
