"""G3 (物业客户服务管理制度 总台交接班 12 前台 2): an empty desk is forbidden; leaving needs the superior's consent
and someone in place."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

G3 = stated("G3", "property-guard")
OUT: Table = {
    "kind": "outing",
    "first": "2026-10-12",
    "start": "14:00",
    "end": "15:00",
    "reason": "就医",
    "partner": "B",
}


def test_what_the_preset_states() -> None:
    assert G3.numbers("opening-hours", "hours", "people") == ({"all": "00:00-24:00"}, 1)
    assert G3.numbers("outing", "relief") == (True,)
    assert G3.numbers("approval-outing", "kinds", "steps") == (("outing",), ("leader",))
    assert G3.own["outing-overrun"].rule == "outing-overrun"


@pytest.mark.parametrize(("day", "breaches"), [("08:00-20:00", []), ("08:30-20:00", ["opening-hours short 30"])])
def test_the_desk_is_never_empty(day: str, breaches: list[str]) -> None:
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "shifts": {"D": day, "N": "20:00-08:00"},
        "history": "B = N",
        "roster": "A = D\nB = N",
    }
    assert G3.breaches(table) == breaches


def test_consent_and_someone_in_place() -> None:
    assert G3.filing(OUT) == []
    assert G3.filing({**OUT, "partner": None}) == ["outing relief"]
    assert G3.steps(OUT) == ("leader",)
    assert G3.deciding(OUT, "agent", "leader") == ["approval rank"]
    assert G3.deciding(OUT, "leader", "leader") == []


@pytest.mark.parametrize(("back", "found"), [("15:00:00", []), ("15:10:00", ["outing-overrun overrun A 12 600"])])
def test_back_at_the_desk(back: str, found: list[str]) -> None:
    asked = {"who": "A", "kind": "outing", "first": "2026-10-12", "hours": "14:00-15:00"}
    punches = f"A 12 09:00 14:00 {back} 18:00"
    assert G3.findings({"first": "2026-10-12", "roster": "A = D", "punches": punches, "requests": [asked]}) == found
