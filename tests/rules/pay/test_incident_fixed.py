"""incident-fixed: what the page's examples leave out (OS10, OS11, 4.4)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rosterctl.rules.pay.incident_fixed import Params
from tests.support.settling import settle


def fined(*incidents: Mapping[str, object], **more: object) -> dict[str, object]:
    rows = [{"who": "A", "date": "2026-10-09", **one} for one in incidents]
    return {"first": "2026-10-09", "roster": "A = .", "incidents": rows, **more}


PHONE = {"use": "incident-fixed", "key": "phone", "kinds": ["phone-unanswered"], "amount": 5, "from_count": 3}
AWAY = {"use": "incident-fixed", "key": "away", "kinds": ["absence-unapproved"], "amount": 30}


@pytest.mark.parametrize(
    ("count", "expected"),
    [(2, []), (3, ["A 09 phone reached -5.00"]), (9, ["A 09 phone reached -5.00"])],
)
def test_from_a_count_on_it_costs_once(count: int, expected: list[str]) -> None:
    table = fined({"kind": "phone-unanswered", "count": count}, rules=[PHONE])
    assert settle(table).lines() == expected


def test_counts_of_several_incidents_are_not_added_up() -> None:
    table = fined({"kind": "phone-unanswered", "count": 2}, {"kind": "phone-unanswered", "count": 2}, rules=[PHONE])
    assert settle(table).lines() == []


def test_two_uses_beside_each_other_and_the_order_of_date_and_id() -> None:
    table = fined(
        {"id": "b", "kind": "absence-unapproved"},
        {"id": "a", "kind": "absence-unapproved", "count": 3},
        {"id": "c", "kind": "absence-unapproved", "date": "2026-10-02"},
        {"id": "d", "kind": "phone-unanswered", "count": 3},
        {"id": "e", "kind": "game"},
        rules=[PHONE, AWAY],
    )
    found = settle(table).priced[0].lines
    assert [(line.because, str(line.amount)) for line in found] == [
        (("c",), "-30.00"),
        (("d",), "-5.00"),
        (("a",), "-90.00"),
        (("b",), "-30.00"),
    ]
    assert {str(line.part) for line in found} == {"fine"}
    assert found[2].values == {"kind": "absence-unapproved", "count": 3}


def test_a_holiday_does_not_drop_a_fine_and_other_periods_do_not_count() -> None:
    table = fined(
        {"kind": "absence-unapproved"},
        {"kind": "absence-unapproved", "date": "2026-11-01"},
        days={"2026-10-09": "holiday"},
        rules=[AWAY],
    )
    assert settle(table).lines() == ["A 09 away each -30.00"]


def test_a_use_ends_where_it_ends() -> None:
    table = fined(
        {"kind": "absence-unapproved"},
        {"kind": "absence-unapproved", "date": "2026-10-10"},
        rules=[{**AWAY, "valid_from": "2026-10-10"}],
    )
    assert settle(table).lines() == ["A 10 away each -30.00"]


def test_what_is_fined_is_for_the_house_to_say() -> None:
    for bad in (
        "{}",
        '{"kinds": ["x"]}',
        '{"amount": 5}',
        '{"kinds": [], "amount": 5}',
        '{"kinds": ["x"], "amount": -1}',
    ):
        with pytest.raises(ValueError):
            Params.model_validate_json(bad, strict=True)
