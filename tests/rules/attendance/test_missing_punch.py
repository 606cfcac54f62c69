"""missing-punch: what the page's examples leave out (1.3, 2.3, 2.4)."""

from typing import Any

import pytest

from tests.support.settling import Settled, settle


def run(punches: str, **more: Any) -> Settled:
    return settle({"first": "2026-10-09", "roster": "A = D", "punches": f"A 09 {punches}", **more})


@pytest.mark.parametrize(
    ("punches", "said", "code"),
    [
        ("08:59", ["A 09 missing-out"], "missing-out"),
        ("18:02", ["A 09 missing-in"], "missing-in"),
        ("13:30", ["A 09 missing-in, missing-out"], "presence-only"),
        ("11:00:00", ["A 09 late 7200, missing-out"], "missing-out"),  # 2 h inside, not more
        ("11:00:01", ["A 09 missing-in, missing-out"], "presence-only"),
        ("15:59:59", ["A 09 missing-in, missing-out"], "presence-only"),
        ("16:00:00", ["A 09 early 7200, missing-in"], "missing-in"),
        ("08:59 09:08:59", ["A 09 missing-out"], "missing-out"),  # 599 s apart
    ],
)
def test_what_is_missing(punches: str, said: list[str], code: str) -> None:
    found = run(punches)
    assert found.records() == said
    assert found.findings("missing-punch") == [f"missing-punch {code} A 09 1"]


@pytest.mark.parametrize(
    ("punches", "said", "code"),
    [
        ("11:00:01 12:00 18:00", "late 7201, waits", "odd-late"),
        ("11:00:00 12:00 18:00", "late 7200", None),
        ("09:00 12:00 15:59:59", "early 7201, waits", "odd-early"),
        ("09:00 12:00 16:00:00", "early 7200", None),
        ("09:00 15:00", "early 10800", None),  # an even number
    ],
)
def test_odd_boundaries_are_judged_and_wait(punches: str, said: str, code: str | None) -> None:
    found = run(punches, as_of="2026-10-11T12:00")
    assert found.records() == [f"A 09 {said}"]
    assert found.findings("missing-punch") == ([f"missing-punch {code} A 09 1"] if code else [])


def test_what_is_odd_stops_waiting_with_the_deadline() -> None:
    assert run("09:00 12:00 15:00", as_of="2026-10-13T00:00").records() == ["A 09 early 10800"]


def test_open_units_miss_nothing_yet() -> None:
    found = run("08:59", as_of="2026-10-09T22:00")
    assert (found.records(), found.findings("missing-punch")) == (["A 09 open"], [])


def test_overtime_of_its_own_misses_a_punch_and_waits_for_its_correction() -> None:
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-10", "hours": "09:00-12:00"}
    found = settle(
        {
            "first": "2026-10-09",
            "roster": "A = D .",
            "requests": [overtime],
            "punches": "A 09 08:59 18:00\nA 10 09:00",
            "as_of": "2026-10-10T20:00",
        }
    )
    assert found.records() == ["A 10 missing-out, waits"]


def test_back_to_back_each_shift_misses_its_own() -> None:
    # 12:58 leaves M, 13:04 opens P: 360 s apart, so that the seam is not judged; P's departure was forgotten
    found = settle(
        {
            "first": "2026-10-09",
            "shifts": {"M": "09:00-13:00", "P": "13:00-17:00"},
            "roster": "A = M+P",
            "punches": "A 09 08:58 12:58 13:04",
        }
    )
    assert found.records() == ["A 09 missing-out"]


def test_both_forgotten_on_a_corrected_day() -> None:
    form = {"who": "A", "kind": "correction", "first": "2026-10-09", "side": "out", "time": "18:00"}
    found = run("", requests=[{**form, "filed": "2026-10-10T09:00"}])
    assert (found.records(), found.findings("missing-punch")) == (
        ["A 09 missing-in"],
        ["missing-punch missing-in A 09 1"],
    )
