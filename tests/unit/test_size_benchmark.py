"""The benchmark of sizes measures what it says it does."""

from __future__ import annotations

import pytest

from benchmarks import product, size
from benchmarks.instance import generate
from benchmarks.size import Sized, case_of, slope


def test_the_power_of_a_growth() -> None:
    assert slope([(10, 3.0), (100, 300.0), (1000, 30000.0)]) == pytest.approx(2)
    assert slope([(10, 3.0), (100, 3.0)]) == pytest.approx(0)


def test_the_month_is_what_it_says() -> None:
    case = case_of(30)
    assert (len(case.employees), len(case.days), len(case.shifts)) == (30, 31, 12)
    assert {row.span.minutes for row in case.demand if row.span is not None} == {15}
    assert {row.filter.skill for row in case.demand} == {"phone", "chat"}
    assert sum("chat" in person.skills for person in case.employees) == 12
    assert case_of(30) == case


def test_a_wrong_roster_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    runs = {
        30: Sized(30, "feasible", 1.0, 2.0, 5.0, 10, 0, 0.1, 100),
        300: Sized(300, "feasible", 10.0, 20.0, 5.0, 10, 0, 1.0, 100, "1 hard findings"),
    }
    monkeypatch.setattr(size, "apart", lambda staff, *_: runs[staff])
    assert size.main(["--staff", "30"]) == 0
    assert size.main(["--staff", "30", "300"]) == 1
    told = capsys.readouterr()
    assert "check: power 1.00 of the people" in told.out
    assert "WRONG: 300: 1 hard findings" in told.err


@pytest.mark.slow
def test_a_run_is_judged_by_the_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "case_of", lambda staff: product.case_of(generate(staff, 0.9)))
    run = size.here(12, 60, 2)
    assert (run.status, run.wrong) == ("optimal", "")
    assert run.objective == run.bound
    assert run.check is not None
    monkeypatch.setattr(size, "penalty", lambda _: 10**9)
    assert size.here(12, 60, 2).wrong == "penalty"
