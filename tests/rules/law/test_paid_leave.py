"""``paid-leave``: shares of the statutory kinds, and whether they may be asked for."""

from __future__ import annotations

import pytest

from rosterctl.rules.law.paid_leave import GRANTED, IN_FULL
from tests.support.law import codes, judge

ID = "paid-leave"


@pytest.mark.parametrize("kind", IN_FULL)
def test_each_kind_in_full(kind: str) -> None:
    assert codes(ID, f'[[rule]]\nuse = "leave-pay"\n{kind} = 99') == ["share"]
    assert codes(ID, f'[[rule]]\nuse = "leave-pay"\n{kind} = 100') == []


def test_personal_and_sick_leave_are_no_such_kinds() -> None:
    assert codes(ID, '[[rule]]\nuse = "leave-pay"\npersonal = 0\nsick = 0') == []


@pytest.mark.parametrize("kind", GRANTED)
def test_each_kind_may_be_asked_for(kind: str) -> None:
    rest = ", ".join(f'"{one}"' for one in GRANTED if one != kind)
    policy = f'extends = "statutory-cn"\n[[rule]]\nuse = "leave-kinds"\nmode = "hard"\nkinds = [{rest}]'
    (found,) = judge(ID, {"policy": policy})
    assert (found.code, found.values["kinds"]) == ("kinds", (kind,))


def test_soft_kinds_refuse_nothing() -> None:
    assert codes(ID, '[[rule]]\nuse = "leave-kinds"\nmode = "soft"\nkinds = ["sick"]') == []
