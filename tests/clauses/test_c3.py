"""C3 (客服中心考勤制度 第十三条): absence on consecutive days beyond a set number is a serious violation."""

from __future__ import annotations

from tests.support.settling import settle


def test_c3_the_alarm_comes_on_the_set_day_once() -> None:
    table = {"first": "2026-10-12", "roster": "A = D D D D", "rules": [{"use": "consecutive-absence", "days": 3}]}
    assert settle(table).findings("consecutive-absence") == ["consecutive-absence in-a-row A 14 3"]
    table["rules"] = [{"use": "consecutive-absence", "days": 5}]
    assert settle(table).findings("consecutive-absence") == []
