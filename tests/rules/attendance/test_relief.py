"""relief: what the page's examples leave out (3.4), and the other reading of it, one match at a time."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rosterctl.domain.handovers import Handover
from tests.attendance.relief_by_value import reliefs
from tests.support.settling import Settled, settle

SHIFTS = {"N": "20:00-08:00", "D": "08:00-20:00", "E": "08:00-14:00"}
GATE = {"use": "relief", "posts": ["gate"]}


def run(roster: str, punches: str, **more: Any) -> Settled:
    table = {"first": "2026-10-08", "shifts": SHIFTS, "posts": ["gate", "desk"], "rules": [GATE]}
    return settle({**table, "roster": roster, "punches": punches, **more})


def told(roster: str, punches: str, **more: Any) -> list[str]:
    return [line.removeprefix("relief ") for line in run(roster, punches, **more).findings("relief")]


NIGHT_AND_DAY = "A = N .\nB = . D"


def test_without_posts_nothing_is_judged() -> None:
    punches = "A 08 19:58\nA 09 08:00\nB 09 08:30 20:00"
    assert told(NIGHT_AND_DAY, punches) == ["left-before A 08 1800"]
    assert told(NIGHT_AND_DAY, punches, rules=[]) == []
    assert told("A = N/desk .\nB = . D/desk", punches) == []


def test_one_second() -> None:
    assert told(NIGHT_AND_DAY, "A 08 19:58\nA 09 08:00:00\nB 09 08:00:00 20:00") == []
    assert told(NIGHT_AND_DAY, "A 08 19:58\nA 09 08:00:00\nB 09 08:00:01 20:00") == ["left-before A 08 1"]


def test_the_first_of_several_reliefs_is_enough() -> None:
    both = "A = N .\nB = . D\nC = . E"
    assert told(both, "A 08 19:58\nA 09 08:00\nB 09 08:20 20:00\nC 09 07:59 14:00") == []
    assert told(both, "A 08 19:58\nA 09 08:00\nC 09 07:59 14:00") == []  # B is absent


def test_leaving_early_counts_from_when_one_left() -> None:
    # left at 07:00, the relief at 07:50: 50 minutes
    assert told(NIGHT_AND_DAY, "A 08 19:58\nA 09 07:00\nB 09 07:50 20:00") == ["left-before A 08 3000"]


def test_undecidable() -> None:
    assert told(NIGHT_AND_DAY, "A 08 19:58\nA 09 08:00\nB 09 20:00") == []  # the relief's arrival is missing
    assert told(NIGHT_AND_DAY, "A 08 19:58\nB 09 09:00 20:00") == []  # one's own departure is
    open_ = {"as_of": "2026-10-09T12:00"}
    assert told(NIGHT_AND_DAY, "A 08 19:58\nA 09 08:00\nB 09 08:30", **open_) == []


def test_a_relief_absent_beside_a_missing_departure() -> None:
    assert told(NIGHT_AND_DAY, "A 08 19:58") == ["relief-absent A 08 1"]


def test_who_is_absent_hands_nothing_over() -> None:
    assert told(NIGHT_AND_DAY, "B 09 08:30 20:00") == []


def test_an_own_second_shift_is_no_relief() -> None:
    # A relieves himself; nobody else was there at 08:00, but nothing is rostered at the gate later than that either
    assert told("A = N D", "A 08 19:58\nA 09 08:00 20:00") == []


def test_who_should_have_stayed_on_himself_and_did_not() -> None:
    # A was to go on at 08:00 and is absent; the post is empty though nobody else was to come
    assert told("A = N D", "A 08 19:58\nA 09 08:00") == ["nobody-to-relieve A 08 1"]


def test_another_post_is_no_relief() -> None:
    assert told("A = N .\nB = . D/desk", "A 08 19:58\nA 09 08:00\nB 09 08:30 20:00") == []


def test_nobody_to_relieve() -> None:
    roster = "A = N . .\nB = . . D"
    punches = "A 08 19:58\nA 09 08:00\nB 10 07:59 20:00"
    assert told(roster, punches) == ["nobody-to-relieve A 08 1"]
    # B's own day has nobody behind it that the roster knows: it is left alone


def test_with_a_mate_at_the_post_nobody_is_needed() -> None:
    roster = "A = E . .\nB = D . .\nC = . . D"
    there = "A 08 07:59 14:00\nC 10 07:59 20:00\nB 08 07:59 20:00"
    assert told(roster, there) == ["nobody-to-relieve B 08 1"]
    gone = "A 08 07:59 14:00\nC 10 07:59 20:00\nB 08 07:59 13:00"
    assert told(roster, gone) == ["nobody-to-relieve A 08 1"]  # B left at 13:00 with A there, A with nobody


def test_a_mate_whose_departure_is_missing_may_have_been_there() -> None:
    roster = "A = E . .\nB = D . .\nC = . . D"
    assert told(roster, "A 08 07:59 14:00\nC 10 07:59 20:00\nB 08 07:59") == []


def test_a_neighbouring_periods_hand_over_is_its_own() -> None:
    table = {"first": "2026-09-30", "rules": [GATE]}
    assert told(NIGHT_AND_DAY, "A 09-30 19:58\nA 01 08:00\nB 01 08:30 20:00", **table) == []


CELLS = st.lists(st.sampled_from(["N", "D", "E", "D/desk", "."]), min_size=9, max_size=9)
MOVES = st.lists(
    st.tuples(st.sampled_from([-3, 0, 1, 4, None]), st.sampled_from([-4, 0, 2, None])), min_size=9, max_size=9
)


@settings(max_examples=120, deadline=None)
@given(CELLS, MOVES)
def test_it_agrees_with_the_plain_reading(cells: list[str], moves: list[tuple[int | None, int | None]]) -> None:
    """Every cell's shift is attended some minutes off its start and end, or a punch is missing."""
    times = {"N": (1200, 1920), "D": (480, 1200), "D/desk": (480, 1200), "E": (480, 840)}
    after_night = [n >= 3 and cells[n - 3] == "N" and cell != "N" for n, cell in enumerate(cells)]
    kept = ["." if after else cell for cell, after in zip(cells, after_night, strict=True)]
    lines = []
    for number, (cell, (late, early)) in enumerate(zip(kept, moves, strict=True)):
        if cell == ".":
            continue
        who, day = "ABC"[number % 3], 8 + number // 3
        begin, end = times[cell]
        clocks = [begin + late if late is not None else None, end + early if early is not None else None]
        lines += [f"{who} {day:02} {at // 60:02}:{at % 60:02}" for at in clocks if at is not None]
    roster = "\n".join(f"{who} = {' '.join(kept[n::3])}" for n, who in enumerate("ABC"))
    rules = [GATE, {"use": "no-data", "mode": "off"}]
    found = run(roster, "\n".join(lines), staff=["A", "B", "C"], rules=rules)
    expected = sorted(
        (one.match.unit.employee, one.match.unit.date, one.handover.value, max(1, one.seconds))
        for one in reliefs(found.judged.matches, {"gate"})
        if one.handover in (Handover.LEFT_BEFORE, Handover.RELIEF_ABSENT)
    )
    facts = found.judged.sheet.facts
    told = sorted(
        (
            facts.people[item.note.employee],
            found.judged.matches[item.note.row].unit.date,
            item.note.code,
            item.note.size,
        )
        for item in found.judged.found
        if item.use.rule == "relief" and item.note.row is not None and item.note.code != "nobody-to-relieve"
    )
    assert told == expected
