"""A roster from a file is of this month, these people and these shifts, or it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rosterctl.domain.roster import Roster
from rosterctl.errors import InputError
from rosterctl.io.rosters.roster_fit import check_fits
from rosterctl.messages import LANGS, problem_line
from tests.support.desk import END, FIRST, desk, sample, work


def test_a_roster_that_fits() -> None:
    check_fits(sample(), desk(), "draft.json")


def test_people_and_shifts_that_are_gone() -> None:
    strange = Roster(FIRST, END, (*(work("X", day, "D") for day in range(1, 11)), work("001", 1, "Q")))
    with pytest.raises(InputError) as caught:
        check_fits(strange, desk(), "draft.json")
    person, shift = caught.value.problems
    assert (person.code, person.values["read"], person.values["count"]) == ("roster.fit.person", "X", 10)
    assert person.values["dates"] == (*(f"2026-10-{day:02d}" for day in range(1, 9)), "…")
    assert (shift.code, shift.values["dates"]) == ("roster.fit.shift", ("2026-10-01",))
    for lang in LANGS:
        assert all(problem_line(problem, lang).startswith("draft.json: ") for problem in (person, shift))


def test_another_month() -> None:
    with pytest.raises(InputError) as caught:
        check_fits(replace(sample(), end=date(2026, 11, 2)), desk(), "draft.json")
    assert [problem.code for problem in caught.value.problems] == ["roster.fit.month"]
    assert all("2026-10-31" in problem_line(caught.value.problems[0], lang) for lang in LANGS)
