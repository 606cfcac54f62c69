"""3.1 to 3.3, 3.5 and 3.6: judged matches, words, runs of absence."""

import datetime as dt
from dataclasses import replace

import pytest

from rosterctl.domain.attendance import Event, Match, Stretch, Unit, UnitKind
from rosterctl.domain.records import Word, ordered
from tests.attendance.cases import unit
from tests.attendance.judging_by_value import (
    JudgeParams,
    Tiers,
    judge,
    not_ready,
    streak,
    unapproved,
    worked,
)

HOUR = 3600
PLAIN = JudgeParams()
D = unit(9, 18)
MEAL = replace(D, paid=(Stretch(D.start, D.start + 3 * HOUR), Stretch(D.start + 4 * HOUR, D.end)))
MEAL = replace(MEAL, expected=MEAL.paid)


def came(one: Unit, late: int = 0, early: int = 0, **changes: object) -> Match:
    """Somebody who came ``late`` seconds after the start and left ``early`` seconds before the end."""
    first, last = one.expected_start + late, one.expected_end - early
    values: dict[str, object] = {
        "arrival": first,
        "departure": last,
        "events": (Event(first, first), Event(last, last)),
    }
    return Match(one, **{**values, **changes})  # type: ignore[arg-type]


def words(match: Match, params: JudgeParams = PLAIN) -> tuple[str, ...]:
    return judge([match], params)[0].words


def on(day: int) -> Unit:
    return replace(D, date=dt.date(2026, 10, day))


def test_3_1_late_and_early_in_seconds() -> None:
    (one,) = judge([came(D, 61, 120)])
    assert (one.late, one.early, one.words) == (61, 120, (Word.LATE, Word.EARLY))
    assert words(came(D, 0, 0)) == (Word.PRESENT,)
    assert words(came(D, -60, -60)) == (Word.PRESENT,)


@pytest.mark.parametrize(("late", "counts", "word"), [(300, 0, Word.PRESENT), (301, 301, Word.LATE)])
def test_3_1_grace_exceeded_counts_from_the_start(late: int, counts: int, word: Word) -> None:
    (one,) = judge([came(D, late)], JudgeParams(grace=300))
    assert (one.raw_late, one.late, one.words) == (late, counts, (word,))


def test_3_1_or_from_the_end_of_grace() -> None:
    (one,) = judge([came(D, 301)], JudgeParams(grace=300, from_grace=True))
    assert one.late == 1


def test_3_1_free_latenesses_go_to_the_first_ones_and_not_to_those_within_grace() -> None:
    month = [came(on(3), 400), came(on(1), 200), came(on(2), 400)]
    found = judge(month, JudgeParams(grace=300, free=1))
    assert [(one.forgiven, one.late) for one in found] == [(True, 0), (True, 0), (False, 400)]
    assert [one.raw_late for one in found] == [200, 400, 400]


@pytest.mark.parametrize(
    ("late", "word"),
    [
        (900, Word.LATE),
        (901, Word.SERIOUS),
        (3600, Word.SERIOUS),
        (3601, Word.ABSENT_HALF),
        (7200, Word.ABSENT_HALF),
        (7201, Word.ABSENT),
    ],
)
def test_3_1_more_than_is_more_than(late: int, word: Word) -> None:
    assert words(came(D, late), JudgeParams(tiers=Tiers(900, 3600, 7200))) == (word,)


def test_3_1_the_tiers_of_absence_use_up_no_free_lateness() -> None:
    found = judge([came(on(1), 8000), came(on(2), 60)], JudgeParams(free=1, tiers=Tiers(absent=7200)))
    assert [one.words for one in found] == [(Word.ABSENT,), (Word.PRESENT,)]


def test_3_1_a_boundary_that_2_5_leaves_unjudged_is_neither() -> None:
    assert words(came(D, 600, 600, judged_start=False, judged_end=False)) == (Word.PRESENT,)


def test_1_2_overtime_is_never_late() -> None:
    assert words(came(replace(D, kind=UnitKind.OVERTIME), 600, 600)) == (Word.PRESENT,)


@pytest.mark.parametrize(("late", "short"), [(-600, 0), (-599, 1), (0, 600), (1, 0)])
def test_3_2_not_ready_never_beside_late(late: int, short: int) -> None:
    match = came(replace(D, arrive_early=600), late)
    assert not_ready(match) == short
    assert (Word.NOT_READY in words(match)) == (short > 0)


def test_3_3_worked_leaves_out_breaks_and_what_is_outside_presence() -> None:
    assert worked(came(MEAL)) == 8 * HOUR
    assert worked(came(MEAL, 3 * HOUR + 1800)) == 5 * HOUR
    assert worked(came(MEAL, -3 * HOUR, -3 * HOUR)) == 8 * HOUR


def test_3_3_approved_overtime_inside_presence_counts() -> None:
    extra = replace(MEAL, overtime=(Stretch(D.end, D.end + 2 * HOUR),))
    assert worked(came(extra, 0, -HOUR)) == 9 * HOUR
    assert worked(came(extra, 0, -5 * HOUR)) == 10 * HOUR


def test_3_3_an_outing_counts_as_worked_leave_does_not() -> None:
    gone = (Stretch(D.start, D.start + 2 * HOUR),)
    rest = (Stretch(D.start + 2 * HOUR, D.end),)
    assert worked(came(replace(D, expected=rest, outing=gone))) == 9 * HOUR
    assert worked(came(replace(D, expected=rest, leave=gone))) == 7 * HOUR


def test_3_3_nothing_is_known_of_a_missing_boundary_and_nothing_worked_in_an_absence() -> None:
    assert worked(came(D, departure=None)) is None
    assert worked(Match(D)) == 0


def test_3_3_present_but_not_approved_runs_from_the_last_event_before_the_start() -> None:
    times = (D.start - 3 * HOUR, D.start - 300, D.end + 60, D.end + HOUR)
    events = tuple(Event(when, when) for when in times)
    match = Match(D, events, times[0], times[-1])
    assert unapproved(match) == (Stretch(D.start - 300, D.start), Stretch(D.end, D.end + 60))


def test_3_5_words_have_a_fixed_order_and_present_stands_alone() -> None:
    assert ordered({Word.EARLY, Word.PRESENT, Word.LATE}) == (Word.LATE, Word.EARLY)
    assert ordered(set()) == (Word.PRESENT,)
    assert words(came(D, departure=None, judged_end=True)) == (Word.MISSING_OUT,)
    assert words(Match(D)) == (Word.ABSENT,)
    assert words(Match(replace(D, expected=(), leave=D.paid))) == (Word.WHOLE_LEAVE,)
    assert words(Match(replace(D, expected=(), outing=D.paid))) == (Word.OUTING,)


A, L, O_, H = Word.ABSENT, Word.WHOLE_LEAVE, Word.OPEN, Word.ABSENT_HALF


@pytest.mark.parametrize(
    ("days", "carried", "alarms", "left"),
    [
        ([A, A, A, A], 0, (2,), 4),
        ([A, L, A, O_, A], 0, (4,), 3),
        ([A, A, H, A], 0, (), 1),
        ([A, A, None, A], 0, (), 1),
        ([A], 2, (0,), 3),
        ([A], 3, (), 4),
        ([L, O_], 2, (), 2),
    ],
)
def test_3_6_consecutive_absence(days: list[Word | None], carried: int, alarms: tuple[int, ...], left: int) -> None:
    assert streak(days, 3, carried) == (alarms, left)
