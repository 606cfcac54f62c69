"""The benchmark of explanations measures what it says it does."""

from __future__ import annotations

import pytest

from benchmarks import explain
from benchmarks.infeasible import TROUBLES, Trouble, pin_on_leave
from benchmarks.instance import generate
from benchmarks.product import case_of
from rosterctl.solver.feasible import first_roster


@pytest.mark.slow
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.name)
def test_no_month_has_a_roster(trouble: Trouble) -> None:
    assert first_roster(trouble.case(100), 60) is False


@pytest.mark.slow
def test_a_line_of_the_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(explain, "TROUBLES", (Trouble("pinned", pin_on_leave),))
    assert explain.main(["--staff", "20", "--repeat", "1"]) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    name, *_, lines, least, ways, _ = (cell.strip() for cell in line.strip("|").split("|"))
    assert (name, lines, least) == ("pinned", "2", "yes")
    assert "Unpin 1" in ways


@pytest.mark.slow
def test_a_month_that_has_a_roster_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fine = Trouble("fine", lambda staff: case_of(generate(staff, 0.9)))
    monkeypatch.setattr(explain, "TROUBLES", (fine,))
    assert explain.main(["--staff", "20", "--repeat", "1"]) == 1
    assert "WRONG: fine: a roster was found" in capsys.readouterr().err
