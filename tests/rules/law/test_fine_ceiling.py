"""``fine-ceiling``: a fifth of the wage, and the minimum wage is left."""

from __future__ import annotations

import pytest

from tests.support.law import codes

ID = "fine-ceiling"
FINE = '[[rule]]\nuse = "meal-fine"\nmode = "hard"\n'
FIGURES = {"minimum_wage": 2490}


@pytest.mark.parametrize(("percent", "found"), [(20, []), (21, ["percent"]), ('"none"', ["percent"]), (0, [])])
def test_a_fifth(percent: object, found: list[str]) -> None:
    cap = f'[[rule]]\nuse = "cap"\npercent = {percent}\nminimum_wage = 2490'
    assert codes(ID, FINE + cap, figures=FIGURES) == found


@pytest.mark.parametrize(("least", "found"), [(2490, []), ('"none"', ["floor"])])
def test_the_floor(least: object, found: list[str]) -> None:
    assert codes(ID, FINE + f'[[rule]]\nuse = "cap"\nminimum_wage = {least}', figures=FIGURES) == found


@pytest.mark.parametrize(("least", "found"), [(2489, ["floor"]), (2490, []), (2500, [])])
def test_the_floor_that_a_version_with_a_date_states(least: int, found: list[str]) -> None:
    cap = f'[[rule]]\nuse = "cap"\nvalid_from = 2026-10-01\nminimum_wage = {least}'
    assert codes(ID, FINE + cap, figures=FIGURES) == found


def test_a_floor_of_its_own_is_taken_at_its_word() -> None:
    assert codes(ID, FINE + '[[rule]]\nuse = "cap"\nminimum_wage = 2000') == []


def test_a_cap_for_some() -> None:
    cap = '[[rule]]\nuse = "cap"\nminimum_wage = 2490\nfor = { employee = "甲" }'
    assert codes(ID, FINE + cap, staff=["甲 4500", "乙 4500"], figures=FIGURES) == ["missing"]


def test_without_fines_nothing_is_asked() -> None:
    assert codes(ID, '[[rule]]\nuse = "cap"\nmode = "off"') == []
