"""``month-days``: 21.75."""

from __future__ import annotations

from tests.support.law import codes

ID = "month-days"


def test_each_scope_is_judged() -> None:
    policy = '[[rule]]\nuse = "day-wage"\nkey = "guards"\nfor = { team = "护卫" }\ndivisor = "calendar"'
    assert codes(ID, policy) == ["calendar"]


def test_off_is_21_75() -> None:
    assert codes(ID, '[[rule]]\nuse = "day-wage"\nmode = "off"\ndivisor = "calendar"') == []
