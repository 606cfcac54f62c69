"""``discipline``: rules that fine, appraise or dismiss."""

from __future__ import annotations

from tests.support.law import codes, judge

ID = "discipline"


def test_a_fine_of_nothing_is_no_discipline() -> None:
    assert codes(ID, '[[rule]]\nuse = "absence-pay"\nmode = "hard"\nmultiple = 1') == []


def test_all_rules_are_named_once() -> None:
    policy = (
        'extends = "statutory-cn"\n[[rule]]\nuse = "forfeited-day"\nmode = "hard"\n'
        '[[rule]]\nuse = "appraisal"\nmode = "hard"'
    )
    (found,) = judge(ID, {"policy": policy})
    assert found.values["rules"] == ("forfeited-day", "appraisal")


def test_the_days_of_the_alarm_are_told() -> None:
    policy = 'extends = "statutory-cn"\n[[rule]]\nuse = "consecutive-absence"\nmode = "hard"\ndays = 5'
    (found,) = judge(ID, {"policy": policy})
    assert (found.code, found.values["days"]) == ("dismissal", 5)
