"""Who gets which meal: fair over a month, the same every time."""

from __future__ import annotations

import random
from fractions import Fraction

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Break
from rosterctl.solver.handout import Sitting, hand_out
from tests.support.small import read

STARTS = (690, 710, 730, 750, 770)
DISCOMFORT = (4, 2, 0, 2, 4)


def month(people: int, zone: str = "Asia/Shanghai", first: str = "2026-10-01") -> Case:
    shifts = {"D": {"time": "09:00-18:00", "meals": ["11:30-13:25/35"]}}
    case, _ = read({"first": first, "width": 31, "staff": [f"P{n}" for n in range(people)], "shifts": shifts,
                    "zone": zone})  # fmt: skip
    return case


def sitting(case: Case, day: int, people: tuple[int, ...], counts: tuple[int, ...]) -> Sitting:
    starts = tuple(case.axis.at(day, start) for start in STARTS)
    return Sitting(day, starts, 35, DISCOMFORT, people, counts)


def borne(case: Case, sittings: list[Sitting]) -> list[int]:
    """What each person has borne, and that everybody who eats does so exactly as often as planned."""
    meals = hand_out(case, sittings)
    total = [0] * len(case.employees)
    for (who, _), breaks in meals.items():
        total[who] += sum(DISCOMFORT[STARTS.index(one.start)] for one in breaks)
    for one in sittings:
        taken = [item.start for who in one.people for item in meals[who, one.day]]
        assert tuple(taken.count(start) for start in STARTS) == one.counts
    return total


def counts(rng: random.Random, people: int) -> tuple[int, ...]:
    chosen = [rng.randrange(len(STARTS)) for _ in range(people)]
    return tuple(chosen.count(position) for position in range(len(STARTS)))


def test_those_who_always_eat_together_bear_the_same() -> None:
    case = month(6)
    for seed in range(20):
        rng = random.Random(seed)
        found = borne(case, [sitting(case, day, tuple(range(6)), counts(rng, 6)) for day in case.days])
        assert max(found) - min(found) <= max(DISCOMFORT), found


def test_one_unpopular_start_a_day_goes_round() -> None:
    case = month(5)
    found = borne(case, [sitting(case, day, tuple(range(5)), (1, 0, 4, 0, 0)) for day in case.days])
    assert sorted(found) == [24, 24, 24, 24, 28]
    meals = hand_out(case, [sitting(case, day, tuple(range(5)), (1, 0, 4, 0, 0)) for day in case.days])
    early = [who for day in case.days for who in range(5) if meals[who, day][0].start == STARTS[0]]
    assert all(len(set(early[n : n + 5])) == 5 for n in range(0, 30, 5)), "nobody is early twice in a round"


def test_equals_who_work_on_different_days_bear_about_the_same() -> None:
    """Ten people, twenty of the days each, in changing company."""
    case = month(10)
    for seed in range(10):
        rng = random.Random(seed)
        left = [20] * 10
        sittings = []
        for day in case.days:
            rest = case.end - day
            crowd = tuple(w for w in range(10) if left[w] and (left[w] == rest or rng.random() < left[w] / rest))
            for who in crowd:
                left[who] -= 1
            if crowd:
                # about every second one eats at an unpopular time
                out = (len(crowd) + 1) // 2
                sittings.append(sitting(case, day, crowd, (out, 0, len(crowd) - out, 0, 0)))
        found = borne(case, sittings)
        assert left == [0] * 10
        assert max(found) - min(found) <= 2 * max(DISCOMFORT), found


def test_somebody_who_works_little_does_not_pay_for_the_days_off() -> None:
    """One comes on the last ten days only: a third of the days, about a third of what the others bear."""
    case = month(4)
    days = list(case.days)[:30]
    sittings = [
        sitting(case, day, (0, 1, 2, 3) if n >= 20 else (0, 1, 2), (1, 0, 3 if n >= 20 else 2, 0, 0))
        for n, day in enumerate(days)
    ]
    found = borne(case, sittings)
    fair = Fraction(10 * 4, 4)
    assert abs(found[3] - fair) <= max(DISCOMFORT)
    assert max(found[:3]) - min(found[:3]) <= max(DISCOMFORT)


def test_the_order_of_the_sittings_does_not_matter() -> None:
    case = month(6)
    rng = random.Random(1)
    sittings = [sitting(case, day, tuple(range(6)), counts(rng, 6)) for day in case.days]
    assert hand_out(case, sittings) == hand_out(case, sittings[::-1])


def test_two_meals_of_a_day_stand_in_the_order_of_time() -> None:
    case = month(1)
    day = case.first
    late = Sitting(day, (case.axis.at(day, 1020),), 30, (0,), (0,), (1,))
    nobody = Sitting(day, (case.axis.at(day, 900),), 30, (0,), (), (0,))
    meals = hand_out(case, [late, nobody, sitting(case, day, (0,), (1, 0, 0, 0, 0))])
    assert meals == {(0, day): (Break(690, 35), Break(1020, 30))}


def test_starts_are_wall_clock_on_the_night_of_a_change() -> None:
    case = month(1, "Europe/Berlin", "2026-10-24")
    day = case.first
    one = Sitting(day, (case.axis.at(day, 1440 + 240),), 30, (0,), (0,), (1,))
    assert hand_out(case, [one]) == {(0, day): (Break(1680, 30),)}
