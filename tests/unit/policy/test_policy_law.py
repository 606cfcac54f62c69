"""The figures of ``[law]`` in the rules that ask for them: taken from there, and stated nowhere else otherwise."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from rosterctl.errors import InputError
from rosterctl.messages import problem_line
from rosterctl.rules.pay import cap, leave_pay
from rosterctl.services.rules import policy_view

CONFIG = 'zone = "Asia/Shanghai"\n\n[law]\nminimum_wage = 2490\n'


def view(root: Path, rules: str = "", config: str = CONFIG) -> dict[str, list[tuple[object, str | None]]]:
    """Rule → of each of its uses, the minimum wage and where it comes from."""
    (root / "rosterctl.toml").write_text(config, "utf-8")
    (root / "policy.toml").write_text(f'extends = "statutory-cn"\n{rules}', "utf-8")
    found: dict[str, list[tuple[object, str | None]]] = {}
    for use in policy_view(root)["rules"]:
        known = use["params"].get("minimum_wage")
        if "minimum_wage" in use["params"]:
            told = None if known is None else Decimal(known)
            found.setdefault(use["rule"], []).append((told, use["origin"].get("minimum_wage")))
    return found


def test_the_rules_that_ask_take_the_figure_from_the_place(tmp_path: Path) -> None:
    due = [(Decimal(2490), "rosterctl.toml:4")]
    assert view(tmp_path) == {cap.ID: due, leave_pay.ID: due}


def test_where_nobody_states_it_nothing_is_known(tmp_path: Path) -> None:
    assert view(tmp_path, config='zone = "Asia/Shanghai"\n') == {cap.ID: [(None, None)], leave_pay.ID: [(None, None)]}


@pytest.mark.parametrize(("stated", "found"), [("2490", Decimal(2490)), ("2490.00", Decimal(2490)), ('"none"', None)])
def test_the_same_again_or_none_at_all_is_the_houses_own(tmp_path: Path, stated: str, found: Decimal | None) -> None:
    rule = f'[[rule]]\nuse = "cap"\nminimum_wage = {stated}\n'
    assert view(tmp_path, rule)[cap.ID] == [(found, "policy.toml:4")]


def test_versions_with_dates_may_say_what_it_was(tmp_path: Path) -> None:
    """Before October another figure; from October on the one that the place has now."""
    rules = (
        '[[rule]]\nuse = "cap"\nminimum_wage = 2360\n'
        '[[rule]]\nuse = "cap"\nvalid_from = 2026-10-01\nminimum_wage = 2490\n'
    )
    assert view(tmp_path, rules)[cap.ID] == [(Decimal(2360), "policy.toml:4"), (Decimal(2490), "policy.toml:8")]


@pytest.mark.parametrize("stated", ["2489.99", "2500"])
def test_another_figure_is_refused_with_both_places(tmp_path: Path, stated: str) -> None:
    rules = "".join(f'[[rule]]\nuse = "{rule}"\nminimum_wage = {stated}\n' for rule in (cap.ID, leave_pay.ID))
    with pytest.raises(InputError) as caught:
        view(tmp_path, rules)
    told = [problem_line(one, "en") for one in caught.value.problems]
    assert [line.partition(" ")[0] for line in told] == ["policy.toml:4:", "policy.toml:7:"]
    assert all(f"minimum_wage = {stated}, but [law] at rosterctl.toml:4 says 2490." in line for line in told)
    assert all("rosterctl.toml:4 的 [law] 写的是 2490" in problem_line(one, "zh") for one in caught.value.problems)
