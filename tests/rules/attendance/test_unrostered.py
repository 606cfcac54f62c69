"""unrostered: what the page's examples leave out (1.1, 2.1, 2.4, 2.8, 3.3)."""

from typing import Any

import pytest

from tests.support.settling import Settled, settle


def run(punches: str, roster: str = "A = D", *requests: dict[str, Any], **more: Any) -> Settled:
    return settle({"first": "2026-10-09", "roster": roster, "punches": punches, "requests": list(requests), **more})


def told(found: Settled) -> list[str]:
    return [line.removeprefix("unrostered ") for line in found.findings("unrostered")]


def test_came_in_while_on_leave_and_the_leave_stands() -> None:
    found = run("A 09 10:00 11:30", "A = D", {"who": "A", "first": "2026-10-09"})
    assert found.records() == ["A 09 whole-leave"]
    assert told(found) == ["on-leave A 09 1", "on-leave A 09 1"]


def test_each_event_that_2_4_takes_out_is_told() -> None:
    # 18:20 and 19:00 are both after the end, neither within 600 s of it: absent
    found = run("A 09 18:20 19:00")
    assert found.records() == ["A 09 absent"]
    assert told(found) == ["taken-out A 09 1", "taken-out A 09 1"]


def test_a_minute_of_punches_is_one_event() -> None:
    assert told(run("A 10 10:00:00 10:00:30 10:01:00", "A = D .", as_of="2026-10-12T00:00")) == [
        "out-of-reach A 10 1"
    ]


def test_its_values_hold_the_time_to_the_second() -> None:
    found = run("A 10 10:00:05", "A = D .")
    assert [one.note.values for one in found.judged.found if one.note.code == "out-of-reach"] == [
        {"at": "10-10 10:00:05"}
    ]


def test_the_evidence_names_the_raw_punches() -> None:
    judged = run("A 09 08:59 18:00\nA 10 10:00:00 10:00:30", "A = D .").judged
    assert judged.stray(0).event.punches == (2, 3)
    (record,) = judged.records()
    assert [event.punches for event in record.match.events] == [(0,), (1,)]


@pytest.mark.parametrize(("clock", "said"), [("07:00:00", []), ("06:59:59", ["early-bird A 09 1"])])
def test_a_bird_is_more_than_two_hours_early(clock: str, said: list[str]) -> None:
    found = run(f"A 09 {clock} 09:30 18:00", rules=[{"use": "unrostered", "unapproved": "none"}])
    assert told(found) == said


def test_a_late_bird_and_overtime_that_moves_the_end() -> None:
    rules = [{"use": "unrostered", "unapproved": "none"}]
    assert told(run("A 09 08:59 17:30 20:00:01", rules=rules)) == ["late-bird A 09 1"]
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-09", "hours": "18:00-19:00"}
    assert told(run("A 09 08:59 17:30 20:00:01", "A = D", overtime, rules=rules)) == []


@pytest.mark.parametrize(("clock", "said"), [("19:00:00", ["unapproved A 09 3600"]), ("18:59:59", [])])
def test_an_hour_is_told_from_an_hour_on(clock: str, said: list[str]) -> None:
    assert told(run(f"A 09 09:00 {clock}")) == said


def test_approved_overtime_is_not_unapproved() -> None:
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-09", "hours": "18:00-20:00"}
    assert told(run("A 09 09:00 20:59:59", "A = D", overtime)) == []  # 59 min 59 s beyond it
    assert told(run("A 09 09:00 21:00:00", "A = D", overtime)) == ["unapproved A 09 3600"]


def test_only_the_periods_own() -> None:
    found = run("A 09-30 10:00\nA 01 10:00\nA 10-31 23:59\nA 11-01 00:05", "A = D", as_of="2026-11-20T00:00")
    assert told(found) == ["out-of-reach A 01 1", "out-of-reach A 31 1"]


def test_those_whom_the_use_is_for() -> None:
    rules = [{"use": "unrostered", "for": {"employee": ["B"]}}]
    found = run("A 10 10:00\nB 10 10:00", "A = D .\nB = D .", rules=rules)
    assert told(found) == ["out-of-reach B 10 1"]
    since = [{"use": "unrostered", "valid_from": "2026-10-11"}]
    assert told(run("A 10 10:00\nA 11 10:00", "A = D . .", rules=since)) == ["out-of-reach A 11 1"]


def test_somebody_without_any_unit() -> None:
    assert told(run("B 09 10:00", "A = D", staff=["A", "B"])) == ["out-of-reach B 09 1"]


def test_somebody_whom_the_staff_file_does_not_know_is_not_lost() -> None:
    found = run("A 09 08:59 18:00\nX 09 10:00", "A = D", staff=["A"])
    assert found.strays() == ["X 09 10:00 out-of-reach"]
    assert told(found) == ["out-of-reach X 09 1"]
    assert (
        told(run("X 09 10:00", "A = D", rules=[{"use": "unrostered", "for": {"employee": ["A"]}}], staff=["A"])) == []
    )


def test_at_posts_only_what_belongs_to_a_unit_there() -> None:
    more = {"posts": ["desk", "gate"], "rules": [{"use": "unrostered", "for": {"post": ["gate"]}}]}
    assert told(run("A 09 18:20 19:00\nA 10 10:00", "A = D/gate .", **more)) == ["taken-out A 09 1"] * 2
    assert told(run("A 09 18:20 19:00\nA 10 10:00", "A = D/desk .", **more)) == []


def test_open_units_tell_nothing_yet() -> None:
    assert told(run("A 09 05:30 09:10", as_of="2026-10-09T20:00")) == []
