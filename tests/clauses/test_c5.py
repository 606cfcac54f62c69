"""C5 (客服中心考勤制度 第十一条): attendance is an important basis of the appraisal."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

C5 = stated("C5", "call-centre")


def test_what_the_preset_states() -> None:
    assert C5.numbers("appraisal", "per_period", "total", "unexcused") == (3, 15, 1)


@pytest.mark.parametrize(
    ("punches", "found"),
    [
        ("A 12 09:00 18:00\nA 13 09:00 18:00", ["appraisal full-attendance A 31 1"]),
        ("A 12 09:00 18:00\nA 13 09:01 18:00", []),  # a minute late
        ("A 12 09:00 18:00", ["appraisal unexcused A 31 1"]),
    ],
)
def test_what_the_month_says_for_it(punches: str, found: list[str]) -> None:
    assert C5.findings({"first": "2026-10-12", "roster": "A = D D", "punches": punches}) == found
