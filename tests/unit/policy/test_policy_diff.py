"""What two policies state differently."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosterctl.errors import InputError, UsageError
from rosterctl.services.policy_diff import Difference, policy_diff

HEAD = 'extends = "statutory-cn"\n'


def told(tmp_path: Path, one: str, other: str) -> list[Difference]:
    paths = []
    for name, text in (("a", one), ("b", other)):
        path = tmp_path / f"{name}.toml"
        path.write_text(HEAD + text, "utf-8")
        paths.append(str(path))
    return list(policy_diff(*paths))


def test_the_same() -> None:
    assert policy_diff("hospital-desk", "hospital-desk") == ()


def test_a_number_and_a_mode(tmp_path: Path) -> None:
    found = told(tmp_path, "", '[[rule]]\nuse = "weekly-rest"\ndays = 2\nmode = "soft"\nweight = 3')
    assert found == [
        Difference("weekly-rest", None, "mode", "hard", "soft"),
        Difference("weekly-rest", None, "weight", found[1].before, 3),
        Difference("weekly-rest", None, "days", 1, 2),
    ]


def test_a_rule_of_one_side(tmp_path: Path) -> None:
    rule = '[[rule]]\nuse = "night-limit"\nmode = "hard"\nin_a_row = 2'
    assert told(tmp_path, rule, "") == [Difference("night-limit", None, None, "night-limit (hard)", None)]
    assert told(tmp_path, "", rule) == [Difference("night-limit", None, None, None, "night-limit (hard)")]


def test_no_limit_is_none_and_scopes_are_lists(tmp_path: Path) -> None:
    rule = '[[rule]]\nuse = "overtime-caps"\n'
    found = told(tmp_path, rule + 'month_hours = "none"', rule + 'for = { team = ["乙", "甲"] }')
    assert found == [
        Difference("overtime-caps", None, "for", {}, {"team": ["乙", "甲"]}),
        Difference("overtime-caps", None, "month_hours", None, 36),
    ]


def test_another_rule_under_one_key(tmp_path: Path) -> None:
    one = '[[rule]]\nuse = "incident-fixed"\nkey = "x"\nkinds = ["game"]\namount = 5'
    other = '[[rule]]\nuse = "incident-doubling"\nkey = "x"\nkinds = ["game"]\namount = 5'
    found = {(each.field, each.before, each.after) for each in told(tmp_path, one, other)}
    assert ("rule", "incident-fixed", "incident-doubling") in found


def test_versions_are_held_against_their_own(tmp_path: Path) -> None:
    later = '[[rule]]\nuse = "weekly-rest"\nvalid_from = 2026-11-01\ndays = {}\n'
    found = told(tmp_path, later.format(1), later.format(2))
    assert found == [Difference("weekly-rest", "2026-11-01", "days", 1, 2)]


def test_a_folder_is_its_policy(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(HEAD, "utf-8")
    assert policy_diff(str(tmp_path) + "/", "statutory-cn") == ()


def test_what_is_no_policy(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        policy_diff("statutory-cn", "statutory")
    (tmp_path / "x.toml").write_text('extends = "nobody"', "utf-8")
    with pytest.raises(InputError):
        policy_diff("statutory-cn", str(tmp_path / "x.toml"))
