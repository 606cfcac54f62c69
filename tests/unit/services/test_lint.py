"""The law beside the shipped presets and the samples: what the issue of the law names must be found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rosterctl.domain.law import Severity
from rosterctl.errors import InputError, UsageError
from rosterctl.io.policies.policy import preset_names
from rosterctl.services.lint import Lint, lint, lint_preset
from rosterctl.services.setup import init_workspace, startable

ON = date(2026, 10, 1)


def found(told: Lint, severity: Severity) -> set[tuple[str, str]]:
    return {(one.provision, one.code) for one in told.findings if one.severity is severity}


def test_nothing_contrary_in_the_baseline() -> None:
    told = lint_preset("statutory-cn", ON)
    assert not found(told, Severity.CONTRARY)
    assert found(told, Severity.CONTESTED) == {("overtime-pay", "rounded")}
    assert not told.fails("contrary")
    assert told.fails("contested")


def test_two_rest_days_a_month_of_the_online_store() -> None:
    told = lint_preset("online-store", ON)
    (one,) = [one for one in told.findings if one.provision == "rest-day"]
    assert (one.code, one.severity, one.key) == ("monthly", Severity.CONTRARY, "monthly-rest")
    assert one.authority == "客服部管理制度表 篇1 二.2 (OS2)"
    assert one.law == ("劳动法 第38条 (Labour Law 38)", "劳动法 第39条 (Labour Law 39)")
    assert one.text.show("zh") == "每月休息 2 天，少于每周一天"
    assert ("fines", "doubling") in found(told, Severity.CONTESTED)
    assert told.fails("contrary")


def test_the_gravest_come_first() -> None:
    grades = [list(Severity).index(one.severity) for one in lint_preset("online-store", ON).findings]
    assert grades == sorted(grades)
    assert len(set(grades)) == 3


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_can_be_looked_at(name: str) -> None:
    assert lint_preset(name, ON).policy == name


def test_no_such_preset() -> None:
    with pytest.raises(UsageError) as caught:
        lint_preset("statutory", ON)
    assert caught.value.values["near"] == "statutory-cn"


@pytest.mark.parametrize("name", startable())
def test_a_sample_as_it_stands(name: str, tmp_path: Path) -> None:
    init_workspace(tmp_path, name)
    told = lint(tmp_path, ON)
    stated = "[law]" in (tmp_path / "rosterctl.toml").read_text("utf-8")
    assert (("minimum-wage", "unknown") in found(told, Severity.NOTE)) is not stated
    assert not {code for provision, code in found(told, Severity.CONTRARY) if provision == "minimum-wage"}
    assert ("statutory-holidays", "fewer") not in found(told, Severity.CONTRARY)


def test_long_shifts_of_the_online_store(tmp_path: Path) -> None:
    """08:30–18:00 and 15:30–24:00 less thirty-five minutes: 8 h 55 min and 7 h 55 min."""
    init_workspace(tmp_path, "online-store")
    shifts = [one.text.values for one in lint(tmp_path, ON).findings if one.code == "shift"]
    assert [values["hours"] for values in shifts] == ["08:55"]


def test_a_calendar_that_lost_two_holidays(tmp_path: Path) -> None:
    init_workspace(tmp_path, "hospital-desk")
    (tmp_path / "input" / "calendar.csv").write_text("日期,类型\n2026-05-02,工作日\n2026-10-01,工作日\n", "utf-8")
    (one,) = [one for one in lint(tmp_path, ON).findings if one.provision == "statutory-holidays"]
    assert (one.text.values["days"], one.text.values["due"]) == (11, 13)


def test_figures_of_the_place_reach_the_provisions(tmp_path: Path) -> None:
    init_workspace(tmp_path, "hospital-desk")
    config = tmp_path / "rosterctl.toml"
    config.write_text(config.read_text("utf-8") + "\n[law]\nminimum_wage = 5000.50\n", "utf-8")
    told = lint(tmp_path, ON)
    below = [one.text.values for one in told.findings if (one.provision, one.code) == ("minimum-wage", "below")]
    # 4,900, 4,700 and 4,800; H12 with 4,600 comes only on 9 October
    assert {values["employee"] for values in below} == {"H05", "H06", "H11"}


def test_all_problems_at_once(tmp_path: Path) -> None:
    init_workspace(tmp_path, "hospital-desk")
    (tmp_path / "policy.toml").write_text('extends = "hospital"\n', "utf-8")
    (tmp_path / "input" / "staff.csv").write_text("工号,姓名\n,无名\n", "utf-8")
    with pytest.raises(InputError) as caught:
        lint(tmp_path, ON)
    assert {str(problem.place).partition(":")[0] for problem in caught.value.problems} == {
        "policy.toml",
        "input/staff.csv",
    }
