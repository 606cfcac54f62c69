"""D5 (客户服务管理制度 交接班管理规定 五, 六): hand-over is signed by both, then duty passes; the incoming may
refuse, for one of four reasons; time held over for a late relief is overtime that the employer ordered."""

from __future__ import annotations

import datetime as dt

from rosterctl.domain.filed import instant
from rosterctl.domain.handed import REASONS, Due, HandedOver, held_over
from tests.support.clauses import Table, stated

D5 = stated("D5", "duty-24h")
EIGHT = Due(dt.date(2026, 10, 13), 8 * 60, "desk", "A", "B")
DUE_AT = instant(EIGHT.date, EIGHT.due, "Asia/Shanghai")


def signed(outgoing: str, incoming: str, state: str = "signed") -> HandedOver:
    at = "2026-10-13T{}:00+08:00"
    return HandedOver("H1", EIGHT, state, at.format(outgoing), at.format(incoming))


def test_what_the_preset_states() -> None:
    assert D5.numbers("overtime", "counts", "unit", "workday") == ("min", 30, 150)


def test_duty_passes_at_the_later_signature() -> None:
    assert held_over(signed("07:58", "08:00"), DUE_AT) == 0
    assert held_over(signed("07:58", "09:30"), DUE_AT) == 90
    assert held_over(signed("07:58", "09:30", "refused"), DUE_AT) is None
    assert REASONS == ("records", "dirty", "equipment", "repair")


def test_held_over_is_overtime() -> None:
    """Due at 20:00, relieved at 21:31. What attendance found is filed by itself; approved, it is 91 minutes, in half
    hours 1 h 30 min: 2200 ÷ 21.75 ÷ 8 × 1.5 × 150 % = 28.4483. Not asked for, it is nothing."""
    held: Table = {"who": "A", "kind": "overtime", "first": "2026-10-12", "hours": "20:00-21:31"}
    table = {"first": "2026-10-12", "shifts": {"D": "08:00-20:00"}, "roster": "A = D", "punches": "A 12 07:50 21:31"}
    assert D5.totals(table) == {"A": "0.00"}
    assert D5.lines({**table, "requests": [held]}) == [
        "A 2026-10-12 workday 28.45: 2200 ÷ 21.75 ÷ 8 × 90 ÷ 60 × 150 % = 28.45"
    ]
