"""absence: what the page's examples leave out (1.2, 1.3, 2.2, 2.4, 2.8)."""

from typing import Any

from tests.support.settling import Settled, settle


def run(punches: str = "", roster: str = "A = D", *requests: dict[str, Any], **more: Any) -> Settled:
    return settle({"first": "2026-10-09", "roster": roster, "punches": punches, "requests": list(requests), **more})


def test_open_is_not_absent_yet_and_the_last_second_of_the_reach_is_open() -> None:
    assert run(as_of="2026-10-09T22:00:00").records() == ["A 09 open"]
    assert run(as_of="2026-10-09T22:00:01").records() == ["A 09 absent"]


def test_whole_leave_or_a_trip_is_never_absent() -> None:
    assert run("", "A = D", {"who": "A", "first": "2026-10-09"}).records() == ["A 09 whole-leave"]
    assert run("", "A = D", {"who": "A", "kind": "outing", "first": "2026-10-09"}).records() == ["A 09 outing"]


def test_leave_that_nobody_approved_is_no_leave() -> None:
    for status in ("filed", "rejected", "withdrawn"):
        found = run("", "A = D", {"who": "A", "first": "2026-10-09", "status": status})
        assert found.records() == ["A 09 absent"]


def test_the_rest_of_a_day_of_half_a_days_leave() -> None:
    found = run("", "A = D", {"who": "A", "first": "2026-10-09", "part": "second-half"})
    assert found.records() == ["A 09 absent, part-leave"]


def test_each_half_of_a_split_shift_is_judged() -> None:
    found = run("A 09 08:59 12:02 12:04", "A = S", shifts={"S": "09:00-12:00;14:00-18:00"})
    # 12:04 is the departure with 12:02 in its minutes; nothing is spare, so the afternoon is plainly absent
    assert found.records() == ["A 09.2 absent"]


def test_overtime_that_nobody_came_to_is_told_and_is_no_absence() -> None:
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-10", "hours": "09:00-12:00"}
    found = run("A 09 08:59 18:00", "A = D .", overtime)
    assert found.findings("absence") == ["absence overtime-not-worked A 10 1"]
    assert found.records() == ["A 10 "]
    assert found.lines() == []


def test_a_doubtful_absence_names_the_event() -> None:
    # 07:04 after the night's 07:02 is inside the night's last minutes, not spare; the neighbour's meal at 05:30 is
    shifts = {"X": "00:00-06:00", "Y": "09:00-15:00"}
    found = run("A 08 23:55\nA 09 05:30 06:03", "A = X+Y", shifts=shifts)
    assert found.findings("absence") == ["absence doubtful A 09 1"]
    note = next(one.note for one in found.judged.found if one.note.code == "doubtful")
    assert note.values == {"at": "10-09 05:30"}


def test_an_undecided_correction_makes_the_charge_wait() -> None:
    form = {
        "who": "A",
        "kind": "correction",
        "first": "2026-10-09",
        "side": "in",
        "time": "09:00",
        "filed": "2026-10-10T09:00",
    }
    assert run("", "A = D", {**form, "status": "filed"}).records() == ["A 09 absent, waits"]
    leaving = {**form, "side": "out", "time": "18:00", "status": "filed"}
    assert run("", "A = D", leaving).records() == ["A 09 absent, waits"]
    assert run("", "A = D", {**form, "status": "rejected"}).records() == ["A 09 absent"]
    assert run("", "A = D", form).records() == ["A 09 missing-out"]


def test_only_the_periods_own_absences_are_told() -> None:
    found = settle({"first": "2026-09-30", "roster": "A = D D", "punches": ""})
    assert found.findings("absence") == ["absence absent A 01 1"]
