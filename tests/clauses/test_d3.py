"""D3 (客户服务管理制度 值班管理规定 五): leaving the post during duty takes the director's consent and a relief."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.clauses import Table, stated, stated_with

D3 = stated("D3", "duty-24h")
OUT: Table = {
    "kind": "outing",
    "first": "2026-10-12",
    "start": "14:00",
    "end": "15:00",
    "reason": "就医",
    "partner": "B",
}
NIGHT_AND_DAY: Table = {
    "first": "2026-10-12",
    "shifts": {"N": "20:00-08:00", "D": "08:00-20:00"},
    "roster": "A = N .\nB = . D",
}


def test_what_the_preset_states() -> None:
    assert D3.numbers("approval-outing", "kinds", "steps") == (("outing",), ("director",))
    assert D3.numbers("outing", "relief") == (True,)
    assert D3.own["relief"].rule == "relief"
    assert D3.own["outing-overrun"].rule == "outing-overrun"


@pytest.mark.parametrize(
    ("rank", "refused"), [("leader", ["approval rank"]), ("middle", ["approval rank"]), ("director", [])]
)
def test_the_director_consents(rank: str, refused: list[str]) -> None:
    assert D3.steps(OUT) == ("director",)
    assert D3.deciding(OUT, rank, "director") == refused


@pytest.mark.parametrize(("partner", "refused"), [("B", []), ("A", ["outing relief"]), (None, ["outing relief"])])
def test_somebody_takes_the_post(partner: str | None, refused: list[str]) -> None:
    assert D3.filing({**OUT, "partner": partner}) == refused


@pytest.mark.parametrize(
    ("filed", "refused"), [("2026-10-12T13:59:59", []), ("2026-10-12T14:00:00", ["outing begun"])]
)
def test_before_leaving(filed: str, refused: list[str]) -> None:
    assert D3.filing(OUT, filed=filed) == refused


@pytest.mark.parametrize(
    ("leaves", "found"),
    [
        ("08:01:00", []),  # in the second in which B came
        ("08:00:30", ["relief left-before A 12 30"]),
        ("08:00:00", ["relief left-before A 12 60"]),  # the own end does not matter
    ],
)
def test_nobody_leaves_before_the_relief_came(tmp_path: Path, leaves: str, found: list[str]) -> None:
    """Which posts are never empty only the workspace can know; what it adds keeps the preset's clause."""
    known = stated_with("D3", "duty-24h", '[[rule]]\nuse = "relief"\nposts = ["desk"]\n', tmp_path)
    punches = f"A 12 19:55\nA 13 {leaves}\nB 13 08:01:00 20:00"
    assert known.numbers("relief", "posts") == (("desk",),)
    assert known.findings({**NIGHT_AND_DAY, "punches": punches}) == found


@pytest.mark.parametrize(("status", "total"), [("approved", "0.00"), ("filed", "-101.15")])
def test_whoever_is_away_without_consent_is_absent(status: str, total: str) -> None:
    """Away for the whole of a shift: an outing that was granted is work, any other is an absence of a day wage."""
    asked = {"who": "B", "kind": "outing", "first": "2026-10-13", "hours": "08:00-20:00", "status": status}
    table = {**NIGHT_AND_DAY, "roster": "B = . D", "requests": [asked]}
    assert D3.totals(table) == {"B": total}
    assert D3.month(table).records() == ["B 13 outing" if status == "approved" else "B 13 absent"]


@pytest.mark.parametrize(("back", "found"), [("15:00:00", []), ("15:00:01", ["outing-overrun overrun A 12 1"])])
def test_back_when_the_relief_expects_it(back: str, found: list[str]) -> None:
    asked = {"who": "A", "kind": "outing", "first": "2026-10-12", "hours": "14:00-15:00"}
    punches = f"A 12 07:55 14:00 {back} 20:00"
    table = {**NIGHT_AND_DAY, "roster": "A = D", "punches": punches, "requests": [asked]}
    assert D3.findings(table) == found
