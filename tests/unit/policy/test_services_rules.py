import json
from pathlib import Path

import pytest

from rosterctl.errors import InputError, UsageError
from rosterctl.messages import LANGS, error_text
from rosterctl.services.rules import list_rules, policy_view, show_rule


def test_list_rules() -> None:
    rows = {row["id"]: row for row in list_rules()}
    row = rows["max-consecutive-days"]
    assert row["kind"] == "roster"
    assert rows["weekly-rest"]["clauses"] == ["H2"]
    assert rows["weekly-rest"]["authority"] == ["客服规章制度 第三篇 六.1 (H2)"]
    assert row["title"]["zh"] == "连续上班天数上限"
    json.dumps(list(rows.values()))


def test_show_rule() -> None:
    shown = show_rule("max-consecutive-days")
    assert shown["parameters"][0]["name"] == "days"
    assert set(shown["prose"]) == {"Requires", "Why", "Exactly"}
    assert shown["findings"]["run"]["zh"]
    assert {example["section"] for example in shown["examples"]} == {"Passes", "Fails"}
    json.dumps(shown)


@pytest.mark.parametrize(("name", "code"), [("max-consecutive-day", "rules.unknown.near"), ("zzz", "rules.unknown")])
def test_unknown_rule(name: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        show_rule(name)
    assert caught.value.code == code
    assert all("max-consecutive-days" in error_text(caught.value, lang) for lang in LANGS)


def test_policy_view(tmp_path: Path) -> None:
    (tmp_path / "rosterctl.toml").write_text("", "utf-8")
    (tmp_path / "policy.toml").write_text('[[rule]]\nuse = "max-consecutive-days"\ndays = 5\n', "utf-8")
    (row,) = policy_view(tmp_path)["rules"]
    assert row["params"] == {"days": 5}
    assert row["origin"] == {"days": "policy.toml:3"}


def test_no_policy(tmp_path: Path) -> None:
    (tmp_path / "rosterctl.toml").write_text("", "utf-8")
    with pytest.raises(InputError) as caught:
        policy_view(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["toml.unreadable"]
