"""Worked seconds of one match (3.3, 4.6, 4.9): which they are, and that facts count the same ones."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from rosterctl.attendance.pipeline import judge_period
from rosterctl.domain.attendance import Stretch
from rosterctl.domain.stretches import common, first_seconds, minus, seconds, union
from rosterctl.domain.wall import Wall
from rosterctl.domain.worked import breaks, nights, presence, regular, worked
from rosterctl.errors import InputError
from tests.attendance import judging_by_value as judging
from tests.support.settling import punches_of, read, settle

SHIFTS = {
    "D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]},
    "N": "22:00-06:00",
    "S": "09:00-12:00;14:00-18:00",
}
HOUR = 3600
MOMENTS = st.integers(5 * 60, 32 * 60)
stretches = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Stretch(pair[0], sum(pair))), max_size=5
).map(union)


@st.composite
def days(draw: st.DrawFn) -> dict[str, object]:
    """One shift with punches anywhere, and perhaps overtime, leave and an outing by the clock."""
    shift = draw(st.sampled_from(sorted(SHIFTS)))
    punches = sorted(draw(st.lists(MOMENTS, max_size=5)))
    requests = []
    for kind in draw(st.lists(st.sampled_from(["overtime", "leave", "outing"]), max_size=3, unique=True)):
        start = draw(st.integers(6, 23))
        end = draw(st.integers(start + 1, 30))
        hours = f"{start:02d}:00-{end % 24:02d}:00"
        requests.append({"who": "A", "kind": kind, "first": "2026-10-09", "hours": hours})
    times = " ".join(f"{at // 60}:{at % 60:02d}" for at in punches)
    return {
        "first": "2026-10-09",
        "roster": f"A = {shift}",
        "shifts": SHIFTS,
        "punches": f"A 09 {times}" if times else "",
        "requests": requests,
    }


@settings(max_examples=150, deadline=None)
@given(days())
def test_facts_count_the_same_seconds(table: dict[str, object]) -> None:
    period = read(table)
    try:
        judged = judge_period(period, punches_of(table, period))
    except InputError:  # units that overlap are bad input (1.4)
        reject()
    facts, wall = judged.sheet.facts, Wall("Asia/Shanghai")
    for row in range(len(facts)):
        match = judged.record(row).match
        assert seconds(regular(match)) == facts.regular[row]
        if facts.overtime_unit[row]:
            assert seconds(worked(match)) == (judging.worked(match) or 0)
        elif facts.worked_known[row]:
            assert seconds(worked(match)) == facts.worked[row] == judging.worked(match)
            assert seconds(common(worked(match), nights(match.unit.date, wall))) == facts.night[row]
        else:
            assert not worked(match)
            assert not presence(match)


def test_breaks_are_those_inside_the_segment() -> None:
    # D has one at 12:00–13:00; the gap of a split shift is none
    found = settle({"first": "2026-10-09", "roster": "A = D S", "shifts": SHIFTS, "punches": ""})
    day, first, second = (record.unit for record in found.judged.records())
    assert breaks(day) == (Stretch(day.start + 3 * HOUR, day.start + 4 * HOUR),)
    assert breaks(first) == breaks(second) == ()


def test_seconds_belong_to_the_date_on_the_wall() -> None:
    # 30 September 22:00 to 1 October 06:00 in Shanghai: two hours and six
    wall = Wall("Asia/Shanghai")
    night = Stretch(wall.at(dt.date(2026, 9, 30), 22 * 60), wall.at(dt.date(2026, 9, 30), 30 * 60))
    cut = [(day, seconds(part)) for day, part in wall.by_date([night])]
    assert cut == [(dt.date(2026, 9, 30), 2 * HOUR), (dt.date(2026, 10, 1), 6 * HOUR)]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo"])
@given(
    start=st.integers(1_400_000_000, 1_500_000_000), lengths=st.lists(st.integers(1, 200_000), min_size=1, max_size=3)
)
@settings(max_examples=60, deadline=None)
def test_cutting_at_midnight_loses_nothing(zone: str, start: int, lengths: list[int]) -> None:
    edges = [start]
    for length in lengths:
        edges.append(edges[-1] + length)
    given_ = [Stretch(a, b) for a, b in pairwise(edges)]
    cut = list(Wall(zone).by_date(given_))
    assert union(part for _, parts in cut for part in parts) == union(given_)
    assert sum(seconds(parts) for _, parts in cut) == sum(lengths)
    for day, parts in cut:
        for one in parts:
            assert dt.datetime.fromtimestamp(one.start, ZoneInfo(zone)).date() == day
            assert dt.datetime.fromtimestamp(one.end - 1, ZoneInfo(zone)).date() == day


@given(stretches, st.integers(0, 120))
def test_the_first_seconds_are_the_first(given_: tuple[Stretch, ...], count: int) -> None:
    kept = first_seconds(given_, count)
    assert seconds(kept) == min(count, seconds(given_))
    rest = minus(given_, kept)
    assert not kept or not rest or kept[-1].end <= rest[0].start
