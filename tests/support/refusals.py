"""Periods that are refused."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.attendance.pipeline import judge_period
from rosterctl.errors import InputError, Problem
from rosterctl.messages import LANGS, text
from tests.support.settling import punches_of, read


def problems(**table: Any) -> tuple[Problem, ...]:
    """The problems for which a table is refused; all of them have their texts."""
    table = {"first": "2026-10-09", "roster": "A = D", **table}
    period = read(table)
    with pytest.raises(InputError) as caught:
        judge_period(period, punches_of(table, period))
    for problem in caught.value.problems:
        for lang in LANGS:
            assert text(problem.code, lang, problem.values)
    return caught.value.problems


def refused(**table: Any) -> list[str]:
    """Their codes."""
    return [problem.code for problem in problems(**table)]
